import type { Escalation, Notification } from '../../../server/escalation/core/escalation.js';
import type { FaultRow } from '../fault-row.js';
import type { Stalls } from '../stalls.js';
import type { SoakBoard } from './soak-board.js';
import { allowedAt, isFaulty } from './soak-kills.js';
import type { FaultWindow } from './soak-kills.js';
import type { Load } from './soak-load.js';
import type { Phones, Submission } from './soak-phones.js';
import type { SoakWorld } from './soak-world.js';

/** `restAt`: until then servers lived; clocks that ran out later had nobody to hear them. */
export interface SoakSeen { world: SoakWorld; phones: Phones; load: Load; board: SoakBoard; windows: readonly FaultWindow[]; stalls: Stalls; restAt: number }

/** What the soak found, in figures beside those of the row. */
export interface SoakFigures {
  escalations: number; pages: number; calls: number; submissions: number; answers: number; askedAnew: number; repliesTaken: number; receipts: number;
  /** For pages that the phone got twice, the first of them: what the provider did with the first try. */
  doubledAfter: string[];
  refused: number; otherBodies: number; boardsCompared: number; boardsConnected: number;
  /** Later than I2 allows, but not by more than this process, which runs beside, was kept from running meanwhile. */
  lateByLoad: number;
}

type Stored = Omit<Escalation, 'id'> & { _id: string };
interface StoredCrisis { _id: string; state: string; owner: { staffId: string } | null; progressBy: Date | null; graceUntil: Date | null; escalationId: string | null; reports: { key: string | null }[] }
interface StoredEvent { crisisId: string; kind: string; at: Date; data: Record<string, unknown> }

/** The wall clock of this process against `nowMs`, both of one machine. */
const wallMinusTicks = (): number => Date.now() - Number(process.hrtime.bigint()) / 1e6;
/** Submissions of a text that the phone cannot have had. */
const NOT_TAKEN = new Set(['429', '503']);
const SLACK_SECONDS = 2;
/** Of what came often, so many are told one by one. */
const MOST_TOLD = 20;

