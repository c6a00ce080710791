import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ColleagueView } from '../../../../server/contract/asks.js';
import { call } from '../../app/api.js';
import { byReach } from './core/colleague-order.js';

/** Who may be asked to take a crisis, who is on call and reachable first. Asked anew each time: it changes with the hour. */
export function useColleagues(id: string): UseQueryResult<ColleagueView[]> {
  return useQuery({
    queryKey: ['colleagues', id],
    queryFn: async ({ signal }) => (await call('GET /api/v1/crises/:id/colleagues', { id }, { signal })).colleagues.toSorted(byReach),
    refetchOnMount: 'always',
    staleTime: 30_000,
  });
}
