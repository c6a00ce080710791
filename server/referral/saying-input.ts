import Joi from 'joi';
import type { ProviderSaying } from '../contract/referral.js';
import { OUTCOMES, REFERRAL_REASONS } from '../contract/words.js';

const words = (longest: number) => Joi.string().trim().min(1).max(longest);
const only = (answers: readonly ProviderSaying['answer'][], schema: Joi.Schema) => Joi.when('answer', { is: Joi.valid(...answers), then: schema, otherwise: Joi.forbidden() });
const reason = Joi.string().valid(...REFERRAL_REASONS);

/** Everything that a service can say, by its page or on the phone; nothing that does not belong to the answer is taken. */
export const sayingInput = {
  answer: Joi.string().valid('accept', 'decline', 'propose', 'talk-first', 'needs-person', 'wait-list', 'redirect', 'hand-back', 'arrived', 'did-not-come', 'finished', 'confirm').required(),
  reason: Joi.when('answer', { is: Joi.valid('decline', 'hand-back', 'needs-person', 'redirect'), then: reason.required(), otherwise: only(['finished'], reason.when('served', { is: false, then: Joi.required() })) }),
  note: Joi.when('answer', { is: 'needs-person', then: words(300).required(), otherwise: only(['decline', 'propose', 'hand-back', 'wait-list', 'redirect'], words(1000)) }),
  proposedAt: only(['propose'], Joi.string().isoDate().required()),
  waitDays: only(['wait-list'], Joi.number().integer().min(1).max(730)),
  suggests: only(['redirect'], words(120)),
  served: only(['finished'], Joi.boolean().required()),
  outcome: only(['finished'], Joi.string().valid(...OUTCOMES).required()),
  delivered: only(['finished'], Joi.array().items(words(120)).max(20)),
} as const;
