import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';

/** Reports of one service that the reader may see. */
export const serviceProblemsQuery = (id: string) => queryOptions({ queryKey: ['service-problems', 'of', id], queryFn: ({ signal }) => call('GET /api/v1/services/:id/problems', { id }, { signal }), staleTime: 30_000 });

/** What the reader reported. */
export const myProblemsQuery = queryOptions({ queryKey: ['service-problems', 'mine'], queryFn: ({ signal }) => call('GET /api/v1/me/service-problems', {}, { signal }), staleTime: 30_000 });

/** All reports, open or answered. */
export const problemQueue = (answered: boolean) =>
  infiniteQueryOptions({
    queryKey: ['service-problems', 'queue', answered],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => call('GET /api/v1/service-problems', { answered, skip: pageParam }, { signal }),
    getNextPageParam: ({ total }, pages) => {
      const seen = pages.reduce((sum, { problems }) => sum + problems.length, 0);
      return seen < total && (pages.at(-1)?.problems.length ?? 0) > 0 ? seen : undefined;
    },
    staleTime: 30_000,
    refetchInterval: 60_000,
  });

/** After a report was made, taken or answered. */
export const hearProblems = (): Promise<void> => queries.invalidateQueries({ queryKey: ['service-problems'] });
