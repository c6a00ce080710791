import { Schema } from 'mongoose';
import type { SafeContact } from '../contract/care.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';

export const safeContactsPlan: CollectionPlan = { name: 'safe_contacts', indexes: [{ key: { teamId: 1, changedAt: 1 }, name: 'by_team' }] };

/** How one person may be reached, and who said so last. */
export interface KeptSafeContact { rules: SafeContact; changedAt: Date; changedById: StaffId; version: number }

interface Row { _id: string; teamId: string; dataKeyId: string; sealed: string; changedAt: Date; changedById: string; version: number }

const schema = new Schema<Row>({ _id: String, teamId: String, dataKeyId: String, sealed: String, changedAt: Date, changedById: String, version: Number }, { strict: 'throw', versionKey: false, collection: 'safe_contacts' });

const place = (crisisId: string): string => `safe_contacts:${crisisId}:rules`;

export type SafeContactStore = ReturnType<typeof safeContactStoreOn>;

/** Alone knows the collection `safe_contacts`: one for each crisis, sealed whole with its data key. */
export function safeContactStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('SafeContact', schema);
  return {
    async find(crisisId: CrisisId, tx?: Tx): Promise<KeptSafeContact | null> {
      const row = await rows.findById(crisisId, null, tx ? { session: tx.session } : {}).lean<Row>();
      return row && { rules: open(await keys.get(row.dataKeyId), place(crisisId), row.sealed) as SafeContact, changedAt: row.changedAt, changedById: row.changedById, version: row.version };
    },
    /** @throws conflict `care/safe-contact-changed` if it is not as it was read; version 0 is "nothing was said yet" */
    async save({ id, teamId, dataKeyId }: { id: CrisisId; teamId: TeamId; dataKeyId: string }, { rules, changedAt, changedById }: Omit<KeptSafeContact, 'version'>, seenVersion: number, tx: Tx): Promise<void> {
      const row: Omit<Row, '_id'> = { teamId, dataKeyId, sealed: seal(await keys.get(dataKeyId), place(id), rules), changedAt, changedById, version: seenVersion + 1 };
      if (seenVersion === 0) {
        await rows.collection.insertOne({ _id: id, ...row } as never, { session: tx.session }).catch((error: unknown) => { throw duplicateOf(error) === '_id_' ? problem('care/safe-contact-changed') : error; });
        return;
      }
      const hit = await rows.collection.updateOne({ _id: id, version: seenVersion } as never, { $set: row } as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('care/safe-contact-changed');
    },
  };
}
