import type { AccessCode, EntryState, ExclusionRule, OpenState, Service, ServiceLocation, UrgencyTaken } from '../../contract/directory.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Places, Travel } from './candidate.js';
import { findLanguageCode } from './language-codes.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import { allOf, verdictOf } from './verdict.js';
import type { Verdict } from './verdict.js';

/**
 * What the hard rules ask, as small functions of plain values: of a single fact of a service, and not of the service, so that
 * whoever keeps the facts ready (the index) asks exactly what the plain reading asks.
 */

const URGENT: ReadonlySet<UrgencyLetter> = new Set(['A', 'B', 'C']);
/** A to C: where a wasted journey or a wrong door does the most harm. Source: domain.md §8 and §9.1. */
export const isUrgent = (letter: UrgencyLetter): boolean => URGENT.has(letter);
/** A and B: only services that say they take them are sent to. Source: domain.md §9.1. */
export const mustSaySo = (letter: UrgencyLetter): boolean => letter === 'A' || letter === 'B';

/** Only an active service; an alert that begins with "closed" closes it, one that speaks of closing leaves it open to a call. */
export function isRunning({ status, alert }: Pick<Service, 'status' | 'alert'>, closedBeginnings: readonly string[]): Verdict {
  if (status !== 'active') return 'fail';
  const note = alert?.trim().toLowerCase() ?? '';
  if (closedBeginnings.some((beginning) => note.startsWith(beginning))) return 'fail';
  return /\b(closed|closing|closure|suspended)\b/.test(note) ? 'unknown' : 'pass';
}

/**
 * Out of its depth is a fail; a service for more urgent needs than this one may well help and is asked first, because nobody
 * is kept from a service for being less urgent. Source: domain.md §9.1 (capability ≥ urgency) and §2.3 (not a prediction).
 */
export function takesUrgency(taken: UrgencyTaken, letter: UrgencyLetter): Verdict {
  if (taken === 'unknown') return 'unknown';
  if (letter < taken.from) return 'fail';
  return letter <= taken.to ? 'pass' : 'unknown';
}

/** Both bounds included; a missing bound is none. A span of possible ages passes whole, fails whole, or is not known. */
export function takesAge({ minimum, maximum }: Service['age'], { from, to }: Need['age']): Verdict {
  const [least, most] = [minimum ?? -Infinity, maximum ?? Infinity];
  if (least <= from && to <= most) return 'pass';
  return most < from || to < least ? 'fail' : 'unknown';
}

export const meetsExclusions = (rules: readonly ExclusionRule[], need: Need): Verdict => allOf(rules.map((rule) => meetsExclusion(rule, need)));

/** One rule of a service's own against what is known of the person. */
export function meetsExclusion(rule: ExclusionRule, { gender, age, circumstances: known }: Need): Verdict {
  const not = (value: boolean | null) => verdictOf(value === null ? null : !value);
  switch (rule) {
    case 'women-only': return gender === 'woman' ? 'pass' : gender === 'man' ? 'fail' : 'unknown';
    case 'men-only': return gender === 'man' ? 'pass' : gender === 'woman' ? 'fail' : 'unknown';
    case 'adults-only': return age.from >= 18 ? 'pass' : age.to < 18 ? 'fail' : 'unknown';
    case 'under-18s-only': return age.to < 18 ? 'pass' : age.from >= 18 ? 'fail' : 'unknown';
    case 'families-only': return verdictOf(known.bringsDependants);
    case 'no-children': return not(known.bringsDependants);
    case 'no-pets': return not(known.bringsPets);
    case 'sober-on-arrival': return not(known.intoxicated);
    case 'no-recent-violence': return not(known.recentViolence);
    case 'medically-stable': return verdictOf(known.medicallyStable);
    case 'pregnant-or-new-parents-only': return verdictOf(known.pregnantOrNewParent);
    case 'veterans-only': return verdictOf(known.veteran);
    case 'professional-referral-only': return 'pass';
  }
}

/** Languages as standard codes: those of the staff, and those with an interpreter (`*` is any, by telephone); null is not told. */
export interface Spoken { own: ReadonlySet<string>; interpreted: ReadonlySet<string> | null }

/** Told for the service, the place and their phones. */
export function spokenAt(service: Service, site: ServiceLocation | null): Spoken {
  const phones = [...service.phones, ...site?.phones ?? [], ...site?.location.phones ?? []];
  const told = [service.languages, site?.location.languages ?? [], ...phones.map(({ languages }) => languages)].flat();
  const codes = (written: readonly (string | null)[]) => new Set(written.map((code) => (code === null || code === '*' ? code : findLanguageCode(code))).filter((code) => code !== null));
  const { languagesInterpreted } = service.handrail;
  return { own: codes(told.map(({ code }) => code)), interpreted: languagesInterpreted && codes(languagesInterpreted) };
}

