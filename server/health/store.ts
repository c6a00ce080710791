import { Schema } from 'mongoose';
import { newDelivery } from '../messaging/index.js';
import type { Delivery } from '../messaging/index.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';

/** `beat`: a worker works. `seen`: a canary came through. `canary`: the journey of the latest one. */
interface Row { _id: 'beat' | 'seen' | 'canary'; at: Date | null; number: number | null; delivery: Delivery | null }

export const signsPlan: CollectionPlan = { name: 'paging_signs', indexes: [] };

const schema = new Schema<Row>({ _id: String, at: Date, number: Number, delivery: Object }, { strict: 'throw', versionKey: false, collection: 'paging_signs', minimize: false });

export type SignStore = ReturnType<typeof signStoreOn>;

/** Alone knows `paging_signs`: three rows, written again and again. */
export function signStoreOn(db: Connection) {
  const rows = db.model('PagingSign', schema);
  const seen = async (_id: 'beat' | 'seen', at: Date): Promise<void> => { await rows.collection.updateOne({ _id } as never, { $max: { at } }, { upsert: true }); };
  return {
    beat: (at: Date): Promise<void> => seen('beat', at),
    canaryCame: (at: Date): Promise<void> => seen('seen', at),
    /** When a worker last worked, and when a canary last came through. */
    async last(): Promise<{ beatAt: Date | null; canaryAt: Date | null }> {
      const found = await rows.find({}, { at: 1 }).lean();
      const at = (id: Row['_id']): Date | null => found.find(({ _id }) => _id === id)?.at ?? null;
      return { beatAt: at('beat'), canaryAt: at('seen') };
    },
    /** How far canary `number` has come. */
    async delivery(number: number): Promise<Delivery> {
      const row = await rows.findOne({ _id: 'canary', number }).lean();
      return row?.delivery ?? newDelivery();
    },
    async putDelivery(number: number, delivery: Delivery): Promise<void> {
      await rows.collection.updateOne({ _id: 'canary' } as never, { $set: { number, delivery } }, { upsert: true });
    },
  };
}
