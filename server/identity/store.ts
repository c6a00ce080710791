import { Schema } from 'mongoose';
import type { ChannelChoices, NetworkView, QuietHours, StaffLanguage } from '../contract/identity.js';
import type { Role } from '../contract/words.js';
import { newId } from '../kernel/ids.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { AS_THE_LADDER, mainNumber } from './core/own-channels.js';
import type { StaffNumber } from './core/own-channels.js';

/** A member of staff, with what is needed to reach them. `phone`: the main one of the checked numbers, E.164. */
export interface Staff {
  id: StaffId;
  name: string;
  initials: string;
  email: string;
  phone: string | null;
  numbers: StaffNumber[];
  choices: ChannelChoices;
  quiet: QuietHours | null;
  /** In which they are told and read; null where they chose none. */
  language: StaffLanguage | null;
  roles: { teamId: TeamId; role: Role }[];
  /** Empty: nobody signs in as this person until they have used a link. */
  passwordHash: string;
  active: boolean;
  version: number;
  /** Has a passkey or codes; kept with the change of either. */
  hasFactor?: boolean;
  /** Somebody at an organization of the directory, who is no staff; left out for staff. */
  outside?: Outside;
}

/** For whom somebody outside answers. `serviceIds` null: for all services of the organization, those to come too. `title`: what they do there. */
export interface Outside { organizationId: string; organizationName: string; serviceIds: string[] | null; title: string }

/** As it is stored; what is left out is as for somebody new, whose phone is taken as right. */
export type StaffToKeep = Omit<Staff, 'numbers' | 'choices' | 'quiet' | 'language' | 'version'> & Partial<Pick<Staff, 'numbers' | 'choices' | 'quiet' | 'language' | 'version'>>;

/** A group of staff that sees its own work. `receivedBy` is the team that answers what this one raises. */
export interface Team { id: TeamId; name: string; receivedBy: TeamId }

export type Network = Omit<NetworkView, 'simulated'>;

/** The roles whose holders need a passkey or codes beside their password. */
export interface SignInRules { version: number; roles: Role[] }

/** A sign-in (`session`, 12 h) or an enrolled phone (`device`, 30 days), known only by the hash of its secret. `lockedAt`: its screen is locked since. */
export interface SessionRow { _id: string; staffId: StaffId; kind: 'session' | 'device'; createdAt: Date; endsAt: Date; about?: string; lockedAt?: Date }

/** A link to choose a password with, known only by the hash of its token. */
export interface PasswordLinkRow { _id: string; staffId: StaffId; madeAt: Date; endsAt: Date }

interface StaffRow {
  _id: string; name: string; initials: string; emailIndex: string; sealed: string; roles: { teamId: string; role: Role }[]; passwordHash: string; active: boolean; version?: number; hasFactor?: boolean;
  /** The blind index of every checked number; one text in rows of the first release. */
  phoneIndex?: string | string[];
}

/** `numbers` and what follows are not there in rows of the first release: their phone is taken as checked. */
interface Sealed { email: string; phone?: string | null; numbers?: (Omit<StaffNumber, 'verifiedAt'> & { verifiedAt: string | null })[]; choices?: ChannelChoices; quiet?: QuietHours | null; language?: StaffLanguage; outside?: Outside }

/** A phone that was there from the start, taken as right. */
const fromTheStart = (phone: string | null): StaffNumber[] =>
  (phone === null ? [] : [{ id: 'first', number: phone, kind: 'text-and-call', verifiedAt: new Date(0), verifiedBy: 'set-up' }]);

export const identityPlans: CollectionPlan[] = [
  { name: 'staff', indexes: [
    { key: { emailIndex: 1 }, name: 'one_per_email', unique: true },
    { key: { phoneIndex: 1 }, name: 'one_per_phone', unique: true, partialFilterExpression: { phoneIndex: { $exists: true } } },
  ] },
  { name: 'teams', indexes: [] },
  { name: 'network', indexes: [] },
  { name: 'sign_in_rules', indexes: [] },
  { name: 'password_links', indexes: [{ key: { staffId: 1 }, name: 'by_staff' }, { key: { endsAt: 1 }, name: 'forget_ended', expireAfterSeconds: 0 }] },
  { name: 'sessions', indexes: [{ key: { staffId: 1 }, name: 'by_staff' }, { key: { endsAt: 1 }, name: 'forget_ended', expireAfterSeconds: 0 }] },
];