export type Speaks = 'itself' | 'interpreter' | 'any-interpreter' | 'no' | 'not-known';

const HOW_IT_SPEAKS: ReadonlySet<Speaks> = new Set(['itself', 'interpreter', 'any-interpreter']);

/** How a service can speak `language`. A list without it is a no only where interpreters are known, too. */
export function speaks({ own, interpreted }: Spoken, language: string): Speaks {
  if (own.has(language)) return 'itself';
  if (interpreted?.has(language)) return 'interpreter';
  if (interpreted?.has('*')) return 'any-interpreter';
  return own.size > 0 && interpreted !== null ? 'no' : 'not-known';
}

/**
 * A wall only for somebody who cannot use the network's own language; where nobody asked, a no is not certain either. Who does
 * use it is taken to be understood everywhere, but where only other languages are told of: that is not known.
 */
export function canSpeak(spoken: Spoken, { language, speaksDefaultLanguage }: Need, defaultLanguage: string): Verdict {
  if (speaksDefaultLanguage === true || language === defaultLanguage) {
    const understood = [language, defaultLanguage].some((one) => one !== null && HOW_IT_SPEAKS.has(speaks(spoken, one)));
    return understood || spoken.own.size === 0 ? 'pass' : 'unknown';
  }
  if (language === null) return speaksDefaultLanguage === false ? 'unknown' : 'pass';
  const how = speaks(spoken, language);
  if (how === 'not-known') return 'unknown';
  if (how !== 'no') return 'pass';
  return speaksDefaultLanguage === false ? 'fail' : 'unknown';
}

/** What only matters to somebody who comes to the place. */
const OF_THE_PLACE: ReadonlySet<AccessCode> = new Set([
  'wheelchair', 'step-free', 'elevator', 'accessible-restroom', 'accessible-parking', 'hearing-loop', 'quiet-space', 'assistance-animals',
]);

/** Whether a need for access is met, is known to be lacking, or nobody told. Nobody enters a line, or a team that comes. */
export function meetsAccess(code: AccessCode, { has, lacks }: { has: readonly AccessCode[]; lacks: readonly AccessCode[] }, travel: Travel): Verdict {
  if ((travel !== 'to-place' && OF_THE_PLACE.has(code)) || has.includes(code)) return 'pass';
  return lacks.includes(code) ? 'fail' : 'unknown';
}

/** Needs in words that no directory answers leave it open for every service. */
export function canEnter(told: { has: readonly AccessCode[]; lacks: readonly AccessCode[] }, travel: Travel, { access, otherAccess }: Need): Verdict {
  const each = (access ?? []).map((code) => meetsAccess(code, told, travel));
  return allOf(otherAccess.length > 0 ? [...each, 'unknown'] : each);
}

/** An entry older than a year is not offered for A to C. Never checked, or still to be looked through, is not known. Source: domain.md §8. */
export function isTrusted(state: EntryState['state'], reviewed: boolean, letter: UrgencyLetter): Verdict {
  if (state === 'stale') return isUrgent(letter) ? 'fail' : 'unknown';
  return state === 'never-checked' || !reviewed ? 'unknown' : 'pass';
}

/** The latest opening that still helps: before the contact clock ends, and never sooner than the letter's least look-ahead. */
export function openBy({ letter, dueAt }: Need, { asOf, policy }: Pick<MatchContext, 'asOf' | 'policy'>): Date {
  const farthest = asOf.getTime() + policy.farthestLookAheadDays * 86_400_000;
  const least = asOf.getTime() + policy.leastLookAheadMinutes[letter] * 60_000;
  return new Date(dueAt === null ? farthest : Math.min(farthest, Math.max(least, dueAt.getTime())));
}

/** Hours that nobody told are neither open nor closed; a next opening that is known and in time is enough. */
export function opensInTime(hours: OpenState, by: Date, letter: UrgencyLetter): Verdict {
  switch (hours.state) {
    case 'open': return 'pass';
    case 'opens': return verdictOf(hours.at <= by);
    case 'closed': return 'fail';
    case 'by-appointment': return isUrgent(letter) ? 'unknown' : 'pass';
    case 'unknown': return hours.opensAt !== null && hours.opensAt <= by ? 'pass' : 'unknown';
  }
}

/** Full is a wall only where the journey is urgent and nobody keeps a waiting list. An old zero is no zero. */
export function hasRoom(state: Places['state'], waitlist: boolean, letter: UrgencyLetter): Verdict {
  if (state === 'free' || state === 'not-counted') return 'pass';
  if (state !== 'full') return 'unknown';
  return isUrgent(letter) && !waitlist ? 'fail' : 'pass';
}

/** Known not to be open at this instant; hours that nobody told are not shut. */
export const isShut = (hours: OpenState): boolean => hours.state === 'closed' || hours.state === 'opens';
