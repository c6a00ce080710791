import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.js';

/** Emergency accesses to crises of the teams that one supervises. */
export const reviewsQuery = queryOptions({ queryKey: ['emergency-access'], queryFn: ({ signal }) => call('GET /api/v1/emergency-access', {}, { signal }), staleTime: 15_000 });
