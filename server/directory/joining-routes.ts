import Joi from 'joi';
import type { MergeInput } from '../contract/directory-edit.js';
import { FACT_NAMES } from '../contract/directory-edit.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import { by } from './editing-routes.js';
import { whyInput } from './facts-input.js';
import type { JoiningUse } from './joining.js';

const id = Joi.string().guid().required();
const version = Joi.number().integer().min(1).required();

/** The addresses for entries that may be one. */
export function joiningRoutes({ joining }: { joining: JoiningUse }): Route[] {
  return [
    route('GET /api/v1/duplicate-services', { allow: 'directory:edit', says: 'Pairs of entries that may be one, with why; the 100 likest.', input: Joi.object({}), handle: async () => joining.duplicates() }),
    route('POST /api/v1/duplicate-services/apart', {
      allow: 'directory:edit', status: 204, says: 'Two entries are not the same; they are not shown as a pair again.', input: Joi.object({ oneId: id, otherId: id }),
      async handle({ oneId, otherId }, actor) { await joining.keepApart(oneId, otherId, by(actor)); return null; },
    }),
    route('GET /api/v1/services/:id/merge', {
      allow: 'directory:edit', says: 'Two entries side by side: the one that stays and the one that goes, and which facts differ.', input: Joi.object({ id, goesId: id }), handle: async (input) => joining.compare(input.id, input.goesId),
    }),
    route('POST /api/v1/services/:id/merge', {
      allow: 'directory:edit', says: 'Join another entry into this one. Of the facts named the other wins. The other stays readable, says where it went, and is never offered again.',
      input: Joi.object<MergeInput & { id: string }>({ id, goesId: id, seenVersion: version, goesSeenVersion: version, fromOther: Joi.array().items(Joi.string().valid(...FACT_NAMES)).unique().required(), why: whyInput }),
      handle: async ({ id: staysId, ...input }, actor) => joining.join(staysId, input, by(actor)),
    }),
    route('POST /api/v1/services/:id/merge-undoing', {
      allow: 'directory:edit', says: 'Take back that this entry was joined into another.', input: Joi.object({ id, why: whyInput }), handle: async (input, actor) => joining.takeBack(input.id, input.why, by(actor)),
    }),
  ];
}
