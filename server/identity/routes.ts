import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import Joi from 'joi';
import { NUMBER_KINDS } from '../contract/identity.js';
import { STAFF_ROLES } from '../contract/words.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { browserName } from './core/browser-name.js';
import { phoneNumber } from './phone-number.js';
import type { People } from './people.js';
import type { SessionAnswers } from './session-answer.js';
import { askSecondStep } from './sign-in-routes.js';
import type { SignInRouteNeeds } from './sign-in-routes.js';
import type { Staff } from './store.js';
import type { IdentityUse } from './usecases.js';

export interface IdentityRouteNeeds { use: IdentityUse; people: People; answers: SessionAnswers; signIn: Pick<SignInRouteNeeds, 'factors' | 'store' | 'clock' | 'answers'> }

const nothing = Joi.object({});
const roles = Joi.array().items(Joi.object({ teamId: Joi.string().max(100).required(), role: Joi.string().valid(...STAFF_ROLES).required() })).min(1).max(50).required();
const minutes = Joi.number().integer().min(1).max(10080).required();

/** Guessing is slowed per address and account; nothing here stands in the way of raising a crisis. */
export const signInLimit = (): RequestHandler => rateLimit({
  windowMs: 60_000, limit: 20, standardHeaders: 'draft-8', legacyHeaders: false, skipSuccessfulRequests: true,
  // A right password that only waits for its code is no guess; it is known by the cookie that it got.
  requestWasSuccessful: (_request, response) => response.statusCode < 400 || response.getHeader('Set-Cookie') !== undefined,
  handler: (_request, _response, next) => { next(problem('request/too-fast')); },
});

export function identityRoutes({ use, people, answers, signIn }: IdentityRouteNeeds): Route[] {
  const { names, networkView, view, setCookie, secretsOf } = answers;
  const known = (actor: Actor): Staff => {
    const person = people.account(actor.staffId);
    if (!person) throw problem('identity/unknown');
    return person;
  };

  return [
    route('POST /api/v1/session', {
      allow: 'anyone', says: 'Sign in; a new session replaces the one of this browser. With codes on, `identity/second-step` asks for the code.',
      input: Joi.object({ email: Joi.string().email({ tlds: false }).max(254).required(), password: Joi.string().max(200).required(), enrolPhone: Joi.boolean() }),
      async handle(input, actor, call) {
        const person = await use.byPassword(input);
        if (await signIn.factors.codes.isOn(person.id)) return askSecondStep(signIn, person.id, call, input.enrolPhone);
        const given = await use.signIn(person, { ...(input.enrolPhone === undefined ? {} : { enrolPhone: input.enrolPhone }), about: browserName(call.request.headers['user-agent']), how: 'password' });
        if (actor && actor.machine === undefined) await use.signOut(secretsOf(call).slice(0, 1), actor);
        return answers.give(call, given);
      },
    }),
    route('GET /api/v1/session', {
      allow: 'account', whileLocked: true, says: 'Who I am, what I may do, and what every page needs to know of the network.', input: nothing,
      handle: async (_input, actor) => {
        const all = view(known(actor));
        // A page that is covered stays as it is, with what was typed: it is told what holds again after unlocking.
        if (actor.locked) return { ...all, locked: true as const };
        return { ...all, permissions: all.permissions.filter((permission) => actor.may(permission as never)) };
      },
    }),
    route('DELETE /api/v1/session', {
      allow: 'account', whileLocked: true, says: 'Sign out on this device; an enrolled phone is forgotten too.', input: nothing, status: 204,
      async handle(_input, actor, call) {
        await use.signOut(secretsOf(call), actor);
        for (const name of [names.session, names.device]) setCookie(call, name, '', new Date(0));
        return null;
      },
    }),
    route('GET /api/v1/staff', {
      allow: 'staff:read', says: 'The staff of my teams: names and roles, no numbers.', input: nothing,
      async handle(_input, actor) {
        const teams = new Set(actor.teamsWhere('staff:read'));
        const all = actor.may('staff:edit');
        return { staff: people.all().filter((person) => all || person.roles.some(({ teamId }) => teams.has(teamId)))
          .map(({ id, name, initials, roles: held, active }) => ({ id, name, initials, roles: held, active })) };
      },
    }),
    route('POST /api/v1/staff', {
      allow: 'staff:edit', says: 'Add a member of staff.', status: 201,
      input: Joi.object({
        name: Joi.string().trim().min(1).max(80).required(), email: Joi.string().email({ tlds: false }).max(254).required(),
        password: Joi.string().max(200), phone: phoneNumber, phoneKind: Joi.string().valid(...NUMBER_KINDS), roles,
      }),
      async handle(input, actor) {
        const { id, name, initials, roles: held, active } = await use.addStaff(input, actor);
        return { id, name, initials, roles: held, active };
      },
    }),
    route('GET /api/v1/network', {
      allow: 'account', whileLocked: true, says: 'Names, numbers and clocks of the network.', input: nothing, handle: async () => networkView(),
    }),
    route('GET /api/v1/public-lines', {
      allow: 'anyone', says: 'Whose this is and which numbers to ring, as anybody may know them: for people who cannot sign in.', input: nothing,
      async handle() {
        const { name, emergencyNumber, crisisLine, publicPhone } = people.network();
        return { name, emergencyNumber: emergencyNumber || null, crisisLine: crisisLine || null, phone: publicPhone ?? null };
      },
    }),
    route('PUT /api/v1/network', {
      allow: 'network:edit', says: 'Change the names, numbers and clocks of the network.',
      input: Joi.object({
        seenVersion: Joi.number().integer().min(1).required(), org: Joi.string().pattern(/^[A-Z0-9 .&-]+$/).max(12).required(), name: Joi.string().max(80).required(),
        emergencyNumber: Joi.string().pattern(/^[0-9 ]{2,15}$/).required(), crisisLine: Joi.string().pattern(/^[0-9 +()-]{2,20}$/).required(), dutyPhone: Joi.string().pattern(/^[0-9 +()-]{2,20}$/).required(),
        timeZone: Joi.string().valid(...Intl.supportedValuesOf('timeZone'), 'UTC').required(), locale: Joi.string().pattern(/^[a-zA-Z-]{2,20}$/).required(), triageProfile: Joi.string().pattern(/^[a-z-]{1,40}$/).required(),
        publicPhone: Joi.string().pattern(/^[0-9 +()-]{2,20}$/), quickExitTo: Joi.string().uri({ scheme: ['https'] }).max(200),
        progressWithinMinutes: Joi.object({ A: minutes, B: minutes, C: minutes, D: minutes }).required(),
      }),
      async handle(input, actor) {
        await use.saveNetwork(input, actor);
        return networkView();
      },
    }),
  ];
}
