import type { Outcome, ReferralReason, ReferralState } from '../../contract/words.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import type { Progress, Said, Step, StepBy } from './referral.js';

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

/** Ends and refusals that say nothing without a reason code. Source: domain.md §7.1, last column but three, and §7.2. */
export const NEEDS_REASON: readonly ReferralState[] = ['DECLINED', 'COMPLETED_NOT_SERVED', 'WITHDRAWN_BY_PERSON', 'CANCELLED_BY_SENDER', 'HANDED_BACK'];

/** The service has not answered yet. */
export const isWaiting = ({ state }: Pick<Progress, 'state'>): boolean => state === 'SENT' || state === 'VIEWED' || state === 'NEEDS_CLIENT_ACTION';
/** Nothing can follow any more. */
export const isEnded = ({ state }: Pick<Progress, 'state'>): boolean => MOVES[state].length === 0;
/** The service said yes and has the person, or will have. */
export const isTaken = (referral: Pick<Progress, 'state'>): boolean => !isEnded(referral) && !isWaiting(referral) && referral.state !== 'DRAFT' && referral.state !== 'CAPACITY_CHECK';
/** A service said yes at some time, whatever came of it. */
export const wasAccepted = ({ steps }: Pick<Progress, 'steps'>): boolean => steps.some(({ to }) => to === 'ACCEPTED');

/** What can be done with a referral, by whoever may. The reason is null where nobody has to give one. */
export type Command =
  | { kind: 'send' | 'open' | 'talk-first' | 'arrived' | 'did-not-come' | 'expire' }
  | { kind: 'accept' }
  | { kind: 'decline' | 'hand-back' | 'cancel' | 'withdraw'; reason: ReferralReason; note?: string | undefined }
  | { kind: 'propose'; proposedAt: Date; note?: string | undefined }
  | { kind: 'finish'; served: boolean; outcome: Outcome; reason: ReferralReason | null; note?: string | undefined }
  | { kind: 'outcome'; from: 'service' | 'person'; outcome: Outcome; note?: string | undefined };

export interface ReferralEvent { kind: string; data: Record<string, string | number | boolean | null> }

interface Way { to: ReferralState[]; said: Said | null; event: ReferralEvent | null }

/**
 * What one command does to a referral at `now`: every hop is one of `MOVES`, and adds a step, or nothing moves at all. Opening
 * changes no answer and no clock; doubled openings change nothing. Time to answer is over at its exact instant, and only then
 * does silence end it.
 */
export function move<R extends Progress>(referral: R, command: Command, by: StepBy, now: Date): Decision<R, ReferralEvent> {
  const way = wayOf(referral, command, now);
  if (way === 'nothing') return decided(referral);
  if (way === 'refused') return refused('referral/move-not-allowed');
  const reason = 'reason' in command ? command.reason : null;
  const note = 'note' in command ? command.note ?? null : null;
  const steps: Step[] = [];
  let state = referral.state;
  for (const to of way.to) {
    if (!MOVES[state].includes(to)) return refused('referral/move-not-allowed');
    const last = to === way.to.at(-1) && way.said === null;
    if (NEEDS_REASON.includes(to) && reason === null) return refused('request/malformed');
    steps.push({ from: state, to, by, at: now, reason: last ? reason : null, note: last ? note : null, said: null });
    state = to;
  }
  if (way.said !== null) steps.push({ from: state, to: state, by, at: now, reason: null, note, said: way.said });
  return decided({ ...referral, ...factsOf(referral, command, by, now), state, steps: [...referral.steps, ...steps] }, way.event ? [way.event] : []);
}

