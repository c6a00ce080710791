import type { RotaImportField, RotaImportRowView } from '../../contract/rota-import.js';
import { fixedIn, saysSo } from './fixed-shifts.js';
import { readStretchOf } from './import-times.js';
import type { DateStyle } from './import-times.js';
import { overlap } from './rota.js';
import type { Away, Book, Stretch } from './rota.js';
import { DAY_MINUTES, wallAt } from './wall-clock.js';

/** Column names as people and other rota programs write them. That of `starts` stands in the contract. */
export const ROTA_COLUMNS: Readonly<Record<Exclude<RotaImportField, 'starts'>, readonly string[]>> = {
  'team': ['team', 'team name', 'group'], 'rota': ['rota', 'roster', 'schedule', 'layer', 'rota name', 'schedule name', 'rota/layer'],
  'person': ['person', 'name', 'email', 'e-mail', 'user', 'staff', 'who', 'employee', 'phone', 'on call', 'assignee', 'user email', 'full name'],
  'date': ['date', 'day', 'start date', 'shift date'], 'end date': ['end date'],
  'ends': ['ends', 'end', 'until', 'to', 'shift end', 'end time', 'ends at', 'end date and time'], 'beside': ['beside', 'extra', 'second'],
};

/** Somebody as an import finds them. `phones` in E.164. */
export interface KnownPerson { id: string; name: string; email: string; phones: readonly string[]; teamIds: readonly string[] }

/** What is there already, as far as an import looks at it. `books` are all rotas; `mayEdit` of a team: the importer keeps its rotas. */
export interface RotaImportWorld {
  now: Date; timeZone: string; style: DateStyle; books: readonly Book[]; away: readonly Away[];
  teams: readonly { id: string; name: string; mayEdit: boolean }[]; people: readonly KnownPerson[]; phone: (typed: string) => string | null;
}

/** What one line asks for when nothing is wrong with it. `rotaId` null: a rota that is still to be made. `staffId` null: nobody. */
export interface ShiftDraft extends Stretch { teamId: string; rotaId: string | null; rotaName: string; staffId: string | null; beside: boolean }
export type PlannedShift = RotaImportRowView & { draft: ShiftDraft | null };
export interface ImportLine { line: number; cells: Record<RotaImportField, string> }

const DAY_MS = 24 * 3600 * 1000;
/** As for who is put on by hand, and what one shift can be. */
const AHEAD_DAYS = 366;
const LONGEST_NAME = 60;
/** A line that takes imported shifts away. */
export const NOBODY = 'nobody';
const YES = ['yes', 'y', 'true', '1', 'x', 'beside', 'extra'];
const NO = ['', 'no', 'n', 'false', '0'];

const key = (text: string): string => text.trim().toLocaleLowerCase('en').replaceAll(/\s+/g, ' ');
/** A cell that an export guarded against being taken for a formula. */
const unguarded = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r])/, '');

/** The one person whom a cell means: by address of sign-in, by number, or by a name that only one has, in the team before others. */
export function personMeant(cell: string, teamId: string | null, { people, phone }: Pick<RotaImportWorld, 'people' | 'phone'>): KnownPerson | { why: string } {
  const typed = unguarded(cell);
  const byEmail = people.find(({ email }) => key(email) === key(typed));
  if (byEmail) return byEmail;
  const named = people.filter(({ name }) => key(name) === key(typed));
  const inTeam = named.filter(({ teamIds }) => teamId !== null && teamIds.includes(teamId));
  const [one, ...others] = inTeam.length > 0 ? inTeam : named;
  if (one) return others.length === 0 ? one : { why: `is the name of ${others.length + 1} people. Write the e-mail address` };
  const number = /\d{5}/.test(typed.replaceAll(/\D/g, '')) ? phone(typed) : null;
  return (number === null ? undefined : people.find(({ phones }) => phones.includes(number))) ?? { why: 'is nobody we know, by e-mail address, name or number' };
}

/**
 * What a table of shifts would do. A line puts one person on one rota for one stretch, in place of what an earlier import said there and
 * below whatever is done by hand; it takes nothing else away. Planning what was just applied finds nothing but `same`.
 */
export function planRota(lines: readonly ImportLine[], world: RotaImportWorld): PlannedShift[] {
  const taken: { line: number; staffId: string | null; rota: string; beside: boolean; same: boolean; startsAt: Date; endsAt: Date }[] = [];
  return lines.map((line) => {
    const planned = planLine(line, world);
    const { draft } = planned;
    if (!draft) return planned;
    const rota = `${draft.teamId} ${draft.rotaId ?? key(draft.rotaName)}`;
    const same = planned.result === 'same';
    const clash = taken.find((one) => overlap(one, draft) && (
      (one.rota === rota && !one.beside && !draft.beside) || (one.staffId !== null && one.staffId === draft.staffId && (one.rota === rota || !(one.same && same)))));
    if (clash) {
      const why = clash.staffId !== draft.staffId ? `line ${clash.line} says who is on call then. Say “beside” when both are` : clash.rota === rota ? `line ${clash.line} has the same person on this rota then` : `line ${clash.line} has the same person on another rota then`;
      return { ...planned, result: 'refused' as const, changes: [], notes: [], refusals: [{ field: 'row' as const, why }], draft: null };
    }
    taken.push({ line: line.line, staffId: draft.staffId, rota, beside: draft.beside, same, startsAt: draft.startsAt, endsAt: draft.endsAt });
    return planned;
  });
}

