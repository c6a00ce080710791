import { Schema } from 'mongoose';
import type { Connection } from '../platform/mongo/connect.js';
import { trusted } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { changesOf } from './core/swap.js';
import type { Swap } from './core/swap.js';
import type { Away, Book, Change, Rota } from './core/rota.js';
import { FORMER_FIELDS, readRota } from './core/stored-rota.js';
import type { StoredRota } from './core/stored-rota.js';

/** Somebody put on a rota by hand, or a fixed shift. */
export interface Override extends Change { kind: 'override' | 'extra' | 'fixed'; rotaId: string; teamId: string; madeById: string }

/** Leave as it is kept: no reason. */
export interface Leave extends Away { id: string; madeById: string; madeAt: Date }

export const onCallPlans: readonly CollectionPlan[] = [
  { name: 'rotas', indexes: [{ key: { teamId: 1 }, name: 'by_team' }, { key: { dutyPhone: 1 }, name: 'one_per_duty_phone', unique: true, partialFilterExpression: { dutyPhone: { $type: 'string' } } }] },
  { name: 'rota_overrides', indexes: [{ key: { rotaId: 1, endsAt: 1 }, name: 'by_rota' }, { key: { endsAt: 1 }, name: 'lately' }] },
  { name: 'rota_swaps', indexes: [{ key: { teamId: 1, lastEndsAt: 1 }, name: 'by_team' }, { key: { lastEndsAt: 1 }, name: 'lately' }] },
  { name: 'leave', indexes: [{ key: { staffId: 1, endsAt: 1 }, name: 'by_staff' }, { key: { endsAt: 1 }, name: 'lately' }] },
];

const rules = { strict: 'throw', versionKey: false, minimize: false } as const;
const rotaSchema = new Schema<StoredRota>({
  _id: String, teamId: String, name: String, version: Number, timeZone: String, supervises: Boolean, layers: [Object], mustCover: [Object], longestHours: Number,
  handOffNotices: Boolean, dutyPhone: String, revision: Number, turn: String, startsOn: String, handOverAt: String, staffIds: { type: [String], default: undefined },
}, { ...rules, collection: 'rotas' });
const overrideSchema = new Schema<Omit<Override, 'id'> & { _id: string }>({ _id: String, rotaId: String, teamId: String, kind: String, staffId: String, startsAt: Date, endsAt: Date, madeById: String, madeAt: Date, order: Number }, { ...rules, collection: 'rota_overrides' });
const swapSchema = new Schema<Omit<Swap, 'id'> & { _id: string; lastEndsAt: Date }>({
  _id: String, version: Number, teamId: String, kind: String, state: String, askedById: String, askedAt: Date, fromId: String, shift: Object, toId: String, toEveryone: Boolean,
  inReturn: Object, decidedAt: Date, decidedById: String, order: Number, lastEndsAt: Date,
}, { ...rules, collection: 'rota_swaps' });
const leaveSchema = new Schema<Omit<Leave, 'id'> & { _id: string }>({ _id: String, staffId: String, startsAt: Date, endsAt: Date, madeById: String, madeAt: Date }, { ...rules, collection: 'leave' });

/** Everything that decides who is on call. */
export interface Everything { rotas: Rota[]; overrides: Override[]; swaps: Swap[]; leave: Leave[] }

const withId = <Row extends { _id: string }>({ _id, ...rest }: Row): Omit<Row, '_id'> & { id: string } => ({ id: _id, ...rest });
const lastEndOf = ({ shift, inReturn }: Swap): Date => (inReturn && inReturn.endsAt > shift.endsAt ? inReturn.endsAt : shift.endsAt);

/** The book of each rota. Changes stand in the order in which they were made. */
export function booksOf({ rotas, overrides, swaps, leave }: Everything): Map<string, Book> {
  return new Map(rotas.map((rota) => {
    const changes: Change[] = [
      ...overrides.filter(({ rotaId }) => rotaId === rota.id).map(({ id, kind, staffId, startsAt, endsAt, madeAt, order }) => ({ id, kind, staffId, startsAt, endsAt, madeAt, order })),
      ...swaps.flatMap((swap) => changesOf(swap, rota.id)),
    ].sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
    const people = new Set([...rota.layers.flatMap(({ staffIds }) => staffIds), ...changes.map(({ staffId }) => staffId)]);
    const away = leave.filter(({ staffId }) => people.has(staffId)).map(({ staffId, startsAt, endsAt }) => ({ staffId, startsAt, endsAt }));
    return [rota.id, { rota, changes, away }];
  }));
}

export type RotaStore = ReturnType<typeof rotaStoreOn>;

