import type { ReferralView } from '../../../../../server/contract/referral.js';

/** One need of a crisis for which a service was asked, and where the newest referral for it stands. */
export interface AskedNeed { needId: string; need: string; newest: ReferralView }

/** The needs for which services were asked, the one asked first at the head. Drafts and records by mistake ask nobody. */
export function needsAsked(referrals: readonly ReferralView[]): AskedNeed[] {
  const needs = new Map<string, AskedNeed>();
  const sent = (one: ReferralView) => Date.parse(one.sentAt ?? '');
  for (const one of referrals.toSorted((a, b) => sent(a) - sent(b))) {
    if (one.need === null || one.state === 'DRAFT' || one.state === 'ENTERED_IN_ERROR') continue;
    needs.set(one.needId, { needId: one.needId, need: needs.get(one.needId)?.need ?? one.need, newest: one });
  }
  return [...needs.values()];
}
