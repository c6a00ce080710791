import { queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CapacityBoardView, CapacityLine } from '../../../server/contract/capacity.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { live } from '../live/socket.js';
import { withLine } from './core/board-order.js';

/** Every service that tells free places. */
export const boardQuery = queryOptions({
  queryKey: ['capacity'],
  queryFn: ({ signal }) => call('GET /api/v1/capacity', {}, { signal }),
  staleTime: 60_000,
});

/** What a service told before. */
export const historyQuery = (id: string) =>
  queryOptions({ queryKey: ['capacity-history', id], queryFn: ({ signal }) => call('GET /api/v1/services/:id/capacity-history', { id }, { signal }), staleTime: 0 });

/** Takes one line as the server just told it. */
export function hearLine(serviceId: string, line: CapacityLine | undefined): void {
  queries.setQueryData(boardQuery.queryKey, (board: CapacityBoardView | undefined) => board && { ...board, services: [...withLine(board.services, serviceId, line)] });
  void queries.invalidateQueries({ queryKey: ['capacity-history', serviceId] });
}

/** Fetches one service's line anew. */
export async function refreshLine(serviceId: string): Promise<void> {
  const { services } = await call('GET /api/v1/capacity', { serviceId });
  hearLine(serviceId, services[0]);
}

/** While the board is open: each change of a service is fetched by itself, an import brings everything anew. */
export function useCapacityNews(): void {
  useEffect(() => {
    const fetchAgain = () => void queries.invalidateQueries({ queryKey: boardQuery.queryKey });
    const stops = [
      live.onFirstOpening(fetchAgain),
      live.onNews('surroundings', ({ what, serviceId }) => {
        if (what !== 'places') return;
        if (serviceId === undefined) fetchAgain();
        // What cannot be fetched now comes with the next news, or when the line is back.
        else void refreshLine(serviceId).catch(fetchAgain);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}
