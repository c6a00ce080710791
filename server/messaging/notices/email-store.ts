import { Schema } from 'mongoose';
import type { StaffId } from '../../kernel/ids.js';
import type { Connection } from '../../platform/mongo/connect.js';
import { open, seal } from '../../platform/mongo/data-keys.js';
import type { DataKeys } from '../../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../../platform/mongo/migrate.js';
import type { Tx } from '../../platform/mongo/transact.js';

/** Where somebody has news of the rota sent, and whether. */
export interface EmailAddress {
  staffId: StaffId;
  address: string;
  wanted: boolean;
  verifiedAt: Date | null;
  failing: { at: Date; code: number | null } | null;
}

interface Row { _id: string; addressIndex: string; sealed: string; wanted: boolean; verifiedAt: Date | null; failing: EmailAddress['failing'] }

export const emailAddressesPlan: CollectionPlan = { name: 'email_addresses', indexes: [] };

const schema = new Schema<Row>({ _id: String, addressIndex: String, sealed: String, wanted: Boolean, verifiedAt: Date, failing: Object }, { strict: 'throw', versionKey: false, collection: 'email_addresses', minimize: false });

export type EmailAddresses = Awaited<ReturnType<typeof emailAddressesOn>>;

/** Alone knows `email_addresses`; they are sealed. */
export async function emailAddressesOn({ db, keys }: { db: Connection; keys: DataKeys }) {
  const rows = db.model('EmailAddress', schema);
  const key = await keys.named('email-addresses');
  const place = (id: string): string => `email_addresses:${id}:sealed`;
  const indexOf = (address: string): string => keys.blindIndex('notice-email', address);

  return {
    async find(staffId: StaffId, tx?: Tx): Promise<EmailAddress | null> {
      const row = await rows.findById(staffId, null, tx ? { session: tx.session } : {}).lean<Row>();
      return row ? { staffId, address: String(open(key, place(staffId), row.sealed)), wanted: row.wanted, verifiedAt: row.verifiedAt, failing: row.failing } : null;
    },
    async put(tx: Tx, { staffId, address, ...rest }: EmailAddress): Promise<void> {
      await rows.collection.replaceOne({ _id: staffId as never }, { ...rest, addressIndex: indexOf(address), sealed: seal(key, place(staffId), address) } as never, { upsert: true, session: tx.session });
    },
    async remove(tx: Tx, staffId: StaffId): Promise<void> { await rows.collection.deleteOne({ _id: staffId as never }, { session: tx.session }); },
    /** Mail to this address came back; one that was changed meanwhile is not blamed. */
    async setFailing(staffId: StaffId, address: string, failing: EmailAddress['failing']): Promise<void> {
      await rows.updateOne({ _id: staffId, addressIndex: indexOf(address) }, { $set: { failing } });
    },
  };
}
