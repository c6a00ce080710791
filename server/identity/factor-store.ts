import { Schema } from 'mongoose';
import type { StaffId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { claimTry } from './core/second-step.js';

/** A passkey: the public half, and how often the device said it was used. `name` is its owner's own word. */
export interface Passkey {
  id: string;
  staffId: StaffId;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  synced: boolean;
  name: string;
  addedAt: Date;
  lastUsedAt: Date | null;
}

/** Codes of an authenticator app. `confirmedAt` null: shown, not yet proved. `lastStep`: the last step whose code was taken, so that none is taken twice. */
export interface Codes { staffId: StaffId; secret: string; confirmedAt: Date | null; recoveryLeft: number }

/** What was begun and must be finished soon: a passkey's challenge, or a sign-in that waits for its code. */
export interface Beginning { _id: string; purpose: 'make-passkey' | 'use-passkey' | 'second-step'; staffId: StaffId | null; endsAt: Date; enrolPhone?: boolean; about?: string }

interface PasskeyRow { _id: string; staffId: string; publicKey: string; counter: number; transports: string[]; synced: boolean; sealed: string; addedAt: Date; lastUsedAt: Date | null }
interface CodesRow { _id: string; sealed: string; confirmedAt: Date | null; lastStep: number; recovery: string[]; wrong: number; lockedUntil: Date | null }

export const factorPlans: CollectionPlan[] = [
  { name: 'passkeys', indexes: [{ key: { staffId: 1 }, name: 'by_staff' }] },
  { name: 'sign_in_codes', indexes: [] },
  { name: 'sign_in_beginnings', indexes: [{ key: { endsAt: 1 }, name: 'forget_ended', expireAfterSeconds: 0 }] },
];

const rules = { strict: 'throw', versionKey: false } as const;
const passkeySchema = new Schema<PasskeyRow>({ _id: String, staffId: String, publicKey: String, counter: Number, transports: [String], synced: Boolean, sealed: String, addedAt: Date, lastUsedAt: Date }, { ...rules, collection: 'passkeys' });
const codesSchema = new Schema<CodesRow>({ _id: String, sealed: String, confirmedAt: Date, lastStep: Number, recovery: [String], wrong: Number, lockedUntil: Date }, { ...rules, collection: 'sign_in_codes' });
const beginningSchema = new Schema<Beginning>({ _id: String, purpose: String, staffId: String, endsAt: Date, enrolPhone: Boolean, about: String }, { ...rules, collection: 'sign_in_beginnings' });

export type FactorStore = Awaited<ReturnType<typeof factorStoreOn>>;

/** Alone knows `passkeys`, `sign_in_codes` and `sign_in_beginnings`. Secrets and names of passkeys are sealed, recovery codes hashed. */
export async function factorStoreOn({ db, keys }: { db: Connection; keys: DataKeys }) {
  const passkeys = db.model('Passkey', passkeySchema);
  const codes = db.model('SignInCodes', codesSchema);
  const beginnings = db.model('SignInBeginning', beginningSchema);
  const key = await keys.named('sign-in');
  const placeOfKey = (id: string): string => `passkeys:${id}:sealed`;
  const placeOfCodes = (id: string): string => `sign_in_codes:${id}:sealed`;
  const inTx = (tx?: Tx) => (tx ? { session: tx.session } : {});

  const fromRow = ({ _id: id, sealed, publicKey, ...rest }: PasskeyRow): Passkey =>
    ({ id, ...rest, lastUsedAt: rest.lastUsedAt ?? null, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')), name: open(key, placeOfKey(id), sealed) as string });

  return {
    passkeysOf: async (staffId: StaffId, tx?: Tx): Promise<Passkey[]> =>
      (await passkeys.find({ staffId }, null, inTx(tx)).sort({ addedAt: 1 }).lean<PasskeyRow[]>()).map(fromRow),
    async findPasskey(id: string): Promise<Passkey | null> {
      const row = await passkeys.findById(id).lean<PasskeyRow>();
      return row ? fromRow(row) : null;
    },
    /** @throws the driver's duplicate error when the device gave a passkey that is known */
    async addPasskey({ id, name, publicKey, ...rest }: Passkey, tx: Tx): Promise<void> {
      await passkeys.collection.insertOne({ _id: id, ...rest, publicKey: Buffer.from(publicKey).toString('base64'), sealed: seal(key, placeOfKey(id), name) } as never, { session: tx.session });
    },
    /** @returns false when somebody used it since with a higher count: one of the two is a copy */
    async usedPasskey({ id, counter: before }: Passkey, counter: number, at: Date, tx: Tx): Promise<boolean> {
      const hit = await passkeys.collection.updateOne({ _id: id as never, counter: before }, { $set: { counter, lastUsedAt: at } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
    /** @returns false when there is no such passkey of theirs */
    async removePasskey(staffId: StaffId, id: string, tx: Tx): Promise<boolean> {
      return (await passkeys.deleteOne({ _id: id, staffId }, { session: tx.session })).deletedCount === 1;
    },

    async codesOf(staffId: StaffId, tx?: Tx): Promise<Codes | null> {
      const row = await codes.findById(staffId, null, inTx(tx)).lean<CodesRow>();
      return row ? { staffId, secret: open(key, placeOfCodes(staffId), row.sealed) as string, confirmedAt: row.confirmedAt ?? null, recoveryLeft: row.recovery.length } : null;
    },
    /** A secret that is shown and not proved yet takes the place of an earlier one. */
    async putCodes(staffId: StaffId, secret: string, tx: Tx): Promise<void> {
      const row: Omit<CodesRow, '_id'> = { sealed: seal(key, placeOfCodes(staffId), secret), confirmedAt: null, lastStep: 0, recovery: [], wrong: 0, lockedUntil: null };
      await codes.collection.replaceOne({ _id: staffId as never }, row, { upsert: true, session: tx.session });
    },
    async confirmCodes(staffId: StaffId, at: Date, tx: Tx): Promise<void> { await codes.updateOne({ _id: staffId }, { $set: { confirmedAt: at } }, { session: tx.session }); },
    async putRecovery(staffId: StaffId, hashes: readonly string[], tx: Tx): Promise<void> { await codes.updateOne({ _id: staffId }, { $set: { recovery: [...hashes] } }, { session: tx.session }); },
    async removeCodes(staffId: StaffId, tx: Tx): Promise<void> { await codes.deleteOne({ _id: staffId }, { session: tx.session }); },

    /** Counts one try of a code. @returns whether it may be looked at, and whether no other may after it */
    async claimTry(staffId: StaffId, now: Date): Promise<{ allowed: boolean; last: boolean }> {
      for (;;) {
        const row = await codes.findById(staffId).lean<CodesRow>();
        if (!row) return { allowed: false, last: false };
        const before = { wrong: row.wrong, lockedUntil: row.lockedUntil ?? null };
        const after = claimTry(before, now);
        if (!after) return { allowed: false, last: false };
        const hit = await codes.collection.updateOne({ _id: staffId as never, ...before }, { $set: after });
        if (hit.matchedCount === 1) return { allowed: true, last: after.lockedUntil !== null };
      }
    },
    /** Takes the code of a step. @returns false when that step's, or a later one's, was taken before */
    async takeStep(staffId: StaffId, step: number): Promise<boolean> {
      return (await codes.collection.updateOne({ _id: staffId as never, lastStep: { $lt: step } }, { $set: { lastStep: step, wrong: 0, lockedUntil: null } })).matchedCount === 1;
    },
    /** Takes a recovery code, once. @returns false when it is none */
    async takeRecovery(staffId: StaffId, hash: string): Promise<boolean> {
      return (await codes.collection.updateOne({ _id: staffId as never, recovery: hash }, { $pull: { recovery: hash } as never, $set: { wrong: 0, lockedUntil: null } })).matchedCount === 1;
    },

    async begin(row: Beginning): Promise<void> { await beginnings.collection.insertOne(row as never); },
    find: async (id: string, purpose: Beginning['purpose'], now: Date): Promise<Beginning | null> => {
      const row = await beginnings.findOne({ _id: id, purpose }).lean<Beginning>();
      return row && row.endsAt > now ? row : null;
    },
    /** Ends what was begun. @returns it, once; null when it is over, or of another purpose */
    async finish(id: string, purpose: Beginning['purpose'], now: Date): Promise<Beginning | null> {
      const row = await beginnings.collection.findOneAndDelete({ _id: id as never, purpose }) as unknown as Beginning | null;
      return row && row.endsAt > now ? row : null;
    },
  };
}
