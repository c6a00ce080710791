import Joi from 'joi';
import { CHECK_MEANS, STALE_REASONS } from '../contract/directory-edit.js';
import type { ServiceId } from '../kernel/ids.js';
import { newId } from '../kernel/ids.js';
import type { Idempotency } from '../platform/idempotency.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { CheckingUse } from './checking.js';
import { namedId } from './core/named-id.js';
import type { EditingUse } from './editing.js';
import { factsInput, whyInput } from './facts-input.js';
import type { DirectoryActor } from './usecases.js';

const id = Joi.string().guid().required();
const seenVersion = Joi.number().integer().min(1).required();
/** Who acts, as the directory keeps it. */
export const by = ({ staffId, name, role }: Actor): DirectoryActor => ({ staffId, name, role });

/** The id of a service that is made now: the same for the same key of the same person. */
const serviceIdOf = (staffId: string, key: string | null): ServiceId => (key === null ? newId<ServiceId>() : namedId('service-made', staffId, key));

/** The addresses for changing entries and reading their history. */
export function editingRoutes({ editing, checking, idempotency }: { editing: EditingUse; checking: CheckingUse; idempotency: Idempotency }): Route[] {
  return [
    route('GET /api/v1/services/:id/facts', {
      allow: 'directory:edit', says: 'Everything of a service that can be changed, with the version that a change must name.', input: Joi.object({ id }),
      handle: async (input) => editing.facts(input.id),
    }),
    route('PUT /api/v1/services/:id', {
      allow: 'directory:edit', says: 'Change a service: all of its facts, how they are known, and whether the whole entry was checked.',
      input: Joi.object({ id, seenVersion, facts: factsInput, why: whyInput, checkedAll: Joi.boolean().required() }),
      handle: async ({ id: serviceId, ...input }, actor) => editing.edit(serviceId, input, by(actor)),
    }),
    route('POST /api/v1/services', {
      allow: 'directory:edit', status: 201, says: 'Bring a service into the directory.', input: Joi.object({ facts: factsInput, why: whyInput, checkedAll: Joi.boolean().required() }),
      async handle(input, actor, call) {
        // a repeated call must find the service of the first one
        const made = serviceIdOf(actor.staffId, call.idempotencyKey);
        return idempotency.once(call, actor, (claim) => editing.create(made, input, by(actor), claim), async () => editing.view(await editing.get(made)));
      },
    }),
    route('GET /api/v1/services/:id/history', {
      allow: 'directory:read', says: 'What was changed in a service, newest first, with who, how it was known, and every fact before and after.',
      input: Joi.object({ id, before: Joi.number().integer().min(1) }), handle: async (input) => editing.history(input.id, input.before),
    }),
    route('POST /api/v1/services/:id/history/:changeId/put-back', {
      allow: 'directory:edit', says: 'Make the state before a change the present one, as a change of its own.', input: Joi.object({ id, changeId: Joi.string().guid().required(), seenVersion, why: whyInput }),
      handle: async ({ id: serviceId, changeId, ...input }, actor) => editing.putBack(serviceId, changeId, input, by(actor)),
    }),
    route('GET /api/v1/stale-services', {
      allow: 'directory:edit', says: 'Running services whose entry or numbers nobody has checked for long, those that people are sent to most first.',
      input: Joi.object({ reason: Joi.string().valid(...STALE_REASONS), skip: Joi.number().integer().min(0).max(100_000), limit: Joi.number().integer().min(1).max(200) }),
      handle: async (query) => checking.queue(query),
    }),
    route('POST /api/v1/services/:id/checks', {
      allow: 'directory:edit', says: 'Record that a service was checked today, with whom, and which of its numbers were rung.',
      input: Joi.object({
        id, seenVersion, means: Joi.string().valid(...CHECK_MEANS).required(), with: Joi.string().trim().min(1).max(150).required(), phoneIds: Joi.array().items(Joi.string().max(100)).max(100).unique().required(),
      }),
      handle: async ({ id: serviceId, ...input }, actor) => checking.check(serviceId, input, by(actor)),
    }),
    route('GET /api/v1/organizations', {
      allow: 'directory:edit', says: 'Organizations by the beginnings of words in their names, at most 20.', input: Joi.object({ q: Joi.string().trim().allow('').max(100) }),
      handle: async ({ q }) => ({ organizations: await editing.organizationsLike(q ?? '') }),
    }),
  ];
}
