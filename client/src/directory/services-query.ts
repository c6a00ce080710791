import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { HelpKind, ServiceView } from '../../../server/contract/directory.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { live } from '../live/socket.js';

/** Services on one page of the list. */
const PAGE = 50;
/** Opening hours and the age of places move on by themselves. */
const FRESH_MS = 60_000;

/** Services by name and kind, a page at a time. */
export const servicesQuery = (text: string, kind: HelpKind | null) =>
  infiniteQueryOptions({
    queryKey: ['services', text, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/v1/services', { limit: PAGE, ...(text !== '' && { q: text }), ...(kind && { kind }), ...(pageParam !== undefined && { after: pageParam }) }, { signal }),
    getNextPageParam: (last) => (last.services.length < PAGE ? undefined : last.services.at(-1)?.id),
    staleTime: FRESH_MS,
  });

/** One service with everything that is known of it. */
export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['service', id],
    queryFn: ({ signal }) => call('GET /api/v1/services/:id', { id }, { signal }),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
  });

/** Takes a service as the server just answered it; lists are fetched anew when they are looked at. */
export function hearService(service: ServiceView): void {
  queries.setQueryData(serviceQuery(service.id).queryKey, service);
  void queries.invalidateQueries({ queryKey: ['services'] });
}

/** While somebody looks at services: told places are fetched again. */
export function usePlacesNews(): void {
  useEffect(
    () =>
      live.onNews('surroundings', ({ what }) => {
        if (what === 'places') void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'services' || queryKey[0] === 'service' });
      }),
    [],
  );
}
