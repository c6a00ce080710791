import type { Outcome, ReferralReason, ReferralState } from '../../contract/words.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import type { OnTheLine, Progress, Said, Step, StepBy } from './referral.js';

/** Where a referral can go from where it stands. A state without a way out is an end. Source: domain.md §7.2. */
export const MOVES: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  DRAFT: ['CAPACITY_CHECK', 'SENT', 'CANCELLED_BY_SENDER'],
  CAPACITY_CHECK: ['SENT', 'DRAFT'],
  SENT: ['VIEWED', 'ACCEPTED', 'DECLINED', 'NEEDS_CLIENT_ACTION', 'WAITLISTED', 'EXPIRED', 'WITHDRAWN_BY_PERSON', 'CANCELLED_BY_SENDER', 'REDIRECTED'],
  VIEWED: ['ACCEPTED', 'DECLINED', 'NEEDS_CLIENT_ACTION', 'WAITLISTED', 'EXPIRED', 'WITHDRAWN_BY_PERSON', 'CANCELLED_BY_SENDER', 'REDIRECTED'],
  NEEDS_CLIENT_ACTION: ['ACCEPTED', 'DECLINED', 'WITHDRAWN_BY_PERSON', 'EXPIRED'],
  ACCEPTED: ['SCHEDULED', 'IN_PROGRESS', 'WAITLISTED', 'COMPLETED_SERVED', 'COMPLETED_NOT_SERVED', 'REDIRECTED', 'WITHDRAWN_BY_PERSON', 'CANCELLED_BY_SENDER', 'HANDED_BACK'],
  WAITLISTED: ['SCHEDULED', 'IN_PROGRESS', 'DECLINED', 'REDIRECTED', 'WITHDRAWN_BY_PERSON', 'EXPIRED', 'CANCELLED_BY_SENDER'],
  SCHEDULED: ['IN_PROGRESS', 'NO_SHOW', 'COMPLETED_SERVED', 'WITHDRAWN_BY_PERSON', 'CANCELLED_BY_SENDER', 'HANDED_BACK'],
  NO_SHOW: ['SCHEDULED', 'COMPLETED_NOT_SERVED', 'WITHDRAWN_BY_PERSON'],
  IN_PROGRESS: ['COMPLETED_SERVED', 'COMPLETED_NOT_SERVED', 'REDIRECTED', 'WITHDRAWN_BY_PERSON', 'HANDED_BACK', 'CANCELLED_BY_SENDER'],
  COMPLETED_SERVED: [], COMPLETED_NOT_SERVED: [], DECLINED: [], REDIRECTED: [], WITHDRAWN_BY_PERSON: [], CANCELLED_BY_SENDER: [], EXPIRED: [],
  HANDED_BACK: [], ENTERED_IN_ERROR: [],
};

/** Said by mistake: the record stays and says so. It may follow everything that was sent, an end too. Source: domain.md §7.1, last row. */
const mayBeError = (from: ReferralState): boolean => from !== 'DRAFT' && from !== 'ENTERED_IN_ERROR';

/** Whether one state may follow another. */
export const mayMove = (from: ReferralState, to: ReferralState): boolean => MOVES[from].includes(to) || (to === 'ENTERED_IN_ERROR' && mayBeError(from));

/** Holds, ends and refusals that say nothing without a reason code. Source: domain.md §7.1 (on-hold, rejected, cancelled, failed) and §7.2. */
export const NEEDS_REASON: readonly ReferralState[] = [
  'DECLINED', 'NEEDS_CLIENT_ACTION', 'WAITLISTED', 'NO_SHOW', 'COMPLETED_NOT_SERVED', 'REDIRECTED', 'WITHDRAWN_BY_PERSON', 'CANCELLED_BY_SENDER', 'HANDED_BACK', 'ENTERED_IN_ERROR',
];

