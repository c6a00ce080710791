import Joi from 'joi';
import type { NewReferral, ReferralCancelInput, ReferralOutcomeInput } from '../contract/referral.js';
import { OUTCOMES, REFERRAL_REASONS } from '../contract/words.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Managing } from './manage.js';
import type { Send } from './send.js';
import type { ReferralViews } from './views.js';

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);
const reason = Joi.string().valid(...REFERRAL_REASONS);
const outcome = Joi.string().valid(...OUTCOMES);
const seenVersion = Joi.number().integer().min(1).required();

export function referralRoutes({ send, manage, views }: { send: Send; manage: Managing; views: ReferralViews }): Route[] {
  return [
    route('POST /api/v1/referrals', {
      allow: 'signed-in', status: 201, says: 'Ask one service to take this person, by text to a contact that was checked here, or record what it said on the phone. Needs their agreement for this service.',
      input: Joi.object<NewReferral>({
        crisisId: id, serviceId: id, consentId: Joi.string().guid(), emergencyBasis: words(500),
        phoned: Joi.object({
          answer: Joi.string().valid('accepted', 'declined').required(), name: words(80).required(), role: words(80).required(),
          reason: reason.when('answer', { is: 'declined', then: Joi.required() }),
        }),
        askAnywayReason: words(500), wishes: words(300), need: words(300).required(), nextServiceId: Joi.string().guid(),
      }),
      handle: async (input, actor, call) => views.of(await send.send(input, actor, {
        key: call.idempotencyKey === null ? null : `${actor.staffId}:${call.idempotencyKey}`, body: call.bodyHash,
      }), true),
    }),
    route('GET /api/v1/referrals', {
      allow: 'referral:send', says: 'The referrals of my teams: open ones first, then those of the last week. Without what people wrote.', input: Joi.object({}),
      handle: async (_input, actor) => ({ referrals: (await manage.list(actor.teamsWhere('referral:send'))).map((referral) => views.of(referral, false)) }),
    }),
    route('GET /api/v1/referrals/:id', {
      allow: 'signed-in', says: 'One referral with every step.', input: Joi.object({ id }),
      handle: async (input, actor) => views.of(await manage.read(input.id, actor), true),
    }),
    route('POST /api/v1/referrals/:id/outcome', {
      allow: 'signed-in', says: 'Whether it helped, as the service or the person says.',
      input: Joi.object<ReferralOutcomeInput & { id: string }>({
        id, seenVersion, from: Joi.string().valid('service', 'person').required(), outcome: outcome.required(), served: Joi.boolean(),
        reason: reason.when('served', { is: false, then: Joi.required() }), note: words(1000),
      }),
      handle: async ({ id: referralId, ...input }, actor) => views.of(await manage.outcome(referralId, input, actor), true),
    }),
    route('POST /api/v1/referrals/:id/cancellation', {
      allow: 'signed-in', says: 'Take it back, or record that the person no longer wants it.',
      input: Joi.object<ReferralCancelInput & { id: string }>({ id, seenVersion, reason: reason.required(), note: words(1000), byPerson: Joi.boolean() }),
      handle: async ({ id: referralId, ...input }, actor) => views.of(await manage.cancel(referralId, input, actor), true),
    }),
  ];
}
