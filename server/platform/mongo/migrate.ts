import type { mongo } from 'mongoose';
import type { Connection } from './connect.js';

/** What a room needs of its collection before the port opens; `autoIndex` is off, so nothing else makes indexes. */
export interface CollectionPlan { name: string; indexes: mongo.IndexDescription[] }

/** Creates every collection and index that is missing. Safe to run twice and from several processes at once. */
export async function migrate(db: Connection, plans: readonly CollectionPlan[]): Promise<void> {
  const database = db.getClient().db(db.name);
  const existing = new Set((await database.listCollections({}, { nameOnly: true }).toArray()).map((row) => row.name));
  for (const { name, indexes } of plans) {
    if (!existing.has(name)) {
      await database.createCollection(name).catch((error: unknown) => {
        if (!(error instanceof Error && 'codeName' in error && error.codeName === 'NamespaceExists')) throw error;
      });
    }
    if (indexes.length > 0) await database.collection(name).createIndexes(indexes);
  }
}
