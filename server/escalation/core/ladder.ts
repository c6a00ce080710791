import type { Ask, Ladder } from '../../contract/escalation.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Channel } from '../../contract/words.js';
import { decided, refused } from '../../kernel/decision.js';
import type { Decision } from '../../kernel/decision.js';
import { addSeconds } from '../../kernel/durations.js';
import type { NotificationId, StaffId } from '../../kernel/ids.js';
import type { Delivery } from '../../messaging/index.js';
import { everyoneAsked, pagesOf } from './asked.js';
import type { Escalation, EscalationEvent, NoticeAbout, Notification, WhyNext } from './escalation.js';
import { holdsNothingBack, notBeforeOf, quietOf, waysOn } from './ways.js';
import type { Askable } from './ways.js';

/** Who can be reached for an ask right now, and how; people whom nothing reaches are left out. */
export type Reach = (asks: readonly Ask[]) => Askable[];

/** Makes the id, the link and the untouched delivery of a new notification. */
export type Mint = () => { id: NotificationId; linkHash: string; delivery: Delivery };

type Outcome = Decision<Escalation, EscalationEvent>;

/** For A and B nobody waits for a rung that is already due; for the others a late next rung keeps its full answer time. */
const allDueAtOnce = holdsNothingBack;

/** Begins to ask: the first rung on which somebody can be reached, or the alarm when there is none. */
export function startEscalation(
  about: Pick<Escalation, 'id' | 'crisisId' | 'ref' | 'teamId' | 'letter' | 'raisedById' | 'policyId' | 'policyVersion' | 'ladder'>,
  from: { round: number; rung: number }, reach: Reach, mint: Mint, now: Date,
): { state: Escalation; events: EscalationEvent[] } {
  const fresh: Escalation = {
    ...about, state: 'running', round: from.round, rung: from.rung - 1, rungStartedAt: now, nextAt: now, alarmAt: null,
    asked: [], notifications: [], startedAt: now, endedAt: null, answeredBy: null, version: 1,
  };
  const next = askNext(fresh, 'start', reach, mint, now);
  return { state: next.state, events: [{ kind: 'escalation.started', data: { escalationId: about.id, policyId: about.policyId } }, ...next.events] };
}

/**
 * What silence until `now` brings. A rung is over at its exact instant. Woken late by a whole rung, an A or B asks all
 * rungs that are due by now together, once each; other letters ask only the next one.
 */
export function whenDue(e: Escalation, reach: Reach, mint: Mint, now: Date): Outcome {
  if (e.state !== 'running' || !e.nextAt) return refused('escalation/not-running');
  if (now < e.nextAt) return decided(e);
  let nominalStart = e.nextAt;
  let { state, events } = askNext(e, 'silence', reach, mint, now);
  while (allDueAtOnce(e.letter) && state.alarmAt === null && state.round === e.round) {
    nominalStart = addSeconds(nominalStart, answerSeconds(state));
    if (nominalStart > now || state.rung + 1 >= state.ladder.rungs.length) break;
    const next = askNext(state, 'catch-up', reach, mint, now);
    state = next.state;
    events = [...events, ...next.events];
  }
  return decided(state, events);
}

/** A person asks for the next rung now. Earlier rungs may still answer. */
export function askNextNow(e: Escalation, reach: Reach, mint: Mint, now: Date): Outcome {
  if (e.state !== 'running') return refused('escalation/not-running');
  const next = askNext(e, 'asked-for', reach, mint, now);
  return decided(next.state, next.events);
}

