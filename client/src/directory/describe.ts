import { HELP_KINDS, WEEKDAYS } from '../../../server/contract/directory.js';
import type { HelpKind, IntakeHours, Language, OpenState, ServiceView, Weekday } from '../../../server/contract/directory.js';
import { figure, timeNear } from '../app/format.js';
import { languageTag } from '../app/words.js';
import { accessOf, ageRange, languagesOf } from './core/service-facts.js';
import { directoryWords } from './directory-words.js';

/** A Monday, so that weekdays can be named by counting from it. */
const A_MONDAY = Date.UTC(2024, 0, 1);

/** "Mon" or "Monday" in the reader's language. */
export function weekdayName(day: Weekday, style: 'short' | 'long' = 'short'): string {
  const at = A_MONDAY + WEEKDAYS.indexOf(day) * 86_400_000;
  return new Intl.DateTimeFormat(languageTag(), { weekday: style, timeZone: 'UTC' }).format(at);
}

/** Several things in one line, joined as the reader's language joins them. */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat(languageTag(), { type: 'unit', style: 'long' }).format(words);
}

/** Whether `text` names a kind of help. */
export const isKind = (text: string | null): text is HelpKind => HELP_KINDS.some((kind) => kind === text);

/** Whether it can be reached now, in a few words. `now` in milliseconds. */
export function openWords(hours: OpenState<string>, now: number): string {
  const plain = plainOpenWords(hours, now);
  const agreed = (hours.state === 'open' || hours.state === 'opens') && hours.byAppointment;
  return agreed ? directoryWords('hours.and-by-appointment', { hours: plain }) : plain;
}

function plainOpenWords(hours: OpenState<string>, now: number): string {
  switch (hours.state) {
    case 'open': return hours.until === null ? directoryWords('hours.open') : directoryWords('hours.open-until', { time: timeNear(hours.until, now) });
    case 'opens': return directoryWords('hours.opens', { time: timeNear(hours.at, now) });
    case 'closed': return directoryWords('hours.closed');
    case 'by-appointment': return directoryWords('hours.by-appointment');
    case 'unknown': return hours.opensAt === null ? directoryWords('hours.unknown') : directoryWords('hours.unknown-until', { time: timeNear(hours.opensAt, now) });
  }
}

/** The ages it takes. */
export function ageWords(age: ServiceView['age']): string {
  const range = ageRange(age);
  switch (range.kind) {
    case 'any': return directoryWords('age.any');
    case 'from': return directoryWords('age.from', { from: range.from });
    case 'under': return directoryWords('age.under', { under: range.under });
    case 'between': return directoryWords('age.between', { from: range.from, to: range.to });
  }
}

/** Whom it turns away, in words; null when it names nobody. */
export function notForWords({ handrail: { exclusions } }: ServiceView): string | null {
  return exclusions.length === 0 ? null : listed(exclusions.map((rule) => directoryWords(`rule.${rule}`)));
}

/** A language by name, from its code where it has none. */
export function languageWords({ name, code }: Pick<Language, 'name' | 'code'>): string {
  if (name !== null && name !== '') return name;
  return code === null ? '' : nameOfCode(code);
}

function nameOfCode(code: string): string {
  try {
    return new Intl.DisplayNames(languageTag(), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Languages spoken, then those with an interpreter; null when nobody told. */
export function languagesWords(service: ServiceView): string | null {
  const spoken = languagesOf(service).map(languageWords).filter(Boolean);
  const { languagesInterpreted } = service.handrail;
  const interpreted = (languagesInterpreted ?? []).map((code) => (code === '*' ? directoryWords('languages.any') : nameOfCode(code)));
  const parts = [...spoken, ...(interpreted.length > 0 ? [directoryWords('languages.interpreter', { languages: listed(interpreted) })] : [])];
  return parts.length === 0 ? null : listed(parts);
}

/** What is known of access: what it has, then what it is known to lack; null when nobody told. */
export function accessWords(service: Pick<ServiceView, 'locations'>): string | null {
  const { has, lacks } = accessOf(service);
  const words = [...has.map((code) => directoryWords(`access.${code}`)), ...lacks.map((code) => directoryWords('access.lacks', { code: directoryWords(`access.${code}`) }))];
  return words.length === 0 ? null : capitalized(listed(words));
}

/** A list of things that stands alone begins as a sentence does. */
const capitalized = (words: string): string => words.charAt(0).toLocaleUpperCase(languageTag()) + words.slice(1);

/** "2 of 6 free" or "2 free". */
export function placesWords({ available, maximum }: { available: number; maximum: number | null }): string {
  return maximum === null ? directoryWords('places.free', { count: available }) : directoryWords('places.free-of', { free: figure(available), of: figure(maximum) });
}

/** When the entry was last checked, and whether that is long ago. */
export function checkedWords(entry: ServiceView['entry']): { words: string; old: boolean } {
  switch (entry.state) {
    case 'checked': return { words: entry.ageDays === 0 ? directoryWords('checked.today') : directoryWords('checked.days', { count: entry.ageDays }), old: false };
    case 'unverified': return { words: directoryWords('checked.unverified', { count: entry.ageDays }), old: true };
    case 'stale': return { words: directoryWords('checked.stale', { count: entry.ageDays }), old: true };
    case 'never-checked': return { words: directoryWords('checked.never'), old: true };
  }
}

/** When an intake contact answers. */
export function intakeHoursWords(hours: IntakeHours): string {
  if (typeof hours === 'string') return directoryWords(`intake.hours.${hours}`);
  const times = hours.map(({ days, opensAt, closesAt }) => `${listed(days.map((day) => weekdayName(day)))} ${directoryWords('hours.sitting', { from: opensAt.slice(0, 5), to: closesAt.slice(0, 5) })}`);
  return directoryWords('intake.hours.at', { hours: listed(times) });
}
