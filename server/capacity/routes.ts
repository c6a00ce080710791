import Joi from 'joi';
import { ROOM_ANSWERS, ROOM_SOON } from '../contract/capacity.js';
import type { CapacityLinkRoomAnswer, CapacityLinkTelling, CapacityLine, RoomAskInput } from '../contract/capacity.js';
import { HELP_KINDS } from '../contract/directory.js';
import type { DirectoryActor } from '../directory/index.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { Asking } from './asking.js';
import { historyCsv } from './core/history-csv.js';
import { CAPACITY_TOKEN_LENGTH } from './links.js';
import type { LinkUse } from './links-use.js';
import type { CapacityNeeds } from './needs.js';
import type { RoomAsking } from './room-asks.js';

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest).required();
const token = Joi.string().pattern(new RegExp(`^[\\w-]{${CAPACITY_TOKEN_LENGTH}}$`)).required();
const places = Joi.number().integer().min(0).max(100_000).required();
const by = ({ staffId, name, role }: Actor): DirectoryActor => ({ staffId, name, role });

/** A file of more lines is no use in a spreadsheet: years of one service. */
const MOST_IN_A_FILE = 10_000;

/** The addresses of live free places. */
export function capacityRoutes({ tellings, policy, directory, clock, audit }: CapacityNeeds, { asking, link, rooms }: { asking: Asking; link: LinkUse; rooms: RoomAsking }): Route[] {
  const only = (lines: readonly CapacityLine[]): CapacityLine => {
    const [line] = lines;
    if (!line) throw problem('directory/absent');
    return line;
  };

  return [
    route('GET /api/v1/capacity', {
      allow: 'directory:capacity', says: 'Every running service that tells free places, with how fresh each number is; or only one of them.', input: Joi.object({ serviceId: Joi.string().guid() }),
      handle: async ({ serviceId }) => ({ asOf: clock.now().toISOString(), freshMinutes: policy.freshMinutes, services: await asking.lines(serviceId) }),
    }),
    route('GET /api/v1/services/:id/capacity-history', {
      allow: 'directory:capacity', says: 'What a service told before: numbers, who said so, by what means, and why; newest first.', input: Joi.object({ id }),
      async handle(input) {
        const { service } = await directory.get(input.id);
        const past = await tellings.latest(service.id, policy.historyShown);
        return {
          serviceId: service.id, serviceName: service.name,
          tellings: past.map(({ id: tellingId, capacityId, unit, available, maximum, at, by: who, method, why, before }) => ({ id: tellingId, capacityId, unit, available, maximum, at: at.toISOString(), by: who, method, why, before: before?.available ?? null })),
        };
      },
    }),
    route('GET /api/v1/services/:id/capacity-history/file', {
      allow: 'directory:capacity', says: 'The same as a CSV file (UTF-8, times in ISO 8601), up to 10,000 lines; who took it is on record.', input: Joi.object({ id }),
      async handle(input, actor) {
        const { service } = await directory.get(input.id);
        const past = await tellings.latest(service.id, MOST_IN_A_FILE + 1);
        const now = clock.now();
        await audit.read({ at: now, actorId: actor.staffId, role: actor.role, action: 'capacity.exported', object: `service:${service.id}`, teamId: 'network' });
        return { fileName: `free-places-${now.toISOString().slice(0, 10)}.csv`, csv: historyCsv(past.slice(0, MOST_IN_A_FILE).map(({ before, ...one }) => ({ ...one, before: before?.available ?? null }))), cut: past.length > MOST_IN_A_FILE };
      },
    }),
    route('POST /api/v1/services/:id/capacity-asks', {
      allow: 'directory:capacity', status: 201, says: 'Ask a service for its number of now, by a text with a link to its checked contact.', input: Joi.object({ id }),
      handle: async (input, actor) => asking.ask(input.id, by(actor)),
    }),
    route('DELETE /api/v1/services/:id/capacity-links', {
      allow: 'directory:edit', says: 'End every link by which a service can tell its places.', input: Joi.object({ id }),
      handle: async (input, actor) => ({ revoked: await asking.revoke(input.id, by(actor)) }),
    }),
    route('PUT /api/v1/services/:id/capacity-settings', {
      allow: 'directory:edit', says: 'Whether a service is reminded before its number grows old, and may be by night.',
      input: Joi.object({ id, remind: Joi.boolean().required(), byNight: Joi.boolean().required(), seenVersion: Joi.number().integer().min(0).required() }),
      async handle({ id: serviceId, ...input }, actor) { return only([await asking.saveSettings(serviceId, input, by(actor))]); },
    }),
    route('POST /api/v1/capacity-link/view', {
      allow: 'anyone', says: 'What a link to free places is about. Changes nothing.', input: Joi.object({ token }),
      handle: async (input) => link.view(input.token),
    }),
    route('POST /api/v1/capacity-link/places', {
      allow: 'anyone', says: 'How many places are free now, with the name and role of who says so.',
      input: Joi.object<CapacityLinkTelling>({ token, capacityId: id, available: places, seen: Joi.object({ available: places, updatedAt: Joi.string().isoDate().required() }).required(), name: words(80), role: words(80) }),
      handle: async (input) => link.tell(input),
    }),
    route('POST /api/v1/capacity-link/room', {
      allow: 'anyone', says: 'Whether there is room: yes, no, or ring us.',
      input: Joi.object<CapacityLinkRoomAnswer>({ token, answer: Joi.string().valid(...ROOM_ANSWERS).required(), name: words(80), role: words(80) }),
      handle: async (input) => link.answerRoom(input),
    }),
    route('POST /api/v1/crises/:id/room-asks', {
      allow: 'signed-in', status: 201, says: 'Ask up to three services whether they have room, without anything of the person.',
      input: Joi.object<RoomAskInput & { id: string }>({
        id, serviceIds: Joi.array().items(Joi.string().guid()).min(1).max(policy.room.most).unique().required(),
        kind: Joi.string().valid(...HELP_KINDS).required(), soon: Joi.string().valid(...ROOM_SOON).required(), withAgeBand: Joi.boolean(),
      }),
      handle: async ({ id: crisisId, ...input }, actor, call) => rooms.ask(crisisId, input, actor, call),
    }),
    route('GET /api/v1/crises/:id/room-asks', {
      allow: 'signed-in', says: 'Which services were asked for room, and what they said; newest first.', input: Joi.object({ id }),
      handle: async (input, actor) => ({ roomAsks: await rooms.ofCrisis(input.id, actor) }),
    }),
    route('POST /api/v1/room-asks/:id/end', {
      allow: 'signed-in', says: 'Nobody of them is needed: all who did not say no are thanked.', input: Joi.object({ id }),
      handle: async (input, actor) => rooms.end(input.id, actor),
    }),
  ];
}
