import { Schema } from 'mongoose';
import type { CrisisId, ReceiptId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Receipt } from './core/receipt.js';

export const receiptsPlan: CollectionPlan = {
  name: 'receipts',
  indexes: [{ key: { linkHash: 1 }, name: 'one_per_link', unique: true }, { key: { crisisId: 1, madeAt: -1 }, name: 'by_crisis' }, { key: { teamId: 1, madeAt: 1 }, name: 'by_team' }],
};

interface Row extends Omit<Receipt, 'id'> { _id: string }

const schema = new Schema<Row>({
  _id: String, crisisId: String, ref: String, teamId: String, madeAt: Date, madeById: String, endsAt: Date, revokedAt: Date, linkHash: String, pinHash: String, wrongPins: Number, body: String, text: Object, version: Number,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'receipts' });

const fromRow = ({ _id: id, ...plain }: Row): Receipt => ({ id, ...plain, revokedAt: plain.revokedAt ?? null, pinHash: plain.pinHash ?? null });

export type ReceiptStore = ReturnType<typeof receiptStoreOn>;

/** Alone knows the collection `receipts`: links to a person's own page. It holds hashes and ids, and nothing of the person. */
export function receiptStoreOn(db: Connection) {
  const rows = db.model('Receipt', schema);
  const within = (tx?: Tx) => (tx ? { session: tx.session } : {});
  return {
    async insert({ id, ...plain }: Receipt, tx: Tx): Promise<void> { await rows.collection.insertOne({ _id: id, ...plain } as never, { session: tx.session }); },
    async find(id: ReceiptId, tx?: Tx): Promise<Receipt | null> {
      const row = await rows.findById(id, null, within(tx)).lean<Row>();
      return row && fromRow(row);
    },
    async findByLink(linkHash: string, tx?: Tx): Promise<Receipt | null> {
      const row = await rows.findOne({ linkHash }, null, within(tx)).lean<Row>();
      return row && fromRow(row);
    },
    /** All of a crisis, newest first. */
    async ofCrisis(crisisId: CrisisId): Promise<Receipt[]> { return (await rows.find({ crisisId }).sort({ madeAt: -1 }).limit(50).lean<Row[]>()).map(fromRow); },
    /** Writes it if it is still as it was read. @returns false when somebody else was first */
    async replace({ id, version, ...plain }: Receipt, tx: Tx): Promise<boolean> {
      const hit = await rows.collection.updateOne({ _id: id, version } as never, { $set: { ...plain, version: version + 1 } } as never, { session: tx.session });
      return hit.matchedCount === 1;
    },
  };
}
