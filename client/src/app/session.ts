import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { NetworkView, SessionView } from '../../../server/contract/identity.js';
import type { Permission } from '../../../server/contract/permissions.js';
import { live, useConnection } from '../live/socket.js';
import { call } from './api.js';
import { showTimesIn } from './format.js';
import { Unreachable, isProblem } from './core/problem.js';
import { queries } from './queries.js';

const PLACE = 'handrail.session';

/** Who is signed in here; null when nobody is. Without a network, who was signed in when there last was one. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return remember(await call('GET /api/v1/session', {}, { signal }));
    } catch (error) {
      if (isProblem(error, 'identity/unknown')) return remember(null);
      throw error;
    }
  },
  initialData: () => recall(),
  initialDataUpdatedAt: 0,
  staleTime: 60_000,
  retry: (tries, error) => !(error instanceof Unreachable) && tries < 2,
});

/**
 * Asks who is signed in, and holds until that is known, from this device or from the server. Never fails: the pages ask again. Before
 * the first drawing, so that it is drawn once, and with the network's own time.
 */
export async function askWhoIsHere(): Promise<void> {
  const asked = queries.prefetchQuery(sessionQuery);
  if (queries.getQueryData(sessionQuery.queryKey) === undefined) await asked;
  showTimesIn(queries.getQueryData(sessionQuery.queryKey)?.network.timeZone);
}

export interface Who {
  session: SessionView | null;
  /** `asking` before the first answer, `away` when nobody answered and nothing is remembered. */
  state: 'asking' | 'known' | 'away';
}

/** Who is signed in, for guards and menus. */
export function useWho(): Who {
  const { data, isError } = useQuery(sessionQuery);
  if (data !== undefined) return { session: data, state: 'known' };
  return { session: null, state: isError ? 'away' : 'asking' };
}

/** The session of somebody who is signed in. Only below the sign-in guard. */
export function useSession(): SessionView {
  const { session } = useWho();
  if (!session) throw new Error('useSession stands only on pages for staff');
  return session;
}

/** Whether this person's roles include `permission`. Only for what to show: the server decides again. */
export function may(session: SessionView | null, permission: Permission): boolean {
  return session?.permissions.includes(permission) ?? false;
}

/** The network's names and numbers: also for people without a session, where the server gives them; else null. */
export function useNetwork(): NetworkView | null {
  const { session, state } = useWho();
  const { data } = useQuery({
    queryKey: ['network'],
    queryFn: ({ signal }) => call('GET /api/v1/network', {}, { signal }),
    enabled: state === 'known' && session === null,
    retry: false,
    staleTime: 300_000,
  });
  return session?.network ?? data ?? null;
}

/** After signing in: `session` holds everywhere at once. */
export function signedIn(session: SessionView): void {
  queries.setQueryData(sessionQuery.queryKey, remember(session));
}

/** The language that somebody chose for themselves, as the server keeps it; null for none. */
export function rememberLanguage(language: SessionView['language'] | null): void {
  queries.setQueryData(sessionQuery.queryKey, (known) => {
    if (!known) return known;
    const { language: _before, ...rest } = known;
    return remember(language ? { ...rest, language } : rest);
  });
}

/**
 * Ends the session here and at the server, and forgets everything that was fetched under it.
 * @throws Unreachable when the server could not be told: the session then still holds
 */
export async function signOut(): Promise<void> {
  try {
    await call('DELETE /api/v1/session');
  } catch (error) {
    if (!isProblem(error, 'identity/unknown')) throw error;
  }
  forget();
}

function forget(): void {
  queries.setQueryData(sessionQuery.queryKey, remember(null));
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

/** Keeps the line to the server open while somebody is signed in, and everything fresh after it broke. Once, at the top. */
export function useLiveSession(): void {
  const { session } = useWho();
  const { comebacks } = useConnection();
  // Somebody at a service has no line to the server: their inbox is fetched again by itself.
  const signedInAs = session?.organization ? undefined : session?.staff.id;

  useEffect(() => showTimesIn(session?.network.timeZone), [session?.network.timeZone]);
  useEffect(() => {
    if (signedInAs === undefined) return undefined;
    live.listen();
    return () => live.hangUp();
  }, [signedInAs]);
  useEffect(() => live.onNews('signed-out', forget), []);
  useEffect(() => {
    if (comebacks > 0) void queries.invalidateQueries();
  }, [comebacks]);
}

function remember(session: SessionView | null): SessionView | null {
  try {
    if (session) localStorage.setItem(PLACE, JSON.stringify(session));
    else localStorage.removeItem(PLACE);
  } catch {
    // A full or forbidden store: without a network this page then knows nobody.
  }
  return session;
}

function recall(): SessionView | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PLACE) ?? 'null');
    return isSession(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Enough of the shape to draw the frame with; a record of an older version is dropped. */
function isSession(stored: unknown): stored is SessionView {
  if (typeof stored !== 'object' || stored === null) return false;
  const has = (key: string) => key in stored && typeof stored[key as keyof typeof stored] === 'object';
  return has('staff') && has('network') && 'permissions' in stored && Array.isArray(stored.permissions);
}
