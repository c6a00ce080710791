import { Temporal } from 'temporal-polyfill';
import type { Day } from './calendar-day.js';
import { dateOf } from './calendar-day.js';

const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;

/** Midnights by zone and day. Zone arithmetic costs some 50 µs, and a match asks it thousands of times for the same days. */
const midnights = new Map<string, number>();
const MOST_REMEMBERED = 50_000;

/** The instant at which `day` begins in `zone`, in milliseconds since 1970. */
export function midnight(day: Day, zone: string): number {
  const key = `${zone} ${day}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const at = Temporal.PlainDate.from(dateOf(day)).toZonedDateTime(zone).epochMilliseconds;
  if (midnights.size >= MOST_REMEMBERED) midnights.clear();
  midnights.set(key, at);
  return at;
}

/** The local day that holds an instant. */
export function localDay(at: number, zone: string): Day {
  let day = Math.floor(at / MS_PER_DAY);
  while (at < midnight(day, zone)) day--;
  while (at >= midnight(day + 1, zone)) day++;
  return day;
}

/**
 * A local minute of `day` as an instant; 1440 and more lie on the next day. A time that a clock change skips or doubles is
 * taken as calendars do: after the gap, and the first of two. Source: RFC 5545 §3.3.5.
 */
export function localInstant(day: Day, minute: number, zone: string): number {
  const [on, rest] = [day + Math.floor(minute / MINUTES_PER_DAY), minute % MINUTES_PER_DAY];
  const start = midnight(on, zone);
  if (rest === 0) return start;
  if (midnight(on + 1, zone) - start === MS_PER_DAY) return start + rest * 60_000;
  const time = new Temporal.PlainTime(Math.trunc(rest / 60), Math.trunc(rest % 60));
  return Temporal.PlainDate.from(dateOf(on)).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}