/** Somebody asked cannot take it. The last one on the current rung brings the next rung at once. */
export function cannot(e: Escalation, staffId: StaffId, reach: Reach, mint: Mint, now: Date): Outcome {
  if (e.state !== 'running') return refused('escalation/not-running');
  if (!e.asked.some((asked) => asked.staffId === staffId)) return refused('crisis/not-asked');
  if (!e.asked.some((asked) => asked.staffId === staffId && !asked.cannotAt)) return decided(e);
  const state: Escalation = { ...e, asked: e.asked.map((asked) => (asked.staffId === staffId && !asked.cannotAt ? { ...asked, cannotAt: now } : asked)) };
  const said: EscalationEvent = { kind: 'responder.cannot', data: { escalationId: e.id, staffId } };
  const next = nextIfNobodyIsLeft(state, reach, mint, now);
  return decided(next.state, [said, ...next.events]);
}

/** The next rung at once when everyone on the current one said no or cannot be reached; else nothing changes. */
export function nextIfNobodyIsLeft(e: Escalation, reach: Reach, mint: Mint, now: Date): { state: Escalation; events: EscalationEvent[] } {
  if (e.state !== 'running' || e.alarmAt || !nobodyIsLeft(e)) return { state: e, events: [] };
  return askNext(e, 'nobody-left', reach, mint, now);
}

/** The first answer owns: asking stops, and what has not left yet is not sent any more. */
export function answered(e: Escalation, staffId: StaffId, now: Date): Outcome {
  if (e.state !== 'running') return refused('escalation/not-running');
  return decided({ ...ended(e, 'answered', now), answeredBy: staffId }, [{ kind: 'escalation.answered', data: { escalationId: e.id, staffId } }]);
}

/** Asking ends without an answer: stood down, or taken over by a new escalation. */
export function stopped(e: Escalation, now: Date): Outcome {
  if (e.state !== 'running') return refused('escalation/not-running');
  return decided(ended(e, 'stopped', now), [{ kind: 'escalation.stopped', data: { escalationId: e.id } }]);
}

/** Notices to people about this escalation, one each; they ask nothing. */
export function noticesTo(e: Escalation, staffIds: readonly StaffId[], about: NoticeAbout, byStaffId: StaffId | null, mint: Mint): Notification[] {
  return [...new Set(staffIds)].map((staffId) => ({ ...mint(), kind: 'notice' as const, about, byStaffId, round: e.round, rung: e.rung, staffId, channel: 'sms' as const }));
}

export { everyoneAsked };

/** Nobody on the current rung can still answer: each said no, every message to them failed, or they are left in peace for now. */
function nobodyIsLeft(e: Escalation): boolean {
  const current = e.asked.filter(({ round, rung }) => round === e.round && rung === e.rung);
  return current.every(({ staffId, cannotAt }) => cannotAt !== null || isUnreached(e, staffId) || isLeftInPeace(e, staffId));
}

const isUnreached = (e: Escalation, staffId: StaffId): boolean => pagesOf(e, { staffId, round: e.round, rung: e.rung }).every(({ delivery }) => delivery.state === 'failed');

/** In their quiet hours, so that they know of nothing yet. */
const isLeftInPeace = (e: Escalation, staffId: StaffId): boolean => pagesOf(e, { staffId, round: e.round, rung: e.rung }).every(({ delivery, notBefore }) => notBefore !== undefined && delivery.state === 'waiting');

const answerSeconds = (e: Escalation): number => e.ladder.rungs[e.rung]?.answerWithinSeconds ?? e.ladder.repeatEverySeconds;

function ended(e: Escalation, state: 'answered' | 'stopped', now: Date): Escalation {
  return {
    ...e, state, nextAt: null, endedAt: now,
    notifications: e.notifications.map((n) => (n.kind === 'page' && (n.delivery.state === 'waiting' || isRinging(n)) ? { ...n, delivery: { ...n.delivery, state: 'stopped' as const } } : n)),
  };
}

/** A text cannot be called back once it is handed over; a call that nobody has picked up is ended (I4). */
const isRinging = ({ channel, delivery }: Notification): boolean => channel === 'voice' && delivery.state === 'sent';

