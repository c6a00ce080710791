import type { ReferralView } from '../../../../server/contract/referral.js';
import { nextAction } from './core/next-action.js';
import { referralWords } from './referral-words.js';

/** What is to be done next with it, in one line; nothing when it is over. */
export function NextLine({ referral }: { referral: ReferralView }) {
  const next = nextAction(referral);
  return next === 'nothing' ? null : <p>{referralWords.rich('next', { what: <b>{referralWords(`next.${next}`)}</b> })}</p>;
}
