import type { NotificationId } from '../kernel/ids.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Escalation, Notification } from './core/escalation.js';

/** A message may leave without another look at the database for so long after its commit. */
const FRESH_MS = 1000;
/**
 * And for so long after its commit began (I4 allows 2 s): a process that is frozen while it waits for the answer cannot know
 * when it committed, nor who has answered since.
 */
const START_WITHIN_MS = 1900;

/** A message as it was committed. `startBy`: by the ticks of this process, the last moment at which it may leave without another look. */
export interface HandOff { escalation: Escalation; notification: Notification; startBy: number }

export type HandOffs = ReturnType<typeof makeHandOffs>;

/**
 * Hands messages from the transaction that made them to the send job of the same process, in memory, so that a first
 * page leaves within milliseconds. It is a shortcut only: whatever is not picked up in time goes the long way.
 */
export function makeHandOffs() {
  const offered = new Map<NotificationId, HandOff & { at: number }>();
  return {
    /** Offers every message that is new in `state`, once the transaction is committed. */
    offer(tx: Tx, state: Escalation, known: ReadonlySet<string>): void {
      const fresh = state.notifications.filter(({ id, delivery }) => !known.has(id) && delivery.state === 'submitting');
      const startBy = performance.now() + START_WITHIN_MS;
      tx.afterCommit(() => { for (const notification of fresh) offered.set(notification.id, { escalation: state, notification, startBy, at: performance.now() }); });
    },
    /** Takes a message once; null when it is not here, or lay too long. */
    take(id: NotificationId): HandOff | null {
      const found = offered.get(id);
      offered.delete(id);
      const now = performance.now();
      return found && now - found.at < FRESH_MS && now < found.startBy ? found : null;
    },
  };
}
