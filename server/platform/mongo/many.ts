import mongoose from 'mongoose';
import type { mongo } from 'mongoose';
import type { Connection } from './connect.js';

/** A collection by its name, as the plain commands need it. */
export interface Named { readonly collectionName: string }

/** A change of the one row that fits; nothing happens when none does. */
export interface Update { filter: object; update: object }

/** In a transaction, or with a write concern of its own. */
export type Within = { session: mongo.ClientSession } | { writeConcern: mongo.WriteConcernSettings };

/** So many rows of the largest kind are far below the 16 MB that one command may have. */
const AT_ONCE = 500;

const run = async (db: Connection, command: object, within: Within): Promise<number> => {
  const { n, writeErrors } = await db.getClient().db(db.name).command({ ...command, ...('session' in within ? {} : within) }, 'session' in within ? within : {});
  const [first] = (writeErrors ?? []) as { code: number; errmsg: string }[];
  if (first) throw new mongoose.mongo.MongoServerError({ ...first, message: first.errmsg });
  return Number(n);
};

/**
 * Adds rows by the plain command. The driver's own way for many writes each row twice, to learn its size, which is a tenth of what
 * a report costs.
 * @throws the driver's duplicate error, code 11000, with the index in its words
 */
export async function insertAll(db: Connection, { collectionName }: Named, rows: readonly object[], within: Within): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) await run(db, { insert: collectionName, documents: rows.slice(at, at + AT_ONCE) }, within);
}

/** Makes changes in their order by the plain command. @returns how many of them found their row */
export async function updateAll(db: Connection, { collectionName }: Named, changes: readonly Update[], within: Within): Promise<number> {
  let found = 0;
  for (let at = 0; at < changes.length; at += AT_ONCE) {
    found += await run(db, { update: collectionName, updates: changes.slice(at, at + AT_ONCE).map(({ filter, update }) => ({ q: filter, u: update })), ordered: 'session' in within }, within);
  }
  return found;
}
