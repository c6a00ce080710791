import type { ImportField, ImportRowView, NumberKind } from '../../contract/identity.js';
import { ROLES } from '../../contract/words.js';
import type { Role } from '../../contract/words.js';
import type { ImportTable, StaffField, TeamField } from './import-table.js';

/** What is there already, as far as an import looks at it. */
export interface KnownStaff { id: string; name: string; email: string; active: boolean; numbers: readonly { number: string; kind: NumberKind; verifiedAt: Date | null }[]; roles: readonly { teamId: string; role: Role }[] }
export interface KnownTeam { id: string; name: string; receivedBy: string }
export interface ImportWorld { staff: readonly KnownStaff[]; teams: readonly KnownTeam[] }

/** What one line asks for, when nothing is wrong with it. `id` null: new. */
export interface StaffDraft { id: string | null; name: string; email: string; add: { number: string; kind: NumberKind }[]; roles: { teamId: string; role: Role }[] }
export interface TeamDraft { id: string | null; name: string; receivedBy: string | null }

export type PlannedRow<Draft> = ImportRowView & { draft: Draft | null };

/** Turns a number as typed into E.164, or null; a mail address is judged by `isEmail`. */
export interface ImportChecks { phone: (typed: string) => string | null; isEmail: (typed: string) => boolean }

const LONGEST_NAME = 80;
const MOST_NUMBERS = 5;
const key = (text: string): string => text.trim().toLocaleLowerCase('en');
const roleOf = (typed: string): Role | null => ROLES.find((role) => role === key(typed).replaceAll(/[\s_]+/g, '-')) ?? null;
const shown = (role: Role): string => role.replaceAll('-', ' ');
const listed = (roles: readonly Role[]): string => [...roles].sort().map(shown).join(', ');

/**
 * What a table of staff would do. A line names one person in one team; the same address again adds another team. A number is
 * added and never taken away, roles in the named team become what the line says, nobody is removed. Planning what was just
 * applied finds nothing but `same`.
 */
export function planStaff({ rows }: Pick<ImportTable<StaffField>, 'rows'>, world: ImportWorld, checks: ImportChecks): PlannedRow<StaffDraft>[] {
  const seen = new Map<string, { line: number; name: string; teams: string[] }>();
  const numbers = new Map<string, string>(world.staff.flatMap((one) => one.numbers.map(({ number }) => [number, key(one.email)] as const)));
  let staff = world.staff;
  return rows.map(({ line, cells }): PlannedRow<StaffDraft> => {
    const refusals: ImportRowView['refusals'] = [];
    const refuse = (field: ImportField, why: string): null => { refusals.push({ field, why }); return null; };
    const { name, team: teamName } = cells;
    const email = cells['e-mail'];
    if (!checks.isEmail(email)) refuse('e-mail', email === '' ? 'is missing' : 'is not an e-mail address');
    const known = staff.find((one) => key(one.email) === key(email)) ?? null;
    if (name === '' && !known) refuse('name', 'is missing');
    if (name.length > LONGEST_NAME) refuse('name', `has more than ${LONGEST_NAME} characters`);
    const team = world.teams.find((one) => key(one.name) === key(teamName) || one.id === teamName) ?? (teamName === '' ? refuse('team', 'is missing') : refuse('team', 'there is no such team. Import teams first'));
    const typed = cells.roles.split(/[,;|+/]/).map((part) => part.trim()).filter((part) => part !== '');
    if (typed.length === 0) refuse('roles', 'is missing');
    const roles = typed.flatMap((one) => roleOf(one) ?? refuse('roles', `“${one}” is none of ${ROLES.map(shown).join(', ')}`) ?? []);
    const before = seen.get(key(email));
    if (before && name !== '' && key(before.name) !== key(name)) refuse('name', `line ${before.line} has another name for this address`);
    if (before && team && before.teams.includes(team.id)) refuse('row', `line ${before.line} is about the same person and team`);
    if (known && !known.active) refuse('e-mail', 'belongs to somebody who was deactivated. Activate them first');
    const add = ([['mobile', 'text-and-call'], ['landline', 'call-only']] as const).flatMap(([field, kind]) => {
      if (cells[field] === '') return [];
      const number = checks.phone(cells[field]);
      if (number === null) return refuse(field, 'is not a phone number') ?? [];
      if (known?.numbers.some((one) => one.number === number)) return [];
      const holder = numbers.get(number);
      if (holder !== undefined && holder !== key(email)) return refuse(field, 'belongs to somebody else already') ?? [];
      return [{ field, number, kind }];
    });
    if ((known?.numbers.length ?? 0) + add.length > MOST_NUMBERS) refuse('mobile', `would be more than ${MOST_NUMBERS} numbers`);
    if (refusals.length > 0 || !team) return { line, name: name || email, result: 'refused', changes: [], refusals, draft: null };

    const held = known?.roles.filter(({ teamId }) => teamId === team.id).map(({ role }) => role) ?? [];
    const wanted = [...new Set(roles)];
    const finalName = name === '' ? known?.name ?? '' : name;
    const changes: ImportRowView['changes'] = known === null ? [] : [
      ...(known.name === finalName ? [] : [{ field: 'name' as const, from: known.name, to: finalName }]),
      ...add.map(({ field, number }) => ({ field, from: '', to: number })),
      ...(listed(held) === listed(wanted) ? [] : [{ field: 'roles' as const, from: held.length === 0 ? '' : `${team.name}: ${listed(held)}`, to: `${team.name}: ${listed(wanted)}` }]),
    ];
    const all = [...known?.roles.filter(({ teamId }) => teamId !== team.id) ?? [], ...wanted.map((role) => ({ teamId: team.id, role }))];
    const draft: StaffDraft = { id: known?.id ?? null, name: finalName, email, add: add.map(({ number, kind }) => ({ number, kind })), roles: all };
    if (takesLastAdministrator(staff, draft)) return { line, name: finalName, result: 'refused', changes: [], refusals: [{ field: 'roles', why: 'would leave nobody who administers' }], draft: null };
    seen.set(key(email), { line: before?.line ?? line, name: finalName, teams: [...before?.teams ?? [], team.id] });
    for (const { number } of add) numbers.set(number, key(email));
    const next: KnownStaff = { id: draft.id ?? `new:${key(email)}`, name: finalName, email, active: true, roles: all, numbers: [...known?.numbers ?? [], ...draft.add.map((one) => ({ ...one, verifiedAt: null }))] };
    staff = known ? staff.map((one) => (one === known ? next : one)) : [...staff, next];
    return { line, name: finalName, result: known === null ? 'new' : changes.length > 0 ? 'changed' : 'same', changes, refusals: [], draft };
  });
}

