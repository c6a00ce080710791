import { randomBytes } from 'node:crypto';
import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import Joi from 'joi';
import type { AuditAction } from '../contract/audit-actions.js';
import { KEY_SCOPES, LONGEST_KEY_DAYS } from '../contract/api-keys.js';
import type { ApiKeyView, KeyScope } from '../contract/api-keys.js';
import type { Audit } from '../audit/index.js';
import { addHours } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import { hashOf } from './actor.js';
import type { ApiKeyStore } from './api-key-store.js';
import { KEY_START, bearerIn, stateOf, waitsFor } from './core/api-key.js';
import type { ApiKey } from './core/api-key.js';
import type { People } from './people.js';

export interface ApiKeyNeeds { store: ApiKeyStore; people: People; events: Events; audit: Audit; transact: Transact; clock: Clock }

/** A machine at work, in requests a minute. Decision of this project: ten a second is more than any sync of a directory needs. */
const PER_MINUTE = 600;
/** Keys that are none, a minute and address. */
const WRONG_PER_MINUTE = 20;

const isMachine = (authorization: string | undefined): boolean => bearerIn(authorization) !== null;

/** Machines go at their own pace, each key by itself; guessing is slowed by address. A report is never held up. */
export const machineLimits = (): RequestHandler[] => [
  rateLimit({
    windowMs: 60_000, limit: PER_MINUTE, standardHeaders: 'draft-8', legacyHeaders: false, keyGenerator: (request) => hashOf(request.get('authorization') ?? ''),
    skip: (request) => !isMachine(request.get('authorization')) || (request.method === 'POST' && request.path === '/reports'), handler: (_request, _response, next) => { next(problem('request/too-fast')); },
  }),
  rateLimit({
    windowMs: 60_000, limit: WRONG_PER_MINUTE, standardHeaders: false, legacyHeaders: false, skipSuccessfulRequests: true, requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    skip: (request) => !isMachine(request.get('authorization')), handler: (_request, _response, next) => { next(problem('request/too-fast')); },
  }),
];

const id = Joi.string().pattern(/^[\w-]{1,64}$/).required();