const rules = { strict: 'throw', versionKey: false } as const;
const staffSchema = new Schema<StaffRow>({
  _id: String, name: String, initials: String, emailIndex: String, phoneIndex: Schema.Types.Mixed, sealed: String,
  roles: [{ _id: false, teamId: String, role: String }], passwordHash: String, active: Boolean, version: Number, hasFactor: Boolean,
}, { ...rules, collection: 'staff' });
const teamSchema = new Schema<{ _id: string; name: string; receivedBy: string }>({ _id: String, name: String, receivedBy: String }, { ...rules, collection: 'teams' });
const networkSchema = new Schema<{ _id: string; version: number; settings: Omit<Network, 'version'> }>({ _id: String, version: Number, settings: Object }, { ...rules, collection: 'network' });
const sessionSchema = new Schema<SessionRow>({ _id: String, staffId: String, kind: String, createdAt: Date, endsAt: Date, about: String, lockedAt: Date }, { ...rules, collection: 'sessions' });
const linkSchema = new Schema<PasswordLinkRow>({ _id: String, staffId: String, madeAt: Date, endsAt: Date }, { ...rules, collection: 'password_links' });

const signInRulesSchema = new Schema<{ _id: string; version: number; roles: Role[] }>({ _id: String, version: Number, roles: [String] }, { ...rules, collection: 'sign_in_rules' });

export type IdentityStore = Awaited<ReturnType<typeof identityStoreOn>>;

