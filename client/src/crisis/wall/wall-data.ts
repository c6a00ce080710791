import { queryOptions, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../app/api.js';
import { Problem } from '../../app/core/problem.js';
import { showTimesIn } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { live } from '../../live/socket.js';
import { hearWall } from './core/wall-state.js';
import type { WallNews, WallState } from './core/wall-state.js';

/** A screen hangs there for months: it looks once in a while, whatever it heard. */
const LOOK_EVERY_MS = 5 * 60_000;
const TRY_EVERY_MS = 10_000;

const whileFetching = new Set<WallNews[]>();

/** Puts the key that a screen's link brought where scripts cannot read it, and takes it out of the address. */
async function connectScreen(): Promise<void> {
  const key = window.location.hash.slice(1);
  if (key === '') return;
  await call('POST /api/v1/wall-link/opening', { key });
  window.history.replaceState(null, '', window.location.pathname);
}

/** Who gets nothing by asking again: a screen without a key that works, and a person without the right. */
export const isRefused = (error: unknown): error is Problem => error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429;

const wallQuery = queryOptions({
  queryKey: ['wall'],
  queryFn: async ({ signal }): Promise<WallState> => {
    const heard: WallNews[] = [];
    whileFetching.add(heard);
    try {
      await connectScreen();
      const view = await call('GET /api/v1/wall', {}, { signal });
      showTimesIn(view.network.timeZone);
      return heard.reduce(hearWall, { view, gone: {} });
    } finally {
      whileFetching.delete(heard);
    }
  },
  staleTime: Infinity,
  retry: false,
  refetchInterval: ({ state: { error } }) => (isRefused(error) ? false : error ? TRY_EVERY_MS : LOOK_EVERY_MS),
  refetchIntervalInBackground: true,
});

/** The wall as it is, and as it changes. A screen has no session, so it opens the line to the server by itself. */
export function useWall(): UseQueryResult<WallState> {
  const wall = useQuery(wallQuery);
  const connected = wall.data !== undefined && !isRefused(wall.error);
  useEffect(() => {
    if (!connected) return undefined;
    const fetchAgain = () => void queries.invalidateQueries(wallQuery);
    const hear = (news: WallNews) => {
      for (const heard of whileFetching) heard.push(news);
      queries.setQueryData(wallQuery.queryKey, (state: WallState | undefined) => state && hearWall(state, news));
    };
    const stops = [live.onOpen((socket) => socket.emit('watch-wall', fetchAgain)), live.onNews('wall-card', hear), live.onNews('surroundings', fetchAgain), live.onNews('signed-out', fetchAgain)];
    live.listen();
    return () => stops.forEach((stop) => stop());
  }, [connected]);
  return wall;
}
