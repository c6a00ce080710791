import type { Match, MatchAnswer } from '../../../../../server/contract/matching.js';
import type { ReferralView } from '../../../../../server/contract/referral.js';
import { sameNeed } from './asked-need.js';
import { NEEDS_OWNER, isOpen, isUnderWay } from '../../list/core/referral-groups.js';

export interface PanelOrder {
  /** Referrals of which something can still become, newest first. */
  open: readonly ReferralView[];
  /** The newest referral, when it came to nothing and nothing else is open: the owner needs another way now. */
  failed: ReferralView | null;
  /** Services still to ask, the one that comes next at the head. */
  matches: readonly Match[];
  phoneFirst: readonly Match[];
  /** The one that is put before the owner; null when there is none, or when a service has said yes already. */
  next: string | null;
}

/** What stands where in the panel for one need: what was asked, and whom to ask next on decline or silence. Without a need, for all. */
export function panelOrder(answer: Pick<MatchAnswer, 'matches' | 'phoneFirst'> | undefined, all: readonly ReferralView[], need?: string): PanelOrder {
  const referrals = all.filter((one) => one.state !== 'DRAFT' && one.state !== 'ENTERED_IN_ERROR' && (need === undefined || one.need === null || sameNeed(one.need) === sameNeed(need)));
  const newestFirst = referrals.toSorted((a, b) => Date.parse(b.sentAt ?? '') - Date.parse(a.sentAt ?? ''));
  const open = newestFirst.filter(({ state }) => isOpen(state));
  const newest = newestFirst[0] ?? null;
  const failed = open.length === 0 && newest && NEEDS_OWNER.has(newest.state) ? newest : null;
  const taken = new Set(newestFirst.filter(({ state }) => isOpen(state) || NEEDS_OWNER.has(state)).map(({ serviceId }) => serviceId));
  const free = (matches: readonly Match[]) => matches.filter(({ serviceId }) => !taken.has(serviceId));
  const planned = (open[0] ?? failed)?.nextMatch?.serviceId;
  const matches = free(answer?.matches ?? []);
  const plannedMatch = matches.find(({ serviceId }) => serviceId === planned);
  const ordered = plannedMatch ? [plannedMatch, ...matches.filter((match) => match !== plannedMatch)] : matches;
  const phoneFirst = free(answer?.phoneFirst ?? []);
  // A place on a waiting list is no yes: another service may be asked meanwhile.
  const accepted = open.some(({ state }) => isUnderWay(state) && state !== 'WAITLISTED');
  return { open, failed, matches: ordered, phoneFirst, next: accepted ? null : ordered[0]?.serviceId ?? phoneFirst[0]?.serviceId ?? null };
}
