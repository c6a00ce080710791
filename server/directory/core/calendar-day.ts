import type { Weekday } from '../../contract/directory.js';
import { WEEKDAYS } from '../../contract/directory.js';

/** A calendar day as the number of days since 1970-01-01, so that days can be counted without any clock or zone. */
export type Day = number;

const MS_PER_DAY = 86_400_000;

/** The day of `YYYY-MM-DD` or `YYYYMMDD`, anything after it ignored; null when there is no such date. */
export function dayOf(text: string): Day | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text.trim());
  if (!found) return null;
  const [, year, month, date] = found.map(Number) as [number, number, number, number];
  const at = new Date(Date.UTC(year, month - 1, date));
  at.setUTCFullYear(year, month - 1, date);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.getTime() / MS_PER_DAY : null;
}

/** `YYYY-MM-DD` of a day. */
export const dateOf = (day: Day): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** Monday is 0. 1970-01-01 was a Thursday. */
export const weekdayIndex = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** The weekday of a day, as schedules write it. */
export const weekdayOf = (day: Day): Weekday => WEEKDAYS[weekdayIndex(day)] as Weekday;

/** Year, month (1–12) and date of a day. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * MS_PER_DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** How many days the month of `day` has. */
export function daysInMonth(day: Day): number {
  const { year, month } = partsOf(day);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 1 for January 1; and how many days that year has. */
export function yearDay(day: Day): { number: number; of: number } {
  const { year } = partsOf(day);
  const first = Date.UTC(year, 0, 1) / MS_PER_DAY;
  return { number: day - first + 1, of: Date.UTC(year + 1, 0, 1) / MS_PER_DAY - first };
}

/** ISO 8601 week number: week 1 holds the year's first Thursday. */
export function weekNumber(day: Day): number {
  const thursday = day - weekdayIndex(day) + 3;
  return Math.floor((yearDay(thursday).number - 1) / 7) + 1;
}
