import { Schema } from 'mongoose';
import type { Connection } from '../platform/mongo/connect.js';
import { trusted } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Told } from './core/alarms.js';

export const alarmsPlan: CollectionPlan = { name: 'rota_alarms', indexes: [{ key: { rotaId: 1, startsAt: 1 }, name: 'by_rota' }, { key: { forgetAt: 1 }, name: 'forget', expireAfterSeconds: 0 }] };

type Row = Omit<Told, 'id'> & { _id: string; forgetAt: Date };
const schema = new Schema<Row>({ _id: String, rotaId: String, kind: String, staffId: String, startsAt: Date, endsAt: Date, toldAt: Date, nearAt: Date, forgetAt: Date }, { strict: 'throw', versionKey: false, collection: 'rota_alarms' });

const FORGET_MS = 60 * 24 * 3600 * 1000;

export type AlarmStore = ReturnType<typeof alarmStoreOn>;

/** Alone knows `rota_alarms`: which gap or warning was told, and when. */
export function alarmStoreOn(db: Connection) {
  const rows = db.model('RotaAlarm', schema);
  return {
    /** Every telling that still may matter. */
    all: async (tx?: Tx): Promise<Told[]> => (await rows.find({}, null, tx ? { session: tx.session } : {}).lean()).map(({ _id, forgetAt: _forget, ...row }) => ({ id: _id, ...row })),
    /** @throws the driver's duplicate error when another process tells the same */
    async add(told: readonly Told[], tx: Tx): Promise<void> {
      for (const { id, ...row } of told) await rows.collection.insertOne({ _id: id, ...row, forgetAt: new Date(Math.max(row.endsAt.getTime(), row.toldAt.getTime()) + FORGET_MS) } as never, { session: tx.session });
    },
    /** @returns false when another process said so already */
    async near(id: string, at: Date, tx: Tx): Promise<boolean> {
      return (await rows.updateOne({ _id: id, nearAt: null }, { $set: { nearAt: at } }, { session: tx.session })).matchedCount === 1;
    },
    async remove(ids: readonly string[], tx: Tx): Promise<void> { await rows.deleteMany({ _id: trusted({ $in: [...ids] }) }, { session: tx.session }); },
    /** A telling's trouble may begin earlier or end later by now; what is known of it goes with it. */
    async widen({ id, startsAt, endsAt }: Pick<Told, 'id' | 'startsAt' | 'endsAt'>, tx: Tx): Promise<void> { await rows.updateOne({ _id: id }, { $set: { startsAt, endsAt } }, { session: tx.session }); },
  };
}