function planLine({ line, cells }: ImportLine, world: RotaImportWorld): PlannedShift {
  const refusals: PlannedShift['refusals'] = [];
  const refuse = (field: RotaImportField | 'row', why: string): null => { refusals.push({ field, why }); return null; };
  const team = teamMeant(cells.team, world) ?? refuse('team', cells.team === '' ? 'is missing' : 'there is no such team whose rotas you keep');
  const rotaName = unguarded(cells.rota);
  const book = team === null ? null : bookMeant(rotaName, team.id, world);
  if (rotaName === '' && team && !book) refuse('rota', 'is missing');
  if (rotaName.length > LONGEST_NAME) refuse('rota', `has more than ${LONGEST_NAME} characters`);
  const isNobody = key(cells.person) === NOBODY;
  const found = cells.person === '' ? refuse('person', 'is missing') : isNobody ? null : personMeant(cells.person, team?.id ?? null, world);
  if (found && 'why' in found) refuse('person', found.why);
  const person = found && 'id' in found ? found : null;
  const beside = YES.includes(key(cells.beside));
  if (!beside && !NO.includes(key(cells.beside))) refuse('beside', 'is neither yes nor no');
  if (beside && isNobody) refuse('beside', 'somebody beside is taken off on the rota itself');
  const timeZone = book?.rota.timeZone ?? world.timeZone;
  const read = readStretchOf(cells, timeZone, world.style);
  const notes = 'why' in read ? [] : [...read.notes];
  if ('why' in read) refuse(read.field, read.why);
  else faultOfStretch(read, timeZone, world.now, isNobody).forEach(({ field, why }) => refuse(field, why));
  const view = {
    line, person: isNobody ? '' : person?.name ?? cells.person, team: team?.name ?? cells.team, rota: book?.rota.name ?? rotaName, timeZone,
    startsAt: 'why' in read ? null : read.startsAt.toISOString(), endsAt: 'why' in read ? null : read.endsAt.toISOString(),
  };
  const refused = (): PlannedShift => ({ ...view, result: 'refused', notes: [], changes: [], refusals, draft: null });
  if (refusals.length > 0 || 'why' in read || !team || (!person && !isNobody)) return refused();

  const draft: ShiftDraft = { teamId: team.id, rotaId: book?.rota.id ?? null, rotaName: book?.rota.name ?? rotaName, staffId: person?.id ?? null, beside, startsAt: read.startsAt, endsAt: read.endsAt };
  const ahead = { startsAt: read.startsAt < world.now ? world.now : read.startsAt, endsAt: read.endsAt };
  if (book ? saysSo(book, draft, ahead) : isNobody) return { ...view, result: 'same', notes: [], changes: [], refusals: [], draft };
  if (person && world.away.some((leave) => leave.staffId === person.id && overlap(leave, ahead))) { refuse('person', 'is on leave in this time'); return refused(); }
  if (read.startsAt < world.now) notes.push('It runs already: it counts from now on');
  const nameOf = (id: string): string => world.people.find((one) => one.id === id)?.name ?? 'Somebody who left';
  const byHand = book && !beside ? book.changes.filter((change) => change.kind !== 'extra' && change.kind !== 'fixed' && change.staffId !== person?.id && overlap(change, ahead)) : [];
  if (byHand.length > 0) notes.push(`Stays as put by hand in this time: ${[...new Set(byHand.map(({ staffId }) => nameOf(staffId)))].join(', ')}`);
  const others = book && !beside ? [...new Set(fixedIn(book, ahead).map(({ staffId }) => staffId))].filter((id) => id !== person?.id) : [];
  const changes: PlannedShift['changes'] = others.length === 0 ? [] : [{ field: 'person', from: others.map(nameOf).join(', '), to: person?.name ?? NOBODY }];
  return { ...view, result: changes.length > 0 || isNobody ? 'changed' : 'new', notes, changes, refusals: [], draft };
}

function teamMeant(cell: string, { teams }: RotaImportWorld): { id: string; name: string } | null {
  const mine = teams.filter(({ mayEdit }) => mayEdit);
  return mine.find(({ id, name }) => key(name) === key(unguarded(cell)) || id === cell) ?? null;
}

/** The rota of this name; without a name the only one of the team that is not for supervisors. */
function bookMeant(name: string, teamId: string, { books }: RotaImportWorld): Book | null {
  const ofTeam = books.filter(({ rota }) => rota.teamId === teamId);
  if (name !== '') return ofTeam.find(({ rota }) => key(rota.name) === key(name) || rota.id === name) ?? null;
  const [one, ...others] = ofTeam.filter(({ rota }) => !rota.supervises);
  return one && others.length === 0 ? one : null;
}

/** A shift has 24 hours by the wall clock at most, so one of a whole day may have 25 real ones; a line that takes away may have a year. */
function faultOfStretch({ startsAt, endsAt }: Stretch, timeZone: string, now: Date, isNobody: boolean): { field: RotaImportField; why: string }[] {
  if (endsAt <= startsAt) return [{ field: 'ends', why: 'is not after it starts' }];
  if (!isNobody && wallAt(endsAt, timeZone) - wallAt(startsAt, timeZone) > DAY_MINUTES) return [{ field: 'ends', why: 'is more than 24 hours after it starts' }];
  if (endsAt.getTime() - startsAt.getTime() > AHEAD_DAYS * DAY_MS) return [{ field: 'ends', why: 'is more than a year after it starts' }];
  if (endsAt <= now) return [{ field: 'ends', why: 'is over already' }];
  if (startsAt.getTime() - now.getTime() > AHEAD_DAYS * DAY_MS) return [{ field: 'starts', why: 'is more than a year ahead' }];
  return [];
}
