import { Schema } from 'mongoose';
import { problem } from './http/problem.js';
import type { Actor, Call } from './http/route.js';
import type { Connection } from './mongo/connect.js';
import type { CollectionPlan } from './mongo/migrate.js';
import { duplicateOf } from './mongo/transact.js';
import type { Tx } from './mongo/transact.js';

/** Notes, in the transaction that makes a thing, that its key is used. */
export type Claim = (tx: Tx) => Promise<void>;

const INDEX = 'one_per_idempotency_key';

export const idempotencyPlan: CollectionPlan = {
  name: 'idempotency_keys',
  indexes: [{ key: { key: 1 }, name: INDEX, unique: true }, { key: { at: 1 }, name: 'forget', expireAfterSeconds: 30 * 24 * 3600 }],
};

const schema = new Schema<{ key: string; body: string; at: Date }>({ key: String, body: String, at: Date }, { strict: 'throw', versionKey: false, collection: 'idempotency_keys' });

export type Idempotency = ReturnType<typeof idempotencyOn>;

/**
 * Makes a creating command safe to repeat for 30 days: the same key of the same caller has its effect once, and is answered
 * by how the thing stands now. Reports keep their keys themselves, for good.
 */
export function idempotencyOn(db: Connection, now: () => Date) {
  const rows = db.model('IdempotencyKey', schema);
  return {
    /** @throws `request/key-reused` for the same key with another body */
    async once<T>({ idempotencyKey, bodyHash, request }: Call, actor: Actor, make: (claim: Claim) => Promise<T>, again: () => Promise<T>): Promise<T> {
      if (idempotencyKey === null) return make(async () => undefined);
      const key = `${actor.staffId}:${request.path}:${idempotencyKey}`;
      try {
        return await make(async ({ session }) => { await rows.collection.insertOne({ key, body: bodyHash, at: now() } as never, { session }); });
      } catch (error) {
        if (duplicateOf(error) !== INDEX) throw error;
        const known = await rows.findOne({ key }).lean();
        if (known?.body !== bodyHash) throw problem('request/key-reused');
        return again();
      }
    },
  };
}
