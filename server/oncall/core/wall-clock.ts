import { Temporal } from 'temporal-polyfill';

/** A wall-clock time as minutes since 1970-01-01T00:00 on that wall. Whole for anything somebody wrote down. */
export type WallMinutes = number;

const MINUTE_MS = 60_000;
export const DAY_MINUTES = 1440;

/** `date` (YYYY-MM-DD) and `time` (HH:MM) on the wall. */
export const wallOf = (date: string, time: string): WallMinutes => Date.parse(`${date}T${time}:00Z`) / MINUTE_MS;

/** True for a date (YYYY-MM-DD) that a calendar has. */
export const isDate = (date: string): boolean => Number.isFinite(wallOf(date, '00:00')) && dateOf(wallOf(date, '00:00')) === date;

/** The day of a wall-clock time as YYYY-MM-DD. */
export const dateOf = (wall: WallMinutes): string => new Date(wall * MINUTE_MS).toISOString().slice(0, 10);

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (wall: WallMinutes): number => new Date(wall * MINUTE_MS).getUTCDay() || 7;

/** What the clocks of `timeZone` (IANA) show at an instant. */
export function wallAt(at: Date, timeZone: string): WallMinutes {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return at.getTime() / MINUTE_MS + there.offsetNanoseconds / 60e9;
}

/** Nothing but a memory of what `instantAt` found: zones do not change while we run. */
const known = new Map<string, number>();
const MOST_KNOWN = 20_000;

/**
 * The instant at which the clocks of `timeZone` show `wall`. A time that the clock change skips is taken later by as much
 * as was skipped; one that comes twice is taken the first time. Never goes back when `wall` goes forward by an hour or more.
 */
export function instantAt(wall: WallMinutes, timeZone: string): Date {
  const key = `${timeZone} ${wall}`;
  const found = known.get(key);
  if (found !== undefined) return new Date(found);
  const ms = Temporal.PlainDateTime.from(new Date(wall * MINUTE_MS).toISOString().slice(0, 16)).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, ms);
  return new Date(ms);
}

const WALL_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::00)?$/;

/**
 * A point in time as a person gives it: an instant with `Z` or an offset, or a wall-clock time in `timeZone`.
 * Null when it is neither.
 */
export function readTime(text: string, timeZone: string): Date | null {
  const [, date, time] = WALL_TIME.exec(text) ?? [];
  if (date !== undefined && time !== undefined) {
    const wall = wallOf(date, time);
    return isDate(date) && Number.isFinite(wall) ? instantAt(wall, timeZone) : null;
  }
  const at = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? new Date(text) : null;
  return at && Number.isFinite(at.getTime()) ? at : null;
}

/** The real hours of a stretch, one decimal. */
export const hoursOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number => Math.round((endsAt.getTime() - startsAt.getTime()) / 360_000) / 10;

/** Minutes by which the clocks go forward (60) or back (−60) within a stretch; 0 when they do not change. */
export const clockChangeMinutes = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, timeZone: string): number =>
  Math.round(wallAt(endsAt, timeZone) - wallAt(startsAt, timeZone) - (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);

/** The local days from `date` on, each with its instants: 23 or 25 hours long when the clocks change. */
export function daysFrom(date: string, count: number, timeZone: string): { on: string; startsAt: Date; endsAt: Date }[] {
  const first = wallOf(date, '00:00');
  return Array.from({ length: count }, (_, day) => {
    const wall = first + day * DAY_MINUTES;
    return { on: dateOf(wall), startsAt: instantAt(wall, timeZone), endsAt: instantAt(wall + DAY_MINUTES, timeZone) };
  });
}
