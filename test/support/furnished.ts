import { afterAll } from '@jest/globals';
import type { mongo } from 'mongoose';
import type { Connection } from '../../server/platform/mongo/connect.js';

/** A database whose collections and indexes stand, and what the world that made it was furnished with: for the next world of the same file. */
export interface Furnished {
  dbName: string;
  /** As `FIELD_KEYS` takes it; the rows are sealed with it. */
  fieldKeys: string;
  rows: ReadonlyMap<string, mongo.Document[]>;
}

/** Made anew by whoever starts on the rows, each at its own due time. */
const NOT_KEPT = new Set(['jobs']);

const free: Furnished[] = [];
let ended = false;
// Registered before the file's own: a world that is stopped after this one drops its database itself.
afterAll(async () => {
  ended = true;
  if (free.length === 0) return;
  const { connect } = await import('../../server/platform/mongo/connect.js');
  for (const { dbName } of free.splice(0)) {
    const db = await connect(process.env['TEST_MONGODB_URI'] ?? '', dbName);
    await db.dropDatabase();
    await db.close();
  }
});

/** A database that no world uses any more, or null. */
export const takeFurnished = (): Furnished | null => free.pop() ?? null;

/** What all collections hold now. */
export async function furnishing(db: Connection): Promise<Furnished['rows']> {
  const database = db.getClient().db(db.name);
  const rows = new Map<string, mongo.Document[]>();
  for (const name of await collectionsOf(database)) {
    // Numbers keep the kind that they were stored as.
    const all = NOT_KEPT.has(name) ? [] : await database.collection(name).find({}, { promoteValues: false }).toArray();
    if (all.length > 0) rows.set(name, all);
  }
  return rows;
}

/** Takes out whatever the last world left and lays the furnishing out again. */
export async function layOut(db: Connection, { rows }: Furnished): Promise<void> {
  const database = db.getClient().db(db.name);
  await Promise.all((await collectionsOf(database)).map((name) => database.collection(name).deleteMany({})));
  await Promise.all([...rows].map(([name, all]) => database.collection(name).insertMany(all, { forceServerObjectId: true })));
}

/** Ends the use of a database: it is kept for the next world of this file, or dropped when there is none to come. */
export async function leave(db: Connection, furnished: Furnished | null): Promise<void> {
  if (ended || furnished === null) await db.dropDatabase();
  else free.push(furnished);
  await db.close();
}

const collectionsOf = async (database: mongo.Db): Promise<string[]> =>
  (await database.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => !name.startsWith('system.'));
