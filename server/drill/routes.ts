import Joi from 'joi';
import type { DrillAnswers, DrillInput } from '../contract/drill.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import { drillsWith } from './run-drill.js';
import type { DrillNeeds } from './run-drill.js';

const answers = Joi.alternatives<DrillAnswers>().try(
  Joi.object({ kind: Joi.string().valid('nobody').required() }),
  Joi.object({ kind: Joi.string().valid('some').required(), likelihood: Joi.number().min(0).max(1).required(), afterMinutes: Joi.number().min(0.1).max(240).required() }),
).required();

export function drillRoutes(needs: DrillNeeds): Route[] {
  const run = drillsWith(needs);
  return [
    route('POST /api/v1/drills', {
      allow: 'drill:run', says: 'Replays a scripted night against the rota and policy of a team as they stand: who would have been reached when, the load, and every gap. Nobody is contacted; only the audit keeps that it was done.',
      input: Joi.object<DrillInput>({ teamId: Joi.string().max(100).required(), startsAt: Joi.string().isoDate().required(), answers, seed: Joi.number().integer().min(1).max(999_999).required() }),
      handle: run,
    }),
  ];
}
