import { randomBytes } from 'node:crypto';
import { addHours } from '../kernel/durations.js';
import type { StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Tx } from '../platform/mongo/transact.js';
import { hashOf } from './actor.js';
import { staffKeeper } from './keep-staff.js';
import type { By, KeepingNeeds } from './keep-staff.js';
import { LINK_HOURS } from './staff-admin.js';
import type { Outside, Staff, StaffToKeep } from './store.js';
import { initialsOf } from './usecases.js';

export interface OutsideAccountsNeeds extends KeepingNeeds { publicUrl: string }

/** An account with the link by which its person chooses a password; the link is known only here and now. */
export interface WithLink { person: Staff; url: string; endsAt: Date }

/** What the caller adds to the transaction that makes a link, such as a text that brings it. */
type Beside = (tx: Tx, url: string) => Promise<void>;

export type OutsideAccounts = ReturnType<typeof outsideAccounts>;

/** The team that a role outside is held for; no team has such an id. */
const heldFor = (organizationId: string): string => `organization:${organizationId}`;

/**
 * Accounts of people at organizations of the directory. They sign in as staff do and are no staff: `people.all` and `people.find`
 * leave them out, and every address that does not name them refuses them.
 */
export function outsideAccounts({ publicUrl, ...needs }: OutsideAccountsNeeds) {
  const { store, people, events, audit, clock } = needs;
  const keeper = staffKeeper(needs);

  /** @throws `identity/absent` for staff, for nobody, and for somebody of another organization */
  function get(id: StaffId, organizationId: string): Staff {
    const person = people.account(id);
    if (person?.outside?.organizationId !== organizationId) throw problem('identity/absent');
    return person;
  }

  async function linkIn(tx: Tx, id: StaffId, by: By, beside: Beside): Promise<{ url: string; endsAt: Date }> {
    const token = randomBytes(16).toString('base64url');
    const endsAt = addHours(clock.now(), LINK_HOURS);
    const url = `${publicUrl}/new-password#${token}`;
    await store.putPasswordLink({ _id: hashOf(token), staffId: id, madeAt: clock.now(), endsAt }, tx);
    await keeper.witness(tx, id, 'password-link.made', by);
    await beside(tx, url);
    return { url, endsAt };
  }

  const known = (id: StaffId): Staff => {
    const person = people.account(id);
    if (!person) throw problem('identity/absent');
    return person;
  };

  return {
    get,
    /** Everybody who has, or had, an account for it; the ended ones last. */
    of: (organizationId: string): Staff[] => people.accountsOf(organizationId).toSorted((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name)),

    /**
     * A new account, or an ended one of the same address again, with a link to choose a password.
     * @throws `identity/e-mail-in-use` by staff, by another organization, or by an account that runs
     */
    async invite({ name, email, outside }: { name: string; email: string; outside: Outside }, by: By, beside: Beside = async () => undefined): Promise<WithLink> {
      const before = await store.findByEmail(email);
      if (before && (before.active || before.outside?.organizationId !== outside.organizationId)) throw problem('identity/e-mail-in-use');
      const id = before?.id ?? store.newStaffId();
      const person: StaffToKeep = {
        id, name, initials: initialsOf(name), email, phone: null, numbers: [], roles: [{ teamId: heldFor(outside.organizationId), role: 'provider' }], passwordHash: '', active: true, outside, version: (before?.version ?? 0) + 1,
      };
      const link = await keeper.inOne(async (tx) => {
        await store.saveStaff(person, tx);
        await events.append(tx, [{ at: clock.now(), kind: 'staff.changed', teamId: 'network', actorId: by?.staffId ?? null, data: { staff: id } }]);
        await audit.append(tx, [{ at: clock.now(), actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action: 'provider.invited', object: `staff:${id}`, teamId: 'network' }]);
        return linkIn(tx, id, by, beside);
      });
      return { person: known(id), ...link };
    },

    /** Another link; the password that was stays until it is used. @throws `identity/absent`, `identity/inactive` */
    async newLink(id: StaffId, organizationId: string, by: By, beside: Beside = async () => undefined): Promise<WithLink> {
      if (!get(id, organizationId).active) throw problem('identity/inactive');
      const link = await keeper.inOne((tx) => linkIn(tx, id, by, beside));
      return { person: known(id), ...link };
    },

    /** The account, its sign-ins and its links end at once; what it did stays. Ended again is no news. @throws `identity/absent` */
    async end(id: StaffId, organizationId: string, by: By): Promise<Staff> {
      if (!get(id, organizationId).active) return known(id);
      await keeper.edit(id, 'provider.ended', by, async (before, tx) => {
        await keeper.endSessions(tx, await store.sessionsOf(id, tx), by);
        await store.endPasswordLinks(id, tx);
        return { ...before, active: false, passwordHash: '' };
      });
      return known(id);
    },

    /** Who waits with a link that still works. */
    async withLink(): Promise<ReadonlySet<StaffId>> {
      const now = clock.now();
      return new Set((await store.allPasswordLinks()).filter(({ endsAt }) => endsAt > now).map(({ staffId }) => staffId));
    },
  };
}
