import { Temporal } from 'temporal-polyfill';
import type { NoTextReason, SafeContact } from '../../contract/care.js';

/** What becomes of a message to the person now: to this number with these first words, later, or not at all. */
export type Contact =
  | { kind: 'now'; to: string; opening: string | null }
  | { kind: 'later'; notBefore: Date }
  | { kind: 'never'; why: NoTextReason };

export type Way = 'text' | 'call' | 'voicemail';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The first instant at or after `at` that lies between the two times of day in `timeZone` (IANA); `at` itself when it does. `until` is outside. */
function nextBetween({ from, until }: NonNullable<SafeContact['hours']>, at: Date, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const now = local.hour * 60 + local.minute;
  const [first, last] = [minutesOf(from), minutesOf(until)];
  const inside = first < last ? now >= first && now < last : now >= first || now < last;
  if (inside) return at;
  const day = now < first ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  return new Date(day.toZonedDateTime({ timeZone, plainTime: { hour: Math.floor(first / 60), minute: first % 60 } }).epochMilliseconds);
}

/**
 * The one rule that stands before everything that goes to a person: only to a number that is safe, only in a way that is safe,
 * only at hours that are safe, and never where nobody has said that it is. A message that waits is asked about again when its
 * hour has come. Source: domain.md §13 and issue 5, safe-contact rules.
 * @param optedOut the carrier must not deliver to this number any more
 */
export function mayContact(rules: SafeContact | null, way: Way, optedOut: boolean, at: Date, timeZone: string): Contact {
  if (!rules) return { kind: 'never', why: 'not-known' };
  if (rules.number === null) return { kind: 'never', why: 'no-number' };
  if (!(way === 'text' ? rules.text : way === 'call' ? rules.call : rules.call && rules.voicemail)) return { kind: 'never', why: 'no-texts' };
  if (optedOut && way === 'text') return { kind: 'never', why: 'opted-out' };
  const notBefore = rules.hours === null ? at : nextBetween(rules.hours, at, timeZone);
  return notBefore > at ? { kind: 'later', notBefore } : { kind: 'now', to: rules.number, opening: rules.codeWord };
}
