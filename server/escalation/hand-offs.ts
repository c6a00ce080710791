import type { NotificationId } from '../kernel/ids.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Escalation, Notification } from './core/escalation.js';

/** A message may leave without another look at the database for so long after its commit (I4 allows 2 s). */
const FRESH_MS = 1000;

export type HandOffs = ReturnType<typeof makeHandOffs>;

/**
 * Hands messages from the transaction that made them to the send job of the same process, in memory, so that a first
 * page leaves within milliseconds. It is a shortcut only: whatever is not picked up in time goes the long way.
 */
export function makeHandOffs() {
  const offered = new Map<NotificationId, { escalation: Escalation; notification: Notification; at: number }>();
  return {
    /** Offers every message that is new in `state`, once the transaction is committed. */
    offer(tx: Tx, state: Escalation, known: ReadonlySet<string>): void {
      const fresh = state.notifications.filter(({ id, delivery }) => !known.has(id) && delivery.state === 'submitting');
      tx.afterCommit(() => { for (const notification of fresh) offered.set(notification.id, { escalation: state, notification, at: performance.now() }); });
    },
    /** Takes a message once; null when it is not here, or lay too long. */
    take(id: NotificationId): { escalation: Escalation; notification: Notification } | null {
      const found = offered.get(id);
      offered.delete(id);
      return found && performance.now() - found.at < FRESH_MS ? found : null;
    },
  };
}
