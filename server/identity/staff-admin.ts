import { randomBytes } from 'node:crypto';
import type { DeactivationInput, DutiesView, NewPasswordInput, PasswordLinkView, StaffChangeInput, TeamInput } from '../contract/identity.js';
import { addHours } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Tx } from '../platform/mongo/transact.js';
import { hashOf } from './actor.js';
import { leavesNoAdministrator, takesAnAdministrator } from './core/staff-rules.js';
import type { StaffKeeper } from './keep-staff.js';
import type { People } from './people.js';
import type { IdentityStore, PasswordLinkRow, Staff, Team } from './store.js';
import { SHORTEST_PASSWORD, initialsOf, passwordHash } from './usecases.js';

export interface StaffAdminNeeds {
  store: IdentityStore;
  people: People;
  keeper: StaffKeeper;
  clock: Clock;
  publicUrl: string;
  /** What others know to hang on somebody. Refs of open crises are read as of now. */
  dutiesOf: (staffId: StaffId) => Promise<DutiesView>;
  /** Takes every passkey and all codes of somebody away. */
  endFactors: (staffId: StaffId, tx: Tx) => Promise<void>;
}

/** A link that is passed on by hand must live through a weekend, and no longer. Decision of this project. */
export const LINK_HOURS = 72;

export type StaffAdmin = ReturnType<typeof staffAdmin>;

