import { Schema } from 'mongoose';
import type { Ladder } from '../contract/escalation.js';
import { addHours, addSeconds } from '../kernel/durations.js';
import type { CrisisId, EscalationId, NotificationId, PolicyId, StaffId, TeamId } from '../kernel/ids.js';
import type { Delivery } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import { updateAll } from '../platform/mongo/many.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { AtEnd, Tx } from '../platform/mongo/transact.js';
import type { Escalation, Notification } from './core/escalation.js';

/** A policy: who is asked in turn for each urgency. Every version stays as it was for the escalations that began with it. */
export interface Policy { id: PolicyId; teamId: TeamId; name: string; version: number; ladders: Record<'A' | 'B' | 'C' | 'D', Ladder> }

export const escalationPlans: CollectionPlan[] = [
  { name: 'escalations', indexes: [
    { key: { crisisId: 1, startedAt: 1 }, name: 'by_crisis' },
    { key: { 'notifications.linkHash': 1 }, name: 'one_per_link', unique: true, partialFilterExpression: { 'notifications.linkHash': { $type: 'string' } } },
    { key: { 'asked.staffId': 1, startedAt: -1 }, name: 'running_for', partialFilterExpression: { state: 'running' } },
    { key: { 'notifications.staffId': 1, startedAt: -1 }, name: 'by_responder' },
  ] },
  { name: 'policies', indexes: [{ key: { teamId: 1 }, name: 'one_per_team', unique: true }] },
];

/** Asking that began earlier than this rings nobody any more whose call could be mistaken for another's. */
const ASKING_HOURS = 24;
/** A call that the provider has since an instant began with us no earlier than so long before it. */
const CLOCKS_DIFFER_SECONDS = 60;

type Row = Omit<Escalation, 'id'> & { _id: string };
/** What a word about a message needs of its escalation. */
export type Notified = Pick<Escalation, 'id' | 'crisisId' | 'teamId' | 'letter' | 'state' | 'notifications'>;
const NOTIFIED = { crisisId: 1, teamId: 1, letter: 1, state: 1, notifications: 1 } as const;
const rules = { strict: 'throw', versionKey: false, minimize: false } as const;
const escalationSchema = new Schema<Row>({
  _id: String, crisisId: String, ref: String, teamId: String, letter: String, raisedById: String, policyId: String, policyVersion: Number, ladder: Object, state: String,
  round: Number, rung: Number, rungStartedAt: Date, nextAt: Date, alarmAt: Date, asked: [Object], notifications: [Object], startedAt: Date, endedAt: Date, answeredBy: String, version: Number,
}, { ...rules, collection: 'escalations' });
const policySchema = new Schema<Omit<Policy, 'id'> & { _id: string }>({ _id: String, teamId: String, name: String, version: Number, ladders: Object }, { ...rules, collection: 'policies' });

const fromRow = ({ _id, ...rest }: Row): Escalation => ({ id: _id, ...rest });

export type EscalationStore = ReturnType<typeof escalationStoreOn>;

