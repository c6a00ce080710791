import { randomBytes } from 'node:crypto';
import type { Ladder } from '../../../server/contract/escalation.js';
import type { Role } from '../../../server/contract/words.js';
import { readEnv } from '../../../config/env.js';
import { escalationStoreOn } from '../../../server/escalation/store.js';
import { hashOf } from '../../../server/identity/actor.js';
import { identityStoreOn } from '../../../server/identity/store.js';
import { connect } from '../../../server/platform/mongo/connect.js';
import type { Connection } from '../../../server/platform/mongo/connect.js';
import { dataKeysOn } from '../../../server/platform/mongo/data-keys.js';
import type { DataKeys } from '../../../server/platform/mongo/data-keys.js';
import { transactOn } from '../../../server/platform/mongo/transact.js';

/** A team that receives its own reports and asks by one ladder for every urgency. */
export interface PlannedTeam { id: string; ladder: Ladder }

/** A member of staff with a session that is open already. */
export interface PlannedStaff { id: string; phone: string | null; teamId: string; role: Role }

export interface Plan { teams: readonly PlannedTeam[]; staff: readonly PlannedStaff[] }

/** A ladder of named responders: `[who, how long they have]` in turn. */
export const ladderOf = (...rungs: readonly (readonly [staffId: string, answerWithinSeconds: number])[]): Ladder => ({
  rungs: rungs.map(([staffId, answerWithinSeconds]) => ({ ask: [{ kind: 'responder', staffId }], channels: ['sms'], answerWithinSeconds })),
  rounds: 1, repeatEverySeconds: 3600,
});

const AREA_CODES = ['202', '301', '303', '305', '312', '404', '410', '412', '415', '503', '512', '602', '617', '703', '713'];

/** A phone number reserved for fiction (555-0100 to 555-0199 of an area code); `index` counts from 0, up to 1,499. */
export const fictionPhone = (index: number): string => `+1${AREA_CODES[Math.floor(index / 100)] ?? ''}55501${String(index % 100).padStart(2, '0')}`;

/** Opens the database as the server would, for setting up only. */
export async function openStores(mongodbUri: string, fieldKeys: string): Promise<{ db: Connection; keys: DataKeys }> {
  const env = readEnv({ MONGODB_URI: mongodbUri, FIELD_KEYS: fieldKeys, PHONES: 'simulated' });
  const db = await connect(env.mongodbUri);
  return { db, keys: await dataKeysOn(db, env.fieldKeys) };
}

/**
 * Writes a network into an empty database, before any server runs on it.
 * @returns the session cookie of each member of staff, by id
 */
export async function furnish(mongodbUri: string, fieldKeys: string, { teams, staff }: Plan): Promise<Map<string, string>> {
  const { db, keys } = await openStores(mongodbUri, fieldKeys);
  const [identity, escalations] = [await identityStoreOn(db, keys), escalationStoreOn(db)];
  const cookies = new Map(staff.map(({ id }) => [id, randomBytes(32).toString('base64url')]));
  const now = new Date();
  const transact = transactOn(db);
  await inPortions(teams, (some) => transact(async (tx) => {
    for (const { id, ladder } of some) {
      await identity.saveTeam({ id, name: id, receivedBy: id }, tx);
      await escalations.savePolicy({ id, teamId: id, name: id, version: 1, ladders: { A: ladder, B: ladder, C: ladder, D: ladder } }, 0, tx);
    }
  }));
  await inPortions(staff, (some) => transact(async (tx) => {
    for (const { id, phone, teamId, role } of some) {
      await identity.saveStaff({ id, name: `${id} Bench`, initials: 'BB', email: `${id}@bench.example`, phone, roles: [{ teamId, role }], passwordHash: 'signs in by no password', active: true }, tx);
      await identity.addSession({ _id: hashOf(cookies.get(id) ?? ''), staffId: id, kind: 'session', createdAt: now, endsAt: new Date(now.getTime() + 6 * 3_600_000) }, tx);
    }
  }));
  await transact(async (tx) => {
    await identity.saveNetwork({
      org: 'BENCH', name: 'Bench Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York', locale: 'en-US',
      triageProfile: 'uk-mhts', progressWithinMinutes: { A: 60, B: 60, C: 60, D: 480 },
    }, 0, tx);
  });
  await db.close();
  return new Map([...cookies].map(([id, secret]) => [id, `session=${secret}`]));
}

/** So many rows in one transaction are written well within the time that one may take, also on a busy machine. */
const PORTION = 50;

async function inPortions<T>(all: readonly T[], act: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += PORTION) await act(all.slice(from, from + PORTION));
}
