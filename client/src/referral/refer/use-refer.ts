import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { NewReferral, ReferralView } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';

/** Sends a referral, or records what a service said on the phone, and shows it at once. @throws Problem, Unreachable */
export async function sendReferral(input: NewReferral, idempotencyKey: string): Promise<ReferralView> {
  const referral = await call('POST /api/v1/referrals', input, { idempotencyKey });
  keepReferral(referral);
  return referral;
}

/** A referral as the server just told it stands on the crisis's page at once; the news that follows brings the whole crisis. */
export function keepReferral(referral: ReferralView): void {
  const { queryKey } = crisisQuery(referral.crisisId);
  queries.setQueryData(queryKey, (crisis: CrisisView | undefined) =>
    crisis && { ...crisis, referrals: [...crisis.referrals.filter(({ id }) => id !== referral.id), referral] });
  void queries.invalidateQueries({ queryKey: ['referrals'] });
}
