import type { TriageProfile } from '../contract/triage.js';
import type { NewJob } from '../platform/jobs/index.js';
import { urgencyRank } from '../escalation/index.js';
import { shareOfClockAt } from '../triage/index.js';
import type { Crisis, CrisisAsk } from './core/crisis.js';

/** The kinds of jobs that this room's clocks run on. */
export const CRISIS_JOBS = {
  progress: 'progress', ask: 'ask-due', snooze: 'snooze-over', retriage: 'retriage-due', unowned: 'unowned-sweep', freeRef: 'free-ref', emergency: 'emergency-confirm',
} as const;

const base = ({ id, teamId, urgency }: Crisis) => ({ teamId, urgency: urgencyRank(urgency.letter), data: { crisisId: id } });

/**
 * The clock after the answer, or the grace after it. Each write of the crisis has its own job; one that comes too late for what
 * is true by then finds nothing to do.
 * @param version the version that the crisis is written with
 */
export function progressJobs(crisis: Crisis, version: number): NewJob[] {
  const dueAt = crisis.graceUntil ?? crisis.progressBy;
  return dueAt === null ? [] : [{ ...base(crisis), key: `progress:${crisis.id}:${version}`, kind: CRISIS_JOBS.progress, dueAt }];
}

/** When silence ends an ask, or asks again. */
export const askJobs = (crisis: Crisis, ask: CrisisAsk | null): NewJob[] => (ask?.until
  ? [{ ...base(crisis), key: `ask:${ask.id}:${ask.round}`, kind: CRISIS_JOBS.ask, dueAt: ask.until, data: { crisisId: crisis.id, askId: ask.id } }] : []);

/** When a snoozed card returns. */
export const snoozeJobs = (crisis: Crisis, version: number): NewJob[] => (crisis.snooze
  ? [{ ...base(crisis), key: `snooze:${crisis.id}:${version}`, kind: CRISIS_JOBS.snooze, dueAt: crisis.snooze.until }] : []);

/** When half of the time to contact is over; nothing without such a clock. */
export function retriageJobs(crisis: Crisis, version: number, { retriageAtShareOfClock }: Pick<TriageProfile, 'retriageAtShareOfClock'>): NewJob[] {
  const dueAt = shareOfClockAt({ since: crisis.urgency.since, contactBy: crisis.contactBy?.toISOString() ?? null }, retriageAtShareOfClock);
  return dueAt === null ? [] : [{ ...base(crisis), key: `retriage:${crisis.id}:${version}`, kind: CRISIS_JOBS.retriage, dueAt }];
}
