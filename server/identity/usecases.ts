import { randomBytes } from 'node:crypto';
import { hash as hashPassword, verify as verifyPassword } from '@node-rs/argon2';
import type { NetworkInput, NewStaffInput } from '../contract/identity.js';
import type { Audit } from '../audit/index.js';
import { addHours } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact } from '../platform/mongo/transact.js';
import { newId } from '../kernel/ids.js';
import { hashOf } from './actor.js';
import { AS_THE_LADDER } from './core/own-channels.js';
import type { People } from './people.js';
import type { IdentityStore, SessionRow, Staff, StaffToKeep, Team } from './store.js';

export interface IdentityNeeds { store: IdentityStore; people: People; events: Events; audit: Audit; transact: Transact; clock: Clock }

/** Argon2id at 19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet, argon2id minimum. */
const ARGON = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const SESSION_HOURS = 12;
const DEVICE_HOURS = 30 * 24;
/** Source: reliability.md §8. */
export const SHORTEST_PASSWORD = 15;

export const passwordHash = (password: string): Promise<string> => hashPassword(password, ARGON);

const TITLE = /^(dr|mr|mrs|ms|mx|prof)\.?$/iu;

/** First letters of the first and the last name, without a title. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u).filter((word) => !TITLE.test(word));
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
};

export type IdentityUse = ReturnType<typeof identityUse>;

/** Sign-in, staff and settings. */
export function identityUse({ store, people, events, audit, transact, clock }: IdentityNeeds) {
  let decoy: Promise<string> | null = null;

  async function begin(person: Staff, kind: SessionRow['kind'], hours: number, about: string | null, how: string): Promise<{ secret: string; endsAt: Date }> {
    const secret = randomBytes(32).toString('base64url');
    const now = clock.now();
    const endsAt = addHours(now, hours);
    await transact(async (tx) => {
      await store.addSession({ _id: hashOf(secret), staffId: person.id, kind, createdAt: now, endsAt, ...(about === null ? {} : { about }) }, tx);
      await audit.append(tx, [{ at: now, actorId: person.id, role: 'staff', action: kind === 'session' ? 'session.started' : 'phone.enrolled', object: `staff:${person.id}`, teamId: 'network', reason: how }]);
    });
    return { secret, endsAt };
  }

  return {
    /** Whose address and password these are. It takes the same time whether or not the address is known. @throws `identity/wrong-credentials` */
    async byPassword({ email, password }: { email: string; password: string }): Promise<Staff> {
      const person = await store.findByEmail(email);
      const stored = (person?.passwordHash || null) ?? await (decoy ??= passwordHash('nobody has this password'));
      const right = await verifyPassword(stored, password);
      if (!person?.active || person.passwordHash === '' || !right) throw problem('identity/wrong-credentials');
      return person;
    },

    /** A new session for somebody who proved who they are, and a device credential when the phone is to be enrolled. `how` they proved it goes into the audit, as a code. */
    async signIn(person: Staff, { enrolPhone, about = null, how }: { enrolPhone?: boolean; about?: string | null; how: string }) {
      return {
        person,
        session: await begin(person, 'session', SESSION_HOURS, about, how),
        device: enrolPhone === true && !person.outside ? await begin(person, 'device', DEVICE_HOURS, about, how) : null,
      };
    },

    /** Ends a session or a device credential everywhere. */
    async signOut(secrets: readonly string[], actor: Actor): Promise<void> {
      const now = clock.now();
      const hashes = secrets.map(hashOf);
      await transact(async (tx) => {
        for (const session of hashes) await store.endSession(session, tx);
        await events.append(tx, hashes.map((session) => ({ at: now, kind: 'session.ended', teamId: 'network', actorId: actor.staffId, data: { session } })));
        await audit.append(tx, [{ at: now, actorId: actor.staffId, role: actor.role, action: 'session.ended', object: `staff:${actor.staffId}`, teamId: 'network' }]);
      });
      for (const session of hashes) people.forgetSession(session);
    },

    /**
     * Somebody new. A phone given by set-up is taken as right; one given by a person must be checked before it counts.
     * @throws `identity/weak-password`, `identity/e-mail-in-use`, `identity/phone-in-use`
     */
    async addStaff({ name, email, password, phone, phoneKind = 'text-and-call', roles }: NewStaffInput, by: Actor | null, id = store.newStaffId()): Promise<Staff> {
      if (password !== undefined && password.length < SHORTEST_PASSWORD) throw problem('identity/weak-password');
      if (by !== null && phone !== undefined && people.byPhone(phone)) throw problem('identity/phone-in-use');
      const isChecked = by === null;
      const person: StaffToKeep = {
        id, name, initials: initialsOf(name), email, phone: isChecked ? phone ?? null : null, roles, passwordHash: password === undefined ? '' : await passwordHash(password), active: true,
        numbers: phone === undefined ? [] : [{ id: newId(), number: phone, kind: phoneKind, verifiedAt: isChecked ? clock.now() : null, verifiedBy: isChecked ? 'set-up' : null }],
      };
      const now = clock.now();
      try {
        await transact(async (tx) => {
          await store.saveStaff(person, tx);
          await events.append(tx, [{ at: now, kind: 'staff.changed', teamId: 'network', actorId: by?.staffId ?? null, data: { staff: id } }]);
          await audit.append(tx, [{ at: now, actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action: 'staff.added', object: `staff:${id}`, teamId: 'network' }]);
        });
      } catch (error) {
        const index = duplicateOf(error);
        if (index === 'one_per_email') throw problem('identity/e-mail-in-use');
        if (index === 'one_per_phone') throw problem('identity/phone-in-use');
        throw error;
      }
      await people.refresh();
      return people.find(id) ?? { numbers: [], choices: AS_THE_LADDER, quiet: null, language: null, version: 1, ...person };
    },

    async saveTeam(team: Team): Promise<void> {
      await transact(async (tx) => {
        await store.saveTeam(team, tx);
        await events.append(tx, [{ at: clock.now(), kind: 'team.changed', teamId: team.id, actorId: null, data: {} }]);
      });
      await people.refresh();
    },

    /** @throws `network/changed` */
    async saveNetwork({ seenVersion, ...settings }: NetworkInput, by: Actor | null): Promise<void> {
      const now = clock.now();
      await transact(async (tx) => {
        if (!await store.saveNetwork(settings, seenVersion, tx)) throw problem('network/changed');
        await events.append(tx, [{ at: now, kind: 'network.changed', teamId: 'network', actorId: by?.staffId ?? null, data: {} }]);
        await audit.append(tx, [{ at: now, actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action: 'network.changed', object: 'network', teamId: 'network' }]);
      });
      await people.refresh();
    },
  };
}