/** The service has not answered yet. */
export const isWaiting = ({ state }: Pick<Progress, 'state'>): boolean => state === 'SENT' || state === 'VIEWED' || state === 'NEEDS_CLIENT_ACTION';
/** A service owes a word at `answerBy`: it has not answered, or it has somebody on a waiting list, which is no yes. */
export const owesAWord = ({ state }: Pick<Progress, 'state'>): boolean => isWaiting({ state }) || state === 'WAITLISTED';
/** Nothing can follow any more. */
export const isEnded = ({ state }: Pick<Progress, 'state'>): boolean => MOVES[state].length === 0;
const TAKEN: readonly ReferralState[] = ['ACCEPTED', 'SCHEDULED', 'IN_PROGRESS', 'NO_SHOW'];
/** The service said yes and has the person, or will have. A place on a waiting list is no yes. */
export const isTaken = ({ state }: Pick<Progress, 'state'>): boolean => TAKEN.includes(state);
/** A service said yes at some time, whatever came of it. */
export const wasAccepted = ({ steps }: Pick<Progress, 'steps'>): boolean => steps.some(({ to }) => TAKEN.includes(to));
/** It ended on our side and the service has not said yet that it knows. Source: domain.md §7.2, confirmed by the receiver. */
export const waitsForConfirmation = ({ confirmBy, confirmedAt }: Pick<Progress, 'confirmBy' | 'confirmedAt'>): boolean => confirmBy !== null && confirmedAt === null;
/** How often the person did not come. */
export const noShowsOf = ({ steps }: Pick<Progress, 'steps'>): number => steps.filter(({ to, said }) => to === 'NO_SHOW' && said === null).length;
/**
 * Whether it stands in the way of another referral for the same need. Who was once on a waiting list never does: nobody must
 * give up a place in a queue in order to be helped sooner elsewhere.
 */
export const holdsNeed = ({ state, steps }: Pick<Progress, 'state' | 'steps'>): boolean => state !== 'DRAFT' && !isEnded({ state }) && !steps.some(({ to }) => to === 'WAITLISTED');

/** What can be done with a referral, by whoever may. The reason is null where nobody has to give one. `until` and `confirmBy` come from the clocks of its letter. */
export type Command =
  | { kind: 'send' | 'open' | 'talk-first' | 'arrived' | 'did-not-come' | 'expire' | 'unreached' | 'agree-time' | 'confirm' }
  | { kind: 'accept' }
  | { kind: 'decline' | 'hand-back'; reason: ReferralReason; note?: string | undefined }
  | { kind: 'needs-person'; reason: ReferralReason; note: string; until: Date | null }
  | { kind: 'wait-list'; waitDays: number | null; until: Date | null; note?: string | undefined }
  | { kind: 'redirect'; reason: ReferralReason; suggests: string | null; note?: string | undefined; confirmBy?: Date | null }
  | { kind: 'cancel' | 'withdraw' | 'enter-in-error'; reason: ReferralReason; note?: string | undefined; confirmBy?: Date | null }
  | { kind: 'propose'; proposedAt: Date; note?: string | undefined }
  | { kind: 'warm-hand-off'; onTheLine: readonly OnTheLine[]; introducedAt: Date }
  | { kind: 'finish'; served: boolean; outcome: Outcome; reason: ReferralReason | null; delivered?: readonly string[]; note?: string | undefined }
  | { kind: 'outcome'; from: 'service' | 'person'; outcome: Outcome; note?: string | undefined };

export interface ReferralEvent { kind: string; data: Record<string, string | number | boolean | null> }

interface Way { to: ReferralState[]; said: Said | null; event: ReferralEvent | null }

/** Reasons that a state brings with it, so that nobody is asked for what the button says already. */
const OWN_REASON: Partial<Readonly<Record<ReferralState, ReferralReason>>> = { WAITLISTED: 'AT_CAPACITY', NO_SHOW: 'COULD_NOT_CONTACT' };

/**
 * What one command does to a referral at `now`: every hop is one of `MOVES`, and adds a step, or nothing moves at all. Opening
 * changes no answer and no clock; doubled openings change nothing. Time to answer is over at its exact instant, and only then
 * does silence end it.
 */
