import type { ReferralView } from '../../../../../server/contract/referral.js';
import type { ReferralState } from '../../../../../server/contract/words.js';

/** The service has not said yes or no. */
const WAITING: ReadonlySet<ReferralState> = new Set<ReferralState>(['CAPACITY_CHECK', 'SENT', 'VIEWED', 'NEEDS_CLIENT_ACTION']);
/** It said yes, and the person is on the way to it or with it. */
const UNDER_WAY: ReadonlySet<ReferralState> = new Set<ReferralState>(['ACCEPTED', 'WAITLISTED', 'SCHEDULED', 'IN_PROGRESS', 'NO_SHOW']);
/** It came to nothing, and the owner must find another way now. */
export const NEEDS_OWNER: ReadonlySet<ReferralState> = new Set<ReferralState>(['DECLINED', 'EXPIRED', 'HANDED_BACK', 'REDIRECTED']);

export const isWaiting = (state: ReferralState): boolean => WAITING.has(state);
export const isUnderWay = (state: ReferralState): boolean => UNDER_WAY.has(state);
/** Whether anything can still become of it. */
export const isOpen = (state: ReferralState): boolean => isWaiting(state) || isUnderWay(state);

export type ReferralGroup = 'unanswered' | 'due' | 'answered' | 'draft' | 'over';

/** It ended on our side and the service has not said yet that it knows. */
export const waitsForConfirmation = ({ confirmBy, confirmedAt }: Pick<ReferralView, 'confirmBy' | 'confirmedAt'>): boolean => confirmBy !== null && confirmedAt === null;

/**
 * Where a referral stands in the list. `due`: the service said yes, and by now somebody should know whether they met or
 * whether it helped.
 */
export function groupOf(referral: ReferralView, now: number): ReferralGroup {
  const { state, contactBy, closeBy, serviceOutcome, personOutcome } = referral;
  if (state === 'DRAFT') return 'draft';
  if (isWaiting(state)) return 'unanswered';
  if (waitsForConfirmation(referral)) return 'due';
  if (state === 'WAITLISTED') return 'answered';
  const passed = (at: string | null) => at !== null && Date.parse(at) <= now;
  const outcomeKnown = serviceOutcome !== null && personOutcome !== null;
  if (isUnderWay(state)) return passed(contactBy) || passed(closeBy) || state === 'NO_SHOW' ? 'due' : 'answered';
  return state.startsWith('COMPLETED') && !outcomeKnown ? 'due' : 'over';
}

/** The next instant that matters for a referral, for sorting and counting down; null when nothing is due. */
export function referralDueAt({ state, answerBy, contactBy, closeBy, confirmBy, confirmedAt }: ReferralView): string | null {
  if (isWaiting(state) || state === 'WAITLISTED') return answerBy;
  if (waitsForConfirmation({ confirmBy, confirmedAt })) return confirmBy;
  return isUnderWay(state) ? contactBy ?? closeBy : null;
}

/** The referrals of each group: what is due soonest first, what is over newest first. */
export function referralGroups(referrals: readonly ReferralView[], now: number): Record<ReferralGroup, ReferralView[]> {
  const groups: Record<ReferralGroup, ReferralView[]> = { unanswered: [], due: [], answered: [], draft: [], over: [] };
  for (const referral of referrals) groups[groupOf(referral, now)].push(referral);
  const instant = (at: string | null, missing: number) => (at === null ? missing : Date.parse(at));
  for (const group of ['unanswered', 'due', 'answered', 'draft'] as const) {
    groups[group].sort((a, b) => instant(referralDueAt(a), 8.64e15) - instant(referralDueAt(b), 8.64e15));
  }
  groups.over.sort((a, b) => instant(b.sentAt, 0) - instant(a.sentAt, 0));
  return groups;
}
