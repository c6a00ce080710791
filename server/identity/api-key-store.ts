import { Schema } from 'mongoose';
import type { Clock } from '../kernel/clock.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { ApiKey } from './core/api-key.js';

type Row = Omit<ApiKey, 'id'> & { _id: string };

export const apiKeysPlan: CollectionPlan = { name: 'api_keys', indexes: [{ key: { hash: 1 }, name: 'one_per_hash', unique: true }] };

const schema = new Schema<Row>({
  _id: String, hash: String, prefix: String, name: String, scopes: [String], teamIds: [String], madeById: String, madeAt: Date, endsAt: Date,
  approvals: [{ _id: false, teamId: String, byId: String, at: Date }], revokedAt: Date, lastUsedAt: Date,
}, { strict: 'throw', versionKey: false, collection: 'api_keys' });

export type ApiKeyStore = ReturnType<typeof apiKeyStoreOn>;

/** Alone knows `api_keys`. There are few, and they are kept in memory by `people.ts`. */
export function apiKeyStoreOn(db: Connection) {
  const rows = db.model('ApiKey', schema);
  const fromRow = ({ _id: id, ...rest }: Row): ApiKey => ({ id, ...rest, revokedAt: rest.revokedAt ?? null, lastUsedAt: rest.lastUsedAt ?? null });
  return {
    all: async (): Promise<ApiKey[]> => (await rows.find().sort({ madeAt: -1 }).lean<Row[]>()).map(fromRow),
    async find(id: string, tx: Tx): Promise<ApiKey | null> {
      const row = await rows.findById(id, null, { session: tx.session }).lean<Row>();
      return row ? fromRow(row) : null;
    },
    async add({ id, ...rest }: ApiKey, tx: Tx): Promise<void> { await rows.collection.insertOne({ _id: id, ...rest } as never, { session: tx.session }); },
    async revoke(id: string, at: Date, tx: Tx): Promise<void> { await rows.updateOne({ _id: id }, { $set: { revokedAt: at } }, { session: tx.session }); },
    async approve(id: string, approvals: ApiKey['approvals'], tx: Tx): Promise<void> { await rows.updateOne({ _id: id }, { $push: { approvals: { $each: approvals } } }, { session: tx.session }); },
    /** Notes that a key is used, at most once a minute and process, and lets nobody wait for it. */
    noteUse(clock: Pick<Clock, 'now'>): (key: Pick<ApiKey, 'id'>) => void {
      const noted = new Map<string, number>();
      return ({ id }) => {
        const at = clock.now();
        if (at.getTime() - (noted.get(id) ?? 0) < 60_000) return;
        noted.set(id, at.getTime());
        void rows.updateOne({ _id: id }, { $set: { lastUsedAt: at } }).catch(() => undefined);
      };
    },
  };
}
