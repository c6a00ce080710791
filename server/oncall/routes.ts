import Joi from 'joi';
import type { OnCallView, RotaView } from '../contract/oncall.js';
import type { Audit } from '../audit/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact } from '../platform/mongo/transact.js';
import { upcomingTurns } from './core/on-call-at.js';
import type { Rota } from './core/on-call-at.js';
import type { Rotas } from './rotas.js';
import type { RotaStore } from './store.js';

export interface OnCallNeeds {
  store: RotaStore; rotas: Rotas; people: People; events: Events; audit: Audit; transact: Transact; clock: Clock;
  /** True when a page can reach this person now. */
  reachable: (staffId: string) => boolean;
}

const SHOWN_TURNS = 14;

export type OnCallUse = ReturnType<typeof onCallUse>;

/** Who is on call, and changing it. */
export function onCallUse({ store, rotas, people, events, audit, transact, clock, reachable }: OnCallNeeds) {
  const view = (rota: Rota): RotaView => ({
    ...rota,
    upcoming: upcomingTurns(rota, clock.now(), SHOWN_TURNS).map(({ staffId, startsAt, endsAt }) => ({ staffId, name: people.nameOf(staffId), startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
  });
  return {
    /** Who is on call on each rota of these teams at `at`. */
    onCall(teamIds: readonly string[], at: Date): OnCallView[] {
      return rotas.all().filter(({ teamId }) => teamIds.includes(teamId)).map((rota) => {
        const turn = rotas.onCall(rota.id, at);
        const person = turn ? people.find(turn.staffId) : null;
        return {
          rotaId: rota.id, rotaName: rota.name, teamId: rota.teamId, supervises: rota.supervises,
          staff: person ? { id: person.id, name: person.name, initials: person.initials } : null,
          until: turn?.endsAt.toISOString() ?? null, reachable: person !== null && reachable(person.id),
        };
      });
    },
    views: (teamIds: readonly string[]): RotaView[] => rotas.all().filter(({ teamId }) => teamIds.includes(teamId)).map(view),
    /** @throws `oncall/changed` when somebody changed or made it meanwhile */
    async save(rota: Rota, seenVersion: number, actor: Actor | null): Promise<RotaView> {
      const now = clock.now();
      await transact(async (tx) => {
        if (!await store.save(rota, seenVersion, tx)) throw problem('oncall/changed');
        await events.append(tx, [{ at: now, kind: 'rota.changed', teamId: rota.teamId, actorId: actor?.staffId ?? null, data: { rota: rota.id } }]);
        await audit.append(tx, [{ at: now, actorId: actor?.staffId ?? null, role: actor?.role ?? 'set-up', action: 'rota.changed', object: `rota:${rota.id}`, teamId: rota.teamId }]);
      }).catch((error: unknown) => { throw duplicateOf(error) === null ? error : problem('oncall/changed'); });
      await rotas.refresh();
      return view({ ...rota, version: seenVersion + 1 });
    },
    find: (id: string): Rota | null => rotas.find(id),
  };
}

export function onCallRoutes({ use, people, clock }: { use: OnCallUse; people: People; clock: Clock }): Route[] {
  return [
    route('GET /api/v1/on-call', {
      allow: 'rota:read', says: 'Who is on call in my teams, now or at an instant.', input: Joi.object({ at: Joi.string().isoDate() }),
      handle: async ({ at }, actor) => ({ onCall: use.onCall(actor.teamsWhere('rota:read'), at === undefined ? clock.now() : new Date(at)) }),
    }),
    route('GET /api/v1/rotas', {
      allow: 'rota:read', says: 'The rotas of my teams with their next turns.', input: Joi.object({}),
      handle: async (_input, actor) => ({ rotas: use.views(actor.teamsWhere('rota:read')) }),
    }),
    route('PUT /api/v1/rotas/:id', {
      allow: 'rota:edit', says: 'Change who takes turns on a rota, and when; with seenVersion 0 a new one is made.',
      input: Joi.object({
        id: Joi.string().pattern(/^[\w-]{1,100}$/).required(), seenVersion: Joi.number().integer().min(0).required(), teamId: Joi.string().max(100), supervises: Joi.boolean(), name: Joi.string().trim().min(1).max(60).required(),
        timeZone: Joi.string().valid(...Intl.supportedValuesOf('timeZone'), 'UTC').required(), turn: Joi.string().valid('daily', 'weekly').required(),
        startsOn: Joi.string().pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).required(), handOverAt: Joi.string().pattern(/^([01]\d|2[0-3]):[0-5]\d$/).required(),
        staffIds: Joi.array().items(Joi.string().max(100)).min(1).max(100).required(),
      }),
      async handle({ id, seenVersion, teamId, supervises, ...next }, actor) {
        const rota = use.find(id) ?? (seenVersion === 0 && teamId !== undefined ? { id, teamId, supervises: supervises ?? false, version: 0 } : null);
        if (!rota || !actor.may('rota:edit', rota.teamId)) throw problem('oncall/unknown-rota');
        const unknown = next.staffIds.findIndex((staffId) => !people.find(staffId)?.active);
        if (unknown >= 0) throw problem('request/malformed', { errors: [{ pointer: `/staffIds/${unknown}`, detail: 'is nobody we know' }] });
        return use.save({ ...rota, ...next }, seenVersion, actor);
      },
    }),
  ];
}
