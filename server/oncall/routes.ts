import { createHash } from 'node:crypto';
import Joi from 'joi';
import type { LeaveInput, NewSwap, OverrideInput, RotaInput, RotaLayer, ScheduleQuery, WeeklyHours } from '../contract/oncall.js';
import { phoneNumber } from '../identity/index.js';
import type { People } from '../identity/index.js';
import { newId } from '../kernel/ids.js';
import type { Clock } from '../kernel/clock.js';
import type { Idempotency } from '../platform/idempotency.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Call, Route } from '../platform/http/route.js';
import type { Rota } from './core/rota.js';
import { isDate, wallAt, wallOf } from './core/wall-clock.js';
import { rotaImportRoutes } from './import-routes.js';
import type { OnCallUse } from './usecases.js';

const rotaId = Joi.string().pattern(/^[\w-]{1,100}$/);
const date = Joi.string().pattern(/^2[01]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const time = Joi.string().pattern(/^([01]\d|2[0-3]):[0-5]\d$/);
const staffId = Joi.string().max(100);
const rotaTime = Joi.string().max(40);
const id = Joi.string().pattern(/^[\w-]{1,100}$/);

const weeklyHours = Joi.array().items(Joi.object<WeeklyHours, true>({
  days: Joi.array().items(Joi.number().integer().min(1).max(7)).unique().min(1).max(7).required(), from: time.required(), until: time.required(),
})).max(14);

/** Source: contract/oncall.ts, RotaLayer. */
const LONGEST_TURN = { hours: 168, days: 31, weeks: 12 } as const;
const turn = Joi.alternatives(...(['hours', 'days', 'weeks'] as const).map((unit) => Joi.object({ unit: Joi.string().valid(unit).required(), count: Joi.number().integer().min(1).max(LONGEST_TURN[unit]).required() })));

const layer = Joi.object<RotaLayer, true>({
  id: Joi.string().pattern(/^[a-z0-9-]{1,40}$/).required(), name: Joi.string().trim().min(1).max(60).required(), staffIds: Joi.array().items(staffId).min(1).max(100).required(),
  turn: turn.required() as never, startsOn: date.required(), handOverAt: time.required(), hours: weeklyHours.required(),
});

const rotaFields = {
  id: rotaId.required(), seenVersion: Joi.number().integer().min(0).required(), teamId: Joi.string().max(100), supervises: Joi.boolean(), name: Joi.string().trim().min(1).max(60).required(),
  timeZone: Joi.string().valid(...Intl.supportedValuesOf('timeZone'), 'UTC').required(), layers: Joi.array().items(layer).unique('id').max(20).required(), mustCover: weeklyHours,
  longestHours: Joi.number().min(1).max(1000).allow(null), handOffNotices: Joi.boolean(), dutyPhone: phoneNumber.allow(null),
};

/** Further back nothing is kept in memory. In days. */
const FURTHEST_BACK = 90;

const fault = (pointer: string, detail: string) => problem('request/malformed', { errors: [{ pointer, detail }] });

/** The id of what a request makes: the same for the same idempotency key of the same caller, so that a repeat finds it. */
function idFor({ idempotencyKey, request }: Call, actor: Actor): string {
  if (idempotencyKey === null) return newId();
  const hex = createHash('sha256').update(`${actor.staffId}:${request.path}:${idempotencyKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Every address of this room. */
export function onCallRoutes({ use, people, clock, idempotency }: { use: OnCallUse; people: People; clock: Clock; idempotency: Idempotency }): Route[] {
  /** @throws `oncall/unknown-rota`, `request/malformed` */
  function readDraft({ id: known, seenVersion, teamId, supervises, ...next }: RotaInput & { id: string }, actor: Actor): Rota {
    const rota = use.find(known) ?? (seenVersion === 0 && teamId !== undefined ? { id: known, teamId, supervises: supervises ?? false, version: 0, mustCover: [], longestHours: null, handOffNotices: true, dutyPhone: null } : null);
    if (!rota || !actor.may('rota:edit', rota.teamId)) throw problem('oncall/unknown-rota');
    next.layers.forEach(({ staffIds, startsOn }, at) => {
      const unknown = staffIds.findIndex((one) => !people.find(one)?.active);
      if (unknown >= 0) throw fault(`/layers/${at}/staffIds/${unknown}`, 'is nobody we know');
      if (!isDate(startsOn)) throw fault(`/layers/${at}/startsOn`, 'is no date');
    });
    if (rota.supervises && (next.mustCover?.length ?? 0) > 0) throw fault('/mustCover', 'a supervisor must be reachable at every hour');
    return { ...rota, ...next, mustCover: next.mustCover ?? [], longestHours: next.longestHours ?? null, handOffNotices: next.handOffNotices ?? true, dutyPhone: next.dutyPhone ?? null };
  }
  const readable = (known: string, actor: Actor): Rota => {
    const rota = use.find(known);
    if (!rota || !actor.may('rota:read', rota.teamId)) throw problem('oncall/unknown-rota');
    return rota;
  };

  return [
    ...rotaImportRoutes(use.imports),
    route('GET /api/v1/on-call', {
      allow: 'rota:read', says: 'Who is on call in my teams, now or at an instant.', input: Joi.object({ at: Joi.string().isoDate() }),
      async handle({ at }, actor) {
        const instant = at === undefined ? clock.now() : new Date(at);
        if (instant.getUTCFullYear() < 2000 || instant.getUTCFullYear() > 2199) throw fault('/at', 'is before 2000 or after 2199');
        return { onCall: use.onCall(actor.teamsWhere('rota:read'), instant) };
      },
    }),
    route('GET /api/v1/rotas', {
      allow: 'rota:read', says: 'The rotas of my teams with their next shifts.', input: Joi.object({}),
      handle: async (_input, actor) => ({ rotas: use.views(actor.teamsWhere('rota:read')) }),
    }),
    route('PUT /api/v1/rotas/:id', {
      allow: 'rota:edit', says: 'Change a rota, whole; with seenVersion 0 a new one is made.', input: Joi.object(rotaFields),
      handle: async (input, actor) => use.save(readDraft(input, actor), input.seenVersion, actor),
    }),
    route('DELETE /api/v1/rotas/:id', {
      allow: 'rota:edit', says: 'Remove a rota that no ladder asks.', status: 204, input: Joi.object({ id: rotaId.required(), seenVersion: Joi.number().integer().min(1).required() }),
      async handle({ id: known, seenVersion }, actor) { await use.remove(known, seenVersion, actor); return null; },
    }),
    route('POST /api/v1/rotas/:id/preview', {
      allow: 'rota:edit', says: 'What a rota would do if it were saved so: 14 days, with its gaps and warnings. Nothing is changed.', input: Joi.object(rotaFields),
      handle: async (input, actor) => use.preview(readDraft(input, actor)),
    }),
    route('GET /api/v1/rotas/:id/overrides', {
      allow: 'rota:read', says: 'Who was put on a rota by hand, now and later.', input: Joi.object({ id: rotaId.required() }),
      handle: async ({ id: known }, actor) => ({ overrides: use.overrides(known, actor) }),
    }),
    route('POST /api/v1/rotas/:id/overrides', {
      allow: 'rota:edit', says: 'Put somebody on call for a stretch, in place of whoever is or beside them.', status: 201,
      input: Joi.object<OverrideInput & { id: string }>({ id: rotaId.required(), kind: Joi.string().valid('override', 'extra').required(), staffId: staffId.required(), startsAt: rotaTime.required(), endsAt: rotaTime.required() }),
      handle: async ({ id: known, ...input }, actor, call) => {
        const made = idFor(call, actor);
        return idempotency.once(call, actor, (claim) => use.putOn(known, input, made, actor, claim), async () => use.findOverride(made) ?? Promise.reject(problem('oncall/absent')));
      },
    }),
    route('DELETE /api/v1/rotas/:id/overrides/:overrideId', {
      allow: 'rota:edit', says: 'Take somebody off again who was put on by hand.', status: 204, input: Joi.object({ id: rotaId.required(), overrideId: id.required() }),
      async handle({ id: known, overrideId }, actor) { await use.takeOff(known, overrideId, actor); return null; },
    }),
    route('GET /api/v1/rota-schedules', {
      allow: 'rota:read', says: 'Who is on call when and why, for some days, on one rota or all of my teams’.',
      input: Joi.object<ScheduleQuery>({ from: date, days: Joi.number().integer().min(1).max(31), rotaId }),
      async handle(query, actor) {
        const from = query.from === undefined ? null : wallOf(query.from, '00:00');
        const now = wallAt(clock.now(), 'UTC');
        if (from !== null && (!isDate(query.from ?? '') || from < now - FURTHEST_BACK * 1440 || from > now + 731 * 1440)) throw fault('/from', `is more than ${FURTHEST_BACK} days back or two years ahead`);
        return { schedules: use.schedules(query.rotaId === undefined ? use.ofTeams(actor.teamsWhere('rota:read')) : [readable(query.rotaId, actor)], query) };
      },
    }),
    route('GET /api/v1/rota-warnings', {
      allow: 'rota:read', says: 'Gaps and shifts that are not as they should be, in the next 14 days.', input: Joi.object({}),
      handle: async (_input, actor) => use.warnings(actor.teamsWhere('rota:read')),
    }),
    route('GET /api/v1/rota-swaps', {
      allow: 'signed-in', says: 'Requests for swaps and cover in my teams, and those that concern me.', input: Joi.object({}),
      handle: async (_input, actor) => ({ swaps: use.swaps.list(actor) }),
    }),
    route('POST /api/v1/rota-swaps', {
      allow: 'rota:swap', says: 'Ask somebody, or everyone on the rota, to take a shift. It counts once accepted.', status: 201,
      input: Joi.object<NewSwap>({
        kind: Joi.string().valid('swap', 'cover').required(), rotaId: rotaId.required(), fromStaffId: staffId, startsAt: rotaTime.required(), endsAt: rotaTime.required(), toStaffId: staffId,
        inReturn: Joi.object({ rotaId: rotaId.required(), startsAt: rotaTime.required(), endsAt: rotaTime.required() }),
      }),
      handle: async (input, actor, call) => {
        const made = idFor(call, actor);
        return idempotency.once(call, actor, (claim) => use.swaps.ask(input, made, actor, claim), () => use.swaps.find(made, actor));
      },
    }),
    route('POST /api/v1/rota-swaps/:id/acceptance', {
      allow: 'signed-in', says: 'Take the shift that I am asked to take.', input: Joi.object({ id: id.required() }), handle: async ({ id: known }, actor) => use.swaps.accept(known, actor),
    }),
    route('POST /api/v1/rota-swaps/:id/refusal', {
      allow: 'signed-in', says: 'Say no to a request that asks me.', input: Joi.object({ id: id.required() }), handle: async ({ id: known }, actor) => use.swaps.decline(known, actor),
    }),
    route('POST /api/v1/rota-swaps/:id/withdrawal', {
      allow: 'signed-in', says: 'Take a request back.', input: Joi.object({ id: id.required() }), handle: async ({ id: known }, actor) => use.swaps.withdraw(known, actor),
    }),
    route('GET /api/v1/shifts', {
      allow: 'signed-in', says: 'The next shifts, leave and requests of mine, or of somebody in my teams.', input: Joi.object({ staffId }),
      handle: async ({ staffId: whose }, actor) => use.shifts(whose ?? actor.staffId, actor),
    }),
    route('GET /api/v1/leave', {
      allow: 'signed-in', says: 'Leave, now and later: mine, and in the teams whose rotas I may read.', input: Joi.object({}), handle: async (_input, actor) => ({ leave: use.leave(actor) }),
    }),
    route('POST /api/v1/leave', {
      allow: 'rota:swap', says: 'Say when I, or somebody whose rota I keep, am not to be put on call.', status: 201,
      input: Joi.object<LeaveInput>({ staffId, startsAt: rotaTime.required(), endsAt: rotaTime.required() }),
      handle: async (input, actor, call) => {
        const made = idFor(call, actor);
        return idempotency.once(call, actor, (claim) => use.takeLeave(input, made, actor, claim), async () => use.findLeave(made, actor));
      },
    }),
    route('DELETE /api/v1/leave/:id', {
      allow: 'rota:swap', says: 'Take leave back; leave that has begun ends now.', status: 204, input: Joi.object({ id: id.required() }),
      async handle({ id: known }, actor) { await use.endLeave(known, actor); return null; },
    }),
    route('GET /api/v1/calendar-links', {
      allow: 'signed-in', says: 'My calendar subscriptions, without their secrets.', input: Joi.object({}), handle: async (_input, actor) => ({ links: await use.calendars.list(actor) }),
    }),
    route('POST /api/v1/calendar-links', {
      allow: 'signed-in', says: 'An address for a calendar: my shifts, or a whole rota. Asked again it is renewed and the former stops working.', status: 201, input: Joi.object({ rotaId }),
      handle: async ({ rotaId: known }, actor) => use.calendars.make(known ?? null, actor),
    }),
    route('DELETE /api/v1/calendar-links/:id', {
      allow: 'signed-in', says: 'Stop a calendar subscription of mine.', status: 204, input: Joi.object({ id: id.required() }),
      async handle({ id: known }, actor) { await use.calendars.remove(known, actor); return null; },
    }),
  ];
}
