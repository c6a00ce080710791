import { Schema } from 'mongoose';
import type { CrisisId, FollowUpId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { FollowUp, Try } from './core/follow-up.js';

export const followUpsPlan: CollectionPlan = {
  name: 'follow_ups',
  indexes: [
    { key: { crisisId: 1, dueAt: 1 }, name: 'by_crisis' },
    { key: { teamId: 1, doneAt: 1, dueAt: 1 }, name: 'by_team' },
  ],
};

interface Row extends Omit<FollowUp, 'id' | 'tries'> { _id: string; tries: (Omit<Try, 'note'> & { sealed: string })[] }

const schema = new Schema<Row>({
  _id: String, crisisId: String, ref: String, teamId: String, dataKeyId: String, kind: String, dueAt: Date, assigneeId: String, tries: [Object], doneAt: Date,
  supervisorAskedAt: Date, referralId: String, version: Number,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'follow_ups' });

const place = (id: string, index: number): string => `follow_ups:${id}:try-${index}`;
const toRow = ({ id, tries, ...plain }: FollowUp, key: DataKey): Row =>
  ({ _id: id, ...plain, tries: tries.map(({ note, ...one }, index) => ({ ...one, sealed: seal(key, place(id, index), note) })) });
const fromRow = ({ _id: id, tries, ...plain }: Row, key: DataKey): FollowUp =>
  ({ id, ...plain, referralId: plain.referralId ?? null, tries: tries.map(({ sealed, ...one }, index) => ({ ...one, note: open(key, place(id, index), sealed) as string | null })) });

export type FollowUpStore = ReturnType<typeof followUpStoreOn>;

/** Alone knows the collection `follow_ups`; what was written down is sealed with the crisis's own data key. */
export function followUpStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('FollowUp', schema);
  const decodeAll = (found: readonly Row[]): Promise<FollowUp[]> => Promise.all(found.map(async (row) => fromRow(row, await keys.get(row.dataKeyId))));
  return {
    async insert(followUps: readonly FollowUp[], tx: Tx): Promise<void> {
      const made = await Promise.all(followUps.map(async (one) => toRow(one, await keys.get(one.dataKeyId))));
      if (made.length > 0) await rows.collection.insertMany(made as never, { session: tx.session });
    },
    async find(id: FollowUpId, tx?: Tx): Promise<FollowUp | null> {
      return (await decodeAll(await rows.find({ _id: id }, null, tx ? { session: tx.session } : {}).limit(1).lean<Row[]>()))[0] ?? null;
    },
    /** All of these crises, due first. */
    async ofCrises(crisisIds: readonly CrisisId[], tx?: Tx): Promise<FollowUp[]> {
      return decodeAll(await rows.find({ crisisId: trusted({ $in: [...crisisIds] }) }, null, tx ? { session: tx.session } : {}).sort({ dueAt: 1 }).lean<Row[]>());
    },
    /** Those still to be made in these teams, due first. */
    async openOf(teamIds: readonly TeamId[]): Promise<FollowUp[]> {
      return decodeAll(await rows.find({ teamId: trusted({ $in: [...teamIds] }), doneAt: null }).sort({ dueAt: 1 }).limit(500).lean<Row[]>());
    },
    /** Writes it whole if it is still as it was read. @throws conflict `care/follow-up-done`: somebody recorded something a moment ago */
    async replace(next: FollowUp, tx: Tx): Promise<void> {
      const { _id, version, ...row } = toRow(next, await keys.get(next.dataKeyId));
      const hit = await rows.collection.updateOne({ _id, version } as never, { $set: { ...row, version: version + 1 } } as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('care/follow-up-done');
    },
  };
}