/** Alone knows `staff`, `teams`, `network` and `sessions`. Addresses and numbers are sealed with one key for all staff. */
export async function identityStoreOn(db: Connection, keys: DataKeys) {
  const staff = db.model('Staff', staffSchema);
  const teams = db.model('Team', teamSchema);
  const network = db.model('Network', networkSchema);
  const sessions = db.model('Session', sessionSchema);
  const links = db.model('PasswordLink', linkSchema);
  const signInRules = db.model('SignInRules', signInRulesSchema);
  const key: DataKey = await keys.named('staff');

  const about = (id: string): string => `staff:${id}:sealed`;
  const emailIndex = (email: string): string => keys.blindIndex('email', email.trim().toLowerCase());
  const toRow = ({ id, email, phone, numbers = fromTheStart(phone), choices = AS_THE_LADDER, quiet = null, language = null, version = 1, outside, ...plain }: StaffToKeep): StaffRow => {
    const checked = numbers.filter(({ verifiedAt }) => verifiedAt !== null).map(({ number }) => keys.blindIndex('phone', number));
    return {
      _id: id, ...plain, version, emailIndex: emailIndex(email), sealed: seal(key, about(id), { email, numbers, choices, quiet, ...(language ? { language } : {}), ...(outside ? { outside } : {}) }),
      ...(checked.length === 0 ? {} : { phoneIndex: checked }),
    };
  };
  const fromRow = ({ _id, sealed, emailIndex: _e, phoneIndex: _p, version = 1, ...plain }: StaffRow): Staff => {
    const { email, phone = null, numbers: kept, choices = AS_THE_LADDER, quiet = null, language = null, outside } = open(key, about(_id), sealed) as Sealed;
    const numbers = kept?.map((one) => ({ ...one, verifiedAt: one.verifiedAt === null ? null : new Date(one.verifiedAt) })) ?? fromTheStart(phone);
    return { id: _id, ...plain, version, email, numbers, phone: mainNumber(numbers), choices, quiet, language, ...(outside ? { outside } : {}) };
  };

  return {
    allStaff: async (tx?: Tx): Promise<Staff[]> => (await staff.find({}, null, tx ? { session: tx.session } : {}).lean<StaffRow[]>()).map(fromRow),
    async findStaff(id: StaffId, tx: Tx): Promise<Staff | null> {
      const row = await staff.findById(id, null, { session: tx.session }).lean<StaffRow>();
      return row ? fromRow(row) : null;
    },
    findByEmail: async (email: string): Promise<Staff | null> => {
      const row = await staff.findOne({ emailIndex: emailIndex(email) }).lean<StaffRow>();
      return row ? fromRow(row) : null;
    },
    /** @throws the driver's duplicate error when the e-mail address or a checked phone is in use */
    async saveStaff(person: StaffToKeep, tx: Tx): Promise<void> {
      const { _id, ...row } = toRow(person);
      await staff.replaceOne({ _id }, row, { upsert: true, session: tx.session });
    },
    /** Makes transactions that take administrators away wait for each other, so that two cannot remove the last two. */
    async oneAtATime(tx: Tx): Promise<void> {
      await network.collection.updateOne({ _id: 'administrators' as never }, { $inc: { changes: 1 } }, { upsert: true, session: tx.session });
    },
    allTeams: async (tx?: Tx): Promise<Team[]> => (await teams.find({}, null, tx ? { session: tx.session } : {}).lean()).map(({ _id, ...team }) => ({ id: _id, ...team })),
    async saveTeam({ id, ...team }: Team, tx: Tx): Promise<void> {
      await teams.replaceOne({ _id: id }, team, { upsert: true, session: tx.session });
    },
    async findNetwork(): Promise<Network | null> {
      const row = await network.findById('network').lean();
      return row ? { ...row.settings, version: row.version } : null;
    },
    /** @returns false when the settings changed since `seenVersion` (0: there are none yet) */
    async saveNetwork(settings: Omit<Network, 'version'>, seenVersion: number, tx: Tx): Promise<boolean> {
      if (seenVersion === 0) {
        await network.collection.insertOne({ _id: 'network', version: 1, settings } as never, { session: tx.session });
        return true;
      }
      const hit = await network.updateOne({ _id: 'network', version: seenVersion }, { $set: { settings, version: seenVersion + 1 } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
    /** Whose roles ask for a passkey or codes; version 0: nobody said so yet. */
    async findSignInRules(): Promise<SignInRules> {
      const row = await signInRules.findById('sign-in').lean();
      return row ? { version: row.version, roles: row.roles } : { version: 0, roles: [] };
    },
    /** @returns false when the rules changed since `seenVersion` */
    async saveSignInRules(roles: Role[], seenVersion: number, tx: Tx): Promise<boolean> {
      if (seenVersion === 0) {
        if (await signInRules.exists({ _id: 'sign-in' }).session(tx.session)) return false;
        await signInRules.collection.insertOne({ _id: 'sign-in', version: 1, roles } as never, { session: tx.session });
        return true;
      }
      return (await signInRules.updateOne({ _id: 'sign-in', version: seenVersion }, { $set: { roles, version: seenVersion + 1 } }, { session: tx.session })).matchedCount === 1;
    },
    findSession: async (hash: string): Promise<SessionRow | null> => sessions.findById(hash).lean(),
    async addSession(row: SessionRow, tx: Tx): Promise<void> { await sessions.collection.insertOne(row as never, { session: tx.session }); },
    /** Locks its screen since `at`, or with null opens it. @returns false when it was so already, or is over */
    async lockSession(hash: string, at: Date | null, tx: Tx): Promise<boolean> {
      const hit = await sessions.collection.updateOne({ _id: hash as never, kind: 'session', lockedAt: { $exists: at === null } }, at === null ? { $unset: { lockedAt: '' } } : { $set: { lockedAt: at } }, { session: tx.session });
      return hit.matchedCount === 1;
    },
    async endSession(hash: string, tx: Tx): Promise<void> { await sessions.deleteOne({ _id: hash }, { session: tx.session }); },
    sessionsOf: async (staffId: StaffId, tx?: Tx): Promise<SessionRow[]> =>
      sessions.find({ staffId }, null, tx ? { session: tx.session } : {}).sort({ createdAt: -1 }).lean<SessionRow[]>(),
    /** A link takes the place of every earlier one of that person. */
    async putPasswordLink(row: PasswordLinkRow, tx: Tx): Promise<void> {
      await links.deleteMany({ staffId: row.staffId }, { session: tx.session });
      await links.collection.insertOne(row as never, { session: tx.session });
    },
    findPasswordLink: async (hash: string, tx?: Tx): Promise<PasswordLinkRow | null> => links.findById(hash, null, tx ? { session: tx.session } : {}).lean<PasswordLinkRow>(),
    async endPasswordLinks(staffId: StaffId, tx: Tx): Promise<void> { await links.deleteMany({ staffId }, { session: tx.session }); },
    allPasswordLinks: async (): Promise<PasswordLinkRow[]> => links.find().lean<PasswordLinkRow[]>(),
    newStaffId: (): StaffId => newId<StaffId>(),
  };
}
