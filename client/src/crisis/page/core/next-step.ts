import type { CrisisView } from '../../../../../server/contract/crisis.js';
import { NEEDS_OWNER, isWaiting } from '../../../referral/list/core/referral-groups.js';

/** What must happen next in a crisis, and by when; `at` null when it has no clock. */
export type NextStep =
  | { kind: 'answer'; at: string | null; alarm: boolean }
  | { kind: 'referral'; at: string; serviceName: string; next: string | null }
  | { kind: 'find'; at: null; serviceName: string; state: CrisisView['referrals'][number]['state']; next: string | null }
  | { kind: 'progress' | 'grace' | 'confirm' | 'contact' | 'follow-up'; at: string }
  | { kind: 'work'; at: null }
  | { kind: 'closed'; at: null; closedAt: string | null; byName: string | null };

/** The next step: what is due first, except that a person without an answer anywhere comes before everything. */
export function nextStepOf(crisis: CrisisView): NextStep {
  switch (crisis.state) {
    case 'OPEN':
      return { kind: 'answer', at: crisis.answerBy ?? crisis.contactBy, alarm: crisis.ladder?.alarm ?? false };
    case 'CLOSED':
      return { kind: 'closed', at: null, closedAt: crisis.closure?.at ?? null, byName: crisis.closure?.byName ?? null };
    case 'FOLLOW_UP': {
      const due = crisis.followUps.filter(({ doneAt }) => doneAt === null).sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
      return due ? { kind: 'follow-up', at: due.dueAt } : { kind: 'work', at: null };
    }
    case 'ACTIVE':
      return stepOfOwner(crisis);
  }
}

function stepOfOwner({ referrals, progressBy, graceUntil, emergencyConfirmBy, contactBy }: CrisisView): NextStep {
  const timed: (NextStep & { at: string })[] = [];
  const newest = newestOfNeeds(referrals);
  for (const referral of newest) {
    if (isWaiting(referral.state) && referral.answerBy) timed.push({ kind: 'referral', at: referral.answerBy, serviceName: referral.serviceName, next: referral.nextMatch?.serviceName ?? null });
  }
  if (graceUntil) timed.push({ kind: 'grace', at: graceUntil });
  else if (progressBy) timed.push({ kind: 'progress', at: progressBy });
  if (emergencyConfirmBy) timed.push({ kind: 'confirm', at: emergencyConfirmBy });
  const first = timed.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
  if (first) return first;
  const latest = newest.find(({ state }) => NEEDS_OWNER.has(state));
  if (latest) {
    return { kind: 'find', at: null, serviceName: latest.serviceName, state: latest.state, next: latest.nextMatch?.serviceName ?? null };
  }
  return contactBy ? { kind: 'contact', at: contactBy } : { kind: 'work', at: null };
}

/** The referrals that count: for each need the one sent last, newest first. What was only written down, or by mistake, asks nobody. */
function newestOfNeeds(referrals: CrisisView['referrals']): CrisisView['referrals'] {
  const instant = (at: string | null) => (at === null ? 0 : Date.parse(at));
  const newestFirst = referrals
    .filter(({ state }) => state !== 'DRAFT' && state !== 'ENTERED_IN_ERROR')
    .toSorted((a, b) => instant(b.sentAt ?? b.steps[0]?.at ?? null) - instant(a.sentAt ?? a.steps[0]?.at ?? null));
  return newestFirst.filter((one, place) => newestFirst.findIndex(({ needId }) => needId === one.needId) === place);
}
