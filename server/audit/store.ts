import type { AuditAction } from '../contract/audit-actions.js';
import { Schema } from 'mongoose';
import { newId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Place } from './core/query.js';

/** Who did or read what, by ids only. `reason` is a code, never free text. */
export interface AuditEntry {
  at: Date;
  actorId: string | null;
  role: string;
  action: AuditAction;
  object: string;
  teamId: string;
  reason?: string;
}

export const auditPlan: CollectionPlan = {
  name: 'audit',
  indexes: [
    { key: { teamId: 1, at: 1, _id: 1 }, name: 'by_team_in_order' }, { key: { object: 1, at: 1 }, name: 'by_object' }, { key: { at: 1, _id: 1 }, name: 'in_order' },
    { key: { actorId: 1, at: 1, _id: 1 }, name: 'by_actor_in_order' }, { key: { action: 1, at: 1, _id: 1 }, name: 'by_action_in_order' },
  ],
};

const schema = new Schema<AuditEntry & { _id: string }>({
  _id: String, at: Date, actorId: String, role: String, action: String, object: String, teamId: String, reason: String,
}, { strict: 'throw', versionKey: false, collection: 'audit' });

export type KeptEntry = AuditEntry & { _id: string };

/** What to look for. `teamIds` null: everywhere. `from` is within, `until` is not. `after`: older than this one. */
export interface AuditFilter { teamIds: readonly string[] | null; actorId?: string; action?: string; object?: string; from?: Date; until?: Date; after?: Place }

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
    /** Entries, the newest first; the order is the same for every page. */
    async find({ teamIds, actorId, action, object, from, until, after }: AuditFilter, limit: number): Promise<KeptEntry[]> {
      const and: object[] = [
        ...(teamIds === null ? [] : [{ teamId: { $in: [...teamIds] } }]), ...(actorId === undefined ? [] : [{ actorId }]), ...(action === undefined ? [] : [{ action }]), ...(object === undefined ? [] : [{ object }]),
        ...(from === undefined ? [] : [{ at: { $gte: from } }]), ...(until === undefined ? [] : [{ at: { $lt: until } }]),
        ...(after === undefined ? [] : [{ at: { $lte: after.at } }, { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] }]),
      ];
      return await rows.collection.find(and.length === 0 ? {} : { $and: and }).sort({ at: -1, _id: -1 }).limit(limit).toArray() as unknown as KeptEntry[];
    },
    /** Actions and actors that occur; of some teams only where they are named. */
    async occurring(teamIds: readonly string[] | null): Promise<{ actions: string[]; actorIds: string[] }> {
      const within = teamIds === null ? {} : { teamId: { $in: [...teamIds] } };
      const [actions, actorIds] = [await rows.collection.distinct('action', within), await rows.collection.distinct('actorId', within)];
      return { actions: actions as string[], actorIds: (actorIds as (string | null)[]).filter((id) => id !== null) };
    },
    /** The oldest instant among these entries; null when there are none. */
    async oldestOf(ids: readonly string[]): Promise<Date | null> {
      const [oldest] = ids.length === 0 ? [] : await rows.collection.find({ _id: { $in: [...ids] as never[] } }).sort({ at: 1 }).limit(1).toArray();
      return (oldest as unknown as KeptEntry | undefined)?.at ?? null;
    },
    /** What was done to or read of one thing, newest first. */
    async ofObject(object: string): Promise<AuditEntry[]> {
      return rows.find({ object }).sort({ at: -1 }).limit(500).lean();
    },
  };
}
