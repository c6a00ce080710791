import { addHours, addSeconds } from '../kernel/durations.js';
import { faultOf } from '../platform/log/log.js';
import type { Job } from '../platform/jobs/index.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { FeedReader } from '../platform/feed.js';
import type { Announcing, News } from './announce.js';
import { NEAR_HOURS, alarmId, overTellings, tellNow, tellingOf } from './core/alarms.js';
import type { Told, Trouble } from './core/alarms.js';
import { grouped } from './core/rota.js';
import { ROTA_JOBS, ROTA_URGENCY } from './needs.js';
import type { OnCallNeeds } from './needs.js';
import type { RotaViews } from './views.js';

const HOUR_MS = 3_600_000;
/** Hand-overs so far ahead get their job now, so that hours without a look lose none. */
const PLAN_HOURS = 26;
/** A hand-over told later than this would only confuse. */
const STALE_HOURS = 1;
/** A gap is worth knowing until it is over; the provider keeps a text for so long. */
const ALARM_VALID_SECONDS = 4 * 3600;
/** The phone of a member of staff, or what reaches it, changed: somebody may have become unreachable. */
const STAFF_NEWS = new Set(['staff.changed', 'phone.opted-out', 'phone.opted-in']);

export type RotaLook = ReturnType<typeof rotaLook>;

/**
 * Looks ahead, at start, each hour and after each change: tells who keeps the rota of gaps and of shifts that are not as they should
 * be, at least a day before, and gives each coming hand-over its notice. It reads again and decides again; two that look at once tell once.
 */