const administers = (one: Pick<KnownStaff, 'roles'>): boolean => one.roles.some(({ role }) => role === 'administrator');

const takesLastAdministrator = (staff: readonly KnownStaff[], { id, roles }: StaffDraft): boolean =>
  !administers({ roles }) && staff.some((one) => one.id === id && one.active && administers(one)) && !staff.some((one) => one.id !== id && one.active && administers(one));

/** What a table of teams would do. `received by` may name a team that is there, or one of the same table; left out: the team answers for itself, or as before. */
export function planTeams({ rows }: Pick<ImportTable<TeamField>, 'rows'>, { teams }: ImportWorld): PlannedRow<TeamDraft>[] {
  const seen = new Map<string, number>();
  const all = new Set([...teams.map(({ name }) => key(name)), ...rows.map(({ cells }) => key(cells.name))]);
  const nameOf = (id: string): string => teams.find((one) => one.id === id)?.name ?? id;
  return rows.map(({ line, cells }): PlannedRow<TeamDraft> => {
    const { name } = cells;
    const receiver = cells['received by'];
    const refusals: ImportRowView['refusals'] = [];
    if (name === '') refusals.push({ field: 'team', why: 'is missing' });
    if (name.length > LONGEST_NAME) refusals.push({ field: 'team', why: `has more than ${LONGEST_NAME} characters` });
    const earlier = seen.get(key(name));
    if (earlier !== undefined && name !== '') refusals.push({ field: 'row', why: `line ${earlier} is about the same team` });
    if (receiver !== '' && !all.has(key(receiver))) refusals.push({ field: 'received by', why: 'there is no such team' });
    if (refusals.length > 0) return { line, name, result: 'refused', changes: [], refusals, draft: null };
    seen.set(key(name), line);
    const known = teams.find((one) => key(one.name) === key(name)) ?? null;
    const changes: ImportRowView['changes'] = known === null ? [] : [
      ...(known.name === name ? [] : [{ field: 'team' as const, from: known.name, to: name }]),
      ...(receiver === '' || key(nameOf(known.receivedBy)) === key(receiver) ? [] : [{ field: 'received by' as const, from: nameOf(known.receivedBy), to: receiver }]),
    ];
    return { line, name, result: known === null ? 'new' : changes.length > 0 ? 'changed' : 'same', changes, refusals: [], draft: { id: known?.id ?? null, name, receivedBy: receiver === '' ? null : receiver } };
  });
}
