import { Schema } from 'mongoose';
import type { Service } from '../contract/directory.js';
import type { ChangeAct, FactChange } from '../contract/directory-edit.js';
import type { ServiceId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** What is kept of every change of an entry. Telling free places is none: that has a history of its own. */
export const changesPlan: CollectionPlan = {
  name: 'service_changes',
  indexes: [{ key: { serviceId: 1, version: -1 }, name: 'by_service' }, { key: { importId: 1, _id: 1 }, name: 'by_import', partialFilterExpression: { importId: { $type: 'string' } } }],
};

/** One change of one service. `before` is the whole state before it, null for what is new. */
export interface ServiceChange {
  id: string;
  serviceId: ServiceId;
  /** The version that it made. */
  version: number;
  at: Date;
  by: { staffId: string | null; name: string };
  act: ChangeAct;
  why: string | null;
  fields: FactChange[];
  before: Service | null;
  importId: string | null;
  /** The other service of a merge. */
  otherId: ServiceId | null;
}

type Row = Omit<ServiceChange, 'id'> & { _id: string };

const schema = new Schema<Row>({
  _id: String, serviceId: String, version: Number, at: Date, by: Object, act: String, why: String, fields: [Object], before: Object, importId: String, otherId: String,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'service_changes' });

const changeOf = ({ _id: id, ...row }: Row): ServiceChange => ({ id, ...row });

export type ChangeStore = ReturnType<typeof changeStoreOn>;

/** Alone knows the collection `service_changes`. Rows are only added. */
export function changeStoreOn(db: Connection) {
  const rows = db.model('ServiceChange', schema);
  const session = (tx?: Tx) => (tx ? { session: tx.session } : {});
  return {
    add(changes: readonly ServiceChange[], tx: Tx): void {
      if (changes.length > 0) tx.insert(rows.collection as never, changes.map(({ id, ...row }) => ({ _id: id, ...row })));
    },
    /** Another text whenever something was changed since: rows are only added. */
    async mark(): Promise<string> { return String(await rows.estimatedDocumentCount()); },
    /** Newest first, at most `limit`, only older than version `before` where that is given. */
    async of(serviceId: ServiceId, { before, limit }: { before?: number; limit: number }): Promise<ServiceChange[]> {
      const found = await rows.collection.find({ serviceId, ...(before === undefined ? {} : { version: { $lt: before } }) }).sort({ version: -1 }).limit(limit).toArray();
      return (found as unknown as Row[]).map(changeOf);
    },
    async find(id: string, tx?: Tx): Promise<ServiceChange | null> {
      const row = await rows.collection.findOne({ _id: id as never }, session(tx));
      return row ? changeOf(row as unknown as Row) : null;
    },
    /** The newest change of each of these services. */
    async latestOf(ids: readonly ServiceId[], tx?: Tx): Promise<Map<ServiceId, Pick<ServiceChange, 'version' | 'importId' | 'act'>>> {
      const found = await rows.collection.aggregate<Pick<ServiceChange, 'version' | 'importId' | 'act'> & { _id: ServiceId }>([
        { $match: { serviceId: { $in: [...ids] } } }, { $sort: { serviceId: 1, version: -1 } },
        { $group: { _id: '$serviceId', version: { $first: '$version' }, importId: { $first: '$importId' }, act: { $first: '$act' } } },
      ], session(tx)).toArray();
      return new Map(found.map(({ _id, ...rest }) => [_id, rest]));
    },
    /** What one import changed, a page at a time in the order of ids; not its undoing. */
    async ofImport(importId: string, { after, limit }: { after?: string; limit: number }, tx?: Tx): Promise<ServiceChange[]> {
      const found = await rows.collection.find({ importId, act: 'imported', ...(after === undefined ? {} : { _id: { $gt: after as never } }) }, session(tx)).sort({ _id: 1 }).limit(limit).toArray();
      return (found as unknown as Row[]).map(changeOf);
    },
  };
}
