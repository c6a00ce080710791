import { randomBytes } from 'node:crypto';
import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import Joi from 'joi';
import { STAFF_ROLES } from '../contract/words.js';
import { addMinutes } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Call, Route } from '../platform/http/route.js';
import { hashOf } from './actor.js';
import { browserName } from './core/browser-name.js';
import { STEP_MINUTES } from './core/second-step.js';
import type { FactorStore } from './factor-store.js';
import type { Factors } from './factors.js';
import type { People } from './people.js';
import type { SessionAnswers } from './session-answer.js';
import type { IdentityUse } from './usecases.js';

export interface SignInRouteNeeds { use: IdentityUse; factors: Factors; store: FactorStore; people: People; clock: Clock; answers: SessionAnswers }

const password = Joi.string().max(200).required();
/** What a browser made of a passkey; the library that checks it reads every part. */
export const passkeyResponse = Joi.object({
  id: Joi.string().max(1024).required(), rawId: Joi.string().max(1024).required(), type: Joi.string().valid('public-key').required(), authenticatorAttachment: Joi.string().max(40).allow(null),
  clientExtensionResults: Joi.object().unknown(true), response: Joi.object().pattern(Joi.string().max(60), Joi.alternatives(Joi.string().max(20_000), Joi.number(), Joi.array().items(Joi.string().max(40)).max(20), Joi.valid(null))).required(),
});
const response = passkeyResponse.required();

/** Anybody may ask for a challenge, at the pace of people. */
export const challengeLimit = (): RequestHandler => rateLimit({
  windowMs: 60_000, limit: 60, standardHeaders: 'draft-8', legacyHeaders: false, handler: (_request, _response, next) => { next(problem('request/too-fast')); },
});

/** The password was right and a code is asked for: keeps who it was for ten minutes in a cookie that does nothing else. @throws `identity/second-step`, always */
export async function askSecondStep({ store, clock, answers }: Pick<SignInRouteNeeds, 'store' | 'clock' | 'answers'>, staffId: string, call: Call, enrolPhone: boolean | undefined): Promise<never> {
  const secret = randomBytes(32).toString('base64url');
  const endsAt = addMinutes(clock.now(), STEP_MINUTES);
  const about = browserName(call.request.headers['user-agent']);
  await store.begin({ _id: hashOf(secret), purpose: 'second-step', staffId, endsAt, ...(enrolPhone === undefined ? {} : { enrolPhone }), ...(about === null ? {} : { about }) });
  answers.setCookie(call, answers.names.secondStep, secret, endsAt);
  throw problem('identity/second-step');
}

