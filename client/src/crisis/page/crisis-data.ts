import { queryOptions, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { live } from '../../live/socket.js';
import { hearCrisis } from '../board/board-data.js';

/** One crisis, whole. Opening it is witnessed each time, so it is fetched only when it is new or something changed. */
export const crisisQuery = (id: string) =>
  queryOptions({
    queryKey: ['crisis', id],
    queryFn: ({ signal }) => call('GET /api/v1/crises/:id', { id }, { signal }),
    staleTime: Infinity,
    refetchOnMount: 'always',
  });

/** Takes what the server answered to a command as the newest state, here and on the board. Older than what is known, it is dropped. */
export function keepCrisis(crisis: CrisisView): void {
  queries.setQueryData(crisisQuery(crisis.id).queryKey, (known: CrisisView | undefined) => (known && known.version > crisis.version ? known : crisis));
  hearCrisis(crisis);
}

/** Several changes that come close together (a referral and its text) are fetched once. */
const GATHER_MS = 150;

/** One crisis, and again when the server says that it changed. */
export function useCrisis(id: string): UseQueryResult<CrisisView> {
  useEffect(() => {
    const { queryKey } = crisisQuery(id);
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const fetchAgain = () => {
      clearTimeout(gathering);
      gathering = setTimeout(() => void queries.invalidateQueries({ queryKey }), GATHER_MS);
    };
    let watched = false;
    const stops = [
      live.onOpen((socket) => socket.emit('watch-crisis', { crisisId: id }, () => {
        // After a break the frame fetches everything anew; the first time something may have slipped in between.
        if (!watched && (queries.getQueryState(queryKey)?.dataUpdatedAt ?? 0) > 0) fetchAgain();
        watched = true;
      })),
      live.onNews('card', ({ crisisId, version }) => {
        if (crisisId === id && version > (queries.getQueryData<CrisisView>(queryKey)?.version ?? 0)) fetchAgain();
      }),
    ];
    return () => {
      clearTimeout(gathering);
      stops.forEach((stop) => stop());
      live.whenOpen((socket) => socket.emit('leave-crisis', { crisisId: id }));
    };
  }, [id]);
  return useQuery(crisisQuery(id));
}
