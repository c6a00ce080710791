import { createHash } from 'node:crypto';
import { parse } from 'cookie';
import type { Request } from 'express';
import type { Clock } from '../kernel/clock.js';
import type { Actor } from '../platform/http/route.js';
import type { Permission } from '../contract/permissions.js';
import { problem } from '../platform/http/problem.js';
import { bearerIn, machineId, stateOf } from './core/api-key.js';
import type { ApiKey } from './core/api-key.js';
import { DEVICE_INCLUDES, LOCKED_INCLUDES, lacksFactor, teamsWhere } from './core/permissions.js';
import type { People } from './people.js';
import type { SessionRow, Staff } from './store.js';

/** Cookie names: `__Host-` where the site is https, a plain name on loopback only. */
export const cookieNames = (publicUrl: string): { session: string; device: string } =>
  publicUrl.startsWith('https:') ? { session: '__Host-session', device: '__Host-device' } : { session: 'session', device: 'device' };

/** What is stored of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A member of staff as the rest of the server knows them: with the rights of their roles, or of an enrolled phone; `limited` to those while a role asks for a second factor that they lack; `locked` while their screen is. */
export function actorOf(person: Staff, kind: SessionRow['kind'], limited = false, locked = false): Actor {
  const where: Actor['teamsWhere'] = (permission) => {
    const teams = teamsWhere(person.roles.filter(({ role }) => (role === 'provider') === (person.outside !== undefined)), permission);
    if (locked && !LOCKED_INCLUDES.includes(permission)) return [];
    return (kind === 'session' && !limited) || DEVICE_INCLUDES.includes(permission) ? teams : [];
  };
  return {
    staffId: person.id, name: person.name, ...(person.outside ? { outside: person.outside } : {}),
    role: `${[...new Set(person.roles.map(({ role }) => role))].join('+')}${kind === 'device' ? ' by enrolled phone' : ''}`,
    isDevice: kind === 'device', ...(locked ? { locked } : {}), teamsWhere: where,
    may: (permission, teamId) => (teamId === undefined ? where(permission).length > 0 : where(permission).includes(teamId)),
  };
}

/** A machine with a key: what its scopes name, in the teams it was made for. It is no member of staff. */
export function machineOf({ id, name, scopes, teamIds }: ApiKey): Actor {
  const where: Actor['teamsWhere'] = (permission) => ((scopes as readonly Permission[]).includes(permission) ? teamIds : []);
  return {
    staffId: machineId(id), name, role: 'machine', isDevice: false, machine: id, teamsWhere: where,
    may: (permission, teamId) => (teamId === undefined ? where(permission).length > 0 : where(permission).includes(teamId)),
  };
}

export type Recognise = ReturnType<typeof recogniserOf>;

/** Who calls, by session cookie or else by the credential of an enrolled phone; null when nobody we know. */
export function recogniserOf({ people, clock, publicUrl, onKeyUsed }: { people: People; clock: Clock; publicUrl: string; onKeyUsed?: (key: ApiKey) => void }) {
  const names = cookieNames(publicUrl);
  const bySecret = async (secret: string | undefined, kind: SessionRow['kind']): Promise<{ actor: Actor; hash: string; endsAt: Date } | null> => {
    if (secret === undefined || secret.length > 100) return null;
    const hash = hashOf(secret);
    const row = await people.session(hash);
    if (!row || row.kind !== kind || row.endsAt <= clock.now()) return null;
    const person = people.account(row.staffId);
    return person?.active ? { actor: actorOf(person, kind, lacksFactor(person, people.signInRules().roles), row.lockedAt !== undefined), hash, endsAt: row.endsAt } : null;
  };
  return {
    async byCookies(header: string | undefined) {
      const cookies = parse(header ?? '');
      return (await bySecret(cookies[names.session], 'session')) ?? (await bySecret(cookies[names.device], 'device'));
    },
    /** With a `Bearer` header nothing but a good key counts, whatever cookies came with it. @throws `identity/unknown` for a key that is none, is over or waits */
    async whoIs(request: Request): Promise<Actor | null> {
      const secret = bearerIn(request.headers.authorization);
      if (secret !== null) {
        const key = secret === '' ? null : people.apiKeyByHash(hashOf(secret));
        if (!key || stateOf(key, clock.now()) !== 'active') throw problem('identity/unknown');
        onKeyUsed?.(key);
        return machineOf(key);
      }
      return (await this.byCookies(request.headers.cookie))?.actor ?? null;
    },
  };
}
