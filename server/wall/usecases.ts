import type { AuditAction } from '../contract/audit-actions.js';
import type { NewWallKey, NewWallKeyView, WallKeyView, WallKeysView } from '../contract/wall.js';
import type { Audit } from '../audit/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import { addHours } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { TeamId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Transact } from '../platform/mongo/transact.js';
import { hashOfKey, newWallKey } from './store.js';
import type { WallKey, WallKeyStore } from './store.js';

export interface WallUseNeeds { store: WallKeyStore; people: People; events: Events; audit: Audit; transact: Transact; clock: Clock; publicUrl: string }

/** A screen on a wall has nobody to sign in each month. Decision of this project: a year, ended any time by whoever may make one. */
const KEY_HOURS = 365 * 24;
/** Screens of one team; more is a mistake or a key given away. */
const MOST_PER_TEAM = 20;

export type WallUse = ReturnType<typeof wallUse>;

/** Keys for screens without a person: made, listed, ended. Every one of these is in the audit. */
export function wallUse({ store, people, events, audit, transact, clock, publicUrl }: WallUseNeeds) {
  /** A supervisor's own teams; for an administrator, who reads no board, every team. */
  const teamsOf = (actor: Actor): TeamId[] => (actor.may('network:edit') ? people.teams().map(({ id }) => id) : [...actor.teamsWhere('wall:keys')]);
  const teamName = (id: TeamId): string => people.team(id)?.name ?? '';
  const view = ({ id, name, teamId, madeById, madeAt, endsAt, seenAt }: WallKey): WallKeyView => ({
    id, name, teamId, teamName: teamName(teamId), madeBy: people.nameOf(madeById), madeAt: madeAt.toISOString(), endsAt: endsAt.toISOString(), seenAt: seenAt?.toISOString() ?? null,
  });
  const entry = (at: Date, actor: Actor, action: AuditAction, { id, teamId }: Pick<WallKey, 'id' | 'teamId'>) => ({ at, actorId: actor.staffId, role: actor.role, action, object: `wall:${id}`, teamId });

  return {
    async keys(actor: Actor): Promise<WallKeysView> {
      const teams = teamsOf(actor);
      return { keys: (await store.openOf(teams, clock.now())).map(view), teams: teams.map((id) => ({ id, name: teamName(id) })) };
    },

    /** The link is in this answer and nowhere else. @throws `wall/team-absent`, `wall/too-many` */
    async make({ name, teamId }: NewWallKey, actor: Actor): Promise<NewWallKeyView> {
      if (!teamsOf(actor).includes(teamId)) throw problem('wall/team-absent');
      const now = clock.now();
      if ((await store.openOf([teamId], now)).length >= MOST_PER_TEAM) throw problem('wall/too-many');
      const secret = newWallKey();
      const key: WallKey = { id: newId(), hash: hashOfKey(secret), name, teamId, madeById: actor.staffId, madeAt: now, endsAt: addHours(now, KEY_HOURS), seenAt: null };
      await transact(async (tx) => {
        store.add(tx, key);
        await audit.append(tx, [entry(now, actor, 'wall.key-made', key)]);
      });
      return { key: view(key), link: `${publicUrl}/wall#${secret}` };
    },

    /** Ends a key: its screen goes dark at once. @throws `wall/key-absent` */
    async end(id: string, actor: Actor): Promise<WallKeysView> {
      const now = clock.now();
      await transact(async (tx) => {
        const key = await store.find(id, tx);
        if (!key || !teamsOf(actor).includes(key.teamId)) throw problem('wall/key-absent');
        await store.remove(key.hash, tx);
        // Its lines to the server are cut as those of a session that ended.
        await events.append(tx, [{ at: now, kind: 'session.ended', teamId: 'network', actorId: actor.staffId, data: { session: key.hash } }]);
        await audit.append(tx, [entry(now, actor, 'wall.key-ended', key)]);
      });
      return this.keys(actor);
    },
  };
}
