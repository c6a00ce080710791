import type { ReferralView } from '../../../../../server/contract/referral.js';
import { isWaiting, waitsForConfirmation } from './referral-groups.js';

/** What somebody of the team does next with a referral; each has its words. */
export type NextAction =
  | 'send' | 'wait' | 'ring-back' | 'agree-time' | 'tell-person' | 'wait-list' | 'introduce' | 'meet' | 'missed' | 'ask-outcome' | 'ask-person' | 'two-answers' | 'ask-another' | 'confirm' | 'nothing';

/**
 * The next act for one referral. Nothing that waits for somebody else is called done, and two answers that differ are looked at
 * by a person before it counts as over.
 */
export function nextAction(referral: ReferralView): NextAction {
  const { state, way, proposedAt, agreedAt, talkFirstAt, warm, serviceOutcome, personOutcome, disagree } = referral;
  if (waitsForConfirmation(referral)) return 'confirm';
  if (isWaiting(state)) {
    if (state === 'NEEDS_CLIENT_ACTION') return 'tell-person';
    if (proposedAt !== null && agreedAt === null) return 'agree-time';
    return talkFirstAt !== null ? 'ring-back' : 'wait';
  }
  switch (state) {
    case 'DRAFT': return 'send';
    case 'WAITLISTED': return 'wait-list';
    case 'ACCEPTED': case 'SCHEDULED': return way === 'phone' && warm === null ? 'introduce' : 'meet';
    case 'NO_SHOW': return 'missed';
    case 'IN_PROGRESS': return 'ask-outcome';
    case 'COMPLETED_SERVED': case 'COMPLETED_NOT_SERVED': return disagree ? 'two-answers' : personOutcome === null ? 'ask-person' : serviceOutcome === null ? 'ask-outcome' : 'nothing';
    case 'DECLINED': case 'EXPIRED': case 'HANDED_BACK': case 'REDIRECTED': return 'ask-another';
    default: return 'nothing';
  }
}
