import type { FollowUpView } from '../../../../server/contract/crisis.js';

export type DueGroup = 'overdue' | 'today' | 'later';

const DAY_MS = 86_400_000;

/** Contacts still to be made, due first: overdue, due within a day of `now` (milliseconds), later. What is due at this instant is overdue. */
export function dueGroups(followUps: readonly FollowUpView[], now: number): Record<DueGroup, FollowUpView[]> {
  const groups: Record<DueGroup, FollowUpView[]> = { overdue: [], today: [], later: [] };
  for (const followUp of followUps.filter(({ doneAt }) => doneAt === null).sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))) {
    const due = Date.parse(followUp.dueAt);
    groups[due <= now ? 'overdue' : due <= now + DAY_MS ? 'today' : 'later'].push(followUp);
  }
  return groups;
}
