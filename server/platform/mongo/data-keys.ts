import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Connection } from './connect.js';
import type { CollectionPlan } from './migrate.js';

/** A data key in the clear, for one subject; `id` is what is stored beside the ciphertext. */
export interface DataKey { readonly id: string; readonly secret: Buffer }

/** Keys from `FIELD_KEYS`; the first wraps what is new, the others still open what is old. */
export type KeyRing = readonly { kid: string; secret: Buffer }[];

interface Wrapped { _id: string; kid: string; wrapped: string }

const POOL = 64;

const lock = (secret: Buffer, plain: Buffer, about: string): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
};

const unlock = (secret: Buffer, sealed: string, about: string): Buffer => {
  const raw = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', secret, raw.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(raw.subarray(12, 28));
  return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]);
};

/** `value` as AES-256-GCM ciphertext bound to the place `about` (`collection:id:field`); it opens nowhere else. */
export const seal = (key: DataKey, about: string, value: unknown): string => lock(key.secret, Buffer.from(JSON.stringify(value)), about);

/** What `seal` closed. @throws when the key, the place or a single bit differs */
export const open = (key: DataKey, about: string, sealed: string): unknown => JSON.parse(unlock(key.secret, sealed, about).toString());

export const dataKeysPlan: CollectionPlan = { name: 'data_keys', indexes: [] };

export type DataKeys = Awaited<ReturnType<typeof dataKeysOn>>;

/**
 * Random data keys, one per subject, wrapped by the key ring. Destroying a row makes everything sealed with it unreadable,
 * in back-ups too, as long as this collection is backed up apart. A pool of stored, unused keys is kept so that
 * a report needs no write for its key.
 */
export async function dataKeysOn(db: Connection, ring: KeyRing) {
  const rows = db.model('DataKey', new Schema<Wrapped>(
    { _id: String, kid: { type: String, required: true }, wrapped: { type: String, required: true } },
    { strict: 'throw', versionKey: false, collection: 'data_keys' }));
  const current = ring[0];
  if (!current) throw new Error('FIELD_KEYS names no key');
  const known = new Map<string, DataKey>();
  const pool: DataKey[] = [];
  let filling: Promise<void> | null = null;

  const wrap = (key: DataKey): Wrapped => ({ _id: key.id, kid: current.kid, wrapped: lock(current.secret, key.secret, `data_keys:${key.id}`) });
  const make = async (keys: DataKey[]): Promise<void> => { await rows.insertMany(keys.map(wrap)); };

  const fill = (): Promise<void> => (filling ??= (async () => {
    const fresh = Array.from({ length: POOL }, () => ({ id: randomUUID(), secret: randomBytes(32) }));
    await make(fresh);
    pool.push(...fresh);
  })().finally(() => { filling = null; }));

  const remember = (key: DataKey): DataKey => {
    if (known.size > 20_000) known.delete(known.keys().next().value as string);
    known.set(key.id, key);
    return key;
  };

  /** The key `id`. @throws when it was destroyed or its wrapping key is not in `FIELD_KEYS` */
  async function get(id: string): Promise<DataKey> {
    const cached = known.get(id);
    if (cached) return cached;
    const row = await rows.findById(id).lean();
    const wrapping = ring.find((key) => key.kid === row?.kid);
    if (!row || !wrapping) throw new Error(row ? 'a wrapping key is missing from FIELD_KEYS' : 'this data key was destroyed');
    return remember({ id, secret: unlock(wrapping.secret, row.wrapped, `data_keys:${id}`) });
  }

  /** A key that never changes for a named use of the whole network, made on first asking. */
  async function named(id: string): Promise<DataKey> {
    try { return await get(id); } catch { /* not made yet, or made by another process this moment */ }
    await make([{ id, secret: randomBytes(32) }]).catch(() => undefined);
    return get(id);
  }

  const index = await named('blind-index');
  await fill();

  return {
    get, named,
    /** A fresh stored key, not used by anybody else. */
    async take(): Promise<DataKey> {
      if (pool.length < POOL / 2) void fill().catch(() => undefined);
      while (pool.length === 0) await fill();
      return remember(pool.pop() as DataKey);
    },
    /** The same value gives the same text, which tells nothing without the key: for exact search only. */
    blindIndex: (use: string, value: string): string => createHmac('sha256', index.secret).update(`${use}:${value}`).digest('base64url'),
  };
}
