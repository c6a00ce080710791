import { Schema } from 'mongoose';
import type { ConsentId, CrisisId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Consent, Withdrawal } from './core/consent.js';

export const consentsPlan: CollectionPlan = {
  name: 'consents',
  indexes: [
    { key: { crisisId: 1, order: 1 }, name: 'by_crisis' },
    { key: { teamId: 1, at: 1 }, name: 'by_team' },
    { key: { key: 1 }, name: 'one_per_key', unique: true, partialFilterExpression: { key: { $type: 'string' } } },
  ],
};

type Told = Pick<Consent, 'serviceName' | 'language' | 'emergencyBasis' | 'givenBy' | 'method' | 'witness' | 'guardian' | 'purpose'>;
interface Row extends Omit<Consent, 'id' | 'key' | 'personTold' | 'withdrawal' | keyof Told> { _id: string; sealed: string; emergency: boolean; key?: string; withdrawal?: { byId: string | null; sealed: string }; personTold?: { at: Date; byId: string; sealed: string } }

const schema = new Schema<Row>({
  _id: String, crisisId: String, teamId: String, dataKeyId: String, serviceId: String, category: String, personTold: Object, dataClasses: [String], at: Date, order: Number, recordedById: String, expiresOn: String,
  refused: Boolean, withdrawnAt: Date, withdrawal: Object, emergency: Boolean, key: String, body: String, sealed: String,
}, { strict: 'throw', versionKey: false, collection: 'consents' });

const place = (id: string): string => `consents:${id}:told`;

function toRow({ id, serviceName, language, emergencyBasis, givenBy, method, witness, guardian, purpose, personTold: _personTold, withdrawal: _withdrawal, key: idempotency, ...plain }: Consent, key: DataKey): Row {
  const told: Told = { serviceName, language, emergencyBasis, givenBy, method, witness, guardian, purpose };
  return { _id: id, ...plain, emergency: emergencyBasis !== null, sealed: seal(key, place(id), told), ...(idempotency === null ? {} : { key: idempotency }) };
}

const toldPlace = (id: string): string => `consents:${id}:person-told`;

/** Rows of the first release have no category and tell no witness, guardian or purpose. */
const BEFORE_THIS = { witness: null, guardian: null, purpose: null };

const withdrawalPlace = (id: string): string => `consents:${id}:withdrawal`;

const fromRow = ({ _id: id, sealed, emergency: _emergency, key: idempotency, personTold, withdrawal, ...plain }: Row, key: DataKey): Consent => ({
  id, ...plain, category: plain.category ?? null, ...Object.assign({}, BEFORE_THIS, open(key, place(id), sealed) as Told),
  personTold: personTold ? { at: personTold.at, byId: personTold.byId, how: String(open(key, toldPlace(id), personTold.sealed)) } : null, key: idempotency ?? null,
  withdrawal: withdrawal ? { ...open(key, withdrawalPlace(id), withdrawal.sealed) as Omit<Withdrawal, 'byId'>, byId: withdrawal.byId } : null,
});

export type ConsentStore = ReturnType<typeof consentStoreOn>;

/** Alone knows the collection `consents`. */
export function consentStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('Consent', schema);
  const decodeAll = (found: readonly Row[]): Promise<Consent[]> => Promise.all(found.map(async (row) => fromRow(row, await keys.get(row.dataKeyId))));
  return {
    /** @throws the driver's duplicate error `one_per_key`, or `_id_` when an earlier try committed */
    async insert(consent: Consent, tx: Tx): Promise<void> {
      await rows.collection.insertOne(toRow(consent, await keys.get(consent.dataKeyId)) as never, { session: tx.session });
    },
    async find(id: ConsentId): Promise<Consent | null> { return (await decodeAll(await rows.find({ _id: id }).limit(1).lean<Row[]>()))[0] ?? null; },
    async findByKey(key: string): Promise<Consent | null> { return (await decodeAll(await rows.find({ key }).limit(1).lean<Row[]>()))[0] ?? null; },
    /** All of a crisis, oldest first. */
    async ofCrisis(crisisId: CrisisId, tx?: Tx): Promise<Consent[]> { return decodeAll(await rows.find({ crisisId }, null, tx ? { session: tx.session } : {}).sort({ order: 1 }).lean<Row[]>()); },
    /** The person was told of a disclosure. @returns false when that was recorded before */
    async tell({ id, dataKeyId }: Consent, { at, byId, how }: NonNullable<Consent['personTold']>, tx: Tx): Promise<boolean> {
      const personTold = { at, byId, sealed: seal(await keys.get(dataKeyId), toldPlace(id), how) };
      return (await rows.collection.updateOne({ _id: id, personTold: { $exists: false } } as never, { $set: { personTold } } as never, { session: tx.session })).modifiedCount === 1;
    },
    /** @returns false when it was withdrawn before */
    async withdraw({ id, dataKeyId }: Pick<Consent, 'id' | 'dataKeyId'>, at: Date, asked: Withdrawal | null, tx: Tx): Promise<boolean> {
      const kept = asked && { withdrawal: { byId: asked.byId, sealed: seal(await keys.get(dataKeyId), withdrawalPlace(id), { askedBy: asked.askedBy, how: asked.how }) } };
      return (await rows.collection.updateOne({ _id: id, withdrawnAt: null } as never, { $set: { withdrawnAt: at, ...kept } } as never, { session: tx.session })).modifiedCount === 1;
    },
  };
}
