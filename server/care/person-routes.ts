import Joi from 'joi';
import { HELP_WAYS } from '../contract/care.js';
import type { HelpInput, ObtainedInput, ReceiptInput, ReceiptWithdrawalInput, SafeContactInput } from '../contract/care.js';
import { OUTCOMES } from '../contract/words.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Helps } from './helps.js';
import { RECEIPT_TOKEN_LENGTH } from './receipt-links.js';
import type { Receipts } from './receipts.js';

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);
const timeOfDay = Joi.string().pattern(/^([01]\d|2[0-3]):[0-5]\d$/).required();
const number = Joi.string().pattern(/^\+[1-9]\d{6,14}$/);
const yes = Joi.boolean().required();

/** What is kept of the person beside referrals: the four lists, how to reach them, and their own page. */
export function personRoutes({ helps, receipts }: { helps: Helps; receipts: Receipts }): Route[] {
  return [
    route('GET /api/v1/crises/:id/help', {
      allow: 'signed-in', says: 'What was given, of what the person was told, where they were referred, and what they obtained: four lists that never stand for one another.', input: Joi.object({ id }),
      handle: (input, actor) => helps.read(input.id, actor),
    }),
    route('POST /api/v1/crises/:id/help', {
      allow: 'signed-in', status: 201, says: 'Record something that was given, or a service that the person was told of without a referral.',
      input: Joi.object<HelpInput & { id: string }>({ id, way: Joi.string().valid(...HELP_WAYS).required(), what: words(300).required(), serviceId: Joi.string().guid() }),
      handle: ({ id: crisisId, ...input }, actor, call) => helps.record(crisisId, input, actor, { key: call.idempotencyKey === null ? null : `${actor.staffId}:${call.idempotencyKey}`, body: call.bodyHash }),
    }),
    route('POST /api/v1/crises/:id/help/:helpId/obtained', {
      allow: 'signed-in', says: 'The service or the person said what came of it.',
      input: Joi.object<ObtainedInput & { id: string; helpId: string }>({ id, helpId: id, from: Joi.string().valid('service', 'person').required(), outcome: Joi.string().valid(...OUTCOMES).required() }),
      handle: ({ id: crisisId, helpId, ...input }, actor) => helps.obtained(crisisId, helpId, input, actor),
    }),
    route('GET /api/v1/crises/:id/safe-contact', {
      allow: 'signed-in', says: 'How the person may be reached without harm.', input: Joi.object({ id }),
      handle: (input, actor) => receipts.safeContact(input.id, actor),
    }),
    route('PUT /api/v1/crises/:id/safe-contact', {
      allow: 'signed-in', says: 'Say how the person may be reached: which number, text, call or voicemail, at which hours, with which code word.',
      input: Joi.object<SafeContactInput & { id: string }>({
        id, seenVersion: Joi.number().integer().min(0).required(), number: number.required().allow(null), text: yes, call: yes, voicemail: yes,
        hours: Joi.object({ from: timeOfDay, until: timeOfDay }).required().allow(null), codeWord: words(20).required().allow(null), note: words(300).required().allow(null),
      }),
      handle: ({ id: crisisId, ...input }, actor) => receipts.saveSafeContact(crisisId, input, actor),
    }),
    route('GET /api/v1/crises/:id/receipts', {
      allow: 'signed-in', says: 'The links to the person’s own page of what went to whom.', input: Joi.object({ id }),
      handle: async (input, actor) => ({ receipts: await receipts.list(input.id, actor) }),
    }),
    route('POST /api/v1/crises/:id/receipts', {
      allow: 'signed-in', status: 201, says: 'Make a link to the person’s own page, with a PIN if they want one; text it to them if that is safe.',
      input: Joi.object<ReceiptInput & { id: string }>({ id, pin: Joi.string().pattern(/^\d{4,8}$/), text: Joi.boolean() }),
      handle: ({ id: crisisId, ...input }, actor, call) => receipts.make(crisisId, input, actor, { key: call.idempotencyKey === null ? null : `${actor.staffId}:${call.idempotencyKey}`, body: call.bodyHash }),
    }),
    route('DELETE /api/v1/crises/:id/receipts/:receiptId', {
      allow: 'signed-in', says: 'End a link to the person’s own page, at once.', input: Joi.object({ id, receiptId: id }),
      handle: (input, actor) => receipts.revoke(input.id, input.receiptId, actor),
    }),
    route('POST /api/v1/receipt-link/withdrawal', {
      allow: 'anyone', says: 'The person takes a yes back by their own page: what rested on it is cancelled.',
      input: Joi.object<ReceiptWithdrawalInput>({ token: Joi.string().pattern(new RegExp(`^[\\w-]{${RECEIPT_TOKEN_LENGTH}}$`)).required(), pin: Joi.string().pattern(/^\d{4,8}$/), consentId: id }),
      handle: (input) => receipts.takeBack(input.token, input.pin, input.consentId),
    }),
    route('POST /api/v1/receipt-link/view', {
      allow: 'anyone', says: 'What the person reads behind their link: what went to whom, when and why.',
      input: Joi.object({ token: Joi.string().pattern(new RegExp(`^[\\w-]{${RECEIPT_TOKEN_LENGTH}}$`)).required(), pin: Joi.string().pattern(/^\d{4,8}$/) }),
      handle: (input) => receipts.open(input.token, input.pin),
    }),
  ];
}
