import type { ImportFileReport, Schedule, ScheduleException, Weekday } from '../../../contract/directory.js';
import { WEEKDAYS } from '../../../contract/directory.js';
import { dateOf, dayOf } from '../calendar-day.js';
import { namedId } from '../named-id.js';
import { EMPTY_SCHEDULE } from '../opening-hours.js';
import { cleanSitting } from '../time-of-day.js';
import type { Table } from './csv-table.js';
import { readRows } from './csv-table.js';
import { ownersOf } from './csv-owners.js';
import type { Draft } from './import-draft.js';

const weekdayIn = (text: string): Weekday | null => WEEKDAYS.find((day) => text.trim().toUpperCase().startsWith(day)) ?? null;

/** Days of a week in their order, whatever order the rows came in. */
const inOrder = (days: readonly string[]): string => WEEKDAYS.filter((day) => days.includes(day)).join(',');

/**
 * Weekly hours, one row per sitting, gathered into one schedule per pair of times. A weekday without times is a day whose
 * hours nobody told us: neither open nor closed.
 */
export const readWeeklyHours = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service' || owner.kind === 'location' || owner.kind === 'place');
  if (owners.length === 0) return;
  const weekday = weekdayIn(cells('weekday'));
  if (weekday === null) { says.refused('weekday', `"${cells('weekday')}" is not a weekday`); return; }
  const sitting = cleanSitting(cells('opens_at'), cells('closes_at'));
  if (sitting.kind === 'unknown' && sitting.why === null) says.noted('opens_at', 'a weekday without times: its hours stay unknown');
  else if (sitting.kind === 'unknown') says.repaired('opens_at', `hours of this day stay unknown: ${sitting.why ?? ''}`);
  else if (sitting.changed) says.repaired('opens_at', 'times written as HH:MM');
  const times = sitting.kind === 'sitting' ? { opensAt: sitting.opensAt, closesAt: sitting.closesAt } : { opensAt: null, closesAt: null };
  for (const { is } of owners) {
    const id = namedId(is.id, 'schedule', times.opensAt ?? 'unknown', times.closesAt ?? 'unknown');
    const known = is.schedules.find((one) => one.id === id);
    if (known) known.byday = inOrder([...(known.byday ?? '').split(','), weekday]);
    else is.schedules.push({ ...EMPTY_SCHEDULE, id, freq: 'WEEKLY', byday: weekday, ...times, notes: times.opensAt === null ? 'The source tells no hours for these days' : null } satisfies Schedule);
  }
});

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const two = (text: string | number): string => String(text).padStart(2, '0');

/**
 * A holiday's date: `12/24/2015`, `12/24/15`, `2015-12-24`, `January 01, 0001`. The year 1 is how an export writes "every year"
 * and becomes `--01-01`. Null when it is no date.
 */
export function holidayDate(text: string): string | null {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(text.trim());
  const worded = /^([a-z]+) (\d{1,2}),? (\d{4})$/i.exec(text.trim());
  const month = worded ? MONTHS.indexOf((worded[1] ?? '').toLowerCase()) + 1 : Number(slashed?.[1]);
  const [date, year] = worded ? [worded[2] ?? '', worded[3] ?? ''] : [slashed?.[2] ?? '', slashed?.[3] ?? ''];
  const iso = worded ?? slashed ? `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(date)}` : text.trim();
  const day = dayOf(iso.startsWith('0001') ? `2000${iso.slice(4)}` : iso);
  if (day === null) return null;
  return iso.startsWith('0001') ? `-${dateOf(day).slice(4)}` : dateOf(day);
}

/** Days with other hours, or none. */
export const readHolidays = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service' || owner.kind === 'location');
  if (owners.length === 0) return;
  const [from, to] = [holidayDate(cells('start_date')), holidayDate(cells('end_date') || cells('start_date'))];
  if (from === null || to === null || from.startsWith('--') !== to.startsWith('--')) { says.refused('start_date', 'is not a date or a span of days'); return; }
  if (from !== cells('start_date')) says.repaired('start_date', from.startsWith('--') ? 'the year 1 means every year' : 'date written as YYYY-MM-DD');
  const sitting = cleanSitting(cells('opens_at'), cells('closes_at'));
  const closed = /^(?:true|yes|t|1)$/i.test(cells('closed')) || sitting.kind === 'unknown';
  const exception: ScheduleException = { from, to, hours: closed || sitting.kind !== 'sitting' ? 'closed' : [{ opensAt: sitting.opensAt, closesAt: sitting.closesAt }], note: null };
  for (const { is } of owners) is.handrail.scheduleExceptions.push(exception);
});
