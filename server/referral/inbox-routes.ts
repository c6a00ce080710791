import Joi from 'joi';
import type { InboxAnswer, InboxPlacesInput } from '../contract/inbox.js';
import type { ProviderView } from '../contract/referral.js';
import type { By } from '../crisis/index.js';
import { route } from '../platform/http/route.js';
import type { Actor, Call, Route } from '../platform/http/route.js';
import type { Referral } from './core/referral.js';
import { who } from './inbox.js';
import type { Inbox } from './inbox.js';
import type { Providing } from './provider.js';
import { sayingInput } from './saying-input.js';
import type { Repeat } from './send.js';

const id = Joi.string().guid().required();
const places = Joi.number().integer().min(0).max(100_000).required();
const byId = Joi.object({ id });
const repeatOf = ({ staffId }: Actor, { idempotencyKey, bodyHash }: Call): Repeat => ({ key: idempotencyKey === null ? null : `account:${staffId}:${idempotencyKey}`, body: bodyHash });

/** The inbox of somebody at an organization: the link's own page and acts, for those who sign in. */
export function inboxRoutes({ inbox, provide, view }: { inbox: Inbox; provide: Providing; view: (referral: Referral, by?: By) => Promise<ProviderView> }): Route[] {
  const shown = (referral: Referral, { staffId, role }: Actor): Promise<ProviderView> => view(referral, { staffId, role });
  return [
    route('GET /api/v1/inbox', {
      allow: 'inbox:answer', says: 'Referrals to the services of my organization, as their links show them, and the free places of those services.', input: Joi.object({}),
      handle: async (_input, actor) => inbox.view(actor),
    }),
    route('GET /api/v1/inbox/:id', {
      allow: 'inbox:answer', says: 'One referral to my services, with what its link shows. Changes nothing.', input: byId,
      handle: async (input, actor) => shown(await provide.find(inbox.door(actor, input.id)), actor),
    }),
    route('POST /api/v1/inbox/:id/opened', {
      allow: 'inbox:answer', says: 'A person touched the page. It is noted as opened and stops no clock.', input: byId,
      handle: async (input, actor) => shown(await provide.opened(inbox.door(actor, input.id)), actor),
    }),
    route('POST /api/v1/inbox/:id/answer', {
      allow: 'inbox:answer', says: 'Everything that the link’s page can say, by the name of whoever is signed in. The first answer counts, whichever way it comes.',
      input: Joi.object({ id, seenVersion: Joi.number().integer().min(1).required(), ...sayingInput }) as Joi.ObjectSchema<InboxAnswer & { id: string }>,
      handle: async ({ id: referralId, ...said }, actor, call) => shown(await provide.answer(inbox.door(actor, referralId), { ...said, ...who(actor) }, repeatOf(actor, call)), actor),
    }),
    route('POST /api/v1/inbox/:id/code', {
      allow: 'inbox:answer', says: 'After a yes: send a code to a checked phone of the service.', input: byId,
      handle: async (input, actor) => shown(await provide.sendCode(inbox.door(actor, input.id)), actor),
    }),
    route('POST /api/v1/inbox/:id/identity', {
      allow: 'inbox:answer', says: 'The code; then the page shows who is coming.', input: Joi.object({ id, code: Joi.string().pattern(/^\d{6}$/).required() }),
      handle: async (input, actor) => shown(await provide.identify(inbox.door(actor, input.id), input.code), actor),
    }),
    route('POST /api/v1/inbox/:id/places', {
      allow: 'inbox:answer', says: 'How many places are free now; also when nothing more is asked.', input: Joi.object({ id, available: places }),
      handle: async (input, actor) => shown(await provide.tellPlaces(inbox.door(actor, input.id), input.available), actor),
    }),
    route('PUT /api/v1/inbox-services/:id/places', {
      allow: 'inbox:answer', says: 'How many places one of my services has free now.',
      input: Joi.object<InboxPlacesInput & { id: string }>({ id, available: places, capacityId: Joi.string().guid(), seen: Joi.object({ available: places, updatedAt: Joi.string().isoDate().required() }) }),
      handle: async ({ id: serviceId, ...input }, actor) => inbox.tellPlaces(actor, serviceId, input),
    }),
  ];
}
