import { Schema } from 'mongoose';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Rota } from './core/on-call-at.js';

export const rotasPlan: CollectionPlan = { name: 'rotas', indexes: [{ key: { teamId: 1 }, name: 'by_team' }] };

const schema = new Schema<Omit<Rota, 'id'> & { _id: string }>({
  _id: String, teamId: String, name: String, version: Number, timeZone: String, turn: String, startsOn: String, handOverAt: String,
  staffIds: [String], supervises: Boolean,
}, { strict: 'throw', versionKey: false, collection: 'rotas' });

export type RotaStore = ReturnType<typeof rotaStoreOn>;

/** Alone knows the collection `rotas`. */
export function rotaStoreOn(db: Connection) {
  const rows = db.model('Rota', schema);
  return {
    all: async (): Promise<Rota[]> => (await rows.find().sort({ teamId: 1, supervises: 1, name: 1 }).lean()).map(({ _id, ...rota }) => ({ id: _id, ...rota })),
    /** @returns false when it was changed since `seenVersion`; 0 makes a new one */
    async save({ id, version: _version, ...rota }: Rota, seenVersion: number, tx: Tx): Promise<boolean> {
      if (seenVersion === 0) {
        await rows.collection.insertOne({ _id: id, ...rota, version: 1 } as never, { session: tx.session });
        return true;
      }
      const hit = await rows.updateOne({ _id: id, version: seenVersion }, { $set: { ...rota, version: seenVersion + 1 } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
  };
}
