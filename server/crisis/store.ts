import { Schema } from 'mongoose';
import type { CrisisId, ReportId, StaffId, TeamId } from '../kernel/ids.js';
import type { UrgencyLetter } from '../contract/triage.js';
import { problem } from '../platform/http/problem.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import { updateAll } from '../platform/mongo/many.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { byNewest } from './core/search.js';
import type { SearchCursor, SearchFilter } from './core/search.js';
import type { Closure, Crisis, CrisisAsk, EmergencyContact, Joined, Note, Report, Screened } from './core/crisis.js';
import { plainName } from './core/joining.js';

export const crisesPlan: CollectionPlan = {
  name: 'crises',
  indexes: [
    { key: { ref: 1 }, name: 'one_per_ref', unique: true, partialFilterExpression: { refHeld: true } },
    { key: { 'reports.key': 1 }, name: 'one_per_key', unique: true, partialFilterExpression: { 'reports.key': { $type: 'string' } } },
    { key: { 'reports.id': 1 }, name: 'by_report' },
    { key: { teamId: 1, state: 1, raisedAt: -1 }, name: 'by_team' },
    { key: { askedIds: 1, state: 1 }, name: 'by_asked' },
    { key: { raisedById: 1, state: 1 }, name: 'by_raiser' },
    { key: { 'owner.staffId': 1, state: 1 }, name: 'by_owner' },
    { key: { senderIndex: 1, raisedAt: -1 }, name: 'by_sender', partialFilterExpression: { senderIndex: { $type: 'string' } } },
    { key: { nameIndex: 1, raisedAt: -1 }, name: 'by_name', partialFilterExpression: { nameIndex: { $type: 'string' } } },
    { key: { 'asks.to.linkHash': 1 }, name: 'by_ask_link', partialFilterExpression: { 'asks.to.linkHash': { $type: 'string' } } },
  ],
};

type Sealed = string;
interface Row extends Omit<Crisis, 'id' | 'urgency' | 'details' | 'reports' | 'notes' | 'screenings' | 'emergencyContacts' | 'closure' | 'asks' | 'joined'> {
  _id: string;
  /** Blind index of the person's name, for "is it the same person" only. */
  nameIndex?: string;
  asks: (Omit<CrisisAsk, 'words'> & { sealed: Sealed | null })[];
  joined: (Omit<Joined, 'before' | 'merged'> & { sealed: Sealed })[];
  refHeld: boolean;
  letter: string;
  sealed: { details: Sealed; urgency: Sealed };
  reports: (Omit<Report, 'details' | 'key'> & { key?: string; sealed: Sealed })[];
  notes: (Omit<Note, 'text'> & { sealed: Sealed })[];
  /** Absent: none was ever filled in. */
  screenings?: (Pick<Screened, 'id' | 'byId' | 'at'> & { sealed: Sealed })[];
  emergencyContacts: (Omit<EmergencyContact, 'whyPolice' | 'personTold' | 'confirmationNote'> & { sealed: Sealed })[];
  closure: (Pick<Closure, 'at' | 'byId' | 'disposition' | 'outcome'> & { sealed: Sealed }) | null;
}

const schema = new Schema<Row>({
  _id: String, ref: String, refHeld: Boolean, teamId: String, dataKeyId: String, state: String, letter: String, choice: String, raisedById: String, senderIndex: String, raisedAt: Date,
  owner: Object, escalationId: String, answerBy: Date, contactBy: Date, withThemAt: Date, progressBy: Date, locationState: String, waitingSince: Date,
  emergencyCall: Object, emergencyAskAt: Date, emergencyContacts: [Object], emergencyConfirmBy: Date, sealed: Object, reports: [Object], notes: [Object], screenings: { type: [Object], default: undefined },
  askedIds: [String], releasedAt: Date, resumeFrom: Object, closure: Object, closedAt: Date, version: Number, changedAtVersion: Number,
  nameIndex: String, graceUntil: Date, contactedAt: Date, asks: [Object], backup: Object, snooze: Object, snoozes: Number, attention: [Object], ownerlessSince: Date, ownerlessSeconds: Number,
  unownedSeconds: Number, joinedTo: Object, joined: [Object],
}, { strict: 'throw', versionKey: false, minimize: false, collection: 'crises' });