/** Checks I1 to I9 over the database, what the provider was given and what screens saw. Everything is at rest when it is called. */
export async function checkSoak({ world, phones, load, board, windows, stalls, restAt }: SoakSeen): Promise<Pick<FaultRow, 'acknowledged' | 'found' | 'paged' | 'late' | 'doubled' | 'latestSeconds' | 'wrong'> & { figures: SoakFigures }> {
  const { db } = world;
  const all = async <T>(name: string): Promise<T[]> => await db.collection(name).find().toArray() as unknown as T[];
  const [crises, escalations, events, jobs, audit, inbound] = await Promise.all([
    all<StoredCrisis>('crises'), all<Stored>('escalations'), db.collection('domain_events').find({ kind: /^crisis\./ }).sort({ crisisId: 1, version: 1, at: 1 }).toArray() as unknown as Promise<StoredEvent[]>,
    all<{ kind: string; state: string; data: Record<string, unknown> }>('jobs'), db.collection('audit').find({ action: 'report.received' }, { projection: { object: 1 } }).toArray(),
    db.collection('inbound_messages').find({}, { projection: { _id: 1 } }).toArray(),
  ]);
  const wrong = [...load.wrong];
  const must = (holds: boolean, words: string): void => { if (!holds) wrong.push(words); };
  const count = (much: number, words: string): void => { if (much > 0) wrong.push(`${words} (${much})`); };
  const offset = wallMinusTicks();
  const ticks = (at: Date): number => at.getTime() - offset;

  // I1, I9: what was answered 201 is there, once, with asking begun and witnessed.
  const crisisOf = new Map<string, string[]>();
  for (const { _id, reports } of crises) for (const { key } of reports) crisisOf.set(key ?? '', [...crisisOf.get(key ?? '') ?? [], _id]);
  const escalationsOf = groupedBy(escalations, ({ crisisId }) => crisisId);
  const witnessed = new Set(audit.map((row) => String(row['object'])));
  const taken = load.raised.filter(({ crisisIds }) => crisisIds.size > 0);
  const found = taken.filter(({ key, staffId, crisisIds }) => crisisOf.get(`${staffId}:${key}`)?.some((id) => crisisIds.has(id)));
  count(taken.filter(({ crisisIds }) => crisisIds.size > 1).length, 'I9: the same key was answered with different crises');
  count([...crisisOf].filter(([key, ids]) => key !== '' && ids.length > 1).length, 'I9: one key made more than one crisis');
  count(taken.filter(({ crisisIds }) => ![...crisisIds].every((id) => escalationsOf.has(id))).length, 'I1: reports answered 201 without an escalation');
  count(taken.filter(({ crisisIds }) => ![...crisisIds].every((id) => witnessed.has(`crisis:${id}`))).length, 'I1: reports answered 201 without an audit entry');

  // I3: one notification per place; every submission on record; again only when nobody could know.
  const submissionsOf = groupedBy(phones.submissions.filter(({ subject }) => subject.startsWith('escalation:')), ({ attemptId }) => attemptId);
  const known = new Set<string>();
  let doubled = 0;
  const doubledAfter: string[] = [];
  let [pages, calls] = [0, 0];
  for (const e of escalations) {
    const places = e.notifications.filter(({ kind }) => kind === 'page').map(({ round, rung, staffId, channel, numberId, about }) => [round, rung, staffId, channel, numberId, about].join(' '));
    must(new Set(places).size === places.length, 'I3: two notifications where one belongs');
    for (const n of e.notifications) {
      const handed: Submission[] = n.delivery.attempts.flatMap(({ id }) => { known.add(id); return submissionsOf.get(id) ?? []; });
      if (n.kind === 'page') { pages += 1; if (n.channel === 'voice') calls += 1; }
      const kept = handed.filter((one) => one.kept);
      doubled += Math.max(kept.length - 1, 0);
      if (kept.length > 1) doubledAfter.push(`${kept[0]?.channel ?? ''} ${kept[0]?.act ?? ''}, ${(((kept[1]?.at ?? 0) - (kept[0]?.at ?? 0)) / 1000).toFixed(0)} s apart, at ${minutesIn(world, kept[0]?.at ?? 0)}`);
      must(handed.filter(({ act }) => !NOT_TAKEN.has(act)).length <= 3, 'I3: submitted more than three times');
      const again = n.delivery.attempts.find(({ endedAt, outcome }, at) => {
        const next = n.delivery.attempts[at + 1];
        return next && (outcome === 'accepted' || outcome === 'refused') && endedAt !== null && endedAt < next.startedAt && !isFaulty(windows, ticks(endedAt), ticks(next.startedAt));
      });
      must(again === undefined, 'I3: sent again though the outcome was known');
    }
  }
  count([...submissionsOf.keys()].filter((id) => !known.has(id)).length, 'I3: submissions that stand in no record');
  count([...submissionsOf.values()].filter((some) => some.length > 1).length, 'I3: one attempt was handed over twice');

  // I2, I4, I6 by page: handed over in time, never after the answer, looked after until it is settled.
  const ready = jobs.filter(({ state }) => state === 'ready');
  const cared = new Set(ready.map(({ data }) => String(data['notificationId'])));
  const late: number[] = [];
  let lateByLoad = 0;
  for (const e of escalations) {
    for (const n of e.notifications.filter(({ kind }) => kind === 'page')) {
      const first = n.delivery.attempts.flatMap(({ id }) => submissionsOf.get(id) ?? []).sort((a, b) => a.at - b.at)[0];
      const due = dueOf(e, n);
      if (first) {
        const seconds = Math.max((first.wallAt - due.getTime()) / 1000, 0);
        const over = seconds - allowedAt(windows, ticks(due));
        late.push(seconds);
        if (over > 0 && over <= stalls.seconds(ticks(due), first.at)) lateByLoad += 1;
        else if (over > 0) wrong.push(`I2: a page ${seconds.toFixed(1)} s after it was due, at ${minutesIn(world, ticks(due))}, round ${n.round} rung ${n.rung} by ${n.channel}`);
      }
      if (e.endedAt) {
        const ended = e.endedAt.getTime();
        const from = ticks(e.endedAt);
        for (const { wallAt, at, channel } of n.delivery.attempts.flatMap(({ id }) => submissionsOf.get(id) ?? [])) {
          const seconds = (wallAt - ended) / 1000;
          if (seconds <= SLACK_SECONDS) continue;
          if (seconds <= SLACK_SECONDS + stalls.seconds(from, at)) lateByLoad += 1;
          else wrong.push(`I4: a page begun ${seconds.toFixed(1)} s after the answer, at ${minutesIn(world, from)}, by ${channel}`);
        }
      }
      const waits = n.delivery.state === 'waiting' || n.delivery.state === 'submitting';
      must(!waits || cared.has(n.id), 'I6: a message that nobody looks after');
      must(first !== undefined || n.delivery.state === 'stopped' || waits || n.delivery.state === 'failed', 'I6: a page that was never handed over and never taken back');
    }
  }

  // I5: the first answer owns, one after another only by the clock; who fell silent lost it.
  const eventsOf = groupedBy(events, ({ crisisId }) => crisisId);
  let [answers, askedAnew] = [0, 0];
  for (const [crisisId, some] of eventsOf) {
    let owned = false;
    for (const { kind } of some) {
      if (kind === 'crisis.acknowledged') { must(!owned, `I5: answered twice: ${crisisId}`); owned = true; answers += 1; }
      if (kind === 'crisis.no-progress') { owned = false; askedAnew += 1; }
    }
  }
  const overdue = (at: Date | null): boolean => at !== null && (restAt - at.getTime()) / 1000 > allowedAt(windows, ticks(at)) + SLACK_SECONDS;
  count(crises.filter(({ state, progressBy, graceUntil }) => state === 'ACTIVE' && (graceUntil ? overdue(graceUntil) : overdue(progressBy))).length, 'I5: the clock after the answer ran out and nobody was asked anew');
  count(crises.filter(({ state, owner }) => state === 'ACTIVE' && owner === null).length, 'I5: active without an owner');

  // I6: never silent.
  const running = new Map(escalations.filter(({ state }) => state === 'running').map((e) => [e.crisisId, e]));
  const rungs = new Set(ready.filter(({ kind }) => kind === 'rung').map(({ data }) => String(data['escalationId'])));
  count(crises.filter(({ _id, state }) => state === 'OPEN' && !running.has(_id)).length, 'I6: open with neither owner nor running escalation');
  count([...running.values()].filter(({ _id, nextAt }) => nextAt === null || !rungs.has(_id)).length, 'I6: running and nothing is scheduled');
  count(events.filter(({ kind }) => kind === 'crisis.unowned').length, 'I6: found with neither owner nor running escalation');
  count(crises.filter(({ _id, state }) => (state === 'CLOSED' || state === 'FOLLOW_UP') && !phones.closing.has(_id)).length, 'I6: closed by nobody');
  count(jobs.filter(({ state }) => state === 'dead').length, 'I6: dead jobs');

  // I7: what we answered 2xx is stored, and no word was taken back.
  const stored = new Set(inbound.map(({ _id }) => String(_id)));
  count(phones.replies.filter(({ taken: ours, sid }) => ours && !stored.has(sid)).length, 'I7: texts answered 2xx that are not stored');
  const receiptOf = new Map(escalations.flatMap(({ notifications }) => notifications.flatMap(({ delivery }) => delivery.attempts.map(({ id, receipt }) => [id, receipt] as const))));
  count(phones.receipts.filter(({ attemptId, status }) => status === 'delivered' && receiptOf.has(attemptId) && receiptOf.get(attemptId) !== 'delivered').length, 'I7: deliveries answered 2xx that are not stored');

  // I8
  count(board.outcome.behind.filter(({ at }) => !isFaulty(windows, at, at + 5000) && stalls.seconds(at, at + 5000) < 1).length, 'I8: a screen was behind for more than 5 s with nothing to blame');
  must(board.outcome.compared > 0, 'I8: no board could be compared');
  const faults = world.words().filter((line) => /"status":500/.test(line));
  count(faults.length, 'servers called a fault of their own');

  const keptIn = (id: string): boolean => escalationsOf.get(id)?.some(({ notifications }) => notifications.some(({ kind, delivery }) => kind === 'page' && delivery.attempts.some(({ id: attempt }) => submissionsOf.get(attempt)?.some(({ kept }) => kept)))) === true;
  return {
    acknowledged: taken.length, found: found.length, paged: taken.filter(({ crisisIds }) => [...crisisIds].every(keptIn)).length, late: wrong.filter((words) => words.startsWith('I2')).length,
    doubled, latestSeconds: Math.max(0, ...late), wrong: grouped(wrong),
    figures: {
      escalations: escalations.length, pages, calls, submissions: phones.submissions.length, answers, askedAnew, repliesTaken: phones.replies.filter((one) => one.taken).length, receipts: phones.receipts.length,
      doubledAfter: doubledAfter.slice(0, MOST_TOLD), refused: load.counts().refused, otherBodies: load.counts().otherBodies, boardsCompared: board.outcome.compared, boardsConnected: board.outcome.connected, lateByLoad,
    },
  };
}

