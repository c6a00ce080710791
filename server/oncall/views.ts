import type { GapView, LeaveView, OnCallView, OverrideView, RotaPerson, RotaView, RotaWarningView, RotaWarningsView, ScheduleQuery, ScheduleView, SegmentView, ShiftView, ShiftsView, SwapView } from '../contract/oncall.js';
import type { Actor } from '../platform/http/route.js';
import { tellingOf } from './core/alarms.js';
import type { Told, Trouble } from './core/alarms.js';
import { breachesOf, couldTake, dutiesOf } from './core/duties.js';
import type { Breach, Duty } from './core/duties.js';
import { overlap, regularsOf } from './core/rota.js';
import type { Book, Segment, Stretch } from './core/rota.js';
import { gapsIn, scheduleOf } from './core/schedule.js';
import type { Gap } from './core/schedule.js';
import { closesAt, mayWith, stateAt } from './core/swap.js';
import type { ShiftOf, Swap } from './core/swap.js';
import { clockChangeMinutes, dateOf, daysFrom, hoursOf, wallAt } from './core/wall-clock.js';
import type { OnCallNeeds } from './needs.js';
import { booksOf } from './store.js';
import type { Leave, Override } from './store.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far warnings look. Source: issue 4, gaps in the next 14 days. */
const AHEAD_DAYS = 14;
const AROUND_DAYS = 8;
const LONG_AROUND_DAYS = 100;
const UPCOMING = { shifts: 14, days: 60 } as const;
/** Answered requests stay on the page so long after. */
const SHOWN_AFTER_MS = 14 * DAY_MS;

export type RotaViews = ReturnType<typeof rotaViewsOf>;
/** A gap, a breach or an unreachable person's duty, as looked at once for all rotas. */
export interface Troubles {
  from: Date; until: Date; duties: Duty[];
  gaps: { book: Book; gap: Gap; endless: boolean; trouble: Trouble }[];
  breaches: { breach: Breach; trouble: Trouble }[];
  unreached: { duty: Duty; trouble: Trouble }[];
}

const rounded = (hours: number): number => Math.round(hours * 10) / 10;

