import { setTimeout as pause } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { Connection } from './connect.js';
import { problem } from '../http/problem.js';

/** An open transaction. Only `transact` can make one, so a store that asks for it cannot be used outside. */
export interface Tx {
  readonly session: mongo.ClientSession;
  /** Called once after the commit is durable on a majority; a hint such as "wake the worker", never a promise. */
  afterCommit(act: () => void): void;
}

export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const LONGEST_MS = 9000;

const labelled = (error: unknown, label: string): boolean =>
  error instanceof Error && 'hasErrorLabel' in error && typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true;

/** True when the database, not we, is at fault, so that the same work may be tried again. */
export const isPassing = (error: unknown): boolean =>
  labelled(error, 'TransientTransactionError') || labelled(error, 'UnknownTransactionCommitResult') ||
  (error instanceof Error && /^Mongo(Network|ServerSelection|PoolCleared|NotPrimary|WaitQueueTimeout|WriteConcern)/.test(error.name));

/** The unique index that a write ran into, or null when the error is another. `_id_` is the primary key. */
export function duplicateOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 11000) return null;
  return /index: (\S+)/.exec(error.message)?.[1] ?? '_id_';
}

/**
 * Runs `work` so that all of its writes commit on a majority, or none. `work` may run again after a write conflict,
 * a step-down or a lost commit answer: it must have no effect outside the database, and ids must be made outside of it,
 * so that a duplicate of its own id means "an earlier try committed".
 * @throws problem `server/not-durable` when no majority could be had for 9 seconds
 */
export const transactOn = (db: Connection): Transact => async (work) => {
  const giveUpAt = performance.now() + LONGEST_MS;
  for (let tries = 0; ; tries++) {
    const session = db.getClient().startSession();
    const after: (() => void)[] = [];
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } });
      const result = await work({ session, afterCommit: (act) => { after.push(act); } });
      await commit(session, giveUpAt);
      for (const act of after) act();
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      if (!isPassing(error)) throw error;
      if (performance.now() > giveUpAt) throw problem('server/not-durable');
    } finally {
      await session.endSession();
    }
    await pause(Math.min(2 ** tries * 2, 250) * (0.5 + Math.random()));
  }
};

async function commit(session: mongo.ClientSession, giveUpAt: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!labelled(error, 'UnknownTransactionCommitResult') || performance.now() > giveUpAt) throw error;
      await pause(50);
    }
  }
}
