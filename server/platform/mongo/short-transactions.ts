import type { Connection } from './connect.js';

/** An abandoned transaction is ended by the database after so long, within half as much again. */
const LIMIT_SECONDS = 6;

/**
 * A process that is killed in a transaction leaves it open, and every write to what it touched is refused until the database
 * ends it: after 60 s by default, which would be a minute of silence for a crisis (I2 allows 15 s). Sets the limit on the
 * primary, where we may.
 * @returns false when we may not
 */
export async function shortenTransactions(db: Connection): Promise<boolean> {
  const admin = db.getClient().db('admin');
  const known = await admin.command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 }).catch(() => null);
  if (typeof known?.['transactionLifetimeLimitSeconds'] === 'number' && known['transactionLifetimeLimitSeconds'] <= LIMIT_SECONDS) return true;
  return admin.command({ setParameter: 1, transactionLifetimeLimitSeconds: LIMIT_SECONDS }).then(() => true, () => false);
}
