import Joi from 'joi';
import type { NewWallKey, WallView } from '../contract/wall.js';
import type { Audit } from '../audit/index.js';
import type { CrisisStore, Views } from '../crisis/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { OnCallUse } from '../oncall/index.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { wallCardOf } from './core/wall-card.js';
import { wallCookie } from './screen.js';
import { WALL_KEY_LENGTH } from './store.js';
import type { WallKeyStore } from './store.js';
import type { WallUse } from './usecases.js';

export interface WallRouteNeeds { use: WallUse; store: WallKeyStore; crises: CrisisStore; views: Views; people: People; onCall: OnCallUse; audit: Audit; clock: Clock; publicUrl: string }

/** Looks at the wall are witnessed once per caller and hour, as those at the board. Source: design.md §9 "Who may". */
const WITNESS_EVERY_MS = 3_600_000;
/** So often it is written down that a screen is alive. */
const SEEN_EVERY_MS = 5 * 60_000;

export function wallRoutes({ use, store, crises, views, people, onCall, audit, clock, publicUrl }: WallRouteNeeds): Route[] {
  const witnessed = new Map<string, number>();

  async function witness(actor: Actor, teamId: string): Promise<void> {
    const now = clock.now();
    if (now.getTime() - (witnessed.get(actor.staffId) ?? 0) < WITNESS_EVERY_MS) return;
    await audit.read({ at: now, actorId: actor.staffId, role: actor.role, action: 'wall.watched', object: 'wall', teamId });
    if (witnessed.size > 10_000) witnessed.clear();
    witnessed.set(actor.staffId, now.getTime());
  }

  const seen = new Map<string, number>();
  async function markSeen(id: string, now: Date): Promise<void> {
    if (now.getTime() - (seen.get(id) ?? 0) < SEEN_EVERY_MS) return;
    seen.set(id, now.getTime());
    await store.seen(id, now);
  }

  return [
    route('GET /api/v1/wall-keys', {
      allow: 'wall:keys', says: 'The screens that may show the wall of my teams; for an administrator, of every team.', input: Joi.object({}),
      handle: async (_input, actor) => use.keys(actor),
    }),
    route('POST /api/v1/wall-keys', {
      allow: 'wall:keys', status: 201, says: 'A key for one screen. The link is in this answer and never shown again.',
      input: Joi.object<NewWallKey>({ name: Joi.string().trim().min(1).max(60).required(), teamId: Joi.string().max(100).required() }),
      handle: async (input, actor) => use.make(input, actor),
    }),
    route('DELETE /api/v1/wall-keys/:id', {
      allow: 'wall:keys', says: 'End a key: its screen goes dark at once.', input: Joi.object({ id: Joi.string().guid().required() }),
      handle: async ({ id }, actor) => use.end(id, actor),
    }),
    route('POST /api/v1/wall-link/opening', {
      allow: 'anyone', says: 'Keep a screen’s key in its browser, out of reach of scripts. It changes nothing else.', status: 204,
      input: Joi.object({ key: Joi.string().pattern(/^[\w-]+$/).length(WALL_KEY_LENGTH).required() }),
      async handle({ key }, _actor, { response }) {
        const found = await store.findOpen(key, clock.now());
        if (!found) throw problem('link/invalid');
        response.append('Set-Cookie', wallCookie(publicUrl, key, found.endsAt));
        return null;
      },
    }),
    route('GET /api/v1/wall', {
      allow: 'wall:watch', whileLocked: true, says: 'Refs, clocks and who is on call, for a big screen: nothing about any person.', input: Joi.object({}),
      async handle(_input, actor): Promise<WallView> {
        const now = clock.now();
        const teamIds = [...actor.teamsWhere('wall:watch')];
        await witness(actor, teamIds[0] ?? 'network');
        if (actor.screen !== undefined) await markSeen(actor.screen, now);
        const cards = await views.cards(await crises.board(teamIds, ''));
        const { name, dutyPhone, timeZone } = people.network();
        return {
          asOf: now.toISOString(), screen: actor.screen === undefined ? null : actor.name, network: { name, dutyPhone, timeZone }, teams: teamIds.map((id) => ({ id, name: people.team(id)?.name ?? '' })),
          cards: cards.map(wallCardOf),
          onCall: onCall.onCall(teamIds, now).map(({ rotaId, rotaName, staff, until, reachable }) => ({ rotaId, rotaName, name: staff?.name ?? null, until, reachable })),
        };
      },
    }),
  ];
}
