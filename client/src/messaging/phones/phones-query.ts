import { queryOptions } from '@tanstack/react-query';
import type { PhonesView } from '../../../../server/contract/phones.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { serverClock } from '../../live/server-clock.js';

/** Handsets are looked at again this often while the page is in view. */
const LOOK_EVERY_MS = 1000;

/** All simulated phones; null where phones are real. */
export const phonesQuery = queryOptions({
  queryKey: ['simulated-phones'],
  queryFn: async ({ signal }): Promise<PhonesView | null> => {
    try {
      return newest(await call('GET /api/v1/simulated-phones', {}, { signal }));
    } catch (error) {
      if (isProblem(error, 'request/unknown-address')) return null;
      throw error;
    }
  },
  // Before the first answer each look would wipe away that the last one failed.
  refetchInterval: ({ state }) => (state.data ? LOOK_EVERY_MS : false),
  staleTime: 0,
});

/** Takes what an action answered, and looks again at once: its consequences come a moment later. */
export function hearPhones(view: PhonesView): void {
  queries.setQueryData(phonesQuery.queryKey, newest(view));
  void queries.invalidateQueries(phonesQuery);
}

/** An answer that was overtaken on its way is dropped. */
function newest(view: PhonesView): PhonesView {
  serverClock.heard(view.serverTime);
  const known = queries.getQueryData(phonesQuery.queryKey);
  return known && Date.parse(known.serverTime) > Date.parse(view.serverTime) ? known : view;
}
