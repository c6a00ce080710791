import { Schema } from 'mongoose';
import type { NetworkView } from '../contract/identity.js';
import type { Role } from '../contract/words.js';
import { newId } from '../kernel/ids.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKey, DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** A member of staff, with what is needed to reach them. Phones are E.164. */
export interface Staff {
  id: StaffId;
  name: string;
  initials: string;
  email: string;
  phone: string | null;
  roles: { teamId: TeamId; role: Role }[];
  passwordHash: string;
  active: boolean;
}

/** A group of staff that sees its own work. `receivedBy` is the team that answers what this one raises. */
export interface Team { id: TeamId; name: string; receivedBy: TeamId }

export type Network = Omit<NetworkView, 'simulated'>;

/** A sign-in (`session`, 12 h) or an enrolled phone (`device`, 30 days), known only by the hash of its secret. */
export interface SessionRow { _id: string; staffId: StaffId; kind: 'session' | 'device'; createdAt: Date; endsAt: Date }

interface StaffRow { _id: string; name: string; initials: string; emailIndex: string; phoneIndex?: string; sealed: string; roles: { teamId: string; role: Role }[]; passwordHash: string; active: boolean }

export const identityPlans: CollectionPlan[] = [
  { name: 'staff', indexes: [
    { key: { emailIndex: 1 }, name: 'one_per_email', unique: true },
    { key: { phoneIndex: 1 }, name: 'one_per_phone', unique: true, partialFilterExpression: { phoneIndex: { $exists: true } } },
  ] },
  { name: 'teams', indexes: [] },
  { name: 'network', indexes: [] },
  { name: 'sessions', indexes: [{ key: { staffId: 1 }, name: 'by_staff' }, { key: { endsAt: 1 }, name: 'forget_ended', expireAfterSeconds: 0 }] },
];

const rules = { strict: 'throw', versionKey: false } as const;
const staffSchema = new Schema<StaffRow>({
  _id: String, name: String, initials: String, emailIndex: String, phoneIndex: String, sealed: String,
  roles: [{ _id: false, teamId: String, role: String }], passwordHash: String, active: Boolean,
}, { ...rules, collection: 'staff' });
const teamSchema = new Schema<{ _id: string; name: string; receivedBy: string }>({ _id: String, name: String, receivedBy: String }, { ...rules, collection: 'teams' });
const networkSchema = new Schema<{ _id: string; version: number; settings: Omit<Network, 'version'> }>({ _id: String, version: Number, settings: Object }, { ...rules, collection: 'network' });
const sessionSchema = new Schema<SessionRow>({ _id: String, staffId: String, kind: String, createdAt: Date, endsAt: Date }, { ...rules, collection: 'sessions' });

export type IdentityStore = Awaited<ReturnType<typeof identityStoreOn>>;

/** Alone knows `staff`, `teams`, `network` and `sessions`. Addresses and numbers are sealed with one key for all staff. */
export async function identityStoreOn(db: Connection, keys: DataKeys) {
  const staff = db.model('Staff', staffSchema);
  const teams = db.model('Team', teamSchema);
  const network = db.model('Network', networkSchema);
  const sessions = db.model('Session', sessionSchema);
  const key: DataKey = await keys.named('staff');

  const about = (id: string): string => `staff:${id}:sealed`;
  const emailIndex = (email: string): string => keys.blindIndex('email', email.trim().toLowerCase());
  const toRow = ({ id, email, phone, ...plain }: Staff): StaffRow => ({
    _id: id, ...plain, emailIndex: emailIndex(email), sealed: seal(key, about(id), { email, phone }),
    ...(phone === null ? {} : { phoneIndex: keys.blindIndex('phone', phone) }),
  });
  const fromRow = ({ _id, sealed, emailIndex: _e, phoneIndex: _p, ...plain }: StaffRow): Staff =>
    ({ id: _id, ...plain, ...(open(key, about(_id), sealed) as { email: string; phone: string | null }) });

  return {
    allStaff: async (): Promise<Staff[]> => (await staff.find().lean()).map(fromRow),
    findByEmail: async (email: string): Promise<Staff | null> => {
      const row = await staff.findOne({ emailIndex: emailIndex(email) }).lean();
      return row ? fromRow(row) : null;
    },
    /** @throws the driver's duplicate error when the e-mail address or the phone is in use */
    async saveStaff(person: Staff, tx: Tx): Promise<void> {
      const { _id, ...row } = toRow(person);
      await staff.replaceOne({ _id }, row, { upsert: true, session: tx.session });
    },
    allTeams: async (): Promise<Team[]> => (await teams.find().lean()).map(({ _id, ...team }) => ({ id: _id, ...team })),
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
    findSession: async (hash: string): Promise<SessionRow | null> => sessions.findById(hash).lean(),
    async addSession(row: SessionRow, tx: Tx): Promise<void> { await sessions.collection.insertOne(row as never, { session: tx.session }); },
    async endSession(hash: string, tx: Tx): Promise<void> { await sessions.deleteOne({ _id: hash }, { session: tx.session }); },
    newStaffId: (): StaffId => newId<StaffId>(),
  };
}
