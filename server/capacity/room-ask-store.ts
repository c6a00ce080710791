import { Schema } from 'mongoose';
import type { CrisisId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { RoomAsk } from './core/room-ask.js';

interface Row extends Omit<RoomAsk, 'id'> { _id: string; open: boolean }

export const roomAsksPlan: CollectionPlan = {
  name: 'room_asks',
  indexes: [
    { key: { crisisId: 1, askedAt: -1 }, name: 'by_crisis' },
    { key: { 'services.toIndex': 1, askedAt: -1 }, name: 'open_by_phone', partialFilterExpression: { open: true } },
    { key: { teamId: 1, askedAt: -1 }, name: 'by_team' },
  ],
};

const schema = new Schema<Row>({
  _id: String, version: Number, crisisId: String, teamId: String, letter: String, askedById: String, kind: String, soon: String, ageBand: String, askedAt: Date, answerBy: Date, endedAt: Date, open: Boolean, services: [Object],
}, { strict: 'throw', versionKey: false, collection: 'room_asks', minimize: false });

export type RoomAskStore = Awaited<ReturnType<typeof roomAskStoreOn>>;

/** Alone knows `room_asks`. Who answered is sealed; phones stand as blind indexes, tokens as hashes. */
export async function roomAskStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('RoomAsk', schema);
  const key = await keys.named('capacity');
  const place = (id: string, serviceId: string): string => `room_asks:${id}:${serviceId}`;
  const within = (tx?: Tx) => (tx ? { session: tx.session } : {});
  const toRow = ({ id, services, ...ask }: RoomAsk): Row => ({
    ...ask, _id: id, open: ask.endedAt === null, services: services.map((one) => ({ ...one, answeredBy: one.answeredBy === null ? null : seal(key, place(id, one.serviceId), one.answeredBy) })),
  });
  const fromRow = ({ _id: id, open: _open, services, ...ask }: Row): RoomAsk => ({
    ...ask, id, services: services.map((one) => ({ ...one, answeredBy: one.answeredBy === null ? null : String(open(key, place(id, one.serviceId), one.answeredBy)) })),
  });

  return {
    insert(ask: RoomAsk, tx: Tx): void { tx.insert(rows.collection, [toRow(ask)]); },
    async find(id: string, tx?: Tx): Promise<RoomAsk | null> {
      const row = await rows.findById(id, null, within(tx)).lean<Row>();
      return row ? fromRow(row) : null;
    },
    /** Newest first. */
    async ofCrisis(crisisId: CrisisId, tx?: Tx): Promise<RoomAsk[]> { return (await rows.find({ crisisId }, null, within(tx)).sort({ askedAt: -1 }).limit(20).lean<Row[]>()).map(fromRow); },
    /** The open ones that asked this phone, newest first. */
    async openFor(toIndex: string, tx: Tx): Promise<RoomAsk[]> {
      return (await rows.find({ open: true, 'services.toIndex': toIndex }, null, within(tx)).sort({ askedAt: -1 }).limit(20).lean<Row[]>()).map(fromRow);
    },
    /** Writes the next version. @throws conflict `crisis/changed` if it was written since it was read */
    async replace(next: RoomAsk, tx: Tx): Promise<void> {
      const hit = await rows.collection.replaceOne({ _id: next.id, version: next.version } as never, toRow({ ...next, version: next.version + 1 }) as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('crisis/changed');
    },
  };
}
