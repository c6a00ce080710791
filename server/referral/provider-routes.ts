import { createHash } from 'node:crypto';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import Joi from 'joi';
import type { ProviderAnswer, ProviderView } from '../contract/referral.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Referral } from './core/referral.js';
import { TOKEN_LENGTH } from './links.js';
import { sayingInput } from './saying-input.js';
import type { Providing } from './provider.js';

const token = Joi.string().pattern(new RegExp(`^[\\w-]{${TOKEN_LENGTH}}$`)).required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);

const answerInput = Joi.object({
  token, seenVersion: Joi.number().integer().min(1).required(), name: words(80).required(), role: words(80).required(),
  ...sayingInput,
});

/** A service needs a dozen requests; more in a minute is no person. */
const MOST_PER_MINUTE = 40;

/**
 * Slows whoever tries links or codes, per address and token, in a counter of its own: it never stands in the way of raising a
 * crisis. To be mounted on `/api/v1/provider-link` behind the reader of JSON.
 */
export const providerLinkLimit = (): RequestHandler => rateLimit({
  windowMs: 60_000, limit: MOST_PER_MINUTE, standardHeaders: 'draft-8', legacyHeaders: false,
  keyGenerator: (request: Request) => {
    const body: unknown = request.body;
    const given = typeof body === 'object' && body !== null && 'token' in body ? String(body.token) : '';
    return `${ipKeyGenerator(request.ip ?? '')}:${createHash('sha256').update(given).digest('base64url')}`;
  },
  handler: (_request, _response, next) => { next(problem('request/too-fast')); },
});

/** The page behind a provider's link. Reading it changes nothing, so that whatever scans links cannot answer. */
export function providerRoutes({ provide, view }: { provide: Providing; view: (referral: Referral) => Promise<ProviderView> }): Route[] {
  return [
    route('POST /api/v1/provider-link/view', {
      allow: 'anyone', says: 'What the link in a service’s text is about. Changes nothing.', input: Joi.object({ token }),
      handle: async (input) => view(await provide.find(provide.byLink(input.token))),
    }),
    route('POST /api/v1/provider-link/opened', {
      allow: 'anyone', says: 'A person touched the page. It is noted as opened and stops no clock.', input: Joi.object({ token }),
      handle: async (input) => view(await provide.opened(provide.byLink(input.token))),
    }),
    route('POST /api/v1/provider-link/answer', {
      allow: 'anyone', says: 'Everything a service can say of a referral: accept, decline, a time, a waiting list, what the person must do first, somebody else to ask; later: arrived, did not come, hand back, finished, or that it knows that it is over.', input: answerInput as Joi.ObjectSchema<ProviderAnswer>,
      handle: async ({ token: secret, ...input }, _actor, call) => view(await provide.answer(provide.byLink(secret), input, { key: call.idempotencyKey === null ? null : `link:${call.idempotencyKey}`, body: call.bodyHash })),
    }),
    route('POST /api/v1/provider-link/code', {
      allow: 'anyone', says: 'After a yes: send a code to another checked phone of the service.', input: Joi.object({ token }),
      handle: async (input) => view(await provide.sendCode(provide.byLink(input.token))),
    }),
    route('POST /api/v1/provider-link/identity', {
      allow: 'anyone', says: 'The code; then the page shows who is coming.', input: Joi.object({ token, code: Joi.string().pattern(/^\d{6}$/).required() }),
      handle: async (input) => view(await provide.identify(provide.byLink(input.token), input.code)),
    }),
    route('POST /api/v1/provider-link/capacity', {
      allow: 'anyone', says: 'How many places are free now; also when nothing more is asked.', input: Joi.object({ token, available: Joi.number().integer().min(0).max(100_000).required() }),
      handle: async (input) => view(await provide.tellPlaces(provide.byLink(input.token), input.available)),
    }),
  ];
}
