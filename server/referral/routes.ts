import Joi from 'joi';
import type { NewReferral, ReferralCancelInput, ReferralErrorInput, ReferralMoveInput, ReferralOutcomeInput, ReferralSendingInput, WarmHandOffInput } from '../contract/referral.js';
import { CHOICE_REASONS, ON_THE_LINE } from '../contract/referral.js';
import { OUTCOMES, REFERRAL_REASONS } from '../contract/words.js';
import { route } from '../platform/http/route.js';
import type { Actor, Call, Route } from '../platform/http/route.js';
import type { Managing } from './manage.js';
import { sayingInput } from './saying-input.js';
import type { Repeat, Send } from './send.js';
import type { ReferralViews } from './views.js';

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);
const reason = Joi.string().valid(...REFERRAL_REASONS);
const outcome = Joi.string().valid(...OUTCOMES);
const seenVersion = Joi.number().integer().min(1).required();
const instant = Joi.string().isoDate().required();
const onTheLine = Joi.array().items(Joi.string().valid(...ON_THE_LINE)).min(2).unique().required();
const named = { answer: Joi.valid('accepted', 'declined'), then: words(80).required(), otherwise: Joi.forbidden() };
const whenNamed = Joi.when('answer', { is: named.answer, then: named.then, otherwise: named.otherwise });

/** The same request brings its effect once: by whom it came and with which key. */
const repeatOf = ({ staffId }: Actor, { idempotencyKey, bodyHash }: Call): Repeat => ({ key: idempotencyKey === null ? null : `${staffId}:${idempotencyKey}`, body: bodyHash });

export function referralRoutes({ send, manage, views }: { send: Send; manage: Managing; views: ReferralViews }): Route[] {
  return [
    route('POST /api/v1/referrals', {
      allow: 'signed-in', status: 201, says: 'Ask one service to take this person, by text to a contact that was checked here, or record what it said on the phone. Needs their agreement for this service.',
      input: Joi.object<NewReferral>({
        crisisId: id, serviceId: id, consentId: Joi.string().guid(), emergencyBasis: words(500),
        phoned: Joi.object({
          answer: Joi.string().valid('accepted', 'declined', 'no-answer').required(), name: whenNamed, role: whenNamed,
          reason: Joi.when('answer', { is: 'declined', then: reason.required(), otherwise: Joi.when('answer', { is: 'accepted', then: reason, otherwise: Joi.forbidden() }) }),
          warm: Joi.when('answer', { is: 'accepted', then: Joi.object({ onTheLine, introducedAt: instant }), otherwise: Joi.forbidden() }),
        }),
        draft: Joi.boolean(), replacesId: Joi.string().guid(),
        askAnywayReason: words(500), passedOver: Joi.array().items(Joi.object({ serviceId: id, reason: Joi.string().valid(...CHOICE_REASONS).required() })).max(2).unique('serviceId'), wishes: words(300), need: words(300).required(), nextServiceId: Joi.string().guid(),
      }),
      handle: async (input, actor, call) => views.of(await send.send(input, actor, repeatOf(actor, call)), true),
    }),
    route('POST /api/v1/referrals/:id/sending', {
      allow: 'signed-in', says: 'Send a referral that was written down before. Needs their agreement for this service.',
      input: Joi.object<ReferralSendingInput & { id: string }>({ id, seenVersion, consentId: Joi.string().guid(), emergencyBasis: words(500), nextServiceId: Joi.string().guid() }),
      handle: async ({ id: referralId, ...input }, actor, call) => views.of(await send.sendDraft(referralId, input, actor, repeatOf(actor, call)), true),
    }),
    route('POST /api/v1/referrals/:id/said', {
      allow: 'signed-in', says: 'What a service said on the phone after its first answer, by name and role of whoever said it: everything that its page could say.',
      input: Joi.object({ id, seenVersion, name: words(80).required(), role: words(80).required(), ...sayingInput }) as Joi.ObjectSchema<ReferralMoveInput & { id: string }>,
      handle: async ({ id: referralId, ...input }, actor, call) => views.of(await manage.said(referralId, input, actor, repeatOf(actor, call)), true),
    }),
    route('POST /api/v1/referrals/:id/agreed-time', {
      allow: 'signed-in', says: 'The time that the service proposes suits. Its yes then makes it the appointment.', input: Joi.object({ id, seenVersion }),
      handle: async (input, actor, call) => views.of(await manage.agreeTime(input.id, input.seenVersion, actor, repeatOf(actor, call)), true),
    }),
    route('POST /api/v1/referrals/:id/warm-hand-off', {
      allow: 'signed-in', says: 'The person was introduced to the service on one call: who was on the line, and when.',
      input: Joi.object<WarmHandOffInput & { id: string }>({ id, seenVersion, onTheLine, introducedAt: instant }),
      handle: async ({ id: referralId, ...input }, actor, call) => views.of(await manage.warmHandOff(referralId, input, actor, repeatOf(actor, call)), true),
    }),
    route('POST /api/v1/referrals/:id/error', {
      allow: 'record:correct', says: 'It was entered by mistake. It stays on record and says so; a service that had the text is told.',
      input: Joi.object<ReferralErrorInput & { id: string }>({ id, seenVersion, reason: reason.required(), note: words(500) }),
      handle: async ({ id: referralId, ...input }, actor, call) => {
        const { version, state } = await manage.enterInError(referralId, input, actor, repeatOf(actor, call));
        return { id: referralId, version, state };
      },
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
        reason: reason.when('served', { is: false, then: Joi.required() }), note: words(1000), delivered: Joi.array().items(words(120)).max(20),
      }),
      handle: async ({ id: referralId, ...input }, actor, call) => views.of(await manage.outcome(referralId, input, actor, repeatOf(actor, call)), true),
    }),
    route('POST /api/v1/referrals/:id/cancellation', {
      allow: 'signed-in', says: 'Take it back, or record that the person no longer wants it.',
      input: Joi.object<ReferralCancelInput & { id: string }>({ id, seenVersion, reason: reason.required(), note: words(1000), byPerson: Joi.boolean() }),
      handle: async ({ id: referralId, ...input }, actor, call) => views.of(await manage.cancel(referralId, input, actor, repeatOf(actor, call)), true),
    }),
  ];
}
