import { queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RotaInput } from '../../../server/contract/oncall.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';
import { live } from '../live/socket.js';

/** Turns end by themselves, so what is shown is looked at again without any news. */
const LOOK_EVERY_MS = 60_000;
const ROOM = 'oncall';
/** A week and no more: what a grid shows. */
export const WEEK_DAYS = 7;

/** The rotas of my teams with their next shifts. */
export const rotasQuery = queryOptions({
  queryKey: [ROOM, 'rotas'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/rotas', {}, { signal })).rotas,
  refetchInterval: LOOK_EVERY_MS,
});

/** Who is on call on each rota of my teams, now or at an instant (ISO 8601). */
export const onCallQuery = (at: string | null) => queryOptions({
  queryKey: [ROOM, 'on-call', at],
  queryFn: async ({ signal }) => (await call('GET /api/v1/on-call', at === null ? {} : { at }, { signal })).onCall,
  refetchInterval: LOOK_EVERY_MS,
});

/** Who is on call when, from a local date on; the days before stay until the new ones are there. */
export const scheduleQuery = (from: string, days: number = WEEK_DAYS, rotaId?: string) => queryOptions({
  queryKey: [ROOM, 'schedule', from, days, rotaId ?? null],
  queryFn: async ({ signal }) => (await call('GET /api/v1/rota-schedules', { from, days, ...(rotaId !== undefined && { rotaId }) }, { signal })).schedules,
  refetchInterval: LOOK_EVERY_MS,
});

/** Gaps and wrong shifts of the next 14 days. */
export const warningsQuery = queryOptions({
  queryKey: [ROOM, 'warnings'],
  queryFn: ({ signal }) => call('GET /api/v1/rota-warnings', {}, { signal }),
  refetchInterval: LOOK_EVERY_MS,
});

/** Requests for swaps and cover of my teams, and those that concern me. */
export const swapsQuery = queryOptions({
  queryKey: [ROOM, 'swaps'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/rota-swaps', {}, { signal })).swaps,
  refetchInterval: LOOK_EVERY_MS,
});

/** What one person has coming. */
export const shiftsQuery = (staffId: string) => queryOptions({
  queryKey: [ROOM, 'shifts', staffId],
  queryFn: ({ signal }) => call('GET /api/v1/shifts', { staffId }, { signal }),
  refetchInterval: LOOK_EVERY_MS,
});

/** Leave, mine and of my teams. */
export const leaveQuery = queryOptions({
  queryKey: [ROOM, 'leave'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/leave', {}, { signal })).leave,
});

/** My calendar subscriptions. */
export const linksQuery = queryOptions({
  queryKey: [ROOM, 'calendar-links'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/calendar-links', {}, { signal })).links,
});

/** Everybody who can be put on a rota. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/staff', {}, { signal })).staff,
  staleTime: LOOK_EVERY_MS,
});

/** What a draft would do. The answer before stays until the next one is there. */
export const previewQuery = (id: string, draft: RotaInput | null) => queryOptions({
  queryKey: ['rota-preview', id, draft],
  queryFn: ({ signal }) => call('POST /api/v1/rotas/:id/preview', { id, ...(draft as RotaInput) }, { signal }),
  enabled: draft !== null,
  placeholderData: (before) => before,
  gcTime: LOOK_EVERY_MS,
  retry: false,
});

/** After something changed: everything about rotas is fetched anew. */
export const refreshRotas = (): Promise<void> => queries.invalidateQueries({ queryKey: [ROOM] });

/** While somebody looks at the rota: a change anywhere is fetched at once. */
export function useRotaNews(): void {
  useEffect(() => {
    const stops = [
      live.onFirstOpening(() => void refreshRotas()),
      live.onNews('surroundings', ({ what }) => { if (what === 'on-call') void refreshRotas(); }),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}
