import { Schema } from 'mongoose';
import type { ReferralReason } from '../contract/words.js';
import type { CrisisId, ReferralId, ServiceId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Delivery } from '../messaging/index.js';
import { holdsNeed, isEnded, isWaiting, waitsForConfirmation, wasAccepted } from './core/moves.js';
import type { Referral, Step, StepBy } from './core/referral.js';

export const referralsPlan: CollectionPlan = {
  name: 'referrals',
  indexes: [
    { key: { crisisId: 1, order: 1 }, name: 'by_crisis' },
    { key: { crisisId: 1, needIndex: 1 }, name: 'one_open_per_need', unique: true, partialFilterExpression: { open: true } },
    { key: { teamId: 1, open: 1, sentAt: -1 }, name: 'by_team' },
    { key: { teamId: 1, listed: 1 }, name: 'listed_by_team', partialFilterExpression: { listed: true } },
    { key: { serviceId: 1, sentAt: -1 }, name: 'by_service' },
    { key: { linkHash: 1 }, name: 'one_per_link', unique: true, partialFilterExpression: { linkHash: { $type: 'string' } } },
    { key: { key: 1 }, name: 'one_per_key', unique: true, partialFilterExpression: { key: { $type: 'string' } } },
  ],
};

/** Everything that somebody said or could be recognised by, in one seal. */
type Told = Pick<Referral, 'serviceName' | 'need' | 'wishes' | 'askAnywayReason' | 'passedOver' | 'answeredBy' | 'intake' | 'nextMatch' | 'delivered' | 'suggests' | 'warm'> & { said: { name: string | null; role: string | null; note: string | null }[] };
type PlainStep = Omit<Step, 'by' | 'note'> & { byKind: StepBy['kind']; staffId: string | null };

interface Row extends Omit<Referral, 'id' | 'steps' | 'linkHash' | 'key' | keyof Omit<Told, 'said'>> {
  _id: string;
  steps: PlainStep[];
  sealed: string;
  /** Stands in the way of another for its need; still to be listed; without an answer: kept beside the state for indexes and counts. */
  open: boolean;
  listed: boolean;
  waiting: boolean;
  accepted: boolean;
  linkHash?: string;
  key?: string;
}

const schema = new Schema<Row>({
  _id: String, crisisId: String, ref: String, teamId: String, dataKeyId: String, letter: String, sentById: String, sentAt: Date, order: Number, serviceId: String, way: String,
  consentId: String, replacesId: String, waitDays: Number, agreedAt: Date, confirmBy: Date, confirmedAt: Date, listed: Boolean, dataClasses: [String], needIndex: String, chain: Object, leavesAt: Date, contactBy: Date, closeBy: Date, linkHash: String,
  delivery: Object, deliveryVersion: Number, code: Object, identifiedAt: Date, key: String, body: String, version: Number,
  state: String, steps: [Object], openedAt: Date, answerBy: Date, proposedAt: Date, talkFirstAt: Date, reason: String, serviceOutcome: String, personOutcome: String,
  sealed: String, open: Boolean, waiting: Boolean, accepted: Boolean,
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'referrals' });

/** What rows of the first release do not say. */
const BEFORE_THIS = { delivered: [] as string[], passedOver: [] as Referral['passedOver'], suggests: null, waitDays: null, agreedAt: null, confirmBy: null, confirmedAt: null, replacesId: null };

const place = (id: string): string => `referrals:${id}:told`;

function toRow({ id, steps, serviceName, need, wishes, askAnywayReason, passedOver, answeredBy, intake, nextMatch, delivered, suggests, warm, linkHash, key: idempotency, ...plain }: Referral, key: DataKey): Row {
  const told: Told = {
    serviceName, need, wishes, askAnywayReason, passedOver, answeredBy, intake, nextMatch, delivered, suggests, warm,
    said: steps.map(({ by, note }) => ({ name: by.kind === 'service' ? by.name : null, role: by.kind === 'service' ? by.role : null, note })),
  };
  return {
    _id: id, ...plain, steps: steps.map(({ by, note: _note, ...step }) => ({ ...step, byKind: by.kind, staffId: by.kind === 'staff' ? by.staffId : null })),
    sealed: seal(key, place(id), told), open: holdsNeed({ state: plain.state, steps }), listed: !isEnded(plain) || waitsForConfirmation(plain), waiting: isWaiting(plain), accepted: wasAccepted({ steps }),
    ...(linkHash === null ? {} : { linkHash }), ...(idempotency === null ? {} : { key: idempotency }),
  };
}

