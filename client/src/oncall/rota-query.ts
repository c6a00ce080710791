import { queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RotaView } from '../../../server/contract/oncall.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { live } from '../live/socket.js';

/** Turns end by themselves, so both are looked at again without any news. */
const LOOK_EVERY_MS = 60_000;

/** Who is on call on each rota of my teams. */
export const onCallQuery = queryOptions({
  queryKey: ['on-call'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/on-call', {}, { signal })).onCall,
  refetchInterval: LOOK_EVERY_MS,
});

/** The rotas of my teams with their next turns. */
export const rotasQuery = queryOptions({
  queryKey: ['rotas'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/rotas', {}, { signal })).rotas,
  refetchInterval: LOOK_EVERY_MS,
});

/** Everybody who can be put on a rota. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/staff', {}, { signal })).staff,
  staleTime: LOOK_EVERY_MS,
});

/** Takes a rota as the server just answered it. */
export function hearRota(rota: RotaView): void {
  queries.setQueryData(rotasQuery.queryKey, (rotas) => rotas?.map((one) => (one.id === rota.id ? rota : one)));
  void queries.invalidateQueries(onCallQuery);
}

/** While somebody looks at the rota: a change anywhere is fetched at once. */
export function useRotaNews(): void {
  useEffect(
    () =>
      live.onNews('surroundings', ({ what }) => {
        if (what !== 'on-call') return;
        void queries.invalidateQueries(onCallQuery);
        void queries.invalidateQueries(rotasQuery);
      }),
    [],
  );
}