/** Alone knows `escalations` and `policies`. */
export function escalationStoreOn(db: Connection) {
  const rows = db.model('Escalation', escalationSchema);
  const policies = db.model('Policy', policySchema);
  /** What a transaction has read for several at once, and written since. */
  const known = new WeakMap<Tx, Map<string, Escalation>>();

  const replaceAll: AtEnd<Escalation> = async (all, { session }) => {
    const found = await updateAll(db, rows.collection, all.map(({ id, version, ...next }) => ({ filter: { _id: id, version }, update: { $set: next, $inc: { version: 1 } } })), { session });
    if (found !== all.length) throw problem('escalation/changed');
  };

  return {
    async insert({ id, ...e }: Escalation, tx: Tx): Promise<void> { tx.insert(rows.collection, [{ _id: id, ...e }]); },
    async find(id: EscalationId, tx?: Tx): Promise<Escalation | null> {
      const here = tx && known.get(tx)?.get(id);
      if (here) return here;
      const row = await rows.findById(id, null, tx ? { session: tx.session } : {}).lean<Row>();
      return row ? fromRow(row) : null;
    },
    /** Those that exist. In a transaction, later calls of `find` need not read them again. */
    async findMany(ids: readonly EscalationId[], tx?: Tx): Promise<Map<string, Escalation>> {
      const found = new Map((await rows.find({ _id: trusted({ $in: [...ids] }) }, null, tx ? { session: tx.session } : {}).lean<Row[]>()).map((row) => [row._id, fromRow(row)]));
      if (tx) known.set(tx, found);
      return found;
    },
    /** The notifications of several, with as much of each escalation as their news needs. */
    async notificationsOf(ids: readonly EscalationId[], { session }: Tx): Promise<Map<string, Notified>> {
      const found = await rows.collection.find({ _id: { $in: [...ids] } } as never, { projection: NOTIFIED, session }).toArray() as unknown as (Omit<Notified, 'id'> & { _id: EscalationId })[];
      return new Map(found.map(({ _id, ...rest }) => [_id, { id: _id, ...rest }]));
    },
    /** Which of these are running. */
    async runningOf(ids: readonly EscalationId[]): Promise<Set<string>> {
      return new Set((await rows.find({ _id: trusted({ $in: [...ids] }), state: 'running' }, { _id: 1 }).lean()).map(({ _id }) => _id));
    },
    async ofCrisis(crisisId: CrisisId): Promise<Escalation[]> { return (await rows.find({ crisisId }).sort({ startedAt: 1 }).lean<Row[]>()).map(fromRow); },
    async findByLink(linkHash: string): Promise<Escalation | null> {
      const row = await rows.findOne({ 'notifications.linkHash': linkHash }).lean<Row>();
      return row ? fromRow(row) : null;
    },
    /** The running escalations on which this responder was asked, newest first. Later calls of `find` need not read them again. */
    async runningFor(staffId: string, tx: Tx): Promise<Escalation[]> {
      const running = (await rows.find({ state: 'running', 'asked.staffId': staffId }, null, { session: tx.session }).sort({ startedAt: -1 }).lean<Row[]>()).map(fromRow);
      const here = known.get(tx) ?? new Map<string, Escalation>();
      for (const e of running) if (!here.has(e.id)) here.set(e.id, e);
      known.set(tx, here);
      return running;
    },
    /** Writes it at the end of the transaction. The transaction fails with conflict `escalation/changed` if it was written since `version` was read */
    async replace(e: Escalation, tx: Tx): Promise<void> {
      tx.atEnd(replaceAll, [e]);
      const here = known.get(tx) ?? new Map<string, Escalation>();
      known.set(tx, here.set(e.id, { ...e, version: e.version + 1 }));
    },
    /** Writes what became of several notifications that were read in this transaction; each names its escalation. */
    async putDeliveries(all: readonly { escalationId: EscalationId; notificationId: NotificationId; delivery: Delivery }[], tx: Tx): Promise<void> {
      if (all.length === 0) return;
      const found = await updateAll(db, rows.collection, all.map(({ escalationId, notificationId, delivery }) => (
        { filter: { _id: escalationId, 'notifications.id': notificationId }, update: { $set: { 'notifications.$.delivery': delivery }, $inc: { version: 1 } } })), { session: tx.session });
      if (found !== all.length) throw problem('escalation/changed');
    },
    /**
     * Moves one notification's delivery on, if nobody else did since it was read. A page only begins while its
     * escalation is running: this is the last look before a message leaves (I4).
     * @returns false when it lost; read again and decide again
     */
    async moveDelivery(id: EscalationId, { id: notificationId, kind, delivery: seen }: Notification, next: Delivery, { onlyRunning }: { onlyRunning: boolean }): Promise<boolean> {
      const hit = await rows.collection.updateOne(
        {
          _id: id, ...(onlyRunning && kind === 'page' ? { state: 'running' } : {}),
          notifications: { $elemMatch: { id: notificationId, 'delivery.state': seen.state, 'delivery.attempts': { $size: seen.attempts.length } } },
        } as never,
        { $set: { 'notifications.$.delivery': next }, $inc: { version: 1 } });
      return hit.matchedCount === 1;
    },
    /** The provider's names of calls to a responder since an instant, those of one notification left out. For the rare look-up of a lost call. */
    async callSidsOf(staffId: StaffId, but: NotificationId, since: Date): Promise<Set<string>> {
      const called = { staffId, channel: 'voice', 'delivery.attempts.startedAt': { $gte: addSeconds(since, -CLOCKS_DIFFER_SECONDS) } };
      const near = await rows.find({ 'notifications.staffId': staffId, startedAt: trusted({ $gte: addHours(since, -ASKING_HOURS) }), notifications: trusted({ $elemMatch: called }) }, { notifications: 1 })
        .lean<Pick<Row, 'notifications'>[]>();
      return new Set(near.flatMap(({ notifications }) => notifications.filter((n) => n.staffId === staffId && n.channel === 'voice' && n.id !== but)
        .flatMap(({ delivery }) => delivery.attempts.flatMap(({ sid }) => sid ?? []))));
    },
    /** Notes the first touch on the page behind a link. */
    async markSeen(id: EscalationId, notificationId: NotificationId, staffId: string, at: Date, tx: Tx): Promise<boolean> {
      const hit = await rows.collection.updateOne({ _id: id, 'notifications.id': notificationId, asked: { $elemMatch: { staffId, seenAt: null } } } as never,
        { $set: { 'asked.$[mine].seenAt': at }, $inc: { version: 1 } }, { arrayFilters: [{ 'mine.staffId': staffId, 'mine.seenAt': null }], session: tx.session });
      return hit.modifiedCount === 1;
    },

    allPolicies: async (): Promise<Policy[]> => (await policies.find().lean<(Omit<Policy, 'id'> & { _id: string })[]>()).map(({ _id, ...policy }) => ({ id: _id, ...policy })),
    /** @returns false when it was changed since `seenVersion`; 0 makes a new one */
    async savePolicy({ id, version: _version, ...policy }: Policy, seenVersion: number, tx: Tx): Promise<boolean> {
      if (seenVersion === 0) {
        await policies.collection.insertOne({ _id: id, ...policy, version: 1 } as never, { session: tx.session });
        return true;
      }
      const hit = await policies.updateOne({ _id: id, version: seenVersion }, { $set: { ...policy, version: seenVersion + 1 } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
  };
}