/** Every personal field is sealed with the crisis's own data key, bound to its place. */
function toRow({ id, urgency, details, reports, notes, screenings, emergencyContacts, closure, asks, joined, ...plain }: Crisis, key: DataKey, refHeld: boolean, nameIndex: string | null): Row {
  const close = (field: string, value: unknown): Sealed => seal(key, `crises:${id}:${field}`, value);
  return {
    _id: id, ...plain, refHeld, letter: urgency.letter, ...(nameIndex === null ? {} : { nameIndex }),
    asks: asks.map(({ words, ...ask }) => ({ ...ask, sealed: words && close(`ask:${ask.id}`, words) })),
    joined: joined.map(({ before, merged, ...one }) => ({ ...one, sealed: close(`joined:${one.crisisId}`, { before, merged }) })),
    sealed: { details: close('details', details), urgency: close('urgency', urgency) },
    reports: reports.map(({ details: told, key: idempotency, ...report }) => ({ ...report, ...(idempotency === null ? {} : { key: idempotency }), sealed: close(`report:${report.id}`, told) })),
    notes: notes.map(({ text, ...note }) => ({ ...note, sealed: close(`note:${note.id}`, text) })),
    ...(screenings.length === 0 ? {} : { screenings: screenings.map(({ answers, result, ...one }) => ({ ...one, sealed: close(`screening:${one.id}`, { answers, result }) })) }),
    emergencyContacts: emergencyContacts.map(({ whyPolice, personTold, confirmationNote, ...contact }) => ({ ...contact, sealed: close(`emergency:${contact.id}`, { whyPolice, personTold, confirmationNote }) })),
    closure: closure && (({ given, information, obtained, note, ...rest }) => ({ ...rest, sealed: close('closure', { given, information, obtained, note }) }))(closure),
  };
}

/** What crises had before they knew of asks, backup and counted minutes. */
const UNTIL_NOW = {
  graceUntil: null, contactedAt: null, backup: null, snooze: null, snoozes: 0, attention: [], ownerlessSince: null, ownerlessSeconds: 0, unownedSeconds: 0, joinedTo: null,
} satisfies Partial<Crisis>;

function fromRow({ _id, refHeld: _held, letter: _letter, nameIndex: _name, sealed, reports, notes, screenings = [], emergencyContacts, closure, asks = [], joined = [], ...plain }: Row, key: DataKey): Crisis {
  const read = (field: string, value: Sealed): unknown => open(key, `crises:${_id}:${field}`, value);
  return {
    id: _id, ...UNTIL_NOW, ...plain,
    asks: asks.map(({ sealed: words, ...ask }) => ({ ...ask, words: words === null ? null : read(`ask:${ask.id}`, words) as CrisisAsk['words'] })),
    joined: joined.map(({ sealed: facts, ...one }) => ({ ...one, ...(read(`joined:${one.crisisId}`, facts) as Pick<Joined, 'before' | 'merged'>) })),
    details: read('details', sealed.details) as Crisis['details'], urgency: read('urgency', sealed.urgency) as Crisis['urgency'],
    reports: reports.map(({ sealed: told, key: idempotency, ...report }) => ({ ...report, key: idempotency ?? null, details: read(`report:${report.id}`, told) as Report['details'] })),
    notes: notes.map(({ sealed: text, ...note }) => ({ ...note, text: read(`note:${note.id}`, text) as string })),
    screenings: screenings.map(({ sealed: words, ...one }) => ({ ...one, ...(read(`screening:${one.id}`, words) as Pick<Screened, 'answers' | 'result'>) })),
    emergencyContacts: emergencyContacts.map(({ sealed: words, ...contact }) => ({ ...contact, ...(read(`emergency:${contact.id}`, words) as Pick<EmergencyContact, 'whyPolice' | 'personTold' | 'confirmationNote'>) })),
    closure: closure && (({ sealed: words, ...rest }) => ({ ...rest, ...(read('closure', words) as Pick<Closure, 'given' | 'information' | 'obtained' | 'note'>) }))(closure),
  };
}

export type CrisisStore = ReturnType<typeof crisisStoreOn>;