/** What administrators do to staff and teams. */
export function staffAdmin({ store, people, keeper, clock, publicUrl, dutiesOf, endFactors }: StaffAdminNeeds) {
  /** @throws `identity/last-administrator` */
  async function keepOneAdministrator(tx: Tx, before: Staff, after: Staff): Promise<Staff> {
    if (!takesAnAdministrator(before, after)) return after;
    await store.oneAtATime(tx);
    if (leavesNoAdministrator(await store.allStaff(tx), after)) throw problem('identity/last-administrator');
    return after;
  }

  /** Ends every sign-in, enrolled phone and link of somebody. */
  async function endAll(tx: Tx, id: StaffId, by: Actor | null): Promise<void> {
    await keeper.endSessions(tx, await store.sessionsOf(id, tx), by);
    await store.endPasswordLinks(id, tx);
  }

  const teamsKnown = (roles: StaffChangeInput['roles']): void => {
    const errors = roles.flatMap(({ teamId }, place) => (people.team(teamId) ? [] : [{ pointer: `/roles/${place}/teamId`, detail: 'there is no such team' }]));
    if (errors.length > 0) throw problem('request/malformed', { errors });
  };

  async function linkOf(token: string, tx?: Tx): Promise<{ row: PasswordLinkRow; person: Staff }> {
    const row = await store.findPasswordLink(hashOf(token), tx);
    const person = row && people.account(row.staffId);
    if (!row || row.endsAt <= clock.now() || !person?.active) throw problem('link/invalid');
    return { row, person };
  }

  return {
    teamsKnown,

    /** @throws `identity/…`, `request/malformed` for a team that is not there */
    change: (id: StaffId, { seenVersion, name, email, roles }: StaffChangeInput, by: Actor): Promise<Staff> => {
      teamsKnown(roles);
      return keeper.edit(id, 'staff.changed', by, (before, tx) => keepOneAdministrator(tx, before, { ...before, name, initials: initialsOf(name), email, roles }), seenVersion);
    },

    duties: async (id: StaffId): Promise<DutiesView> => {
      if (!people.find(id)) throw problem('identity/absent');
      return dutiesOf(id);
    },

    /**
     * They sign in no more and are asked no more; everything they did stays. Their sign-ins end at once.
     * @throws `identity/owns-crises`; `identity/has-duties` unless `despiteDuties`; `identity/own-account`, `identity/last-administrator`, `identity/changed`
     */
    async deactivate(id: StaffId, { seenVersion, despiteDuties = false }: DeactivationInput, by: Actor): Promise<Staff> {
      if (id === by.staffId) throw problem('identity/own-account');
      if (!people.find(id)) throw problem('identity/absent');
      const { crises, rotas, ladders } = await dutiesOf(id);
      if (crises.length > 0) throw problem('identity/owns-crises');
      if (!despiteDuties && rotas.length + ladders.length > 0) throw problem('identity/has-duties');
      return keeper.edit(id, 'staff.deactivated', by, async (before, tx) => {
        await endAll(tx, id, by);
        await endFactors(id, tx);
        return keepOneAdministrator(tx, before, { ...before, active: false, passwordHash: '', hasFactor: false });
      }, seenVersion);
    },

    /** They may be asked again; they sign in by a new link. @throws `identity/absent` */
    reactivate: (id: StaffId, by: Actor): Promise<Staff> => keeper.edit(id, 'staff.reactivated', by, (before) => ({ ...before, active: true })),

    /** Ends every sign-in, the password, passkeys and codes: until a new link is used nobody signs in as this person. They are still asked. @throws `identity/absent`, `identity/own-account` */
    async lockOut(id: StaffId, by: Actor): Promise<Staff> {
      if (id === by.staffId) throw problem('identity/own-account');
      return keeper.edit(id, 'staff.locked-out', by, async (before, tx) => {
        await endAll(tx, id, by);
        await endFactors(id, tx);
        return { ...before, passwordHash: '', hasFactor: false };
      });
    },

    /** A link to choose a password with, good once and for 72 hours; earlier ones end. The password that was stays until it is used. @throws `identity/absent`, `identity/inactive` */
    async passwordLink(id: StaffId, by: Actor): Promise<PasswordLinkView> {
      const token = randomBytes(16).toString('base64url');
      const endsAt = addHours(clock.now(), LINK_HOURS);
      const person = people.find(id);
      if (!person) throw problem('identity/absent');
      if (!person.active) throw problem('identity/inactive');
      await keeper.inOne(async (tx) => {
        await store.putPasswordLink({ _id: hashOf(token), staffId: id, madeAt: clock.now(), endsAt }, tx);
        await keeper.witness(tx, id, 'password-link.made', by);
      });
      return { url: `${publicUrl}/new-password#${token}`, endsAt: endsAt.toISOString() };
    },

    /** Whose link it is. Changes nothing. @throws `link/invalid` */
    ownerOfLink: async (token: string): Promise<string> => (await linkOf(token)).person.name,

    /** Sets the password and ends the link and every sign-in. @throws `link/invalid`, `identity/weak-password` */
    async setPassword({ token, password }: NewPasswordInput): Promise<void> {
      if (password.length < SHORTEST_PASSWORD) throw problem('identity/weak-password');
      const { person } = await linkOf(token);
      const hash = await passwordHash(password);
      await keeper.edit(person.id, 'password.set', { staffId: person.id, role: 'by link' }, async (before, tx) => {
        await linkOf(token, tx);
        await endAll(tx, person.id, null);
        return { ...before, passwordHash: hash };
      });
    },

    /** Makes a team (`id` null) or changes one. @throws `identity/team-name-in-use`, `identity/absent`, `request/malformed` */
    async saveTeam(id: TeamId | null, { name, receivedBy }: TeamInput, by: Actor): Promise<Team> {
      const before = id === null ? null : people.team(id);
      if (id !== null && !before) throw problem('identity/absent');
      const team: Team = { id: id ?? newId<TeamId>(), name, receivedBy: '' };
      team.receivedBy = receivedBy ?? before?.receivedBy ?? team.id;
      if (team.receivedBy !== team.id && !people.team(team.receivedBy)) throw problem('request/malformed', { errors: [{ pointer: '/receivedBy', detail: 'there is no such team' }] });
      await keeper.inOne(async (tx) => {
        if ((await store.allTeams(tx)).some((one) => one.id !== team.id && sameName(one.name, name))) throw problem('identity/team-name-in-use');
        await store.saveTeam(team, tx);
        await keeper.witnessTeam(tx, team.id, before ? 'team.changed' : 'team.added', by);
      });
      return team;
    },

    /** Who waits with a link that still works. */
    async withLink(): Promise<ReadonlySet<StaffId>> {
      const now = clock.now();
      return new Set((await store.allPasswordLinks()).filter(({ endsAt }) => endsAt > now).map(({ staffId }) => staffId));
    },
  };
}

/** Names that people take for the same. */
export const sameName = (a: string, b: string): boolean => a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
