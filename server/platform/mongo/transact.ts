import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { mongo } from 'mongoose';
import type { Connection } from './connect.js';
import { crash } from '../crash.js';
import { gathered } from '../gather.js';
import { problem } from '../http/problem.js';
import { insertAll } from './many.js';
import type { Named } from './many.js';

/** An open transaction. Only `transact` can make one, so a store that asks for it cannot be used outside. */
export interface Tx {
  /** For reads and changes. A transaction that never asks for it only adds rows, and may share its commit with others. */
  readonly session: mongo.ClientSession;
  /** Adds rows as its last act, those of one collection together. The same transaction does not read them. */
  insert(rows: Named, added: readonly object[]): void;
  /** Hands items to `act`, which runs once with all that came, before rows are added; the same transaction must not depend on it. */
  atEnd<Item>(act: AtEnd<Item>, items: readonly Item[]): void;
  /** Called once after the commit is durable on a majority; a hint such as "wake the worker", never a promise. */
  afterCommit(act: () => void): void;
}

/** What a transaction leaves for its end. One function stands for one kind of work. */
export type AtEnd<Item> = (items: readonly Item[], tx: Tx) => Promise<void>;

/** `once`: not tried again after a conflict, for whoever has another way then. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>, settings?: { once?: boolean }) => Promise<T>;

const LONGEST_MS = 9000;
/** Transactions that only add rows and share one commit; more would make all of them wait longer than a commit takes. */
const ADDED_TOGETHER = { most: 64, atOnce: 2, lingerMs: 4, isEverybodys: (error: unknown) => isPassing(error) };

type Added = ReadonlyMap<Named, object[]>;

const labelled = (error: unknown, label: string): boolean =>
  error instanceof Error && 'hasErrorLabel' in error && typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true;

/** True when the database, not we, is at fault, so that the same work may be tried again. */
export const isPassing = (error: unknown): boolean =>
  labelled(error, 'TransientTransactionError') || labelled(error, 'UnknownTransactionCommitResult') || isLostBulk(error) ||
  error instanceof mongoose.mongo.MongoNetworkError ||
  (error instanceof Error && (PASSING_NAMES.test(error.name) || ('code' in error && typeof error.code === 'number' && PASSING_CODES.has(error.code)))) || isFull(error);

/** The database has no room left. It may have some later, but not by trying again and again. Source: error_codes.yml of the MongoDB server, OutOfDiskSpace. */
const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 14031;

/** Connections that were ended because of another's fault have names of their own and one class with lost ones, asked for above. */
const PASSING_NAMES = /^Mongo(ose)?(Network|System|ServerSelection|NotPrimary|StalePrimary|WaitQueueTimeout|WriteConcern|OperationTimeout|ExpiredSession|NotConnected|PoolClosed|ServerClosed|TopologyClosed)/;
/**
 * What a member says while it steps down, shuts down, or cannot reach the others. Source: error_codes.yml of the MongoDB server,
 * categories NotPrimaryError, ShutdownError and NetworkError, the time-outs among them, and locks and snapshots that were not to be had.
 */
const PASSING_CODES = new Set([6, 7, 24, 46, 50, 64, 89, 91, 112, 133, 134, 189, 225, 239, 246, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** The driver hides a lost connection under a bulk write, its class and often its labels with it; what the server itself refused carries its number. */
const isLostBulk = (error: unknown): boolean => error instanceof Error && error.name === 'MongoBulkWriteError' && !('code' in error && typeof error.code === 'number');

/** The unique index that a write ran into, or null when the error is another. `_id_` is the primary key. */
export function duplicateOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 11000) return null;
  return /index: (\S+)/.exec(error.message)?.[1] ?? '_id_';
}

/**
 * Runs `work` so that all of its writes commit on a majority, or none. `work` may run again after a write conflict,
 * a step-down or a lost commit answer: it must have no effect outside the database, and ids must be made outside of it,
 * so that a duplicate of its own id means "an earlier try committed". Work that only adds rows shares its commit with
 * others of the same moment; when that fails each is tried by itself, so that none suffers for another.
 * @throws problem `server/not-durable` when no majority could be had for 9 seconds, or at once when the database has no room left
 */
export function transactOn(db: Connection): Transact {
  const client = db.getClient();
  const addTogether = gathered(async (all: readonly Added[]) => {
    const session = client.startSession();
    try {
      begin(session);
      await addAll(db, merged(all), session);
      await commit(session, performance.now() + LONGEST_MS);
      return all;
    } finally {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      await session.endSession();
    }
  }, ADDED_TOGETHER);

  return async (work, { once = false } = {}) => {
    const giveUpAt = performance.now() + LONGEST_MS;
    for (let tries = 0; ; tries++) {
      const { tx, open, added, ends, after } = openTx(client);
      try {
        const result = await work(tx);
        if (open() === null && ends.size === 0) {
          if (added.size > 0) await addTogether(added);
        } else {
          for (const [act, items] of ends) await act(items, tx);
          await addAll(db, added, tx.session);
          await commit(tx.session, giveUpAt);
        }
        for (const act of after) act();
        return result;
      } catch (error) {
        if (open()?.inTransaction()) await open()?.abortTransaction().catch(() => undefined);
        if (!isPassing(error) || once) throw error;
        // Without room whoever waits is told so at once: the number to ring is worth more to them than nine seconds of hope.
        if (isFull(error) || performance.now() > giveUpAt) throw problem('server/not-durable');
      } finally {
        await open()?.endSession();
      }
      await pause(Math.min(2 ** tries * 2, 250) * (0.5 + Math.random()));
    }
  };
}

/** A transaction that opens when its session is first asked for. */
function openTx(client: mongo.MongoClient) {
  const added = new Map<Named, object[]>();
  const ends = new Map<AtEnd<never>, never[]>();
  const after: (() => void)[] = [];
  let session: mongo.ClientSession | null = null;
  const tx: Tx = {
    get session() {
      if (session === null) { session = client.startSession(); begin(session); }
      return session;
    },
    insert(rows, some) { if (some.length > 0) added.set(rows, [...added.get(rows) ?? [], ...some]); },
    atEnd(act, items) { if (items.length > 0) ends.set(act, [...ends.get(act) ?? [], ...items as never[]]); },
    afterCommit(act) { after.push(act); },
  };
  return { tx, added, ends, after, open: () => session };
}

function begin(session: mongo.ClientSession): void {
  session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } });
}

function merged(all: readonly Added[]): Added {
  const together = new Map<Named, object[]>();
  for (const added of all) for (const [rows, some] of added) together.set(rows, [...together.get(rows) ?? [], ...some]);
  return together;
}

async function addAll(db: Connection, added: Added, session: mongo.ClientSession): Promise<void> {
  crash('rows.before');
  for (const [rows, some] of added) await insertAll(db, rows, some, { session });
}

async function commit(session: mongo.ClientSession, giveUpAt: number): Promise<void> {
  for (;;) {
    try {
      crash('commit.before');
      await session.commitTransaction();
      crash('commit.after');
      return;
    } catch (error) {
      if (!labelled(error, 'UnknownTransactionCommitResult') || performance.now() > giveUpAt) throw error;
      await pause(50);
    }
  }
}
