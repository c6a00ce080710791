import { isEnded, isWaiting } from './moves.js';
import type { Referral } from './referral.js';

/** The owner must act: a no, silence, or a person who came back or never came. */
const NEEDS_OWNER: readonly Referral['state'][] = ['DECLINED', 'EXPIRED', 'HANDED_BACK', 'NO_SHOW', 'REDIRECTED', 'NEEDS_CLIENT_ACTION'];

/** Of each need the referral that counts: the newest that was really sent. */
const newestOfNeeds = (referrals: readonly Referral[]): Referral[] => {
  const real = referrals.filter(({ state }) => state !== 'DRAFT' && state !== 'ENTERED_IN_ERROR');
  return real.filter((one) => !real.some((other) => other.needIndex === one.needIndex && other.order > one.order));
};

const rank = (one: Referral): number => (NEEDS_OWNER.includes(one.state) ? 0 : isWaiting(one) ? 1 : isEnded(one) ? 3 : 2);

/** How many other needs have a referral that is open or needs its owner, beside the one that the card shows. */
export const otherNeeds = (referrals: readonly Referral[]): number => Math.max(newestOfNeeds(referrals).filter((one) => rank(one) < 3).length - 1, 0);

/**
 * The one referral that a card shows: first the one that needs its owner, then the one that waits and is due first, then one
 * that is under way. A no or silence shows until something newer was tried for that need. Null when there is none.
 */
export function onCard(referrals: readonly Referral[]): Referral | null {
  const [first] = newestOfNeeds(referrals).filter((one) => rank(one) < 3).sort((a, b) => rank(a) - rank(b) || (a.answerBy?.getTime() ?? 0) - (b.answerBy?.getTime() ?? 0) || (a.id < b.id ? -1 : 1));
  return first ?? null;
}