/** The rung after the current one; rungs on which nobody can be reached are passed over and said. Never ends without asking or alarming. */
function askNext(e: Escalation, why: WhyNext, reach: Reach, mint: Mint, now: Date): { state: Escalation; events: EscalationEvent[] } {
  const events: EscalationEvent[] = [];
  let { round, rung } = e;
  while (e.alarmAt === null) {
    rung += 1;
    if (rung >= e.ladder.rungs.length) {
      if (round >= e.ladder.rounds) break;
      round += 1;
      rung = 0;
    }
    const wanted = e.ladder.rungs[rung];
    const people = wanted ? reach(wanted.ask).filter(({ channels }) => channels.length > 0) : [];
    if (wanted && people.length > 0) {
      const state = ask(e, { round, rung, people, channels: wanted.channels, withinSeconds: wanted.answerWithinSeconds }, mint, now);
      return { state, events: [...events, { kind: 'rung.started', data: { escalationId: e.id, round, rung, why } }] };
    }
    events.push({ kind: 'rung.empty', data: { escalationId: e.id, round, rung } });
  }
  return alarm(e, events, reach, mint, now);
}

function alarm(e: Escalation, events: EscalationEvent[], reach: Reach, mint: Mint, now: Date): { state: Escalation; events: EscalationEvent[] } {
  const everyone = reach([...e.ladder.rungs.flatMap((rung) => rung.ask), { kind: 'everyone' }, { kind: 'supervisor' }]);
  const round = e.alarmAt === null ? e.ladder.rounds + 1 : e.round + 1;
  const channels = [...new Set(e.ladder.rungs.flatMap((rung) => rung.channels))];
  const people = everyone.filter((one) => one.channels.length > 0);
  const state = ask({ ...e, alarmAt: e.alarmAt ?? now }, { round, rung: e.ladder.rungs.length, people, channels, withinSeconds: e.ladder.repeatEverySeconds }, mint, now);
  return { state, events: [...events, { kind: 'escalation.alarm', data: { escalationId: e.id, round, reached: people.length } }] };
}

/** Whom a rung asks, and by which channels it would. */
interface Asking { round: number; rung: number; people: readonly Askable[]; channels: readonly Channel[]; withinSeconds: number }

/** Asks these people, each in their own way. In the alarm nobody is left in peace. */
function ask(e: Escalation, { round, rung, people, channels, withinSeconds }: Asking, mint: Mint, now: Date): Escalation {
  const refusedBefore = new Set(e.alarmAt === null ? e.asked.filter((a) => a.round === round && a.cannotAt).map(({ staffId }) => staffId) : []);
  const wanted = people.filter(({ staffId }) => !refusedBefore.has(staffId));
  const asking = wanted.length > 0 ? wanted : people;
  const quiet = quietOf(e.alarmAt === null ? asking : [], e.letter);
  return {
    ...e, round, rung, rungStartedAt: now, nextAt: addSeconds(now, withinSeconds),
    asked: [...e.asked, ...asking.map(({ staffId }) => ({ round, rung, staffId, at: now, seenAt: null, cannotAt: null }))],
    notifications: [...e.notifications, ...asking.flatMap((person) => waysOn(person, channels, e.letter, withinSeconds).map((way): Notification => {
      const notBefore = notBeforeOf(way, quiet.get(person.staffId), now);
      return {
        ...mint(), kind: 'page', about: null, byStaffId: null, round, rung, staffId: person.staffId, channel: way.channel,
        ...(way.numberId === undefined ? {} : { numberId: way.numberId }), ...(notBefore === undefined ? {} : { notBefore }),
      };
    }))],
  };
}

/** The ladder for a letter: its own, or that of the next more urgent letter that has one (E, F and G use D's). */
export const ladderFor = (ladders: Record<'A' | 'B' | 'C' | 'D', Ladder>, letter: UrgencyLetter): Ladder =>
  ladders[letter === 'A' || letter === 'B' || letter === 'C' ? letter : 'D'];
