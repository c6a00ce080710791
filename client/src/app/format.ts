import { coarseDuration } from '../ui/core/duration.js';
import { languageTag } from './words.js';
import { shellWords } from './shell-words.js';

type Instant = string | number | Date;

let timeZone: string | undefined;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Shows all times in this IANA zone from now on: the network's, so that everybody reads the same clock. */
export function showTimesIn(zone: string | undefined): void {
  if (zone === timeZone) return;
  timeZone = zone;
  formats.clear();
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(languageTag(), { ...options, ...(timeZone && { timeZone }) });
  formats.set(key, fresh);
  return fresh;
}

/** `02:14`. */
export function timeOfDay(at: Instant): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** `02:14:05`. */
export function exactTime(at: Instant): string {
  return format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** `Wed, Oct 28`. */
export function day(at: Instant): string {
  return format({ weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at));
}

/** The time alone while it is the same day as `now`, else with its day. */
export function timeNear(at: Instant, now: Instant): string {
  return day(at) === day(now) ? timeOfDay(at) : `${day(at)}, ${timeOfDay(at)}`;
}

/** `11 min ago`; under five seconds `just now`. A moment in the future counts as now. Both in milliseconds. */
export function ago(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1000);
  return seconds < 5 ? shellWords('time.just-now') : shellWords('time.ago', { duration: coarseDuration(seconds) });
}

let figures: { tag: string; format: Intl.NumberFormat } | null = null;

/** A number as the reader's language writes it. The format is made once for a language: pages that tick write many. */
export function figure(value: number): string {
  const tag = languageTag();
  if (figures?.tag !== tag) figures = { tag, format: new Intl.NumberFormat(tag) };
  return figures.format.format(value);
}