/** Passkeys, codes, the second step of signing in, and who must have one. */
export function signInRoutes({ use, factors, store, people, clock, answers }: SignInRouteNeeds): Route[] {
  const about = ({ request }: Call): string | null => browserName(request.headers['user-agent']);
  /** A new session replaces the one of this browser. */
  const replace = async (actor: Actor | null, call: Call): Promise<void> => { if (actor && !actor.machine) await use.signOut(answers.secretsOf(call).slice(0, 1), actor); };
  const me = ({ staffId }: Actor) => {
    const person = people.find(staffId);
    if (!person) throw problem('identity/unknown');
    return person;
  };

  return [
    route('POST /api/v1/session/passkey-options', {
      allow: 'anyone', says: 'What a browser needs to sign in with a passkey. It names nobody and is good once, for ten minutes.', input: Joi.object({}), handle: () => factors.passkeys.optionsToUse(),
    }),
    route('POST /api/v1/session/passkey', {
      allow: 'anyone', says: 'Sign in with a passkey, which stands for the password and the second step.', input: Joi.object({ response, enrolPhone: Joi.boolean() }),
      async handle(input, actor, call) {
        const person = await factors.passkeys.whoUses(input.response);
        const given = await use.signIn(person, { ...(input.enrolPhone === undefined ? {} : { enrolPhone: input.enrolPhone }), about: about(call), how: 'passkey' });
        await replace(actor, call);
        return answers.give(call, given);
      },
    }),
    route('POST /api/v1/session/second-step', {
      allow: 'anyone', says: 'After the password: the code of the authenticator app, or a recovery code.', input: Joi.object({ code: Joi.string().max(40).required() }),
      async handle({ code }, actor, call) {
        const secret = answers.cookiesOf(call)[answers.names.secondStep];
        const id = secret === undefined || secret.length > 100 ? null : hashOf(secret);
        const begun = id === null ? null : await store.find(id, 'second-step', clock.now());
        const person = begun?.staffId ? people.find(begun.staffId) : null;
        if (id === null || !begun || !person?.active || person.passwordHash === '') throw problem('identity/second-step-over');
        const how = await factors.codes.take(person.id, code);
        if (!await store.finish(id, 'second-step', clock.now())) throw problem('identity/second-step-over');
        const given = await use.signIn(person, { ...(begun.enrolPhone === undefined ? {} : { enrolPhone: begun.enrolPhone }), about: about(call), how: `password-and-${how}` });
        await replace(actor, call);
        answers.setCookie(call, answers.names.secondStep, '', new Date(0));
        return answers.give(call, given);
      },
    }),

    route('GET /api/v1/me/sign-in', { allow: 'signed-in', says: 'My passkeys and whether codes are on.', input: Joi.object({}), handle: (_input, actor) => factors.view(actor.staffId) }),
    route('POST /api/v1/me/passkeys/options', {
      allow: 'signed-in', says: 'What my browser needs to make a passkey, after my password.', input: Joi.object({ password }),
      handle: async (input, actor) => factors.passkeys.optionsToMake(await factors.confirmed(actor, input.password)),
    }),
    route('POST /api/v1/me/passkeys', {
      allow: 'signed-in', status: 201, says: 'Keep the passkey that my browser made.', input: Joi.object({ name: Joi.string().trim().min(1).max(60).required(), response }),
      handle: (input, actor) => factors.passkeys.add(me(actor), input.name, input.response, actor),
    }),
    route('POST /api/v1/me/passkeys/:id/removal', {
      allow: 'signed-in', says: 'Take a passkey of mine away, with my password.', input: Joi.object({ id: Joi.string().pattern(/^[\w-]{1,1024}$/).required(), password }),
      handle: async (input, actor) => factors.passkeys.remove(await factors.confirmed(actor, input.password), input.id, actor),
    }),
    route('POST /api/v1/me/codes', {
      allow: 'signed-in', status: 201, says: 'A secret for my authenticator app, shown once, after my password. It counts once a code of it was said.', input: Joi.object({ password }),
      handle: async (input, actor) => factors.codes.begin(await factors.confirmed(actor, input.password), actor),
    }),
    route('POST /api/v1/me/codes/confirmation', {
      allow: 'signed-in', says: 'The first code of my app: codes are on from now. Ten recovery codes are shown once.', input: Joi.object({ code: Joi.string().max(40).required() }),
      handle: (input, actor) => factors.codes.confirm(me(actor), input.code, actor),
    }),
    route('POST /api/v1/me/codes/recovery', {
      allow: 'signed-in', says: 'New recovery codes, with my password; earlier ones are good no more.', input: Joi.object({ password }),
      handle: async (input, actor) => factors.codes.renew(await factors.confirmed(actor, input.password), actor),
    }),
    route('POST /api/v1/me/codes/removal', {
      allow: 'signed-in', says: 'Turn codes off, with my password.', input: Joi.object({ password }),
      handle: async (input, actor) => factors.codes.remove(await factors.confirmed(actor, input.password), actor),
    }),

    route('GET /api/v1/sign-in-rules', { allow: 'staff:edit', says: 'Whose roles ask for a passkey or codes, and who has one.', input: Joi.object({}), handle: async () => factors.rulesView() }),
    route('PUT /api/v1/sign-in-rules', {
      allow: 'staff:edit', says: 'Choose the roles that ask for a passkey or codes. Who has none may raise, and sees to it in their settings.',
      input: Joi.object({ seenVersion: Joi.number().integer().min(0).required(), roles: Joi.array().items(Joi.string().valid(...STAFF_ROLES)).max(STAFF_ROLES.length).unique().required() }),
      handle: (input, actor) => factors.saveRules(input, actor),
    }),
    route('POST /api/v1/staff/:id/factor-reset', {
      allow: 'staff:edit', says: 'Take the passkeys and codes of somebody away, for a lost phone. Their sign-ins end, and they are told.', input: Joi.object({ id: Joi.string().pattern(/^[\w-]{1,64}$/).required() }),
      handle: (input, actor) => factors.reset(input.id, actor),
    }),
  ];
}
