import { Schema } from 'mongoose';
import type { Channel } from '../contract/words.js';
import { addSeconds } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import type { StaffId } from '../kernel/ids.js';
import type { Delivery } from '../messaging/index.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** A code or a test for one number. `code` is empty for a test; a code that was used or guessed at too often has `tries` beyond the limit. */
export interface PhoneCheck {
  id: string;
  staffId: StaffId;
  numberId: string;
  purpose: 'code' | 'test';
  channel: Channel;
  to: string;
  code: string;
  madeAt: Date;
  endsAt: Date;
  tries: number;
  delivery: Delivery;
  version: number;
}

type CheckRow = Omit<PhoneCheck, 'id' | 'to' | 'code'> & { _id: string; sealed: string };

export const checksPlan: CollectionPlan = {
  name: 'phone_checks',
  indexes: [{ key: { staffId: 1, madeAt: -1 }, name: 'by_staff' }, { key: { madeAt: 1 }, name: 'forget', expireAfterSeconds: 30 * 24 * 3600 }],
};

const schema = new Schema<CheckRow>({
  _id: String, staffId: String, numberId: String, purpose: String, channel: String, sealed: String, madeAt: Date, endsAt: Date, tries: Number, delivery: Object, version: Number,
}, { strict: 'throw', versionKey: false, collection: 'phone_checks', minimize: false });

export type CheckStore = Awaited<ReturnType<typeof checkStoreOn>>;

/** Alone knows `phone_checks`; numbers and codes are sealed. */
export async function checkStoreOn({ db, keys, clock }: { db: Connection; keys: DataKeys; clock: Clock }) {
  const rows = db.model('PhoneCheck', schema);
  const key = await keys.named('phone-checks');
  const place = (id: string): string => `phone_checks:${id}:sealed`;
  const opened = ({ _id: id, sealed, ...rest }: CheckRow): PhoneCheck => ({ id, ...rest, ...(open(key, place(id), sealed) as { to: string; code: string }) });
  const inTx = (tx?: Tx) => (tx ? { session: tx.session } : {});

  async function find(id: string): Promise<PhoneCheck | null> {
    const row = await rows.findById(id).lean<CheckRow>();
    return row ? opened(row) : null;
  }

  return {
    find,
    async add(tx: Tx, { id, to, code, ...rest }: PhoneCheck): Promise<void> {
      await rows.collection.insertOne({ _id: id, ...rest, sealed: seal(key, place(id), { to, code }) } as never, { session: tx.session });
    },
    /** How many somebody asked for lately. */
    countSince: (tx: Tx, staffId: StaffId, purpose: PhoneCheck['purpose'], withinSeconds: number): Promise<number> =>
      rows.countDocuments({ staffId, purpose, madeAt: trusted({ $gt: addSeconds(clock.now(), -withinSeconds) }) }, { session: tx.session }),
    /** The latest code for a number. */
    async latestCode(tx: Tx, staffId: StaffId, numberId: string): Promise<PhoneCheck | null> {
      const row = await rows.findOne({ staffId, numberId, purpose: 'code' }, null, { session: tx.session }).sort({ madeAt: -1 }).lean<CheckRow>();
      return row ? opened(row) : null;
    },
    async setTries(tx: Tx, { id }: PhoneCheck, tries: number): Promise<void> { await rows.updateOne({ _id: id }, { $set: { tries } }, inTx(tx)); },
    /** Applies `change` to the delivery as it is stored, whatever came in meanwhile. @returns the delivery then; null when there is no such check */
    async change(id: string, change: (stored: Delivery) => Delivery): Promise<Delivery | null> {
      for (;;) {
        const stored = await find(id);
        if (!stored) return null;
        const delivery = change(stored.delivery);
        if (delivery === stored.delivery) return delivery;
        const hit = await rows.updateOne({ _id: id, version: stored.version }, { $set: { delivery }, $inc: { version: 1 } });
        if (hit.matchedCount === 1) return delivery;
      }
    },
    /** The provider's names of calls to somebody that belong to other checks. */
    async callSidsOf(staffId: StaffId, but: string): Promise<string[]> {
      const found = await rows.find({ staffId, channel: 'voice' }, { delivery: 1 }).sort({ madeAt: -1 }).limit(20).lean<Pick<CheckRow, '_id' | 'delivery'>[]>();
      return found.filter(({ _id }) => _id !== but).flatMap(({ delivery }) => delivery.attempts.flatMap(({ sid }) => sid ?? []));
    },
  };
}
