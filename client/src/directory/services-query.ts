import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ServiceView } from '../../../server/contract/directory.js';
import type { FindServicesQuery } from '../../../server/contract/found-services.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { live } from '../live/socket.js';
import type { ServiceFilter } from './core/service-facts.js';

/** Services on one page of the list. */
const PAGE = 50;
/** No postcode is shorter; what is being typed is not asked for yet. */
export const SHORTEST_POSTCODE = 3;
/** Opening hours and the age of places move on by themselves. */
const FRESH_MS = 60_000;

/** The one question that both list and map ask. */
const asked = ({ text, kind, openNow, near }: ServiceFilter): FindServicesQuery => ({
  ...(text !== '' && { q: text }),
  ...(kind && { kind }),
  ...(openNow && { openNow }),
  ...(near.length >= SHORTEST_POSTCODE && { near }),
});

/** The services found, a page at a time: the nearest first where a postcode is given, else by name. */
export const servicesQuery = (filter: ServiceFilter) =>
  infiniteQueryOptions({
    queryKey: ['services', asked(filter)],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => call('GET /api/v1/found-services', { ...asked(filter), limit: PAGE, offset: pageParam }, { signal }),
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.within ? pages.length * PAGE : undefined),
    staleTime: FRESH_MS,
  });

/** Every point of what the same question finds. */
export const servicePointsQuery = (filter: ServiceFilter) =>
  queryOptions({
    queryKey: ['services', asked(filter), 'points'],
    queryFn: ({ signal }) => call('GET /api/v1/found-services', { ...asked(filter), limit: 0, points: true }, { signal }),
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
  useEffect(() => {
    const fetchAgain = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'services' || queryKey[0] === 'service' });
    const stops = [live.onFirstOpening(fetchAgain), live.onNews('surroundings', ({ what }) => { if (what === 'places') fetchAgain(); })];
    return () => stops.forEach((stop) => stop());
  }, []);
}