/** What is shown of rotas. Reads the books in memory; nothing here changes anything. */
export function rotaViewsOf({ rotas, people, clock, unreachable, alarms }: Pick<OnCallNeeds, 'rotas' | 'people' | 'clock' | 'unreachable' | 'alarms'>) {
  /** Why a page would not reach somebody on a rota. Where a duty phone goes with it their own phone does not matter, but while they carry it that phone does. */
  function unreachedOn(rotaId: string, staffId: string, why: Segment['why']): ReturnType<typeof unreachable> {
    const reason = unreachable(staffId);
    const carries = (rotas.find(rotaId)?.dutyPhone ?? null) !== null && why !== 'extra';
    return carries && reason !== 'left' && rotas.answer(rotaId, clock.now()).staffId !== staffId ? null : reason;
  }
  const personOf = (id: string): RotaPerson => ({ id, name: people.nameOf(id), initials: people.find(id)?.initials ?? '' });
  const iso = (at: Date): string => at.toISOString();
  const aroundMs = ({ rota }: Book): number => (rota.layers.some(({ turn }) => turn.unit === 'weeks' || (turn.unit === 'days' && turn.count > 7)) ? LONG_AROUND_DAYS : AROUND_DAYS) * DAY_MS;
  /** Whole hours, so that what was found is found again within the hour. */
  const wholeHour = (at: Date): number => Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
  const around = (book: Book, from: Date, until: Date) => rotas.schedule(book, new Date(wholeHour(from) - aroundMs(book)), new Date(wholeHour(until) + HOUR_MS + AROUND_DAYS * DAY_MS));

  const shiftView = ({ rota }: Book, { staffId, startsAt, endsAt, why }: Segment): ShiftView[] => (staffId === null || why === 'gap' || why === 'off' ? [] : [{
    rotaId: rota.id, rotaName: rota.name, teamId: rota.teamId, supervises: rota.supervises, timeZone: rota.timeZone, staffId, name: people.nameOf(staffId),
    startsAt: iso(startsAt), endsAt: iso(endsAt), hours: hoursOf({ startsAt, endsAt }), clockChangeMinutes: clockChangeMinutes({ startsAt, endsAt }, rota.timeZone), why,
  }]);

  function shiftsOf(book: Book, from: Date, days: number): ShiftView[] {
    const { segments, extras } = around(book, from, new Date(from.getTime() + days * DAY_MS));
    const until = new Date(from.getTime() + days * DAY_MS);
    return [...segments, ...extras].filter(({ startsAt, endsAt }) => endsAt > from && startsAt < until).flatMap((segment) => shiftView(book, segment)).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  }

  /** Everything that is wrong in a stretch, on all rotas, because rest is counted across them. */
  function troublesOf(books: readonly Book[], from: Date, until: Date): Troubles {
    const schedules = books.map((book) => ({ book, schedule: around(book, from, until) }));
    const duties = schedules.flatMap(({ book, schedule }) => dutiesOf(book.rota.id, schedule));
    const shown = (stretch: Stretch): boolean => stretch.endsAt > from && stretch.startsAt < until;
    const horizon = wholeHour(until) + HOUR_MS + AROUND_DAYS * DAY_MS;
    const limits = new Map(books.map(({ rota }) => [rota.id, rota.longestHours]));
    const troubleOf = ({ rotaId, staffId, startsAt, endsAt }: Duty, kind: RotaWarningView['kind']): Trouble => ({ rotaId, staffId, kind, startsAt, endsAt });
    return {
      from, until, duties,
      gaps: schedules.flatMap(({ book, schedule }) => gapsIn(schedule.segments).filter(shown).map((gap) => ({
        book, gap, endless: gap.endsAt.getTime() >= horizon, trouble: { rotaId: book.rota.id, kind: 'gap' as const, staffId: null, startsAt: gap.startsAt, endsAt: gap.endsAt },
      }))),
      breaches: breachesOf(duties, (rotaId) => limits.get(rotaId) ?? null).filter(({ duty }) => shown(duty)).map((breach) => ({ breach, trouble: troubleOf(breach.duty, breach.kind) })),
      unreached: duties.filter((duty) => shown(duty) && unreachedOn(duty.rotaId, duty.staffId, duty.why) !== null).map((duty) => ({ duty, trouble: troubleOf(duty, 'unreachable') })),
    };
  }

  /** Everything that would be wrong on some of these rotas in a stretch, were they so. */
  async function wouldBeWrong(books: readonly Book[], rotaIds: readonly string[], { startsAt, endsAt }: Stretch): Promise<{ gaps: GapView[]; warnings: RotaWarningView[] }> {
    const named = new Map(books.map(({ rota }) => [rota.id, rota]));
    const { gaps, warnings } = warningsIn(troublesOf(books, startsAt, endsAt), await alarms.all(), [...named.values()].map(({ teamId }) => teamId), named);
    return { gaps: gaps.filter(({ rotaId }) => rotaIds.includes(rotaId)), warnings: warnings.filter(({ rotaId }) => rotaIds.includes(rotaId)) };
  }

  const ahead = (books: readonly Book[] = rotas.books()): Troubles => troublesOf(books, clock.now(), new Date(clock.now().getTime() + AHEAD_DAYS * DAY_MS));

  function gapView({ book, gap, endless, trouble }: Troubles['gaps'][number], { until, duties }: Troubles, told: readonly Told[]): GapView {
    const { rota, changes, away } = book;
    const seen = { startsAt: gap.startsAt, endsAt: endless ? until : gap.endsAt };
    const regulars = regularsOf({ rota, changes: changes.filter(({ endsAt }) => endsAt > clock.now()) });
    const request = rotas.everything().swaps.find((swap) => stateAt(swap, clock.now()) === 'asked' && swap.shift.rotaId === rota.id && overlap(swap.shift, seen));
    return {
      rotaId: rota.id, rotaName: rota.name, teamId: rota.teamId, supervises: rota.supervises, timeZone: rota.timeZone,
      startsAt: iso(seen.startsAt), endsAt: endless ? null : iso(seen.endsAt), hours: hoursOf(seen), because: gap.because ?? 'no-layer', away: gap.away.map(personOf),
      canCover: regulars.filter((id) => unreachedOn(rota.id, id, 'layer') === null && couldTake(id, seen, duties, away)).map(personOf),
      toldAt: tellingOf(trouble, told, clock.now())?.toldAt.toISOString() ?? null, swapId: request?.id ?? null,
    };
  }

  function warningView(trouble: Trouble, told: readonly Told[], more: Partial<RotaWarningView>, named?: ReadonlyMap<string, Book['rota']>): RotaWarningView {
    const rota = named?.get(trouble.rotaId) ?? rotas.find(trouble.rotaId);
    const staffId = trouble.staffId ?? '';
    return {
      kind: trouble.kind === 'gap' ? 'unreachable' : trouble.kind, rotaId: trouble.rotaId, rotaName: rota?.name ?? '', teamId: rota?.teamId ?? '', timeZone: rota?.timeZone ?? 'UTC', staff: personOf(staffId),
      startsAt: iso(trouble.startsAt), endsAt: iso(trouble.endsAt), hours: null, previousEndsAt: null, otherRotaName: null,
      unreachable: trouble.kind === 'unreachable' ? unreachable(staffId) ?? 'unknown' : null, toldAt: tellingOf(trouble, told, clock.now())?.toldAt.toISOString() ?? null, ...more,
    };
  }
  const breachView = ({ breach, trouble }: Troubles['breaches'][number], told: readonly Told[], named?: ReadonlyMap<string, Book['rota']>): RotaWarningView => warningView(trouble, told, {
    hours: rounded(breach.hours),
    ...(breach.kind === 'hours' ? {} : { previousEndsAt: breach.kind === 'rest' ? iso(breach.previous.endsAt) : null, otherRotaName: breach.previous.rotaId === breach.duty.rotaId ? null : (named?.get(breach.previous.rotaId) ?? rotas.find(breach.previous.rotaId))?.name ?? null }),
  }, named);

  function warningsIn(found: Troubles, told: readonly Told[], teamIds: readonly string[], named?: ReadonlyMap<string, Book['rota']>): RotaWarningsView {
    const mine = ({ teamId }: { teamId: string }): boolean => teamIds.includes(teamId);
    const soonest = (a: { startsAt: string }, b: { startsAt: string }): number => a.startsAt.localeCompare(b.startsAt);
    return {
      from: iso(found.from), until: iso(found.until),
      gaps: found.gaps.filter(({ book }) => mine(book.rota)).map((gap) => gapView(gap, found, told)).sort(soonest),
      warnings: [...found.breaches.map((breach) => breachView(breach, told, named)), ...found.unreached.map(({ trouble }) => warningView(trouble, told, {}, named))].filter(mine).sort(soonest),
    };
  }

  function segmentView(book: Book, whole: Segment, cut: Stretch, rest: ReadonlyMap<string, number>): SegmentView {
    const { rota } = book;
    return {
      startsAt: iso(whole.startsAt < cut.startsAt ? cut.startsAt : whole.startsAt), endsAt: iso(whole.endsAt > cut.endsAt ? cut.endsAt : whole.endsAt),
      wholeStartsAt: iso(whole.startsAt), wholeEndsAt: iso(whole.endsAt), why: whole.why, staff: whole.staffId === null ? null : personOf(whole.staffId),
      layerId: whole.layerId, changeId: whole.changeId, insteadOf: whole.insteadOf === null ? null : personOf(whole.insteadOf), because: whole.because, away: whole.away.map(personOf),
      hours: hoursOf(whole), clockChangeMinutes: clockChangeMinutes(whole, rota.timeZone),
      restBeforeHours: rest.get(`${rota.id} ${whole.staffId ?? ''} ${whole.startsAt.getTime()}`) ?? null,
      unreachable: whole.staffId === null ? null : unreachedOn(rota.id, whole.staffId, whole.why),
    };
  }

  function scheduleView(book: Book, { from, days = 7 }: ScheduleQuery, all: readonly Book[]): ScheduleView {
    const { rota } = book;
    const shown = daysFrom(from ?? dateOf(wallAt(clock.now(), rota.timeZone)), days, rota.timeZone);
    const cut = { startsAt: shown[0]?.startsAt ?? clock.now(), endsAt: shown.at(-1)?.endsAt ?? clock.now() };
    const { segments, extras } = around(book, cut.startsAt, cut.endsAt);
    const rest = new Map(troublesOf(all, cut.startsAt, cut.endsAt).breaches.flatMap(({ breach }) => (breach.kind === 'hours' ? [] : [[`${breach.duty.rotaId} ${breach.duty.staffId} ${breach.duty.startsAt.getTime()}`, breach.kind === 'rest' ? rounded(breach.hours) : 0] as const])));
    const viewed = (list: readonly Segment[]): SegmentView[] => list.filter((segment) => overlap(segment, cut)).map((segment) => segmentView(book, segment, cut, rest));
    return {
      rotaId: rota.id, rotaName: rota.name, teamId: rota.teamId, supervises: rota.supervises, timeZone: rota.timeZone,
      days: shown.map(({ on, startsAt, endsAt }) => ({ on, startsAt: iso(startsAt), endsAt: iso(endsAt), hours: hoursOf({ startsAt, endsAt }) })), segments: viewed(segments), extras: viewed(extras),
    };
  }

  const swapShift = ({ rotaId, startsAt, endsAt }: ShiftOf): SwapView['shift'] => ({ rotaId, rotaName: rotas.find(rotaId)?.name ?? 'A former rota', timeZone: rotas.find(rotaId)?.timeZone ?? 'UTC', startsAt: iso(startsAt), endsAt: iso(endsAt) });
  const onRota = (rotaId: string) => (staffId: string): boolean => {
    const book = rotas.book(rotaId);
    return book !== null && regularsOf({ rota: book.rota, changes: book.changes.filter(({ endsAt }) => endsAt > clock.now()) }).includes(staffId);
  };

  /** What acceptance would break for the two of a request. */
  function wouldBreak(swap: Swap, toId: string): RotaWarningView[] {
    const everything = rotas.everything();
    const books = [...booksOf({ ...everything, swaps: [...everything.swaps.filter(({ id }) => id !== swap.id), { ...swap, state: 'accepted', toId, decidedAt: clock.now(), order: Number.MAX_SAFE_INTEGER }] }).values()];
    const until = new Date(Math.max(swap.shift.endsAt.getTime(), swap.inReturn?.endsAt.getTime() ?? 0) + DAY_MS);
    return troublesOf(books, new Date(closesAt(swap).getTime() - DAY_MS), until).breaches.filter(({ breach }) => breach.duty.changeId === swap.id || (breach.kind !== 'hours' && breach.previous.changeId === swap.id)).map((breach) => breachView(breach, []));
  }

  function swapView(swap: Swap, actor: Actor): SwapView {
    const now = clock.now();
    const may = mayWith(swap, { by: actor.staffId, now, onRota: onRota(swap.shift.rotaId), mayEdit: actor.may('rota:edit', swap.teamId) });
    const toId = swap.toId ?? (may.accept ? actor.staffId : null);
    return {
      id: swap.id, version: swap.version, teamId: swap.teamId, kind: swap.kind, state: stateAt(swap, now), askedBy: personOf(swap.askedById), askedAt: iso(swap.askedAt), from: personOf(swap.fromId),
      shift: swapShift(swap.shift), to: swap.toId === null ? null : personOf(swap.toId), toEveryone: swap.toEveryone, inReturn: swap.inReturn ? swapShift(swap.inReturn) : null, endsAt: iso(closesAt(swap)),
      decidedAt: swap.decidedAt ? iso(swap.decidedAt) : null, decidedBy: swap.decidedById === null ? null : personOf(swap.decidedById),
      warnings: stateAt(swap, now) === 'asked' && toId !== null ? wouldBreak(swap, toId) : [], may,
    };
  }

  const lastEnd = ({ shift, inReturn }: Swap): number => Math.max(shift.endsAt.getTime(), inReturn?.endsAt.getTime() ?? 0);
  const concerns = (swap: Swap, staffId: string): boolean => [swap.fromId, swap.toId, swap.askedById].includes(staffId) || (swap.toEveryone && onRota(swap.shift.rotaId)(staffId));
  function swapsFor(actor: Actor): SwapView[] {
    const now = clock.now().getTime();
    const teams = actor.teamsWhere('rota:read');
    return rotas.everything().swaps.filter((swap) => (teams.includes(swap.teamId) || concerns(swap, actor.staffId)) && (lastEnd(swap) > now || swap.askedAt.getTime() > now - SHOWN_AFTER_MS))
      .sort((a, b) => closesAt(a).getTime() - closesAt(b).getTime()).map((swap) => swapView(swap, actor));
  }

  /** The teams to which somebody belongs as far as rotas go: those of their roles and of the rotas they are on. */
  const teamsOf = (staffId: string): string[] => [...new Set([...people.find(staffId)?.roles.map(({ teamId }) => teamId) ?? [], ...rotas.books().filter(({ rota }) => onRota(rota.id)(staffId)).map(({ rota }) => rota.teamId)])];
  const mayEditFor = (actor: Actor, staffId: string): boolean => teamsOf(staffId).some((teamId) => actor.may('rota:edit', teamId));
  const leaveView = ({ id, staffId, startsAt, endsAt, madeById, madeAt }: Leave, actor: Actor): LeaveView =>
    ({ id, staff: personOf(staffId), startsAt: iso(startsAt), endsAt: iso(endsAt), madeBy: personOf(madeById), madeAt: iso(madeAt), mayRemove: endsAt > clock.now() && (staffId === actor.staffId || mayEditFor(actor, staffId)) });
  const leaveAhead = (): Leave[] => rotas.everything().leave.filter(({ endsAt }) => endsAt > clock.now());

  return {
    personOf, teamsOf, mayEditFor, onRota, ahead, wouldBeWrong, leaveView, swapView, swapsFor, scheduleView, shiftsOf,
    rota(book: Book): RotaView {
      const shifts = shiftsOf(book, clock.now(), UPCOMING.days).filter(({ why }) => why !== 'extra');
      return { ...book.rota, upcoming: shifts.slice(0, UPCOMING.shifts) };
    },
    onCall(teamIds: readonly string[], at: Date): OnCallView[] {
      return rotas.all().filter(({ teamId }) => teamIds.includes(teamId)).map((rota) => {
        const answer = rotas.answer(rota.id, at);
        const person = answer.staffId === null ? null : people.find(answer.staffId);
        const why = person === null ? null : unreachable(person.id);
        return {
          rotaId: rota.id, rotaName: rota.name, teamId: rota.teamId, supervises: rota.supervises, staff: person ? personOf(person.id) : null, until: rotas.until(rota.id, at)?.toISOString() ?? null,
          reachable: person !== null && why === null, unreachable: why, why: answer.why,
          extras: answer.extras.map(({ staffId, changeId }) => ({ ...personOf(staffId), until: iso(rotas.book(rota.id)?.changes.find(({ id }) => id === changeId)?.endsAt ?? at), reachable: unreachable(staffId) === null })),
          onDutyPhone: person !== null && rota.dutyPhone !== null,
        };
      });
    },
    /** @param books other than those in memory, for a preview */
    async warnings(teamIds: readonly string[], books?: readonly Book[]): Promise<RotaWarningsView> { return warningsIn(ahead(books), await alarms.all(), teamIds); },
    override: ({ id, rotaId, kind, staffId, startsAt, endsAt, madeById, madeAt }: Override): OverrideView =>
      ({ id, rotaId, kind: kind === 'extra' ? 'extra' : 'override', staff: personOf(staffId), startsAt: iso(startsAt), endsAt: iso(endsAt), madeBy: personOf(madeById), madeAt: iso(madeAt) }),
    leaveFor: (actor: Actor): LeaveView[] => leaveAhead().filter(({ staffId }) => staffId === actor.staffId || teamsOf(staffId).some((teamId) => actor.may('rota:read', teamId))).map((leave) => leaveView(leave, actor)),
    async shifts(staffId: string, actor: Actor): Promise<ShiftsView> {
      const { warnings } = warningsIn(ahead(), await alarms.all(), rotas.all().map(({ teamId }) => teamId));
      return {
        staff: personOf(staffId), shifts: rotas.books().flatMap((book) => shiftsOf(book, clock.now(), UPCOMING.days)).filter((shift) => shift.staffId === staffId).sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
        leave: leaveAhead().filter((leave) => leave.staffId === staffId).map((leave) => leaveView(leave, actor)),
        swaps: rotas.everything().swaps.filter((swap) => concerns(swap, staffId) && lastEnd(swap) > clock.now().getTime()).map((swap) => swapView(swap, actor)),
        warnings: warnings.filter(({ staff }) => staff.id === staffId),
      };
    },
    /** What a draft would do, with everything else as it is. */
    async preview(draft: Book['rota']): Promise<{ schedule: ScheduleView; gaps: GapView[]; warnings: RotaWarningView[] }> {
      const everything = rotas.everything();
      const books = [...booksOf({ ...everything, rotas: [...everything.rotas.filter(({ id }) => id !== draft.id), draft] }).values()];
      const book = books.find(({ rota }) => rota.id === draft.id) as Book;
      const { gaps, warnings } = warningsIn(ahead(books), await alarms.all(), [draft.teamId]);
      return { schedule: scheduleView(book, { days: AHEAD_DAYS }, books), gaps: gaps.filter(({ rotaId }) => rotaId === draft.id), warnings: warnings.filter(({ rotaId }) => rotaId === draft.id) };
    },
    /** True when this person is the one on call for all of a stretch. */
    holds: (book: Book | undefined, staffId: string, { startsAt, endsAt }: Stretch): boolean => book !== undefined && startsAt < endsAt && scheduleOf(book, startsAt, endsAt).segments.every((segment) => segment.staffId === staffId),
  };
}
