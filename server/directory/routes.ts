import Joi from 'joi';
import type { ServiceCapacityInput } from '../contract/directory.js';
import { CAPACITY_METHODS, HELP_KINDS, SERVICE_STATUSES } from '../contract/directory.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { DirectoryActor, DirectoryUse } from './usecases.js';

const id = Joi.string().guid().required();
const places = Joi.number().integer().min(0).max(100_000);
const by = ({ staffId, name, role }: Actor): DirectoryActor => ({ staffId, name, role });

/** The addresses of the directory. */
export function directoryRoutes({ use }: { use: DirectoryUse }): Route[] {
  return [
    route('GET /api/v1/services', {
      allow: 'directory:read', says: 'Services by name, a page at a time.',
      input: Joi.object({
        q: Joi.string().trim().max(100), kind: Joi.string().valid(...HELP_KINDS), status: Joi.string().valid(...SERVICE_STATUSES), review: Joi.boolean(),
        after: Joi.string().guid(), limit: Joi.number().integer().min(1).max(200),
      }),
      handle: async (query) => use.list(query),
    }),
    route('GET /api/v1/services/:id', {
      allow: 'directory:read', says: 'One service, with its hours, its free places and how far each can be trusted now.', input: Joi.object({ id }),
      handle: async (input) => use.show(input.id),
    }),
    route('PUT /api/v1/services/:id/capacity', {
      allow: 'directory:capacity', says: 'Tell how many places are free now.',
      input: Joi.object({
        id, available: places.required(), maximum: places, unit: Joi.string().trim().min(1).max(40), capacityId: Joi.string().guid(),
        method: Joi.string().valid(...CAPACITY_METHODS.filter((method) => method !== 'import' && method !== 'acceptance')),
        seen: Joi.object({ available: places.required(), updatedAt: Joi.string().isoDate().required() }),
      }),
      async handle({ id: serviceId, ...told }, actor) { return use.tellCapacity(serviceId, told satisfies ServiceCapacityInput, by(actor)); },
    }),
    route('POST /api/v1/services/:id/intake-contacts/:contactId/verification', {
      allow: 'directory:edit', says: 'Record that an intake contact was checked, and how; referrals may go to it from then on.',
      input: Joi.object({ id, contactId: Joi.string().guid().required(), seenVersion: Joi.number().integer().min(1).required(), how: Joi.string().trim().min(1).max(200).required() }),
      handle: async ({ id: serviceId, contactId, ...check }, actor) => use.verifyIntake(serviceId, contactId, check, by(actor)),
    }),
  ];
}
