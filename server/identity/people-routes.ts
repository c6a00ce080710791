import Joi from 'joi';
import { NUMBER_KINDS } from '../contract/identity.js';
import type { NumberKind, StaffRecordView, TeamRecordView } from '../contract/identity.js';
import { STAFF_ROLES } from '../contract/words.js';
import type { StaffId } from '../kernel/ids.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { OwnSettings } from './own-settings.js';
import type { People } from './people.js';
import { phoneNumber } from './phone-number.js';
import type { StaffAdmin } from './staff-admin.js';
import type { StaffImport } from './staff-import.js';
import type { Staff, Team } from './store.js';

export interface PeopleRouteNeeds { admin: StaffAdmin; settings: OwnSettings; imports: StaffImport; people: People; rotasOf: (staffId: StaffId) => string[] }

const id = Joi.string().pattern(/^[\w-]{1,64}$/).required();
const seenVersion = Joi.number().integer().min(1).required();
const name = Joi.string().trim().min(1).max(80).required();
const roles = Joi.array().items(Joi.object({ teamId: Joi.string().max(100).required(), role: Joi.string().valid(...STAFF_ROLES).required() })).min(1).max(50).required();
const token = Joi.string().pattern(/^[\w-]{20,40}$/).required();
/** As much as one request takes. */
const csv = Joi.string().min(1).max(60_000).required();

/** Staff and teams, for administrators alone. Numbers are shown to nobody else. */
export function peopleRoutes({ admin, settings, imports, people, rotasOf }: PeopleRouteNeeds): Route[] {
  const view = (person: Staff, withLink: ReadonlySet<StaffId>): StaffRecordView => ({
    id: person.id, name: person.name, initials: person.initials, roles: person.roles, active: person.active, version: person.version, email: person.email,
    numbers: person.numbers.map(settings.numberView), unreachable: settings.unreachable(person.id), rotas: rotasOf(person.id),
    signIn: person.passwordHash !== '' ? 'password' : withLink.has(person.id) ? 'link' : 'none',
  });
  const one = async (work: Promise<Staff>): Promise<StaffRecordView> => view(await work, await admin.withLink());
  const teamView = ({ id: teamId, name: teamName, receivedBy }: Team): TeamRecordView => ({
    id: teamId, name: teamName, receivedBy, people: people.all().filter(({ active, roles: held }) => active && held.some((role) => role.teamId === teamId)).length,
  });
  const team = Joi.object({ name, receivedBy: Joi.string().max(100) });

  return [
    route('GET /api/v1/people', {
      allow: 'staff:edit', says: 'All staff with their numbers and whether pages reach them, and all teams.', input: Joi.object({}),
      async handle() {
        const withLink = await admin.withLink();
        return { people: people.all().map((person) => view(person, withLink)).sort((a, b) => a.name.localeCompare(b.name)), teams: people.teams().map(teamView).sort((a, b) => a.name.localeCompare(b.name)) };
      },
    }),
    route('PUT /api/v1/staff/:id', {
      allow: 'staff:edit', says: 'Change a member of staff.',
      input: Joi.object({ id, seenVersion, name, email: Joi.string().email({ tlds: false }).max(254).required(), roles }),
      handle: ({ id: staffId, ...input }, actor) => one(admin.change(staffId, input, actor)),
    }),
    route('POST /api/v1/staff/:id/numbers', {
      allow: 'staff:edit', says: 'Add a number of somebody; it counts once they checked it.', status: 201,
      input: Joi.object({ id, number: phoneNumber.required(), kind: Joi.string<NumberKind>().valid(...NUMBER_KINDS).required() }),
      handle: ({ id: staffId, ...input }, actor) => one(settings.addNumber(staffId, input, actor)),
    }),
    route('DELETE /api/v1/staff/:id/numbers/:numberId', {
      allow: 'staff:edit', says: 'Take a number of somebody away.', input: Joi.object({ id, numberId: id }),
      handle: (input, actor) => one(settings.removeNumber(input.id, input.numberId, actor)),
    }),
    route('GET /api/v1/staff/:id/duties', { allow: 'staff:edit', says: 'What hangs on somebody.', input: Joi.object({ id }), handle: (input) => admin.duties(input.id) }),
    route('POST /api/v1/staff/:id/deactivation', {
      allow: 'staff:edit', says: 'Somebody left: they sign in no more and are asked no more.', input: Joi.object({ id, seenVersion, despiteDuties: Joi.boolean() }),
      handle: ({ id: staffId, ...input }, actor) => one(admin.deactivate(staffId, input, actor)),
    }),
    route('POST /api/v1/staff/:id/reactivation', { allow: 'staff:edit', says: 'Somebody is back.', input: Joi.object({ id }), handle: (input, actor) => one(admin.reactivate(input.id, actor)) }),
    route('POST /api/v1/staff/:id/lock-out', { allow: 'staff:edit', says: 'End every sign-in and the password of somebody at once.', input: Joi.object({ id }), handle: (input, actor) => one(admin.lockOut(input.id, actor)) }),
    route('POST /api/v1/staff/:id/password-link', { allow: 'staff:edit', says: 'A link to choose a password with, shown once.', status: 201, input: Joi.object({ id }), handle: (input, actor) => admin.passwordLink(input.id, actor) }),
    route('POST /api/v1/password-link/view', { allow: 'anyone', says: 'Whose link this is. Changes nothing.', input: Joi.object({ token }), handle: async (input) => ({ name: await admin.ownerOfLink(input.token) }) }),
    route('POST /api/v1/password-link/password', {
      allow: 'anyone', says: 'Choose a password by a link; every sign-in ends.', status: 204, input: Joi.object({ token, password: Joi.string().max(200).required() }),
      async handle(input) { await admin.setPassword(input); return null; },
    }),
    route('POST /api/v1/teams', { allow: 'staff:edit', says: 'Add a team.', status: 201, input: team, handle: async (input, actor) => teamView(await admin.saveTeam(null, input, actor)) }),
    route('PUT /api/v1/teams/:id', { allow: 'staff:edit', says: 'Change a team.', input: team.keys({ id }), handle: async ({ id: teamId, ...input }, actor) => teamView(await admin.saveTeam(teamId, input, actor)) }),
    route('POST /api/v1/staff-imports/preview', { allow: 'staff:edit', says: 'What a table of staff or teams would do. Writes nothing.', input: Joi.object({ csv }), handle: (input) => imports.preview(input.csv) }),
    route('POST /api/v1/staff-imports', { allow: 'staff:edit', says: 'Do exactly what a preview showed.', status: 201, input: Joi.object({ csv, digest: Joi.string().max(100).required() }), handle: (input, actor) => imports.apply(input, actor) }),
  ];
}