export function move<R extends Progress>(referral: R, command: Command, by: StepBy, now: Date): Decision<R, ReferralEvent> {
  const way = wayOf(referral, command, now);
  if (way === 'nothing') return decided(referral);
  if (way === 'refused') return refused('referral/move-not-allowed');
  const given = 'reason' in command ? command.reason : null;
  const note = 'note' in command ? command.note ?? null : null;
  const steps: Step[] = [];
  let state = referral.state;
  for (const to of way.to) {
    if (!mayMove(state, to)) return refused('referral/move-not-allowed');
    const last = to === way.to.at(-1) && way.said === null;
    const reason = given ?? OWN_REASON[to] ?? null;
    if (NEEDS_REASON.includes(to) && reason === null) return refused('request/malformed');
    steps.push({ from: state, to, by, at: now, reason: last || OWN_REASON[to] ? reason : null, note: last ? note : null, said: null, key: null, body: null });
    state = to;
  }
  if (way.said !== null) steps.push({ from: state, to: state, by, at: now, reason: null, note, said: way.said, key: null, body: null });
  return decided({ ...referral, ...factsOf(referral, command, by, now), state, steps: [...referral.steps, ...steps] }, way.event ? [way.event] : []);
}

/** The states that a command leads through, in order. The mock-up's two buttons "arrived" and "did not come" stand for an appointment first. */
function wayOf(referral: Progress, command: Command, now: Date): Way | 'nothing' | 'refused' {
  const { state, answerBy, proposedAt, steps } = referral;
  const waiting = isWaiting({ state });
  const seen: ReferralState[] = state === 'SENT' ? ['VIEWED'] : [];
  const to = (...states: ReferralState[]): Omit<Way, 'event'> => ({ to: states, said: null });
  const saying = (said: Said, first: ReferralState[] = []): Omit<Way, 'event'> => ({ to: first, said });
  const event = (kind: string, data: ReferralEvent['data'] = {}): ReferralEvent => ({ kind: `referral.${kind}`, data });
  switch (command.kind) {
    case 'send': return { ...to('SENT'), event: event('sent') };
    case 'open': return state === 'SENT' ? { ...to('VIEWED'), event: event('opened') } : 'nothing';
    case 'accept': return waiting ? { ...to('ACCEPTED', ...(proposedAt ? ['SCHEDULED' as const] : [])), event: event('accepted') } : 'refused';
    case 'decline': return { ...to('DECLINED'), event: event('declined', { reason: command.reason }) };
    case 'needs-person': return waiting ? { ...to('NEEDS_CLIENT_ACTION'), event: event('needs-person', { reason: command.reason }) } : 'refused';
    case 'wait-list': return { ...to('WAITLISTED'), event: event('waitlisted', { days: command.waitDays }) };
    case 'redirect': return { ...to('REDIRECTED'), event: event('redirected', { reason: command.reason }) };
    case 'expire': return owesAWord({ state }) && answerBy !== null && now >= answerBy ? { ...to('EXPIRED'), event: event('expired') } : 'refused';
    case 'unreached': return waiting ? { ...to('EXPIRED'), event: event('unreached') } : 'refused';
    case 'talk-first': return waiting ? { ...saying('talk-first', seen), event: event('talk-first') } : 'refused';
    case 'propose': {
      if (command.proposedAt <= now) return 'refused';
      if (waiting || state === 'SCHEDULED') return { ...saying('proposed', seen), event: event('proposed') };
      return { ...to('SCHEDULED'), event: event('moved', { to: 'SCHEDULED' }) };
    }
    case 'agree-time': return waiting && proposedAt !== null && proposedAt > now && referral.agreedAt === null ? { ...saying('time-agreed'), event: event('time-agreed') } : 'refused';
    case 'arrived': return { ...(state === 'NO_SHOW' ? to('SCHEDULED', 'IN_PROGRESS') : to('IN_PROGRESS')), event: event('moved', { to: 'IN_PROGRESS' }) };
    case 'did-not-come': return { ...(state === 'ACCEPTED' ? to('SCHEDULED', 'NO_SHOW') : to('NO_SHOW')), event: event('moved', { to: 'NO_SHOW', times: noShowsOf(referral) + 1 }) };
    case 'warm-hand-off': {
      const heard = command.onTheLine.includes('person') && command.onTheLine.includes('service') && command.introducedAt <= now;
      return heard && (state === 'ACCEPTED' || state === 'SCHEDULED') ? { ...saying('warm-hand-off', ['IN_PROGRESS']), event: event('warm-hand-off', { people: command.onTheLine.length }) } : 'refused';
    }
    case 'hand-back': return { ...to('HANDED_BACK'), event: event('handed-back', { reason: command.reason }) };
    case 'cancel': return { ...to('CANCELLED_BY_SENDER'), event: event('cancelled', { reason: command.reason, byPerson: false }) };
    case 'withdraw': return { ...to('WITHDRAWN_BY_PERSON'), event: event('cancelled', { reason: command.reason, byPerson: true }) };
    case 'confirm': return waitsForConfirmation(referral) ? { ...saying('confirmed'), event: event('cancel-confirmed') } : 'refused';
    case 'enter-in-error': return { ...to('ENTERED_IN_ERROR'), event: event('entered-in-error') };
    case 'finish': {
      const end: ReferralState = command.served ? 'COMPLETED_SERVED' : 'COMPLETED_NOT_SERVED';
      const between: ReferralState[] = !command.served && state === 'SCHEDULED' ? [command.reason === 'COULD_NOT_CONTACT' ? 'NO_SHOW' : 'IN_PROGRESS'] : [];
      return { ...to(...between, end), event: event('outcome', { from: 'service', outcome: command.outcome, to: end }) };
    }
    case 'outcome': return wasAccepted({ steps }) ? { ...saying('outcome'), event: event('outcome', { from: command.from, outcome: command.outcome }) } : 'refused';
  }
}

