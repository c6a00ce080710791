import Joi from 'joi';
import type { DeadJobView } from '../contract/health.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { Job, Jobs } from '../platform/jobs/index.js';
import type { Transact } from '../platform/mongo/transact.js';

export interface DeadJobNeeds { jobs: Pick<Jobs, 'dead' | 'retry'>; audit: Audit; transact: Transact; clock: Clock }

const MOST_SHOWN = 200;
/** Work that belongs to no team, such as answers to unknown numbers. */
const NETWORK = 'network';

/** Work that failed again and again, for a person to see and to try again. Ids only. */
export function deadJobRoutes({ jobs, audit, transact, clock }: DeadJobNeeds): Route[] {
  const teamsOf = (actor: Actor): string[] => [...actor.teamsWhere('health:retry'), NETWORK];

  return [
    route('GET /api/v1/dead-jobs', {
      allow: 'health:retry', says: 'Work of my teams that failed again and again, oldest due first. Ids only.', input: Joi.object({}),
      handle: async (_input, actor) => ({ jobs: (await jobs.dead(teamsOf(actor), MOST_SHOWN)).map(toView) }),
    }),
    route('POST /api/v1/dead-jobs/:id/retry', {
      allow: 'health:retry', says: 'Tries it again, now, with all its tries.', input: Joi.object({ id: Joi.string().guid().required() }),
      handle: async ({ id }, actor) => transact(async (tx) => {
        const job = await jobs.retry(tx, id, teamsOf(actor));
        if (!job) throw problem('health/no-such-job');
        await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'job.retried', object: `job:${id}`, teamId: job.teamId, reason: job.kind }]);
        return toView(job);
      }),
    }),
  ];
}

const toView = ({ _id: id, kind, teamId, urgency, dueAt, attempts, state, data }: Job): DeadJobView => ({
  id, kind, teamId, urgency, dueAt: dueAt.toISOString(), attempts, state: state === 'dead' ? 'given-up' : 'failing',
  about: Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (name.endsWith('Id') && typeof value === 'string' ? [[name, value]] : []))),
});