/** The states that a command leads through, in order. The mock-up's two buttons "arrived" and "did not come" stand for an appointment first. */
function wayOf({ state, answerBy, proposedAt, steps }: Progress, command: Command, now: Date): Way | 'nothing' | 'refused' {
  const waiting = isWaiting({ state });
  const seen: ReferralState[] = state === 'SENT' ? ['VIEWED'] : [];
  const to = (...states: ReferralState[]): Omit<Way, 'event'> => ({ to: states, said: null });
  const event = (kind: string, data: ReferralEvent['data'] = {}): ReferralEvent => ({ kind: `referral.${kind}`, data });
  switch (command.kind) {
    case 'send': return { ...to('SENT'), event: event('sent') };
    case 'open': return state === 'SENT' ? { ...to('VIEWED'), event: event('opened') } : 'nothing';
    case 'accept': return waiting ? { ...to('ACCEPTED', ...(proposedAt ? ['SCHEDULED' as const] : [])), event: event('accepted') } : 'refused';
    case 'decline': return { ...to('DECLINED'), event: event('declined', { reason: command.reason }) };
    case 'expire': return waiting && answerBy !== null && now >= answerBy ? { ...to('EXPIRED'), event: event('expired') } : 'refused';
    case 'talk-first': return waiting ? { to: seen, said: 'talk-first', event: event('talk-first') } : 'refused';
    case 'propose': {
      if (command.proposedAt <= now) return 'refused';
      if (waiting || state === 'SCHEDULED') return { to: seen, said: 'proposed', event: event('proposed') };
      return { ...to('SCHEDULED'), event: event('moved', { to: 'SCHEDULED' }) };
    }
    case 'arrived': return { ...(state === 'NO_SHOW' ? to('SCHEDULED', 'IN_PROGRESS') : to('IN_PROGRESS')), event: event('moved', { to: 'IN_PROGRESS' }) };
    case 'did-not-come': return { ...(state === 'ACCEPTED' ? to('SCHEDULED', 'NO_SHOW') : to('NO_SHOW')), event: event('moved', { to: 'NO_SHOW' }) };
    case 'hand-back': return { ...to('HANDED_BACK'), event: event('handed-back', { reason: command.reason }) };
    case 'cancel': return { ...to('CANCELLED_BY_SENDER'), event: event('cancelled', { reason: command.reason, byPerson: false }) };
    case 'withdraw': return { ...to('WITHDRAWN_BY_PERSON'), event: event('cancelled', { reason: command.reason, byPerson: true }) };
    case 'finish': {
      const end: ReferralState = command.served ? 'COMPLETED_SERVED' : 'COMPLETED_NOT_SERVED';
      const between: ReferralState[] = !command.served && state === 'SCHEDULED' ? [command.reason === 'COULD_NOT_CONTACT' ? 'NO_SHOW' : 'IN_PROGRESS'] : [];
      return { ...to(...between, end), event: event('outcome', { from: 'service', outcome: command.outcome, to: end }) };
    }
    case 'outcome': return wasAccepted({ steps }) ? { to: [], said: 'outcome', event: event('outcome', { from: command.from, outcome: command.outcome }) } : 'refused';
  }
}

/** What a command changes besides the state. */
function factsOf(referral: Progress, command: Command, by: StepBy, now: Date): Partial<Progress> {
  const answeredBy = by.kind === 'service' ? { name: by.name, role: by.role } : referral.answeredBy;
  switch (command.kind) {
    case 'open': return { openedAt: now };
    case 'accept': return { answeredBy };
    case 'decline': return { answeredBy, reason: command.reason };
    case 'hand-back': case 'cancel': case 'withdraw': return { reason: command.reason };
    case 'propose': return { proposedAt: command.proposedAt, openedAt: referral.openedAt ?? now };
    case 'talk-first': return { talkFirstAt: referral.talkFirstAt ?? now, openedAt: referral.openedAt ?? now };
    case 'finish': return { serviceOutcome: command.outcome, reason: command.reason };
    case 'outcome': return command.from === 'person' ? { personOutcome: command.outcome } : { serviceOutcome: command.outcome };
    case 'send': case 'expire': case 'arrived': case 'did-not-come': return {};
  }
}

/** The state that a list of steps leads to from a draft. @throws when a step does not follow from the one before, or is not allowed */
export function replay(steps: readonly Step[]): ReferralState {
  let state: ReferralState = 'DRAFT';
  for (const { from, to, said } of steps) {
    if (from !== state || (said === null ? !MOVES[from].includes(to) : to !== from)) throw new Error(`a step from ${from} to ${to} cannot follow ${state}`);
    state = to;
  }
  return state;
}