/** What a command changes besides the state. */
function factsOf(referral: Progress, command: Command, by: StepBy, now: Date): Partial<Progress> {
  const answeredBy = by.kind === 'service' && by.name !== '' ? { name: by.name, role: by.role } : referral.answeredBy;
  switch (command.kind) {
    case 'open': return { openedAt: now };
    case 'accept': return { answeredBy, reason: null };
    case 'decline': return { answeredBy, reason: command.reason };
    case 'needs-person': return { answeredBy, reason: command.reason, answerBy: later(referral.answerBy, command.until) };
    case 'wait-list': return { answeredBy, waitDays: command.waitDays, answerBy: command.until };
    case 'redirect': return { answeredBy, reason: command.reason, suggests: command.suggests, confirmBy: command.confirmBy ?? null };
    case 'hand-back': return { reason: command.reason };
    case 'cancel': case 'withdraw': case 'enter-in-error': return { reason: command.reason, confirmBy: command.confirmBy ?? null, confirmedAt: null };
    case 'confirm': return { confirmedAt: now };
    case 'propose': return { proposedAt: command.proposedAt, agreedAt: null, openedAt: referral.openedAt ?? now };
    case 'agree-time': return { agreedAt: now };
    case 'talk-first': return { talkFirstAt: referral.talkFirstAt ?? now, openedAt: referral.openedAt ?? now };
    case 'warm-hand-off': return { warm: { onTheLine: [...command.onTheLine], introducedAt: command.introducedAt, takenBy: referral.answeredBy } };
    case 'finish': return { serviceOutcome: command.outcome, reason: command.reason, delivered: [...command.delivered ?? []] };
    case 'outcome': return command.from === 'person' ? { personOutcome: command.outcome } : { serviceOutcome: command.outcome };
    case 'send': case 'expire': case 'unreached': case 'arrived': case 'did-not-come': return {};
  }
}

const later = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b > a) ? b ?? a : a);

/** The same, told by one request: it can be told again without being done again. */
export function marked<R extends Progress>(before: Progress, after: R, { key, body }: { key: string | null; body: string }): R {
  const last = after.steps.length - 1;
  if (key === null || after.steps.length === before.steps.length) return after;
  return { ...after, steps: after.steps.map((step, index) => (index === last ? { ...step, key, body } : step)) };
}

/** What a request with this key did before: `done`, `other` when its body was another, or null when it is new. */
export function repeatIn({ steps }: Pick<Progress, 'steps'>, { key, body }: { key: string | null; body: string }): 'done' | 'other' | null {
  const known = key === null ? undefined : steps.find((step) => step.key === key);
  return known ? (known.body === body ? 'done' : 'other') : null;
}

/** The state that a list of steps leads to from a draft. @throws when a step does not follow from the one before, or is not allowed */
export function replay(steps: readonly Step[]): ReferralState {
  let state: ReferralState = 'DRAFT';
  for (const { from, to, said } of steps) {
    if (from !== state || (said === null ? !mayMove(from, to) : to !== from)) throw new Error(`a step from ${from} to ${to} cannot follow ${state}`);
    state = to;
  }
  return state;
}
