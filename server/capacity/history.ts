import { Schema } from 'mongoose';
import type { TellingReason } from '../contract/capacity.js';
import type { CapacityMethod } from '../contract/directory.js';
import { newId } from '../kernel/ids.js';
import type { ServiceId } from '../kernel/ids.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** One number of the past: what was told, by whom and why, and what stood before. */
export interface KeptTelling {
  id: string;
  serviceId: ServiceId;
  /** The version of the service that this telling made: the order of tellings. */
  serviceVersion: number;
  capacityId: string;
  unit: string;
  available: number;
  maximum: number | null;
  at: Date;
  method: CapacityMethod;
  why: TellingReason;
  /** The referral that brought it. */
  about: string | null;
  before: { available: number; fresh: boolean } | null;
  /** Name and role; null when the system did it. */
  by: string | null;
}

interface Row extends Omit<KeptTelling, 'id' | 'by'> { _id: string; by: string | null }

export const tellingsPlan: CollectionPlan = {
  name: 'capacity_tellings',
  indexes: [
    { key: { serviceId: 1, serviceVersion: -1 }, name: 'by_service' },
    { key: { at: 1 }, name: 'refused', partialFilterExpression: { why: 'refused' } },
  ],
};

const schema = new Schema<Row>({
  _id: String, serviceId: String, serviceVersion: Number, capacityId: String, unit: String, available: Number, maximum: Number, at: Date, method: String, why: String, about: String, before: Object, by: String,
}, { strict: 'throw', versionKey: false, collection: 'capacity_tellings', minimize: false });

export type TellingStore = Awaited<ReturnType<typeof tellingStoreOn>>;

/** Alone knows `capacity_tellings`, which only ever grows. Names are sealed. */
export async function tellingStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('CapacityTelling', schema);
  const key = await keys.named('capacity');
  const place = (id: string): string => `capacity_tellings:${id}:by`;
  const opened = ({ _id: id, by, ...rest }: Row): KeptTelling => ({ ...rest, id, by: by === null ? null : String(open(key, place(id), by)) });

  return {
    /** Adds one telling at the end of the caller's transaction. */
    add(tx: Tx, { by, ...telling }: Omit<KeptTelling, 'id'>): void {
      const id = newId();
      tx.insert(rows.collection, [{ ...telling, _id: id, by: by === null ? null : seal(key, place(id), by) }]);
    },
    /** The latest of a service, newest first. */
    async latest(serviceId: ServiceId, most: number, tx?: Tx): Promise<KeptTelling[]> {
      return (await rows.find({ serviceId }, null, tx ? { session: tx.session } : {}).sort({ serviceVersion: -1 }).limit(most).lean<Row[]>()).map(opened);
    },
    /** Refusals for want of room since an instant, of all services or one, without names. */
    async refusedSince(at: Date, serviceId?: ServiceId): Promise<Pick<KeptTelling, 'serviceId' | 'at' | 'before'>[]> {
      return rows.find({ why: 'refused', at: trusted({ $gt: at }), ...(serviceId === undefined ? {} : { serviceId }) }, { serviceId: 1, at: 1, before: 1 }).lean<Pick<Row, 'serviceId' | 'at' | 'before'>[]>();
    },
  };
}