/** When a page was due: with its escalation, at the end of the rung before, or when what was asked then was decided, whichever came first. */
function dueOf(e: Stored, n: Notification): Date {
  const asked = e.asked.find(({ staffId, round, rung }) => staffId === n.staffId && round === n.round && rung === n.rung)?.at ?? e.startedAt;
  const before = e.asked.filter(({ at }) => at < asked).at(-1);
  // Another channel, because the first one failed or was not heard of: due when that was known, which its own attempt tells best.
  const own = n.delivery.attempts[0]?.startedAt ?? asked;
  const isAnotherWay = own.getTime() - asked.getTime() > 1000 && e.notifications.some((one) => one !== n && one.staffId === n.staffId && one.round === n.round && one.rung === n.rung && one.delivery.attempts.length > 0 && (one.delivery.attempts[0]?.startedAt ?? own) < own);
  if (isAnotherWay) return own;
  if (!before) return asked;
  const answerSeconds = e.ladder.rungs[before.rung]?.answerWithinSeconds ?? e.ladder.repeatEverySeconds;
  return new Date(Math.min(asked.getTime(), before.at.getTime() + answerSeconds * 1000));
}

const minutesIn = ({ startedAt }: SoakWorld, at: number): string => `${((at - startedAt) / 60_000).toFixed(1)} min`;

function groupedBy<Item>(all: readonly Item[], keyOf: (one: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** The same words many times are said once. */
function grouped(all: readonly string[]): string[] {
  const said = [...groupedBy(all, (words) => words)].map(([words, some]) => (some.length > 1 ? `${words}, ${some.length} times` : words));
  return said.length <= 2 * MOST_TOLD ? said : [...said.slice(0, 2 * MOST_TOLD), `and ${said.length - 2 * MOST_TOLD} more`];
}
