import { Schema } from 'mongoose';
import { newId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** Who did or read what, by ids only. `reason` is a code, never free text. */
export interface AuditEntry {
  at: Date;
  actorId: string | null;
  role: string;
  action: string;
  object: string;
  teamId: string;
  reason?: string;
}

export const auditPlan: CollectionPlan = {
  name: 'audit',
  indexes: [{ key: { teamId: 1, at: 1 }, name: 'by_team' }, { key: { object: 1, at: 1 }, name: 'by_object' }],
};

const schema = new Schema<AuditEntry & { _id: string }>({
  _id: String, at: Date, actorId: String, role: String, action: String, object: String, teamId: String, reason: String,
}, { strict: 'throw', versionKey: false, collection: 'audit' });

export type Audit = ReturnType<typeof auditOn>;

/** Alone writes `audit`, which only ever grows. Entries commit with the change or the read that they witness. */
export function auditOn(db: Connection) {
  const rows = db.model('AuditEntry', schema);
  return {
    /** Adds entries in the transaction of what they witness. */
    async append(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
      tx.insert(rows.collection, entries.map((entry) => ({ _id: newId(), ...entry })));
    },
    /** Adds the entry of a read, before the answer leaves. @throws when it cannot be written: then nothing may be shown */
    async read(entry: AuditEntry): Promise<void> {
      await rows.collection.insertOne({ _id: newId(), ...entry } as never);
    },
    /** What was done to or read of one thing, newest first. */
    async ofObject(object: string): Promise<AuditEntry[]> {
      return rows.find({ object }).sort({ at: -1 }).limit(500).lean();
    },
  };
}
