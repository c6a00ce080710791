import type { CrisisView } from '../../../../../server/contract/crisis.js';
import { isWaiting } from '../../../referral/list/core/referral-groups.js';

/** Why a crisis cannot be closed yet. */
export type CloseBlocker = { kind: 'unowned' | 'not-owner' | 'emergency' } | { kind: 'referral'; serviceName: string };

/** Everything that stands in the way of closing, so that it can be shown before somebody fills in a form. The server decides again. */
export function closeBlockers({ state, owner, may, emergencyContacts, referrals }: CrisisView, staffId: string): CloseBlocker[] {
  const blockers: CloseBlocker[] = [];
  if (state === 'OPEN') blockers.push({ kind: 'unowned' });
  else if (owner?.id !== staffId && !may.supervise) blockers.push({ kind: 'not-owner' });
  if (emergencyContacts.some(({ confirmedAt }) => confirmedAt === null)) blockers.push({ kind: 'emergency' });
  for (const referral of referrals) if (isWaiting(referral.state)) blockers.push({ kind: 'referral', serviceName: referral.serviceName });
  return blockers;
}