function fromRow({ _id: id, steps, sealed, open: _open, listed: _listed, waiting: _waiting, accepted: _accepted, linkHash, key: idempotency, ...plain }: Row, key: DataKey): Referral {
  const { said, intake, warm, ...told } = open(key, place(id), sealed) as Told;
  return {
    ...BEFORE_THIS, id, ...plain, ...told, warm: warm ? { ...warm, introducedAt: new Date(warm.introducedAt) } : null, intake: intake && { ...intake, verifiedAt: new Date(intake.verifiedAt) },
    steps: steps.map(({ byKind, staffId, ...step }, index): Step => {
      const words = said[index];
      const by: StepBy = byKind === 'staff' ? { kind: 'staff', staffId: staffId ?? '' } : byKind === 'service' ? { kind: 'service', name: words?.name ?? '', role: words?.role ?? '' } : { kind: 'clock' };
      return { ...step, key: step.key ?? null, body: step.body ?? null, by, note: words?.note ?? null };
    }),
    linkHash: linkHash ?? null, key: idempotency ?? null,
  };
}

export type ReferralStore = ReturnType<typeof referralStoreOn>;

/** Alone knows the collection `referrals`; what people said is sealed with the crisis's own data key. */
export function referralStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('Referral', schema);
  const decode = async (row: Row | null): Promise<Referral | null> => (row ? fromRow(row, await keys.get(row.dataKeyId)) : null);
  const decodeAll = (found: readonly Row[]): Promise<Referral[]> => Promise.all(found.map(async (row) => fromRow(row, await keys.get(row.dataKeyId))));
  const within = (tx?: Tx) => (tx ? { session: tx.session } : {});

  return {
    /** @throws the driver's duplicate error: `one_open_per_need`, `one_per_key`, or `_id_` when an earlier try committed */
    async insert(referral: Referral, tx: Tx): Promise<void> {
      await rows.collection.insertOne(toRow(referral, await keys.get(referral.dataKeyId)) as never, within(tx));
    },
    /** Which of these services were ever sent a referral. */
    async servicesAmong(ids: readonly ServiceId[]): Promise<Set<ServiceId>> { return new Set(ids.length === 0 ? [] : await rows.collection.distinct('serviceId', { serviceId: { $in: [...ids] } }) as ServiceId[]); },
    /** How many referrals each service was sent since an instant; services without one are left out. */
    async countsByService(since: Date): Promise<Map<ServiceId, number>> {
      const found = await rows.collection.aggregate<{ _id: ServiceId; times: number }>([{ $match: { sentAt: { $gte: since } } }, { $group: { _id: '$serviceId', times: { $sum: 1 } } }]).toArray();
      return new Map(found.map(({ _id, times }) => [_id, times]));
    },
    async find(id: ReferralId, tx?: Tx): Promise<Referral | null> { return decode(await rows.findById(id, null, within(tx)).lean<Row>()); },
    async findByLink(linkHash: string, tx?: Tx): Promise<Referral | null> { return decode(await rows.findOne({ linkHash }, null, within(tx)).lean<Row>()); },
    async findByKey(key: string): Promise<Referral | null> { return decode(await rows.findOne({ key }).lean<Row>()); },
    /** All of a crisis, oldest first. */
    async ofCrisis(crisisId: CrisisId, tx?: Tx): Promise<Referral[]> { return decodeAll(await rows.find({ crisisId }, null, within(tx)).sort({ order: 1 }).lean<Row[]>()); },
    async ofCrises(crisisIds: readonly CrisisId[]): Promise<Referral[]> { return decodeAll(await rows.find({ crisisId: trusted({ $in: [...crisisIds] }) }).sort({ order: 1 }).lean<Row[]>()); },
    /** Those that are open, newest first, then those that ended since an instant. */
    async ofTeams(teamIds: readonly TeamId[], since: Date): Promise<Referral[]> {
      return decodeAll(await rows.find({ teamId: trusted({ $in: [...teamIds] }), $or: [{ open: true }, { listed: true }, { open: false, sentAt: trusted({ $gte: since }) }] }).sort({ open: -1, sentAt: -1 }).limit(500).lean<Row[]>());
    },
    /** What was sent to these services since an instant, or is not over, newest first. Drafts ask nobody and are left out. */
    async toServices(ids: readonly ServiceId[], since: Date, limit: number): Promise<Referral[]> {
      if (ids.length === 0) return [];
      return decodeAll(await rows.find({ serviceId: trusted({ $in: [...ids] }), state: trusted({ $ne: 'DRAFT' }), $or: [{ listed: true }, { sentAt: trusted({ $gte: since }) }] }).sort({ listed: -1, sentAt: -1 }).limit(limit).lean<Row[]>());
    },
    /** True while a service has not answered. In the transaction of a closing. */
    async waits(tx: Tx, crisisId: CrisisId): Promise<boolean> { return (await rows.exists({ crisisId, waiting: true }).session(tx.session)) !== null; },
    /** What matching must know: who said no, and why, and which services know this person. Ids and codes only. */
    async pastOf(crisisId: CrisisId): Promise<{ declines: { serviceId: ServiceId; at: Date; reason: ReferralReason }[]; knownServiceIds: ServiceId[] }> {
      const found = await rows.find({ crisisId }, { serviceId: 1, steps: 1, accepted: 1 }).lean<Pick<Row, 'serviceId' | 'steps' | 'accepted'>[]>();
      return {
        declines: found.flatMap(({ serviceId, steps }) => steps.flatMap(({ to, at, reason }) => (to === 'DECLINED' && reason !== null ? [{ serviceId, at, reason }] : []))),
        knownServiceIds: [...new Set(found.filter(({ accepted }) => accepted).map(({ serviceId }) => serviceId))],
      };
    },
    /** Writes a draft that is sent, with its delivery, if it is still as it was read. @throws conflict `referral/changed`, or the driver's duplicate error */
    async begin(next: Referral, seenVersion: number, tx: Tx): Promise<void> {
      const { _id, ...row } = toRow({ ...next, version: seenVersion + 1 }, await keys.get(next.dataKeyId));
      const hit = await rows.collection.updateOne({ _id, version: seenVersion } as never, { $set: row } as never, within(tx));
      if (hit.matchedCount === 0) throw problem('referral/changed');
    },
    /** Writes it whole, except its delivery, if it is still as it was read. @throws conflict `referral/changed` */
    async replace(next: Referral, seenVersion: number, tx: Tx): Promise<void> {
      const { _id, delivery: _delivery, deliveryVersion: _deliveryVersion, ...row } = toRow({ ...next, version: seenVersion + 1 }, await keys.get(next.dataKeyId));
      const hit = await rows.collection.updateOne({ _id, version: seenVersion } as never, { $set: row } as never, within(tx));
      if (hit.matchedCount === 0) throw problem('referral/changed');
    },
    /**
     * Moves the delivery on if nobody else did since it was read. It does not count as a version: a receipt must not make
     * somebody's answer stale. Beginning is only allowed while an answer is awaited: the last look before the text leaves (I4).
     */
    async moveDelivery({ id, deliveryVersion }: Pick<Referral, 'id' | 'deliveryVersion'>, next: Delivery, { onlyWaiting, tx }: { onlyWaiting: boolean; tx?: Tx }): Promise<boolean> {
      const hit = await rows.collection.updateOne(
        { _id: id, deliveryVersion, ...(onlyWaiting ? { waiting: true } : {}) } as never, { $set: { delivery: next }, $inc: { deliveryVersion: 1 } } as never, within(tx));
      return hit.matchedCount === 1;
    },
  };
}
