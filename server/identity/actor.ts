import { createHash } from 'node:crypto';
import { parse } from 'cookie';
import type { Request } from 'express';
import type { Clock } from '../kernel/clock.js';
import type { Actor } from '../platform/http/route.js';
import { DEVICE_INCLUDES, teamsWhere } from './core/permissions.js';
import type { People } from './people.js';
import type { SessionRow, Staff } from './store.js';

/** Cookie names: `__Host-` where the site is https, a plain name on loopback only. */
export const cookieNames = (publicUrl: string): { session: string; device: string } =>
  publicUrl.startsWith('https:') ? { session: '__Host-session', device: '__Host-device' } : { session: 'session', device: 'device' };

/** What is stored of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A member of staff as the rest of the server knows them: with the rights of their roles, or of an enrolled phone. */
export function actorOf(person: Staff, kind: SessionRow['kind']): Actor {
  const where: Actor['teamsWhere'] = (permission) => {
    const teams = teamsWhere(person.roles, permission);
    return kind === 'session' || DEVICE_INCLUDES.includes(permission) ? teams : [];
  };
  return {
    staffId: person.id, name: person.name,
    role: `${[...new Set(person.roles.map(({ role }) => role))].join('+')}${kind === 'device' ? ' by enrolled phone' : ''}`,
    isDevice: kind === 'device', teamsWhere: where,
    may: (permission, teamId) => (teamId === undefined ? where(permission).length > 0 : where(permission).includes(teamId)),
  };
}

export type Recognise = ReturnType<typeof recogniserOf>;

/** Who calls, by session cookie or else by the credential of an enrolled phone; null when nobody we know. */
export function recogniserOf({ people, clock, publicUrl }: { people: People; clock: Clock; publicUrl: string }) {
  const names = cookieNames(publicUrl);
  const bySecret = async (secret: string | undefined, kind: SessionRow['kind']): Promise<{ actor: Actor; hash: string; endsAt: Date } | null> => {
    if (secret === undefined || secret.length > 100) return null;
    const hash = hashOf(secret);
    const row = await people.session(hash);
    if (!row || row.kind !== kind || row.endsAt <= clock.now()) return null;
    const person = people.find(row.staffId);
    return person?.active ? { actor: actorOf(person, kind), hash, endsAt: row.endsAt } : null;
  };
  return {
    async byCookies(header: string | undefined) {
      const cookies = parse(header ?? '');
      return (await bySecret(cookies[names.session], 'session')) ?? (await bySecret(cookies[names.device], 'device'));
    },
    async whoIs(request: Request): Promise<Actor | null> {
      return (await this.byCookies(request.headers.cookie))?.actor ?? null;
    },
  };
}
