import Joi from 'joi';
import type { ConsentInput } from '../contract/crisis.js';
import { WITHDRAWAL_ASKERS, WITHDRAWAL_WAYS } from '../contract/referral.js';
import type { WithdrawalInput } from '../contract/referral.js';
import { HELP_KINDS } from '../contract/directory.js';
import { CONSENT_METHODS, DATA_CLASSES, FOLLOW_UP_RESULTS, OUTCOMES } from '../contract/words.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Consents } from './consents.js';
import type { FollowUps } from './follow-ups.js';
import type { CareViews } from './views.js';

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);

export function careRoutes({ consents, followUps, views }: { consents: Consents; followUps: FollowUps; views: CareViews }): Route[] {
  return [
    route('POST /api/v1/crises/:id/consents', {
      allow: 'signed-in', status: 201, says: 'Record what the person said about telling one service: what may be shared and how they said it, or that they do not agree.',
      input: Joi.object<ConsentInput & { id: string }>({
        id, serviceId: words(100), category: Joi.string().valid(...HELP_KINDS), witness: words(120), purpose: words(300),
        guardian: words(120).when('givenBy', { is: 'guardian', then: Joi.required(), otherwise: Joi.forbidden() }), dataClasses: Joi.array().items(Joi.string().valid(...DATA_CLASSES)).min(1).unique().required(),
        method: Joi.string().valid(...CONSENT_METHODS).required(), givenBy: Joi.string().valid('self', 'guardian').required(), language: words(60),
        expiresOn: Joi.string().pattern(/^\d{4}-\d{2}-\d{2}$/), refused: Joi.boolean(),
      }).xor('serviceId', 'category'),
      handle: async ({ id: crisisId, ...input }, actor, call) => views.consent(await consents.record(crisisId, input, actor, {
        key: call.idempotencyKey === null ? null : `${actor.staffId}:${call.idempotencyKey}`, body: call.bodyHash,
      })),
    }),
    route('DELETE /api/v1/crises/:id/consents/:consentId', {
      allow: 'signed-in', says: 'The agreement is taken back; open referrals that rest on it end.', input: Joi.object({ id, consentId: id }),
      handle: async ({ id: crisisId, consentId }, actor) => views.consent(await consents.withdraw(crisisId, consentId, actor)),
    }),
    route('POST /api/v1/crises/:id/consents/:consentId/withdrawal', {
      allow: 'signed-in', says: 'The person, or somebody for them, asked that it be taken back: who, and how they said it. Open referrals that rest on it end.',
      input: Joi.object<WithdrawalInput & { id: string; consentId: string }>({ id, consentId: id, askedBy: Joi.string().valid(...WITHDRAWAL_ASKERS).required(), how: Joi.string().valid(...WITHDRAWAL_WAYS.filter((way) => way !== 'own-page')).required() }),
      handle: async ({ id: crisisId, consentId, ...asked }, actor) => views.consent(await consents.withdraw(crisisId, consentId, actor, asked)),
    }),
    route('POST /api/v1/crises/:id/consents/:consentId/person-told', {
      allow: 'signed-in', says: 'After an emergency the person was told what was shared without their agreement.', input: Joi.object({ id, consentId: id, how: words(300).required() }),
      handle: async ({ id: crisisId, consentId, how }, actor) => views.consent(await consents.personTold(crisisId, consentId, how, actor)),
    }),
    route('GET /api/v1/follow-ups', {
      allow: 'care:follow-up', says: 'Contacts still to be made in my teams, due first.', input: Joi.object({}),
      handle: async (_input, actor) => ({ followUps: (await followUps.openOf(actor.teamsWhere('care:follow-up'))).map((one) => views.followUp(one, false)) }),
    }),
    route('POST /api/v1/follow-ups/:id/result', {
      allow: 'signed-in', says: 'What became of a contact. Not reached makes the next try; after the third a supervisor decides.',
      input: Joi.object({ id, result: Joi.string().valid(...FOLLOW_UP_RESULTS).required(), note: words(2000), outcome: Joi.string().valid(...OUTCOMES).when('result', { not: 'reached', then: Joi.forbidden() }) }),
      handle: async ({ id: followUpId, ...input }, actor) => views.followUp(await followUps.recordResult(followUpId, input, actor), true),
    }),
  ];
}