/** Alone knows the collection `crises`; nothing above it sees ciphertext, nothing below it plain text. */
export function crisisStoreOn(db: Connection, keys: DataKeys) {
  const rows = db.model('Crisis', schema);
  const decode = async (row: Row | null): Promise<Crisis | null> => (row ? fromRow(row, await keys.get(row.dataKeyId)) : null);
  const decodeAll = (found: readonly Row[]): Promise<Crisis[]> => Promise.all(found.map(async (row) => fromRow(row, await keys.get(row.dataKeyId))));
  const open_ = trusted({ $ne: 'CLOSED' as const });
  const askedOutside = (staffId: StaffId) => ({
    askedIds: staffId, state: trusted({ $in: ['OPEN', 'ACTIVE'] as const }), asks: trusted({ $elemMatch: { state: 'asked', to: { $elemMatch: { staffId, cannotAt: null } } } }),
  });
  const nameIndexOf = (name: string | undefined): string | null => {
    const plain = plainName(name ?? '');
    return plain === '' ? null : keys.blindIndex('person-name', plain);
  };

  return {
    /** At the end the transaction throws the driver's duplicate error: `one_per_ref`, `one_per_key`, or `_id_` when an earlier try committed. */
    insert(crisis: Crisis, key: DataKey, tx: Tx): void { tx.insert(rows.collection, [toRow(crisis, key, true, nameIndexOf(crisis.details.personName))]); },
    async find(id: CrisisId, tx?: Tx): Promise<Crisis | null> { return decode(await rows.findById(id, null, tx ? { session: tx.session } : {}).lean<Row>()); },
    async findByReport(id: ReportId): Promise<Crisis | null> { return decode(await rows.findOne({ 'reports.id': id }).lean<Row>()); },
    async findByKey(key: string): Promise<Crisis | null> { return decode(await rows.findOne({ 'reports.key': key }).lean<Row>()); },
    /** Only while open: a ref says nothing afterwards. */
    async findOpenByRef(ref: string, tx?: Tx): Promise<Crisis | null> { return decode(await rows.findOne({ ref, state: open_ }, null, tx ? { session: tx.session } : {}).lean<Row>()); },
    /** A text `EM code` or a queued report with the same code of the same raiser, within the last day. */
    async findByDraft(byId: StaffId, draftCode: string, since: Date): Promise<Crisis | null> {
      return decode(await rows.findOne({ state: open_, reports: trusted({ $elemMatch: { byId, draftCode, at: { $gte: since } } }) }).sort({ raisedAt: -1 }).lean<Row>());
    },
    /** The open crisis that a text from this unknown number opened lately. */
    async findOpenBySender(senderIndex: string, since: Date): Promise<Crisis | null> { return decode(await rows.findOne({ senderIndex, state: open_, raisedAt: trusted({ $gte: since }) }).sort({ raisedAt: -1 }).lean<Row>()); },
    /** Writes it whole if it is still as it was read. @throws conflict `crisis/changed` */
    async replace(crisis: Crisis, seenVersion: number, tx: Tx): Promise<void> {
      const nameIndex = nameIndexOf(crisis.details.personName);
      const { _id, ref: _ref, refHeld: _held, ...row } = toRow(crisis, await keys.get(crisis.dataKeyId), true, nameIndex);
      const hit = await rows.collection.updateOne({ _id, version: seenVersion } as never, { $set: row, ...(nameIndex === null ? { $unset: { nameIndex: '' } } : {}) } as never, { session: tx.session });
      if (hit.matchedCount === 0) throw problem('crisis/changed');
    },
    /** Counts one more version of each for a change that happened beside it, and adds whom it was asked of. @returns the new versions of those that exist */
    async touchAll(askedIds: ReadonlyMap<CrisisId, readonly StaffId[]>, { session }: Tx): Promise<Map<CrisisId, number>> {
      await updateAll(db, rows.collection, [...askedIds].map(([_id, asked]) => (
        { filter: { _id }, update: { $inc: { version: 1 }, ...(asked.length > 0 ? { $addToSet: { askedIds: { $each: [...asked] } } } : {}) } })), { session });
      const touched = await rows.collection.find({ _id: { $in: [...askedIds.keys()] } } as never, { projection: { version: 1 }, session }).toArray() as unknown as { _id: CrisisId; version: number }[];
      return new Map(touched.map(({ _id, version }) => [_id, version]));
    },
    /** Open crises of these teams and those for which this person was asked. */
    async board(teamIds: readonly TeamId[], askedId: StaffId): Promise<Crisis[]> {
      return decodeAll(await rows.find({ state: open_, $or: [{ teamId: trusted({ $in: [...teamIds] }) }, { askedIds: askedId, state: trusted({ $in: ['OPEN', 'ACTIVE'] }) }] }).sort({ raisedAt: 1 }).limit(2000).lean<Row[]>());
    },
    async closedOf(teamIds: readonly TeamId[]): Promise<Crisis[]> {
      return decodeAll(await rows.find({ teamId: trusted({ $in: [...teamIds] }), state: 'CLOSED' }).sort({ raisedAt: -1 }).limit(100).lean<Row[]>());
    },
    /**
     * Crises that fit, newest first, at most `limit`: of these teams, and those for which this person is asked while they are open.
     * A name or number is found by its blind index only.
     */
    async search({ states, letters, ref, ownerId, teamId, from, before, personName, phone }: SearchFilter, { teamIds, askedId }: { teamIds: readonly TeamId[]; askedId: StaffId }, cursor: SearchCursor | null, limit: number): Promise<Crisis[]> {
      const nameIndex = personName === undefined ? undefined : nameIndexOf(personName);
      if (nameIndex === null) return [];
      const raised = { ...(from ? { $gte: from } : {}), ...(before ? { $lt: before } : {}) };
      const fits = {
        ...(letters ? { letter: trusted({ $in: [...letters] }) } : {}), ...(ref === undefined ? {} : { ref }), ...(nameIndex === undefined ? {} : { nameIndex }),
        ...(ownerId === undefined ? {} : ownerId === null ? { owner: null } : { 'owner.staffId': ownerId }), ...(phone === undefined ? {} : { senderIndex: keys.blindIndex('sender', phone) }),
        $and: [...(from || before ? [{ raisedAt: trusted(raised) }] : []), ...(cursor ? [{ raisedAt: trusted({ $lte: cursor.at }), _id: trusted({ $nin: [...cursor.ids] }) }] : []), {}],
      };
      const look = (scope: object): Promise<Row[]> => rows.find({ ...scope, ...fits }).sort({ raisedAt: -1 }).limit(limit).lean<Row[]>();
      const mine = teamId === undefined ? teamIds : teamIds.filter((one) => one === teamId);
      const open = states.filter((state) => state === 'OPEN' || state === 'ACTIVE');
      // Asked for one by one, each by its own index: together they would have to be sorted in memory.
      const [own, asked] = await Promise.all([
        mine.length === 0 ? [] : look({ teamId: trusted({ $in: [...mine] }), state: trusted({ $in: [...states] }) }),
        open.length === 0 ? [] : look({ askedIds: askedId, state: trusted({ $in: open }), teamId: teamId !== undefined && !teamIds.includes(teamId) ? teamId : trusted({ $nin: [...teamIds] }) }),
      ]);
      return (await decodeAll([...own, ...asked])).sort(byNewest).slice(0, limit);
    },
    async openRaisedBy(staffId: StaffId): Promise<Crisis[]> { return decodeAll(await rows.find({ state: open_, 'reports.byId': staffId }).sort({ raisedAt: -1 }).limit(100).lean<Row[]>()); },
    async ownedBy(staffId: StaffId, tx: Tx): Promise<Crisis[]> { return decodeAll(await rows.find({ 'owner.staffId': staffId, state: 'ACTIVE' }, null, { session: tx.session }).sort({ raisedAt: -1 }).limit(50).lean<Row[]>()); },
    /** Open crises in which an ask outside the ladder waits for this person, newest first. */
    async askedOf(staffId: StaffId): Promise<Crisis[]> { return decodeAll(await rows.find(askedOutside(staffId)).sort({ raisedAt: -1 }).limit(50).lean<Row[]>()); },
    /** These crises, and those in which an ask outside the ladder waits for this person, if somebody is named; newest first. */
    async theseAndAskedOf(ids: readonly CrisisId[], staffId: StaffId | null, tx: Tx): Promise<Crisis[]> {
      if (ids.length === 0 && staffId === null) return [];
      return decodeAll(await rows.find({ $or: [{ _id: trusted({ $in: [...ids] }) }, ...(staffId === null ? [] : [askedOutside(staffId)])] }, null, { session: tx.session })
        .sort({ raisedAt: -1 }).limit(50 + ids.length).lean<Row[]>());
    },
    async findByAskLink(linkHash: string): Promise<Crisis | null> { return decode(await rows.findOne({ 'asks.to.linkHash': linkHash }).lean<Row>()); },
    /** Open crises about a person of this name, raised since then, newest first. */
    async openByName(name: string, since: Date): Promise<Crisis[]> {
      const nameIndex = nameIndexOf(name);
      return nameIndex === null ? [] : decodeAll(await rows.find({ nameIndex, raisedAt: trusted({ $gte: since }), state: open_ }).sort({ raisedAt: -1 }).limit(5).lean<Row[]>());
    },
    /** What was raised since then and is open, oldest first: ids, raisers and letters only. */
    async openSince(teamIds: readonly TeamId[], since: Date): Promise<(Pick<Crisis, 'id' | 'ref' | 'teamId' | 'raisedById' | 'raisedAt' | 'owner'> & { letter: UrgencyLetter })[]> {
      const wanted = { ref: 1, teamId: 1, raisedById: 1, raisedAt: 1, owner: 1, letter: 1 };
      return (await rows.find({ teamId: trusted({ $in: [...teamIds] }), state: open_, raisedAt: trusted({ $gte: since }) }, wanted).sort({ raisedAt: 1 }).lean<Row[]>())
        .map(({ _id, ref, teamId, raisedById, raisedAt, owner, letter }) => ({ id: _id, ref, teamId, raisedById, raisedAt, owner, letter: letter as UrgencyLetter }));
    },
    /** Crises of these teams that nobody has, with the escalation that should be asking. */
    async ownerless(teamIds: readonly TeamId[]): Promise<Pick<Crisis, 'id' | 'escalationId'>[]> {
      return (await rows.find({ teamId: trusted({ $in: [...teamIds] }), state: trusted({ $in: ['OPEN', 'ACTIVE'] as const }), owner: null }, { escalationId: 1 }).lean<Row[]>()).map(({ _id, escalationId }) => ({ id: _id, escalationId }));
    },
    /** How many active crises each person of these teams has. */
    async owners(teamIds: readonly TeamId[]): Promise<Map<StaffId, number>> {
      const counted = await rows.aggregate<{ _id: StaffId; count: number }>([{ $match: { teamId: { $in: [...teamIds] }, state: 'ACTIVE' } }, { $group: { _id: '$owner.staffId', count: { $sum: 1 } } }]);
      return new Map(counted.map(({ _id, count }) => [_id, count]));
    },
    async allOwnedBy(staffId: StaffId): Promise<Crisis[]> { return decodeAll(await rows.find({ 'owner.staffId': staffId, state: 'ACTIVE' }).sort({ raisedAt: 1 }).limit(500).lean<Row[]>()); },
    /** The refs of those of these crises that are open. */
    async openRefs(ids: readonly CrisisId[]): Promise<Map<CrisisId, string>> {
      const found = ids.length === 0 ? [] : await rows.find({ _id: trusted({ $in: [...ids] }), state: open_ }, { ref: 1 }).lean<Pick<Row, '_id' | 'ref'>[]>();
      return new Map(found.map(({ _id, ref }) => [_id, ref]));
    },
    /** Every ref that must not be given again yet, and how many crises are open. */
    async heldRefs(): Promise<{ refs: string[]; open: number }> {
      const [held, count] = await Promise.all([rows.find({ refHeld: true }, { ref: 1 }).lean(), rows.countDocuments({ state: open_ })]);
      return { refs: held.map(({ ref }) => ref), open: count };
    },
    /** Frees a closed crisis's ref for others. */
    async freeRef(id: CrisisId): Promise<void> { await rows.updateOne({ _id: id, state: 'CLOSED' }, { $set: { refHeld: false } }); },
  };
}
