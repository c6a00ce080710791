import { queries } from '../../app/queries.js';
import { sessionQuery } from '../../app/session.js';
import { serverClock } from '../../live/server-clock.js';
import { drafts } from './drafts.js';
import { outbox } from './outbox.js';

/**
 * Sends what waits on this device from whatever page is open, also from the board: a report that was written without
 * signal must not wait until somebody opens the page of raising again.
 */
export function sendFromAnyPage(): void {
  const openMine = () => {
    const session = queries.getQueryData(sessionQuery.queryKey);
    if (session) drafts.openFor(session.staff.id, serverClock.now());
  };
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === sessionQuery.queryKey[0]) openMine();
  });
  openMine();
  outbox.start();
}
