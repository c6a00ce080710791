import Joi from 'joi';
import { parse } from 'cookie';
import { NUMBER_KINDS, OWN_DELAYS, STAFF_LANGUAGES } from '../contract/identity.js';
import type { MyChannelsView, NumberKind, OwnWay } from '../contract/identity.js';
import { CHANNELS } from '../contract/words.js';
import type { Channel } from '../contract/words.js';
import type { Clock } from '../kernel/clock.js';
import { route } from '../platform/http/route.js';
import type { Call, Route } from '../platform/http/route.js';
import { cookieNames, hashOf } from './actor.js';
import type { OwnSettings } from './own-settings.js';
import { checkView } from './phone-checks.js';
import type { PhoneChecks } from './phone-checks.js';
import { phoneNumber } from './phone-number.js';

export interface OwnRouteNeeds { settings: OwnSettings; checks: PhoneChecks; clock: Clock; publicUrl: string }

const id = Joi.string().pattern(/^[\w-]{1,64}$/).required();
const channel = Joi.string<Channel>().valid(...CHANNELS).required();
const kind = Joi.string<NumberKind>().valid(...NUMBER_KINDS).required();
const time = Joi.string().pattern(/^([01]\d|2[0-3]):[0-5]\d$/).required();
const ways = Joi.array().items(Joi.object<OwnWay, true>({ channel, numberId: id, afterSeconds: Joi.number().valid(...OWN_DELAYS).required() })).max(20).allow(null).required();

/** Everything about oneself: numbers, what a page does, sign-ins. Needs a sign-in and no role. */
export function ownRoutes({ settings, checks, clock, publicUrl }: OwnRouteNeeds): Route[] {
  const names = cookieNames(publicUrl);
  const hashesOf = ({ request }: Call): string[] => {
    const cookies = parse(request.headers.cookie ?? '');
    return [cookies[names.session], cookies[names.device]].filter((secret) => secret !== undefined).map(hashOf);
  };
  const after = async (staffId: string, work: Promise<unknown>): Promise<MyChannelsView> => { await work; return settings.channels(staffId); };

  return [
    route('GET /api/v1/me/channels', {
      allow: 'signed-in', says: 'My numbers and how I am told when I am asked.', input: Joi.object({}), handle: async (_input, { staffId }) => settings.channels(staffId),
    }),
    route('PUT /api/v1/me/channels', {
      allow: 'signed-in', says: 'Choose channels by urgency, the order of my numbers, and quiet hours.',
      input: Joi.object({
        seenVersion: Joi.number().integer().min(1).required(), order: Joi.array().items(id).max(20).required(),
        choices: Joi.object({ emergency: ways, urgent: ways, soon: ways }).required(),
        quiet: Joi.object({ from: time, until: time.invalid(Joi.ref('from')), timeZone: Joi.string().valid(...Intl.supportedValuesOf('timeZone'), 'UTC').required() }).allow(null).required(),
      }),
      handle: (input, actor) => after(actor.staffId, settings.saveChannels(input, actor)),
    }),
    route('PUT /api/v1/me/language', {
      allow: 'signed-in', says: 'The language in which I am told, and read on a new device; null for none.', input: Joi.object({ language: Joi.string().valid(...STAFF_LANGUAGES).allow(null).required() }),
      handle: async ({ language }, actor) => ({ language: (await settings.saveLanguage(language, actor)).language }),
    }),
    route('POST /api/v1/me/numbers', {
      allow: 'signed-in', says: 'Add a number of mine; it counts once it is checked.', status: 201, input: Joi.object({ number: phoneNumber.required(), kind }),
      handle: (input, actor) => after(actor.staffId, settings.addNumber(actor.staffId, input, actor)),
    }),
    route('DELETE /api/v1/me/numbers/:id', {
      allow: 'signed-in', says: 'Take a number of mine away.', input: Joi.object({ id }),
      handle: (input, actor) => after(actor.staffId, settings.removeNumber(actor.staffId, input.id, actor)),
    }),
    route('POST /api/v1/me/numbers/:id/code', {
      allow: 'signed-in', says: 'Send a code to a number of mine, by text or spoken.', status: 201, input: Joi.object({ id, channel }),
      handle: async (input, actor) => checkView(await checks.begin(actor.staffId, input.id, input.channel, 'code', actor)),
    }),
    route('POST /api/v1/me/numbers/:id/verification', {
      allow: 'signed-in', says: 'Say the code: the number counts from now on.', input: Joi.object({ id, code: Joi.string().pattern(/^\d{6}$/).required() }),
      handle: (input, actor) => after(actor.staffId, checks.verify(actor.staffId, input.id, input.code, actor)),
    }),
    route('POST /api/v1/me/numbers/:id/test', {
      allow: 'signed-in', says: 'Send me a test, by text or call, the way that pages take.', status: 201, input: Joi.object({ id, channel }),
      handle: async (input, actor) => checkView(await checks.begin(actor.staffId, input.id, input.channel, 'test', actor)),
    }),
    route('GET /api/v1/me/phone-checks/:id', {
      allow: 'signed-in', says: 'What became of a code or a test.', input: Joi.object({ id }), handle: async (input, { staffId }) => checkView(await checks.find(input.id, staffId)),
    }),
    route('GET /api/v1/me/sessions', {
      allow: 'signed-in', says: 'Where I am signed in, and my enrolled phones.', input: Joi.object({}),
      handle: async (_input, { staffId }, call) => ({ sessions: await settings.sessions(staffId, hashesOf(call), clock.now()) }),
    }),
    route('DELETE /api/v1/me/sessions', {
      allow: 'signed-in', says: 'End every other sign-in and enrolled phone of mine, everywhere at once.', input: Joi.object({}),
      async handle(_input, actor, call) {
        await settings.endOthers(actor.staffId, hashesOf(call), actor);
        return { sessions: await settings.sessions(actor.staffId, hashesOf(call), clock.now()) };
      },
    }),
    route('DELETE /api/v1/me/sessions/:id', {
      allow: 'signed-in', says: 'End one of my sign-ins or enrolled phones, everywhere at once.', input: Joi.object({ id }),
      async handle(input, actor, call) {
        await settings.endSession(actor.staffId, input.id, actor);
        return { sessions: await settings.sessions(actor.staffId, hashesOf(call), clock.now()) };
      },
    }),
  ];
}
