import type { TellingReason } from '../../contract/capacity.js';

/** One number of the past, as far as giving a place back depends on it. Newest first in a list. */
export interface PastTelling { capacityId: string; why: TellingReason; about: string | null }

/**
 * The place that a referral took and that is free again, because the service handed it back or nobody came. Null when the
 * referral took none, when it was given back already, and when somebody has told a number since: they counted, and know better.
 * Other places taken or given back meanwhile are no counting.
 */
export function placeToGiveBack(newestFirst: readonly PastTelling[], referralId: string): { capacityId: string } | null {
  const taken = newestFirst.findIndex(({ about, why }) => about === referralId && why === 'acceptance');
  const telling = newestFirst[taken];
  if (!telling) return null;
  const since = newestFirst.slice(0, taken).filter(({ capacityId }) => capacityId === telling.capacityId);
  const given = since.some(({ about, why }) => about === referralId && why === 'put-back');
  const counted = since.some(({ why }) => why === 'told' || why === 'refused');
  return given || counted ? null : { capacityId: telling.capacityId };
}
