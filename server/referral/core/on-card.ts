import { isEnded, isWaiting } from './moves.js';
import type { Referral } from './referral.js';

/** The owner must act: a no, silence, or a person who came back or never came. */
const NEEDS_OWNER: readonly Referral['state'][] = ['DECLINED', 'EXPIRED', 'HANDED_BACK', 'NO_SHOW'];

/**
 * The one referral that a card shows: first the one that needs its owner, then the one that waits and is due first, then one
 * that is under way. A no or silence shows until something newer was tried for that need. Null when there is none.
 */
export function onCard(referrals: readonly Referral[]): Referral | null {
  const newest = referrals.filter((one) => !referrals.some((other) => other.needIndex === one.needIndex && other.order > one.order));
  const rank = (one: Referral): number => (NEEDS_OWNER.includes(one.state) ? 0 : isWaiting(one) ? 1 : isEnded(one) ? 3 : 2);
  const [first] = newest.filter((one) => rank(one) < 3).sort((a, b) => rank(a) - rank(b) || (a.answerBy?.getTime() ?? 0) - (b.answerBy?.getTime() ?? 0) || (a.id < b.id ? -1 : 1));
  return first ?? null;
}
