import { parse, serialize } from 'cookie';
import type { Recognise } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Actor } from '../platform/http/route.js';
import type { WallKey, WallKeyStore } from './store.js';

const cookieName = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-wall' : 'wall');

/** The key as a browser keeps it: out of reach of scripts, for this site alone. */
export const wallCookie = (publicUrl: string, key: string, expires: Date): string =>
  serialize(cookieName(publicUrl), key, { httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'lax', path: '/', expires });

/** A screen as the rest of the server knows it: the wall of one team, and nothing else anywhere. */
export const screenActor = ({ id, name, teamId }: Pick<WallKey, 'id' | 'name' | 'teamId'>): Actor => {
  const teamsWhere: Actor['teamsWhere'] = (permission) => (permission === 'wall:watch' ? [teamId] : []);
  return {
    staffId: `wall:${id}`, name, role: 'wall screen', isDevice: true, screen: id, teamsWhere,
    may: (permission, team) => (team === undefined ? teamsWhere(permission).length > 0 : teamsWhere(permission).includes(team)),
  };
};

/** Who calls, as before; where that is nobody, a screen with its key. A person who signed in there comes first. */
export function recogniseScreens(recognise: Recognise, { store, clock, publicUrl }: { store: WallKeyStore; clock: Clock; publicUrl: string }): Recognise {
  const byCookies: Recognise['byCookies'] = async (header) => {
    const known = await recognise.byCookies(header);
    if (known) return known;
    const key = parse(header ?? '')[cookieName(publicUrl)];
    const found = key === undefined ? null : await store.findOpen(key, clock.now());
    return found && { actor: screenActor(found), hash: found.hash, endsAt: found.endsAt };
  };
  return { ...recognise, byCookies, async whoIs(request) { return request.headers.authorization === undefined ? (await byCookies(request.headers.cookie))?.actor ?? null : recognise.whoIs(request); } };
}
