import type { ReportView } from '../../../../../server/contract/crisis.js';

/** While nobody answers, the question comes back this often. Source: design.md §9 "Raising", "unanswered at 60 s it asks again". */
export const ASK_EVERY_MS = 60_000;

/** Whether somebody still has to be asked if the emergency number was called: for an emergency, until it was answered. */
export function mustAsk({ urgency, emergencyCall, state }: Pick<ReportView, 'urgency' | 'emergencyCall' | 'state'>): boolean {
  return urgency.letter === 'A' && emergencyCall === null && state !== 'CLOSED';
}

/** How often the question has come back by `now` (milliseconds): 0 before the first time, then once more each minute. */
export function timesAskedAgain(askAt: string | null, now: number): number {
  const since = askAt === null ? -1 : now - Date.parse(askAt);
  return since < 0 || Number.isNaN(since) ? 0 : 1 + Math.floor(since / ASK_EVERY_MS);
}
