import type { AccessCode, ExclusionRule, Trait, UrgencyTaken } from '../../contract/directory.js';
import type { AgeSpan } from './need.js';
import { ANY_AGE } from './need.js';

/** How what a place has is called on screen. */
export const ACCESS_WORDS: Readonly<Record<AccessCode, string>> = {
  wheelchair: 'wheelchair access', 'step-free': 'step-free access', elevator: 'elevator', 'accessible-restroom': 'accessible restroom',
  'accessible-parking': 'accessible parking', asl: 'American Sign Language', bsl: 'British Sign Language', 'hearing-loop': 'hearing loop',
  'text-relay': 'text relay', 'quiet-space': 'quiet space', 'large-print': 'large print', braille: 'braille', 'assistance-animals': 'assistance animals',
};

export const TRAIT_WORDS: Readonly<Record<Trait, string>> = {
  'peer-run': 'Peer-run', 'woman-worker': 'A woman to talk to', 'man-worker': 'A man to talk to', 'faith-based': 'Faith-based',
  'not-faith-based': 'Not faith-based', 'no-police-on-site': 'No police on site', 'lgbtq-affirming': 'LGBTQ+ affirming', 'trauma-informed': 'Trauma-informed',
};

/** A service's own rule, as it says it. */
export const EXCLUSION_WORDS: Readonly<Record<ExclusionRule, string>> = {
  'women-only': 'Women only', 'men-only': 'Men only', 'adults-only': 'Adults only', 'under-18s-only': 'Under 18 only', 'families-only': 'Families only',
  'no-children': 'No children', 'no-pets': 'No pets', 'sober-on-arrival': 'Must be sober on arrival', 'no-recent-violence': 'No recent violence',
  'medically-stable': 'Must be medically stable', 'pregnant-or-new-parents-only': 'Only in pregnancy and the year after birth',
  'veterans-only': 'Veterans only', 'professional-referral-only': 'Only through a professional',
};

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const lists = new Map<string, Intl.ListFormat>();

/** `a, b and c` in the manner of the locale. */
export function listed(parts: readonly string[], locale: string): string {
  let format = lists.get(locale);
  if (!format) lists.set(locale, format = new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }));
  return format.format(parts);
}

/** Whom a service takes: `16 and 17`, `14 to 21`, `18 and over`, `up to 17`. Null when it has no bounds. */
export function agesTaken({ minimum, maximum }: { minimum: number | null; maximum: number | null }): string | null {
  if (minimum !== null && minimum > 0) {
    if (maximum === null || maximum >= ANY_AGE.to) return `${minimum} and over`;
    if (maximum === minimum) return `${minimum}`;
    return maximum === minimum + 1 ? `${minimum} and ${maximum}` : `${minimum} to ${maximum}`;
  }
  return maximum === null || maximum >= ANY_AGE.to ? null : `up to ${maximum}`;
}

/** `urgency B to E`; null when the service never said. */
export function urgenciesTaken(taken: UrgencyTaken): string | null {
  if (taken === 'unknown') return null;
  return taken.from === taken.to ? `urgency ${taken.from}` : `urgency ${taken.from} to ${taken.to}`;
}

/** How old somebody is, as far as it is known. */
export function ageWords({ from, to }: AgeSpan): string {
  if (from === to) return `Age ${from}`;
  if (to >= ANY_AGE.to) return from <= ANY_AGE.from ? 'Age not known' : `${from} or over`;
  return from <= ANY_AGE.from ? `Under ${to + 1}` : `Age ${from} to ${to}`;
}

/** A number without trailing zeros, with its unit: `3 mi`, `1.4 mi`. */
export const distanceWords = (distance: number, unit: 'mi' | 'km'): string => `${Math.round(distance * 10) / 10} ${unit}`;

interface ClockFormats { day: Intl.DateTimeFormat; clock: Intl.DateTimeFormat; weekday: Intl.DateTimeFormat; date: Intl.DateTimeFormat }
const formats = new Map<string, ClockFormats>();

function formatsOf(locale: string, timeZone: string): ClockFormats {
  const key = `${locale} ${timeZone}`;
  let known = formats.get(key);
  if (!known) {
    known = {
      day: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
      clock: new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
      weekday: new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' }),
      date: new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric' }),
    };
    formats.set(key, known);
  }
  return known;
}

const SIX_DAYS_MS = 6 * 86_400_000;

/** An instant as read at `asOf`: `03:00` today, `Mon 09:00` within six days, else `Oct 14 09:00`. */
export function whenWords(at: Date, asOf: Date, { locale, timeZone }: { locale: string; timeZone: string }): string {
  const { day, clock, weekday, date } = formatsOf(locale, timeZone);
  const time = clock.format(at);
  if (day.format(at) === day.format(asOf)) return time;
  return Math.abs(at.getTime() - asOf.getTime()) < SIX_DAYS_MS ? `${weekday.format(at)} ${time}` : `${date.format(at)} ${time}`;
}
