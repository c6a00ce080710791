import { Schema } from 'mongoose';
import type { ServiceProblemKind, ServiceProblemOutcome } from '../contract/directory-edit.js';
import type { ServiceId, StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { DataKey } from '../platform/mongo/data-keys.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

export const problemsPlan: CollectionPlan = {
  name: 'service_problems',
  indexes: [{ key: { answered: 1, at: 1 }, name: 'by_state' }, { key: { serviceId: 1, at: -1 }, name: 'by_service' }, { key: { byId: 1, at: -1 }, name: 'by_reporter' }],
};

/** A worker's report that something is wrong with an entry. */
export interface ServiceProblem {
  id: string;
  version: number;
  serviceId: ServiceId;
  kind: ServiceProblemKind;
  text: string | null;
  at: Date;
  byId: StaffId;
  taken: { byId: StaffId; at: Date } | null;
  answer: { byId: StaffId; at: Date; outcome: ServiceProblemOutcome; words: string } | null;
}

interface Row {
  _id: string; version: number; serviceId: string; kind: ServiceProblemKind; at: Date; byId: string; taken: ServiceProblem['taken']; answered: boolean;
  answer: { byId: string; at: Date; outcome: ServiceProblemOutcome } | null; sealed: string;
}

const schema = new Schema<Row>({
  _id: String, version: Number, serviceId: String, kind: String, at: Date, byId: String, taken: Object, answered: Boolean, answer: Object, sealed: String,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'service_problems' });

const place = (id: string): string => `service_problems:${id}:told`;
const PAGE = 50;
/** A reporter is shown what became of reports for so long. */
const MINE = 50;

export type ProblemStore = ReturnType<typeof problemStoreOn>;

/** Alone knows the collection `service_problems`. What people wrote is sealed: a person may be named in it by mistake. */
export function problemStoreOn(db: Connection, key: DataKey) {
  const rows = db.model('ServiceProblem', schema);
  const toRow = ({ id, text, answer, ...plain }: ServiceProblem): Row => ({
    _id: id, ...plain, answered: answer !== null, answer: answer && { byId: answer.byId, at: answer.at, outcome: answer.outcome }, sealed: seal(key, place(id), { text, words: answer?.words ?? null }),
  });
  const fromRow = ({ _id: id, sealed, answer, answered: _answered, ...plain }: Row): ServiceProblem => {
    const { text, words } = open(key, place(id), sealed) as { text: string | null; words: string | null };
    return { id, ...plain, text, answer: answer && { ...answer, words: words ?? '' } };
  };
  const all = async (filter: object, sort: Record<string, 1 | -1>, limit: number, skip = 0): Promise<ServiceProblem[]> =>
    (await rows.collection.find(filter).sort(sort).skip(skip).limit(limit).toArray() as unknown as Row[]).map(fromRow);
  return {
    async insert(one: ServiceProblem, tx: Tx): Promise<void> { await rows.collection.insertOne(toRow(one) as never, { session: tx.session }); },
    async find(id: string, tx?: Tx): Promise<ServiceProblem | null> {
      const row = await rows.collection.findOne({ _id: id as never }, tx ? { session: tx.session } : {});
      return row ? fromRow(row as unknown as Row) : null;
    },
    /** Writes the next version. @throws `directory/problem-taken` if somebody wrote it since it was read */
    async replace(one: ServiceProblem, tx: Tx): Promise<ServiceProblem> {
      const next = { ...one, version: one.version + 1 };
      const hit = await rows.collection.replaceOne({ _id: one.id as never, version: one.version }, toRow(next) as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('directory/problem-taken');
      return next;
    },
    /** Open ones, oldest first; answered ones, newest first. */
    async list({ answered, skip }: { answered: boolean; skip: number }): Promise<{ found: ServiceProblem[]; total: number }> {
      const [found, total] = await Promise.all([all({ answered }, { at: answered ? -1 : 1, _id: 1 }, PAGE, skip), rows.collection.countDocuments({ answered })]);
      return { found, total };
    },
    /** Of one service: the reporter's own, or all that are open. */
    of: async (serviceId: ServiceId, byId: StaffId | null): Promise<ServiceProblem[]> => all({ serviceId, ...(byId === null ? { answered: false } : { byId }) }, { at: -1 }, MINE),
    by: async (byId: StaffId): Promise<ServiceProblem[]> => all({ byId }, { at: -1 }, MINE),
  };
}