/** Keys for machines: made by administrators, shown once, approved by supervisors where they open personal detail. */
export function apiKeyRoutes({ store, people, events, audit, transact, clock }: ApiKeyNeeds): Route[] {
  const view = (key: ApiKey, actor: Actor): ApiKeyView => {
    const now = clock.now();
    const waits = waitsFor(key);
    const state = stateOf(key, now);
    return {
      id: key.id, name: key.name, prefix: key.prefix, scopes: key.scopes, teams: key.teamIds.map((teamId) => ({ id: teamId, name: people.team(teamId)?.name ?? teamId })), state,
      madeBy: people.nameOf(key.madeById), madeAt: key.madeAt.toISOString(), endsAt: key.endsAt.toISOString(), lastUsedAt: key.lastUsedAt?.toISOString() ?? null, revokedAt: key.revokedAt?.toISOString() ?? null,
      waitsFor: state === 'waiting' ? waits.map((teamId) => people.team(teamId)?.name ?? teamId) : [],
      mayApprove: state === 'waiting' && key.madeById !== actor.staffId && waits.some((teamId) => actor.may('key:approve', teamId)),
    };
  };
  /** An administrator sees all; a supervisor those of their teams. */
  const isSeenBy = (key: ApiKey, actor: Actor): boolean => actor.may('key:edit') || key.teamIds.some((teamId) => actor.may('key:read', teamId));
  const witness = async (tx: Tx, key: Pick<ApiKey, 'id'>, action: AuditAction, by: Actor): Promise<void> => {
    const at = clock.now();
    await events.append(tx, [{ at, kind: 'api-key.changed', teamId: 'network', actorId: by.staffId, data: { key: key.id } }]);
    await audit.append(tx, [{ at, actorId: by.staffId, role: by.role, action, object: `key:${key.id}`, teamId: 'network' }]);
  };
  const shown = async (keyId: string, actor: Actor): Promise<ApiKeyView> => {
    await people.refresh();
    const key = people.apiKeys().find((one) => one.id === keyId);
    if (!key) throw problem('identity/key-absent');
    return view(key, actor);
  };
  const live = async (keyId: string, actor: Actor, tx: Tx): Promise<ApiKey> => {
    const key = await store.find(keyId, tx);
    if (!key || !isSeenBy(key, actor)) throw problem('identity/key-absent');
    if (['revoked', 'ended'].includes(stateOf(key, clock.now()))) throw problem('identity/key-over');
    return key;
  };

  return [
    route('GET /api/v1/api-keys', {
      allow: 'key:read', says: 'Keys for machines: what each may, since when, and when it was last used. Never the key itself.', input: Joi.object({}),
      handle: async (_input, actor) => ({ keys: people.apiKeys().filter((key) => isSeenBy(key, actor)).map((key) => view(key, actor)) }),
    }),
    route('POST /api/v1/api-keys', {
      allow: 'key:edit', status: 201, says: 'Make a key for a machine. The key stands in this answer and nowhere else. Where it opens personal detail it waits for a supervisor of each team.',
      input: Joi.object({
        name: Joi.string().trim().min(1).max(80).required(), scopes: Joi.array().items(Joi.string<KeyScope>().valid(...KEY_SCOPES)).min(1).max(KEY_SCOPES.length).unique().required(),
        teamIds: Joi.array().items(Joi.string().max(100)).min(1).max(100).unique().required(), endsInDays: Joi.number().integer().min(1).max(LONGEST_KEY_DAYS).required(),
      }),
      async handle({ name, scopes, teamIds, endsInDays }, actor) {
        const errors = teamIds.flatMap((teamId, place) => (people.team(teamId) ? [] : [{ pointer: `/teamIds/${place}`, detail: 'there is no such team' }]));
        if (errors.length > 0) throw problem('request/malformed', { errors });
        const secret = `${KEY_START}${randomBytes(32).toString('base64url')}`;
        const now = clock.now();
        const key: ApiKey = {
          id: newId(), hash: hashOf(secret), prefix: secret.slice(0, KEY_START.length + 4), name, scopes, teamIds, madeById: actor.staffId, madeAt: now, endsAt: addHours(now, endsInDays * 24),
          approvals: [], revokedAt: null, lastUsedAt: null,
        };
        await transact(async (tx) => { await store.add(key, tx); await witness(tx, key, 'api-key.made', actor); });
        return { key: await shown(key.id, actor), secret };
      },
    }),
    route('POST /api/v1/api-keys/:id/approval', {
      allow: 'key:approve', says: 'Say yes, for my teams, to a key that opens personal detail.', input: Joi.object({ id }),
      async handle(input, actor) {
        await transact(async (tx) => {
          const key = await live(input.id, actor, tx);
          const mine = waitsFor(key).filter((teamId) => actor.may('key:approve', teamId));
          // Whoever made it does not say yes to it as well.
          if (key.madeById === actor.staffId) throw problem('identity/not-allowed');
          if (mine.length === 0) return;
          await store.approve(key.id, mine.map((teamId) => ({ teamId, byId: actor.staffId, at: clock.now() })), tx);
          await witness(tx, key, 'api-key.approved', actor);
        });
        return shown(input.id, actor);
      },
    }),
    route('POST /api/v1/api-keys/:id/revocation', {
      allow: 'key:read', says: 'End a key at once. A supervisor ends those of their teams.', input: Joi.object({ id }),
      async handle(input, actor) {
        await transact(async (tx) => {
          const key = await live(input.id, actor, tx);
          await store.revoke(key.id, clock.now(), tx);
          await witness(tx, key, 'api-key.revoked', actor);
        });
        return shown(input.id, actor);
      },
    }),
  ];
}
