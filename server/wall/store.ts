import { createHash, randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import type { StaffId, TeamId } from '../kernel/ids.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** Bits of a wall's key. A screen keeps it for a year, so it is as long as a session's secret. */
const BYTES = 32;
/** Characters of a key; only such strings are looked up. */
export const WALL_KEY_LENGTH = 43;

/** What is kept of one screen's key: who may see what with it, and never the key. */
export interface WallKey { id: string; hash: string; name: string; teamId: TeamId; madeById: StaffId; madeAt: Date; endsAt: Date; seenAt: Date | null }

interface Row extends Omit<WallKey, 'hash'> { _id: string }

export const wallKeysPlan: CollectionPlan = {
  name: 'wall_keys',
  indexes: [
    { key: { id: 1 }, name: 'one_per_id', unique: true },
    { key: { teamId: 1, madeAt: -1 }, name: 'by_team' },
    { key: { endsAt: 1 }, name: 'forget_ended', expireAfterSeconds: 0 },
  ],
};

const schema = new Schema<Row>({ _id: String, id: String, name: String, teamId: String, madeById: String, madeAt: Date, endsAt: Date, seenAt: Date },
  { strict: 'throw', versionKey: false, minimize: false, id: false, collection: 'wall_keys' });

export const newWallKey = (): string => randomBytes(BYTES).toString('base64url');
/** What is stored of a key. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

export type WallKeyStore = ReturnType<typeof wallKeyStoreOn>;

/** Alone knows `wall_keys`, which holds hashes and no key. */
export function wallKeyStoreOn(db: Connection) {
  const rows = db.model('WallKey', schema);
  const fromRow = ({ _id: hash, ...row }: Row): WallKey => ({ hash, ...row });
  return {
    add(tx: Tx, { hash, ...row }: WallKey): void { tx.insert(rows.collection, [{ _id: hash, ...row }]); },
    /** One that works at `now`; null for any other. */
    async findOpen(key: string, now: Date): Promise<WallKey | null> {
      const row = key.length === WALL_KEY_LENGTH ? await rows.findById(hashOfKey(key)).lean<Row>() : null;
      return row && row.endsAt > now ? fromRow(row) : null;
    },
    async find(id: string, tx: Tx): Promise<WallKey | null> {
      const row = await rows.findOne({ id }, null, { session: tx.session }).lean<Row>();
      return row && fromRow(row);
    },
    /** Those of these teams that work at `now`, newest first. */
    async openOf(teamIds: readonly TeamId[], now: Date): Promise<WallKey[]> {
      return (await rows.find({ teamId: trusted({ $in: [...teamIds] }), endsAt: trusted({ $gt: now }) }).sort({ madeAt: -1 }).limit(200).lean<Row[]>()).map(fromRow);
    },
    async remove(hash: string, tx: Tx): Promise<void> { await rows.deleteOne({ _id: hash }, { session: tx.session }); },
    async seen(id: string, at: Date): Promise<void> { await rows.updateOne({ id }, { $set: { seenAt: at } }); },
  };
}
