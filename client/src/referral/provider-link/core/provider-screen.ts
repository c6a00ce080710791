import type { ProviderAnswer, ProviderView } from '../../../../../server/contract/referral.js';
import type { ReferralState } from '../../../../../server/contract/words.js';

/** What the page is about now: the question, somebody on the waiting list, proving to be the service, who is coming, or that it is over. */
export type ProviderScreen = 'ask' | 'listed' | 'prove' | 'coming' | 'over';

const UNANSWERED: ReadonlySet<ReferralState> = new Set<ReferralState>(['DRAFT', 'CAPACITY_CHECK', 'SENT', 'VIEWED', 'NEEDS_CLIENT_ACTION']);

/** The screen for what the server says now. The person is shown only while the server sends them. */
export function screenOf({ finished, state, person }: Pick<ProviderView, 'finished' | 'state' | 'person'>): ProviderScreen {
  if (finished) return 'over';
  if (UNANSWERED.has(state)) return 'ask';
  if (state === 'WAITLISTED') return 'listed';
  return person ? 'coming' : 'prove';
}

/** What a service can tell of somebody it has accepted, or has on its waiting list. */
export type Telling = Extract<ProviderAnswer['answer'], 'arrived' | 'did-not-come' | 'propose' | 'finished' | 'hand-back' | 'wait-list' | 'redirect' | 'decline'>;

/** What can follow from each state, most wanted first. Source: domain.md §7.2. */
const TELLINGS: Partial<Readonly<Record<ReferralState, readonly Telling[]>>> = {
  ACCEPTED: ['arrived', 'did-not-come', 'propose', 'wait-list', 'hand-back'],
  SCHEDULED: ['arrived', 'did-not-come', 'propose', 'hand-back'],
  WAITLISTED: ['propose', 'arrived', 'redirect', 'decline'],
  IN_PROGRESS: ['finished', 'redirect', 'hand-back'],
  NO_SHOW: ['arrived', 'propose', 'finished'],
};

/** What the service can tell now; nothing for a referral that is unanswered or over. */
export function tellings({ finished, state }: Pick<ProviderView, 'finished' | 'state'>): readonly Telling[] {
  return finished ? [] : TELLINGS[state] ?? [];
}

/** What may change without making anybody think again: the clock's count, that a code was sent, the free places. */
const PASSING: ReadonlySet<string> = new Set<keyof ProviderView>(['version', 'secondsLeft', 'serverTime', 'codeSentAt', 'capacity']);

/** Everything on the page that somebody decides by; that it was opened is no change. */
function decidedBy(view: ProviderView): string {
  const facts = Object.entries(view).filter(([name]) => !PASSING.has(name));
  return JSON.stringify([...facts, view.state === 'VIEWED' ? 'SENT' : view.state].filter((fact) => !(Array.isArray(fact) && fact[0] === 'state')));
}

/** Whether somebody who looked at `before` must look again before answering to `after`. */
export function mustLookAgain(before: ProviderView, after: ProviderView): boolean {
  return before.version !== after.version && decidedBy(before) !== decidedBy(after);
}
