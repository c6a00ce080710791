import type { ServiceId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** Entries that were joined into others, and pairs that somebody said are two. */
export const mergePlans: readonly CollectionPlan[] = [
  { name: 'service_merges', indexes: [{ key: { intoId: 1 }, name: 'by_winner' }] },
  { name: 'service_pairs_apart', indexes: [] },
];

/** One entry that was joined into another. `fromVersion` and `intoVersion` are the versions that the joining made. */
export interface Merge { fromId: ServiceId; intoId: ServiceId; at: Date; by: string; fromVersion: number; intoVersion: number }

const pairId = (a: ServiceId, b: ServiceId): string => [a, b].toSorted().join(' ');

export type MergeStore = ReturnType<typeof mergeStoreOn>;

/** Alone knows the collections of joined and kept-apart entries. */
export function mergeStoreOn(db: Connection) {
  const rows = db.collection('service_merges');
  const apart = db.collection('service_pairs_apart');
  const session = (tx?: Tx) => (tx ? { session: tx.session } : {});
  return {
    async find(fromId: ServiceId, tx?: Tx): Promise<Merge | null> {
      const row = await rows.findOne({ _id: fromId as never }, session(tx));
      return row ? { ...row, fromId } as unknown as Merge : null;
    },
    /** Which of these entries were joined into others, with those. */
    async among(ids: readonly ServiceId[], tx?: Tx): Promise<Map<ServiceId, ServiceId>> {
      const found = await rows.find({ _id: { $in: ids as never } }, { ...session(tx), projection: { intoId: 1 } }).toArray();
      return new Map(found.map((row) => [String(row._id), String(row['intoId'])]));
    },
    /** What was joined into this entry. */
    async into(intoId: ServiceId, tx?: Tx): Promise<Merge[]> { return (await rows.find({ intoId }, session(tx)).toArray()).map((row) => ({ ...row, fromId: String(row._id) }) as unknown as Merge); },
    async all(): Promise<Set<ServiceId>> { return new Set((await rows.find({}, { projection: { _id: 1 } }).toArray()).map((row) => String(row._id))); },
    async add({ fromId, ...merge }: Merge, tx: Tx): Promise<void> { await rows.insertOne({ _id: fromId as never, ...merge }, { session: tx.session }); },
    async remove(fromId: ServiceId, tx: Tx): Promise<void> { await rows.deleteOne({ _id: fromId as never }, { session: tx.session }); },
    async keepApart(a: ServiceId, b: ServiceId, by: string, at: Date): Promise<void> { await apart.updateOne({ _id: pairId(a, b) as never }, { $setOnInsert: { by, at } }, { upsert: true }); },
    /** Another text whenever entries were joined, taken apart, or kept apart. */
    async mark(): Promise<string> { return (await Promise.all([rows.estimatedDocumentCount(), apart.estimatedDocumentCount()])).join(' '); },
    /** Pairs that are not the same, by both ids in order. */
    async apart(): Promise<Set<string>> { return new Set((await apart.find({}, { projection: { _id: 1 } }).toArray()).map((row) => String(row._id))); },
  };
}

/** How a pair is named, whichever comes first. */
export const pairOf = pairId;
