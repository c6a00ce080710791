import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { serverClock } from '../../live/server-clock.js';

/** There is no line to the server for people outside: what is new stands here after so long at the latest. */
const LOOK_EVERY_MS = 15_000;

/** Everything in the inbox of whoever is signed in. */
export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: async ({ signal }) => {
    const view = await call('GET /api/v1/inbox', {}, { signal });
    serverClock.heard(view.serverTime);
    return view;
  },
  refetchInterval: LOOK_EVERY_MS,
  refetchOnWindowFocus: 'always',
  refetchOnReconnect: 'always',
  staleTime: 0,
});

/** Fetches it again: something was told or answered. */
export const refreshInbox = (): Promise<void> => queries.invalidateQueries({ queryKey: inboxQuery.queryKey });
