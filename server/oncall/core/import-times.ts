import { DAY_MINUTES, dateOf, instantAt, isDate, readTime, wallAt, wallOf } from './wall-clock.js';
import type { WallMinutes } from './wall-clock.js';

/** How a place writes dates: the order of their parts, and the names of months in lower case without dots. */
export interface DateStyle { order: readonly ('day' | 'month' | 'year')[]; months: ReadonlyMap<string, number>; shown: string }

const PARTS = { day: 'DD', month: 'MM', year: 'YYYY' } as const;
const isPart = (type: string): type is keyof typeof PARTS => Object.hasOwn(PARTS, type);
const bare = (word: string): string => word.toLowerCase().replaceAll('.', '');

/** The style of a locale (BCP 47). English names of months are known everywhere. */
export function dateStyleOf(locale: string): DateStyle {
  const sample = new Date('2026-12-28T12:00:00Z');
  const order = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC', calendar: 'gregory' }).formatToParts(sample).flatMap(({ type }) => (isPart(type) ? [type] : []));
  const months = new Map<string, number>();
  for (const tag of ['en', locale]) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(tag, { month, day: 'numeric', timeZone: 'UTC', calendar: 'gregory' });
      for (let at = 0; at < 12; at++) {
        const name = format.formatToParts(new Date(Date.UTC(2026, at, 15))).find(({ type }) => type === 'month')?.value ?? '';
        if (/\p{L}/u.test(name)) months.set(bare(name), at + 1);
      }
    }
  }
  months.set('sept', 9);
  return { order, months, shown: order.map((part) => PARTS[part]).join('/') };
}

/** A date as people write it, as YYYY-MM-DD; null when it is none. Numbers alone go by the style's order and never by another. */
export function readDay(text: string, { order, months }: DateStyle): string | null {
  const words = text.trim().split(/[\s,./-]+/).filter((word) => word !== '');
  // "Mon 30 Nov 2026": the day of the week says nothing that the date does not.
  const tokens = words.length === 4 ? words.filter((word) => /^\d/.test(word) || months.has(bare(word))) : words;
  if (tokens.length !== 3) return null;
  const named = tokens.findIndex((token) => months.has(bare(token)));
  const numbers = tokens.filter((_, at) => at !== named);
  if (!numbers.every((token) => /^\d{1,4}$/.test(token))) return null;
  const yearFirst = (numbers[0] ?? '').length === 4;
  const part = (name: 'day' | 'month' | 'year'): string => {
    if (named >= 0) return name === 'month' ? String(months.get(bare(tokens[named] ?? ''))) : (numbers[(name === 'year') === yearFirst ? 0 : 1] ?? '');
    return tokens[(yearFirst ? (['year', 'month', 'day'] as const) : order).indexOf(name)] ?? '';
  };
  const year = part('year');
  if (![2, 4].includes(year.length) || part('day').length > 2 || part('month').length > 2) return null;
  const date = `${year.length === 2 ? `20${year}` : year}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

const CLOCK = /(?:^|[T\s,]+)(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?\s?m\.?)?$/i;

/** A time of day at the end of a text, in minutes of the day (24:00 is 1440), and the text before it; null when there is none. */
export function readClock(text: string): { before: string; minutes: number } | null {
  const found = CLOCK.exec(text.trim());
  const [whole = '', hours = '', minutes, half] = found ?? [];
  if (!found || (minutes === undefined && half === undefined)) return null;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (minute > 59 || (half !== undefined && (hour < 1 || hour > 12)) || hour > 24 || (hour === 24 && minute > 0)) return null;
  const hour24 = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return { before: text.trim().slice(0, -whole.length).trim(), minutes: hour24 * 60 + minute };
}

export interface ImportedStretch { startsAt: Date; endsAt: Date; notes: string[] }
export type TimeField = 'date' | 'starts' | 'end date' | 'ends';
/** The cells of a line that say when. `date` and `end date` may stand alone or within the others. */
export type TimeCells = Readonly<Record<TimeField, string>>;

/** A point as it is written: an instant, or a wall-clock time, with its own day or without. */
type Moment = { at: Date } | { wall: WallMinutes } | { minutes: number };
/** Why a cell cannot be read. */
interface Unreadable { field: TimeField; why: string }

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}):?(\d{2})?$/i;

function readMoment(field: 'starts' | 'ends', cells: TimeCells, style: DateStyle): Moment | Unreadable {
  const text = cells[field];
  const dayField = field === 'starts' ? 'date' : 'end date';
  if (text === '') return { field, why: 'is missing' };
  const [, date, time, zone, more] = INSTANT.exec(text) ?? [];
  const at = date === undefined ? null : readTime(`${date}T${time ?? ''}${(zone ?? '').toUpperCase()}${more === undefined ? '' : `:${more}`}`, 'UTC');
  if (at) return { at };
  const clock = readClock(text);
  if (!clock) return { field, why: 'has no time of day that can be read, such as 20:00 or 8 pm' };
  const day = clock.before === '' ? cells[dayField] : clock.before;
  if (day === '') return { minutes: clock.minutes };
  const read = readDay(day, style);
  if (read === null) return { field: clock.before === '' ? dayField : field, why: `has no date that can be read. Write it as YYYY-MM-DD or ${style.shown}` };
  return { wall: wallOf(read, '00:00') + clock.minutes };
}

const clockOf = (wall: WallMinutes): string => new Date(wall * 60_000).toISOString().slice(11, 16);

/** The instant of a wall-clock time, with word of what a clock change makes of it. */
function instantOf(wall: WallMinutes, timeZone: string, notes: string[]): Date {
  const at = instantAt(wall, timeZone);
  const shown = wallAt(at, timeZone);
  if (shown !== wall) notes.push(`The clocks skip ${clockOf(wall)} that night: ${clockOf(shown)} is taken`);
  else if ([30, 60].some((minutes) => wallAt(new Date(at.getTime() + minutes * 60_000), timeZone) === wall)) notes.push(`${clockOf(wall)} comes twice that night: the first is taken`);
  return at;
}

/**
 * When a line's shift is, by the wall clock of `timeZone` unless it gives instants. An end without a day is the first such time
 * after the beginning, and an end on the same day that is not later is meant for the next; both are told in `notes`.
 * A time that the clock change skips is taken later, one that comes twice the first time.
 */
export function readStretchOf(cells: TimeCells, timeZone: string, style: DateStyle): ImportedStretch | Unreadable {
  const notes: string[] = [];
  const starts = readMoment('starts', cells, style);
  if ('why' in starts) return starts;
  if ('minutes' in starts) return { field: 'starts', why: 'has no date' };
  const startsAt = 'at' in starts ? starts.at : instantOf(starts.wall, timeZone, notes);
  const from = 'at' in starts ? wallAt(starts.at, timeZone) : starts.wall;
  const ends = readMoment('ends', cells, style);
  if ('why' in ends) return ends;
  if ('at' in ends) return { startsAt, endsAt: ends.at, notes };
  const midnight = Math.floor(from / DAY_MINUTES) * DAY_MINUTES;
  let until = 'minutes' in ends ? midnight + ends.minutes : ends.wall;
  if (until <= from && dateOf(until) === dateOf(from)) {
    until += DAY_MINUTES;
    notes.push('It ends on the next day');
  }
  return { startsAt, endsAt: instantOf(until, timeZone, notes), notes };
}
