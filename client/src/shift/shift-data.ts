import { queryOptions, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ShiftListView } from '../../../server/contract/asks.js';
import type { OnCallView } from '../../../server/contract/oncall.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { live } from '../live/socket.js';

/** What I have, and what I am asked to take. */
export const shiftQuery = queryOptions({ queryKey: ['shift'], queryFn: ({ signal }) => call('GET /api/v1/shift', {}, { signal }), refetchOnMount: 'always' });

/** Several cards that change together are one reason to look again. */
const GATHER_MS = 200;
/** Without news: turns and clocks run out by themselves. */
const LOOK_EVERY_MS = 30_000;

/** My shift, and again when any card changed. */
export function useShift(): UseQueryResult<ShiftListView> {
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const fetchAgain = () => {
      clearTimeout(gathering);
      gathering = setTimeout(() => void queries.invalidateQueries({ queryKey: shiftQuery.queryKey }), GATHER_MS);
    };
    // What changed between the first fetch and the moment that we are told of changes would be missed: so once more after it.
    const stops = [live.onOpen((socket) => socket.emit('watch-board', fetchAgain)), live.onNews('card', fetchAgain)];
    return () => {
      clearTimeout(gathering);
      stops.forEach((stop) => stop());
    };
  }, []);
  return useQuery({ ...shiftQuery, refetchInterval: LOOK_EVERY_MS });
}

/** Who is on call on each rota of my teams: now, or at an instant. */
export function useOnCall(at: string | null, enabled = true): UseQueryResult<OnCallView[]> {
  return useQuery({
    queryKey: ['shift', 'on-call', at],
    queryFn: async ({ signal }) => (await call('GET /api/v1/on-call', at === null ? {} : { at }, { signal })).onCall,
    enabled,
    refetchInterval: LOOK_EVERY_MS * 2,
  });
}
