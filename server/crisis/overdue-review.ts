import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Job } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import { reviewBy } from './core/emergency-access.js';
import type { EmergencyAccess } from './core/emergency-access.js';
import type { EmergencyAccesses } from './emergency-access.js';
import { overdueText } from './emergency-text.js';
import type { CrisisNeeds } from './needs.js';

/** The kind of job that looks, 72 hours after an emergency access, whether somebody has looked at it. */
export const REVIEW_JOB = 'emergency-review-due';

/** What a look at an emergency access is not urgent beside: after everything that asks for somebody. */
const LAST = 6;

export interface OverdueReviewNeeds {
  needs: Pick<CrisisNeeds, 'transact' | 'clock' | 'people' | 'jobs' | 'audit' | 'tellTeam' | 'languageOf'>;
  accesses: EmergencyAccesses;
  supervisorsOf: (teamId: TeamId) => StaffId[];
  /** By e-mail too, where they want that. */
  tellByEmail: (tx: Tx, staffId: StaffId, about: { key: string; purpose: string; teamId: string }, words: string) => Promise<void>;
}

/** The job that comes when the time for the review is over; one for each access. */
export const reviewJob = ({ id, teamId, at }: Pick<EmergencyAccess, 'id' | 'teamId' | 'at'>) =>
  ({ key: `emergency-review:${id}`, kind: REVIEW_JOB, teamId, urgency: LAST, dueAt: reviewBy(at), data: { accessId: id } });

/**
 * An emergency access that nobody looked at within 72 hours is told, once, to those who must: the team's supervisors without the one who
 * took it, and where there is no other, the auditors. Source: reliability.md §7 "review ≤ 72 h".
 */
export function overdueReviews({ needs: { transact, clock, people, jobs, audit, tellTeam, languageOf }, accesses, supervisorsOf, tellByEmail }: OverdueReviewNeeds) {
  const auditors = (): StaffId[] => people.all().filter(({ active, roles }) => active && roles.some(({ role }) => role === 'auditor')).map(({ id }) => id);

  return {
    /** Reads again and decides again: what somebody looked at meanwhile, or was told of, is told to nobody. */
    handler: (job: Job): Promise<'finished' | 'done'> => transact(async (tx) => {
      const access = await accesses.find(String(job.data['accessId']), tx);
      const now = clock.now();
      if (!access || access.reviewedAt || access.overdueToldAt || now < reviewBy(access.at)) return 'done' as const;
      const { id, teamId, ref, staffId, crisisId } = access;
      const others = supervisorsOf(teamId).filter((one) => one !== staffId);
      for (const to of new Set(others.length > 0 ? others : auditors().filter((one) => one !== staffId))) {
        const body = overdueText({ org: people.network().org, ref, name: people.nameOf(staffId), language: languageOf(to) });
        const about = { teamId, purpose: 'emergency-review', key: `emergency-review:${id}:${to}` };
        await tellTeam(tx, to, body.text, about);
        await tellByEmail(tx, to, about, body.email);
      }
      await accesses.overdueTold(id, now, tx);
      await audit.append(tx, [{ at: now, actorId: null, role: 'clock', action: 'crisis.emergency-review-overdue', object: `crisis:${crisisId}`, teamId }]);
      return await jobs.finish(job, tx) ? 'finished' as const : 'done' as const;
    }),

    /** Those that were taken before there was this job, at start. */
    async begin(): Promise<void> {
      const waiting = await accesses.untold();
      if (waiting.length > 0) await transact((tx) => jobs.add(tx, waiting.map(reviewJob)));
    },
  };
}
