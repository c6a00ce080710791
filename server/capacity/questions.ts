import { Schema } from 'mongoose';
import type { ServiceId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** "Which place?", asked of one phone: what they told, and the services it could mean, in the order of the digits. */
export interface Question { word: string | null; available: number; serviceIds: ServiceId[]; expiresAt: Date }

interface Row extends Question { _id: string }

export const questionsPlan: CollectionPlan = { name: 'capacity_questions', indexes: [{ key: { expiresAt: 1 }, name: 'forget', expireAfterSeconds: 3600 }] };

const schema = new Schema<Row>({ _id: String, word: String, available: Number, serviceIds: [String], expiresAt: Date }, { strict: 'throw', versionKey: false, collection: 'capacity_questions', minimize: false });

export type Questions = ReturnType<typeof questionsOn>;

/** Alone knows `capacity_questions`: at most one for each phone, by blind index. */
export function questionsOn(db: Connection, keys: Pick<DataKeys, 'blindIndex'>) {
  const rows = db.model('CapacityQuestion', schema);
  const idOf = (phone: string): string => keys.blindIndex('capacity-question', phone);
  return {
    async ask(tx: Tx, phone: string, question: Question): Promise<void> { await rows.replaceOne({ _id: idOf(phone) }, question, { session: tx.session, upsert: true }); },
    async find(phone: string, now: Date, tx: Tx): Promise<Question | null> {
      const row = await rows.findById(idOf(phone), null, { session: tx.session }).lean<Row>();
      return row && row.expiresAt > now ? row : null;
    },
    async forget(tx: Tx, phone: string): Promise<void> { await rows.deleteOne({ _id: idOf(phone) }, { session: tx.session }); },
  };
}