export function rotaLook(needs: OnCallNeeds, views: RotaViews, say: Announcing) {
  const { rotas, people, alarms, events, jobs, transact, clock, log, withRole, unreachable } = needs;

  const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  const lookJob = (key: string, dueAt: Date) => ({ key: `${ROTA_JOBS.look}:${key}`, kind: ROTA_JOBS.look, teamId: 'network', urgency: ROTA_URGENCY, dueAt, data: {} });
  /** Adds one job unless it was added before, here or elsewhere. */
  async function addOnce(job: Parameters<typeof jobs.add>[1][number]): Promise<void> {
    await transact((tx) => jobs.add(tx, [job])).catch((error: unknown) => { if (duplicateOf(error) === null) throw error; });
  }

  /** The hour for which a look is known to stand in the database; the last thing that keeps the chain of looks from breaking. */
  let ensured = '';
  async function ensureLook(): Promise<void> {
    const hour = hourOf(clock.now()).toISOString();
    if (ensured === hour) return;
    await addOnce(lookJob(hour, clock.now()));
    ensured = hour;
  }
  const soon = (key: string): void => { void addOnce(lookJob(key, clock.now())).catch((error: unknown) => { log.warn('a look at the rotas could not be asked for; the hourly one comes', { room: 'oncall', ...faultOf(error) }); }); };

  /** Who hears of trouble on a rota: the team's rota managers, else its supervisors; of a gap among supervisors both. */
  function leadsOf(teamId: string, both: boolean): string[] {
    const reached = (role: 'rota-manager' | 'supervisor'): string[] => withRole(teamId, role).filter((id) => say.ownPhone(id) !== null);
    const managers = reached('rota-manager');
    return [...new Set(both || managers.length === 0 ? [...managers, ...reached('supervisor')] : managers)];
  }

  function newsOf(troubles: readonly Trouble[]): News | null {
    const [first, ...others] = troubles.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const rota = first ? rotas.find(first.rotaId) : null;
    if (!first || !rota) return null;
    const { timeZone, name: rotaName } = rota;
    const now = clock.now();
    const startsAt = first.startsAt < now ? now : first.startsAt;
    const { kind, staffId } = first;
    if (kind !== 'gap') return { timeZone, words: ({ warningText }, speak) => warningText(speak, { kind, rotaName, name: people.nameOf(staffId), startsAt }, others.length) };
    const endless = first.endsAt.getTime() - startsAt.getTime() > 14 * 24 * HOUR_MS;
    return { timeZone, words: ({ gapText }, speak) => gapText(speak, { rotaName, startsAt, endsAt: endless ? null : first.endsAt }, others.length) };
  }

  /** One text for all of one kind on one rota, so that a rota in disorder is one message. */
  async function tell(troubles: readonly { trouble: Trouble; stage: 'first' | 'near' }[], told: readonly Told[]): Promise<void> {
    const [one] = troubles;
    const rota = one ? rotas.find(one.trouble.rotaId) : null;
    if (!one || !rota) return;
    const now = clock.now();
    const leads = leadsOf(rota.teamId, rota.supervises && one.trouble.kind === 'gap');
    if (leads.length === 0) { log.error('a rota needs somebody and nobody who keeps it can be reached', { room: 'oncall', kind: one.trouble.kind, team: rota.teamId }); return; }
    const batch = say.newId();
    const fresh = troubles.filter(({ stage }) => stage === 'first').map(({ trouble }): Told => ({ ...trouble, id: alarmId(trouble), toldAt: now, nearAt: trouble.startsAt <= addHours(now, NEAR_HOURS) ? now : null }));
    const near = troubles.filter(({ stage }) => stage === 'near').flatMap(({ trouble }) => tellingOf(trouble, told, now)?.id ?? []);
    await transact(async (tx) => {
      await alarms.add(fresh, tx);
      for (const id of near) if (!await alarms.near(id, now, tx)) return;
      const news = newsOf(troubles.map(({ trouble }) => trouble));
      if (!news) return;
      for (const staffId of leads) await say.text(tx, staffId, { key: `rota-alarm:${batch}:${staffId}`, purpose: 'rota-alarm', teamId: rota.teamId, urgency: one.trouble.kind === 'gap' ? 1 : ROTA_URGENCY, validitySeconds: ALARM_VALID_SECONDS }, news);
      await say.emailManagers(tx, leads, { key: `rota-alarm:${batch}`, purpose: 'rota-alarm', teamId: rota.teamId, validitySeconds: ALARM_VALID_SECONDS }, news);
      await events.append(tx, [{ at: now, kind: 'rota.alarm', teamId: rota.teamId, actorId: null, data: { rota: rota.id, what: one.trouble.kind, count: troubles.length } }]);
      await jobs.add(tx, fresh.filter(({ kind, nearAt }) => kind === 'gap' && nearAt === null).map(({ id, startsAt }) => lookJob(`near:${id}:${batch}`, addHours(startsAt, -NEAR_HOURS))));
    }).catch((error: unknown) => { if (duplicateOf(error) === null) throw error; });
  }

  /** What was told is kept as wide as it is by now, and forgotten once it is put right. */
  async function keepTellings(troubles: readonly Trouble[], told: readonly Told[]): Promise<void> {
    const now = clock.now();
    const over = overTellings(told.filter(({ endsAt }) => endsAt > now), troubles, now).map(({ id }) => id);
    const wider = troubles.flatMap((trouble) => {
      const known = tellingOf(trouble, told, now);
      return known && known.staffId === trouble.staffId && known.startsAt <= trouble.startsAt && known.endsAt >= trouble.startsAt && known.endsAt < trouble.endsAt ? [{ id: known.id, startsAt: known.startsAt, endsAt: trouble.endsAt }] : [];
    });
    if (over.length === 0 && wider.length === 0) return;
    await transact(async (tx) => {
      if (over.length > 0) await alarms.remove(over, tx);
      for (const one of wider) await alarms.widen(one, tx);
    });
  }

  /** Hand-overs of the next hours, each once, whatever the rota looks like by then: the job decides again. */
  async function planHandOffs(): Promise<void> {
    const now = clock.now();
    for (const book of rotas.books()) {
      if (!book.rota.handOffNotices) continue;
      const { segments, extras } = rotas.schedule(book, hourOf(now), addHours(hourOf(now), PLAN_HOURS + 2));
      const edges = new Set([...segments, ...extras].flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]));
      for (const at of edges) {
        if (at <= now.getTime() || at > addHours(now, PLAN_HOURS).getTime()) continue;
        const key = `${ROTA_JOBS.handOff}:${book.rota.id}:${new Date(at).toISOString()}`;
        if (planned.has(key)) continue;
        await addOnce({ key, kind: ROTA_JOBS.handOff, teamId: book.rota.teamId, urgency: ROTA_URGENCY, dueAt: new Date(at), data: { rota: book.rota.id, at: new Date(at).toISOString() } });
        if (planned.size > 10_000) planned.clear();
        planned.add(key);
      }
    }
  }
  const planned = new Set<string>();

  return {
    ensureLook,
    /** A look that the feed asks for: every process does, one is made. */
    reader: { event: ({ kind, _id }) => { if (STAFF_NEWS.has(kind)) soon(`event:${_id}`); }, resync: () => undefined } satisfies FeedReader,

    async look(_job: Job): Promise<'done'> {
      await rotas.refresh();
      const now = clock.now();
      const found = views.ahead();
      const troubles = [...found.gaps, ...found.breaches, ...found.unreached].map(({ trouble }) => trouble);
      const told = await alarms.all();
      await keepTellings(troubles, told);
      const news = troubles.flatMap((trouble) => {
        const stage = tellNow(trouble, told, now);
        return stage ? [{ trouble, stage }] : [];
      });
      for (const group of grouped(news, ({ trouble }) => `${trouble.rotaId} ${trouble.kind}`).values()) await tell(group, told);
      await planHandOffs();
      const next = addHours(hourOf(now), 1);
      await addOnce(lookJob(next.toISOString(), next));
      return 'done';
    },

    /** A hand-over: who comes on and who goes off hear of it, on their own phones. A turn that goes on with the same person says nothing. */
    async handOff({ data }: Job): Promise<'done'> {
      await rotas.refresh();
      const rotaId = String(data['rota']);
      const at = new Date(String(data['at']));
      const rota = rotas.find(rotaId);
      if (!rota?.handOffNotices || clock.now() > addHours(at, STALE_HOURS)) return 'done';
      const was = data['was'] === undefined ? rotas.onCallIds(rotaId, addSeconds(at, -0.001)) : String(data['was']).split(',').filter((id) => id !== '');
      const are = rotas.onCallIds(rotaId, at);
      const { timeZone } = rota;
      const about = (staffId: string, what: 'on' | 'off') => ({ key: `hand-off:${rotaId}:${at.toISOString()}:${staffId}:${what}`, purpose: 'hand-off', teamId: rota.teamId });
      const holder = are[0] ?? null;
      for (const staffId of are.filter((id) => !was.includes(id))) {
        const beside = staffId === holder ? null : rotas.book(rotaId)?.changes.findLast((change) => change.kind === 'extra' && change.staffId === staffId && change.startsAt <= at && at < change.endsAt) ?? null;
        const former = was[0] !== undefined && staffId === holder && !are.includes(was[0]) ? people.nameOf(was[0]) : null;
        await say.textOnce(staffId, about(staffId, 'on'), {
          timeZone, words: ({ comesOnText }, speak) => comesOnText(speak, { rotaName: rota.name, until: beside?.endsAt ?? rotas.until(rotaId, at), from: former }),
        });
      }
      for (const staffId of was.filter((id) => !are.includes(id))) {
        await say.textOnce(staffId, about(staffId, 'off'), { timeZone, words: ({ goesOffText }, speak) => goesOffText(speak, { rotaName: rota.name, to: holder === null ? null : people.nameOf(holder) }) });
      }
      const silent = are.find((id) => unreachable(id) !== null);
      if (silent !== undefined) log.error('somebody is on call whom a page cannot reach', { room: 'oncall', team: rota.teamId });
      return 'done';
    },
  };
}
