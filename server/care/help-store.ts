import { Schema } from 'mongoose';
import type { CrisisId, HelpId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Help } from './core/help.js';

export const helpsPlan: CollectionPlan = {
  name: 'helps',
  indexes: [{ key: { crisisId: 1, at: 1 }, name: 'by_crisis' }, { key: { teamId: 1, at: 1 }, name: 'by_team' }, { key: { key: 1 }, name: 'one_per_key', unique: true, partialFilterExpression: { key: { $type: 'string' } } }],
};

type Told = Pick<Help, 'what' | 'serviceName'>;
interface Row extends Omit<Help, 'id' | 'key' | keyof Told> { _id: string; sealed: string; key?: string }

const schema = new Schema<Row>({
  _id: String, crisisId: String, teamId: String, dataKeyId: String, way: String, serviceId: String, at: Date, byId: String, obtained: Object, key: String, body: String, sealed: String,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'helps' });

const place = (id: string): string => `helps:${id}:told`;

function toRow({ id, what, serviceName, key: idempotency, ...plain }: Help, key: DataKey): Row {
  const told: Told = { what, serviceName };
  return { _id: id, ...plain, sealed: seal(key, place(id), told), ...(idempotency === null ? {} : { key: idempotency }) };
}

const fromRow = ({ _id: id, sealed, key: idempotency, ...plain }: Row, key: DataKey): Help => ({ id, ...plain, ...(open(key, place(id), sealed) as Told), key: idempotency ?? null });

export type HelpStore = ReturnType<typeof helpStoreOn>;

/** Alone knows the collection `helps`; what it was and whose service is sealed with the crisis's own data key. */
export function helpStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('Help', schema);
  return {
    /** @throws the driver's duplicate error `one_per_key`, or `_id_` when an earlier try committed */
    async insert(help: Help, tx: Tx): Promise<void> {
      await rows.collection.insertOne(toRow(help, await keys.get(help.dataKeyId)) as never, { session: tx.session });
    },
    async bodyOfKey(key: string): Promise<string | null> { return (await rows.findOne({ key }, { body: 1 }).lean())?.body ?? null; },
    /** All of a crisis, oldest first. */
    async ofCrisis(crisisId: CrisisId, tx?: Tx): Promise<Help[]> {
      const found = await rows.find({ crisisId }, null, tx ? { session: tx.session } : {}).sort({ at: 1 }).lean<Row[]>();
      return Promise.all(found.map(async (row) => fromRow(row, await keys.get(row.dataKeyId))));
    },
    /** The word that it was obtained; a later word takes the place of an earlier one, both stand in the audit. */
    async obtain(id: HelpId, obtained: NonNullable<Help['obtained']>, tx: Tx): Promise<void> { await rows.updateOne({ _id: id }, { $set: { obtained } }, { session: tx.session }); },
  };
}