/** Alone knows the collections `rotas`, `rota_overrides`, `rota_swaps` and `leave`. */
export function rotaStoreOn(db: Connection) {
  const rotas = db.model('Rota', rotaSchema);
  const overrides = db.model('RotaOverride', overrideSchema);
  const swaps = db.model('RotaSwap', swapSchema);
  const leave = db.model('Leave', leaveSchema);
  const inTx = (tx?: Tx) => (tx ? { session: tx.session } : {});
  const swapOf = ({ _id, lastEndsAt: _last, ...swap }: Omit<Swap, 'id'> & { _id: string; lastEndsAt: Date }): Swap => ({ id: _id, ...swap });

  const allRotas = async (tx?: Tx): Promise<Rota[]> => (await rotas.find({}, null, inTx(tx)).sort({ teamId: 1, supervises: 1, name: 1 }).lean<StoredRota[]>()).map(readRota);

  return {
    /** All rotas, and what ended after `since` of the rest. In a transaction: as of that transaction. */
    async everything(since: Date, tx?: Tx): Promise<Everything> {
      const lately = { endsAt: trusted({ $gt: since }) };
      const reads = [
        () => allRotas(tx), () => overrides.find(lately, null, inTx(tx)).sort({ madeAt: 1 }).lean(),
        () => swaps.find({ lastEndsAt: trusted({ $gt: since }) }, null, inTx(tx)).sort({ askedAt: 1 }).lean(), () => leave.find(lately, null, inTx(tx)).sort({ startsAt: 1 }).lean(),
      ] as const;
      // One after the other in a transaction: a session does one thing at a time.
      const [theRotas, theOverrides, theSwaps, theLeave] = tx ? [await reads[0](), await reads[1](), await reads[2](), await reads[3]()] : await Promise.all([reads[0](), reads[1](), reads[2](), reads[3]()]);
      return { rotas: theRotas, overrides: theOverrides.map(withId), swaps: theSwaps.map(swapOf), leave: theLeave.map(withId) };
    },

    /** @returns false when it was changed since `seenVersion`; 0 makes a new one. A rota of the first release loses its former fields */
    async save({ id, version: _version, ...rota }: Rota, seenVersion: number, tx: Tx): Promise<boolean> {
      if (seenVersion === 0) {
        await rotas.collection.insertOne({ _id: id, ...rota, version: 1, revision: 0 } as never, { session: tx.session });
        return true;
      }
      const hit = await rotas.updateOne({ _id: id, version: seenVersion }, { $set: { ...rota, version: seenVersion + 1 }, $unset: Object.fromEntries(FORMER_FIELDS.map((field) => [field, ''])), $inc: { revision: 1 } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
    /** @returns false when it was changed since `seenVersion` */
    async remove(id: string, seenVersion: number, tx: Tx): Promise<boolean> { return (await rotas.deleteOne({ _id: id, version: seenVersion }, { session: tx.session })).deletedCount === 1; },

    /**
     * Marks rotas as changed beside themselves: two transactions that do this cannot both commit without the later seeing the
     * earlier. @returns the change's place among all changes of these rotas
     */
    async touch(ids: readonly string[], tx: Tx): Promise<number> {
      const some = { _id: trusted({ $in: [...ids] }) };
      const revision = Math.max(0, ...(await rotas.find(some, { revision: 1 }, { session: tx.session }).lean()).map((row) => row.revision ?? 0)) + 1;
      await rotas.updateMany(some, { $set: { revision } }, { session: tx.session });
      return revision;
    },

    async addOverride({ id, ...row }: Override, tx: Tx): Promise<void> { await overrides.collection.insertOne({ _id: id, ...row } as never, { session: tx.session }); },
    /** Adds many at once and takes those away that they replace; the past of one that runs is among what is added. */
    async exchangeOverrides(gone: readonly string[], added: readonly Override[], tx: Tx): Promise<void> {
      if (gone.length > 0) await overrides.deleteMany({ _id: trusted({ $in: [...gone] }) }, { session: tx.session });
      if (added.length > 0) await overrides.collection.insertMany(added.map(({ id, ...row }) => ({ _id: id, ...row })) as never, { session: tx.session });
    },
    /** Takes an override back: one that runs ends now, what was stays. @returns false when it is absent or over */
    async endOverride(id: string, rotaId: string, now: Date, tx: Tx): Promise<boolean> {
      const gone = await overrides.deleteOne({ _id: id, rotaId, startsAt: trusted({ $gte: now }) }, { session: tx.session });
      if (gone.deletedCount === 1) return true;
      return (await overrides.updateOne({ _id: id, rotaId, endsAt: trusted({ $gt: now }) }, { $set: { endsAt: now } }, { session: tx.session })).matchedCount === 1;
    },

    async addLeave({ id, ...row }: Leave, tx: Tx): Promise<void> { await leave.collection.insertOne({ _id: id, ...row } as never, { session: tx.session }); },
    /** Takes leave back; leave that runs ends now. @returns false when it is absent or over */
    async endLeave(id: string, now: Date, tx: Tx): Promise<boolean> {
      const gone = await leave.deleteOne({ _id: id, startsAt: trusted({ $gte: now }) }, { session: tx.session });
      if (gone.deletedCount === 1) return true;
      return (await leave.updateOne({ _id: id, endsAt: trusted({ $gt: now }) }, { $set: { endsAt: now } }, { session: tx.session })).matchedCount === 1;
    },

    async findSwap(id: string, tx?: Tx): Promise<Swap | null> {
      const row = await swaps.findById(id, null, inTx(tx)).lean();
      return row ? swapOf(row) : null;
    },
    async addSwap({ id, ...swap }: Swap, tx: Tx): Promise<void> { await swaps.collection.insertOne({ _id: id, ...swap, lastEndsAt: lastEndOf({ id, ...swap }) } as never, { session: tx.session }); },
    /** @returns false when it was decided since `version` was read */
    async replaceSwap({ id, version, state, toId, decidedAt, decidedById, order }: Swap, tx: Tx): Promise<boolean> {
      const hit = await swaps.updateOne({ _id: id, version }, { $set: { state, toId, decidedAt, decidedById, order, version: version + 1 } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
  };
}
