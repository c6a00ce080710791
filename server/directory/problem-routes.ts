import Joi from 'joi';
import type { NewServiceProblem } from '../contract/directory-edit.js';
import { PROBLEM_KINDS, PROBLEM_OUTCOMES } from '../contract/directory-edit.js';
import { newId } from '../kernel/ids.js';
import type { Idempotency } from '../platform/idempotency.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import { namedId } from './core/named-id.js';
import type { ProblemUse } from './problem-reports.js';

const id = Joi.string().guid().required();

/** The addresses for telling what is wrong with an entry, and for answering. */
export function problemRoutes({ problems, idempotency }: { problems: ProblemUse; idempotency: Idempotency }): Route[] {
  return [
    route('POST /api/v1/services/:id/problems', {
      allow: 'directory:read', status: 201, says: 'Tell what is wrong with an entry. It stays as it is until a directory manager has looked.',
      input: Joi.object<NewServiceProblem & { id: string }>({ id, kind: Joi.string().valid(...PROBLEM_KINDS).required(), text: Joi.string().trim().min(1).max(1000) }),
      async handle({ id: serviceId, ...told }, actor, call) {
        const made = call.idempotencyKey === null ? newId() : namedId('service-problem', actor.staffId, serviceId, call.idempotencyKey);
        return idempotency.once(call, actor, (claim) => problems.report(made, serviceId, told, actor, claim), () => problems.show(made));
      },
    }),
    route('GET /api/v1/services/:id/problems', {
      allow: 'directory:read', says: 'What was reported about a service: my own reports with their answers, and all open ones for whoever looks after the directory.', input: Joi.object({ id }),
      handle: async (input, actor) => ({ problems: await problems.of(input.id, actor.staffId, actor.may('directory:edit')) }),
    }),
    route('GET /api/v1/service-problems', {
      allow: 'directory:edit', says: 'Reported problems: open ones, oldest first, or answered ones, newest first; 50 at a time.',
      input: Joi.object({ answered: Joi.boolean(), skip: Joi.number().integer().min(0).max(100_000) }), handle: async (query) => problems.queue(query),
    }),
    route('GET /api/v1/me/service-problems', {
      allow: 'directory:read', says: 'What I reported, with the answers.', input: Joi.object({}), handle: async (_input, actor) => ({ problems: await problems.mine(actor.staffId) }),
    }),
    route('POST /api/v1/service-problems/:id/taking', {
      allow: 'directory:edit', says: 'I look into this. The first one has it.', input: Joi.object({ id }), handle: async (input, actor) => problems.take(input.id, actor),
    }),
    route('POST /api/v1/service-problems/:id/answer', {
      allow: 'directory:edit', says: 'What came of it; the reporter sees it.',
      input: Joi.object({ id, seenVersion: Joi.number().integer().min(1).required(), outcome: Joi.string().valid(...PROBLEM_OUTCOMES).required(), answer: Joi.string().trim().min(1).max(1000).required() }),
      handle: async ({ id: problemId, ...input }, actor) => problems.answer(problemId, input, actor),
    }),
  ];
}
