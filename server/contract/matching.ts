import type { HelpKind, IntakeChannel, Trait } from './directory.js';
import type { UrgencyLetter } from './triage.js';

/** Which service can help this person now: what is asked, and the ranked answer with its reasons. `null` is unknown, never zero. */

export const GENDERS = ['woman', 'man', 'non-binary', 'not-known'] as const;
export type Gender = (typeof GENDERS)[number];

/**
 * The rules that a service must pass to be offered, in the order in which an exclusion names them.
 * Source: domain.md §9.1, §8 (entry) and §7.3 (declined).
 */
export const MATCH_RULES = [
  'active', 'consent', 'declined', 'area', 'letter', 'age', 'exclusion', 'language', 'access', 'entry', 'hours', 'capacity',
] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

/** What makes one service come before another; none of them can keep a service out. Source: domain.md §9.2. */
export const MATCH_TERMS = [
  'certainty', 'distance', 'capacity', 'hours', 'setting', 'entry', 'intake', 'history', 'wishes', 'continuity', 'language', 'fit',
  'cost', 'walk-in', 'company',
] as const;
export type MatchTerm = (typeof MATCH_TERMS)[number];

/** What is looked for. Whatever is left out is taken from the crisis, or counts as unknown. */
export interface MatchInput {
  kinds?: HelpKind[];
  ageYears?: number;
  /** ISO 639-1 or -3. */
  language?: string;
  /** `false` makes the language a rule; left out it is only preferred. */
  speaksDefaultLanguage?: boolean;
  /** Access needs that are essential: codes of the directory, or other words, which nobody can check and so are asked first. */
  access?: string[];
  postcode?: string;
  point?: { latitude: number; longitude: number };
  /** In miles or kilometres as the network counts; a wish, never a wall. */
  farthest?: number;
  /** Services that the person does not want told of them. */
  blockedServiceIds?: string[];
  gender?: Gender;
  /** What they would like in a service; preferred, never demanded. */
  wishes?: Trait[];
  /** Who comes along. */
  brings?: { pets?: boolean; dependants?: boolean };
  veteran?: boolean;
  /** How many matches at most, 1 to 50. */
  most?: number;
}

/** One true thing about a match. `checkedAt`: when it was told or checked, an instant, or a date when only the day is known. */
export interface MatchReason { code: string; words: string; checkedAt: string | null }

export interface Match {
  serviceId: string;
  serviceName: string;
  organizationName: string;
  kinds: HelpKind[];
  /** Which of its places is meant; null when it has none or only one. */
  place: string | null;
  /** 0–1: all parts by their weights. It orders, it never keeps out. */
  score: number;
  /** Each soft preference with its part of the score, 0–1 before weighting. Those that do not concern this need are left out. */
  parts: { code: MatchTerm; value: number; weight: number }[];
  reasons: MatchReason[];
  cautions: MatchReason[];
  /** Something that a rule asks for is not known: ring before anybody sets out. */
  callFirst: boolean;
  distance: number | null;
  /** The way a referral can take: by a verified intake contact, or by phone first. */
  way: 'link' | 'phone-first';
  /** Where a referral would go; null when no contact that can carry a link was verified here. */
  intake: { contactId: string; channel: IntakeChannel; verifiedAt: string } | null;
  /** When it opens, if it is not open now. */
  opensAt: string | null;
  /** As people read it, to be rung. */
  phone: string | null;
  capacity: { unit: string; available: number; maximum: number | null; updatedAt: string; fresh: boolean } | null;
  alert: string | null;
}

export interface Exclusion { serviceId: string; serviceName: string; rule: MatchRule; words: string }

/** A place to turn to whatever matching found. Never removable, for A–C. */
export interface Fallback { kind: 'emergency-number' | 'crisis-line' | 'emergency-place'; name: string; phone: string | null; distance: number | null }

export interface MatchAnswer {
  asOf: string;
  letter: UrgencyLetter;
  /** The rules' and weights' version; they are settings, and a clinical lead has to sign them off before live use. */
  policy: { version: number; needsClinicalLeadSignOff: boolean };
  /** What was looked for, in words, each with where it came from. */
  need: { words: string; from: 'crisis' | 'asked' | 'unknown' }[];
  distanceUnit: 'mi' | 'km';
  matches: Match[];
  /** For A and B: what may fit, but has never said that it takes this urgency. */
  phoneFirst: Match[];
  /** The nearest of those that failed a rule; all of them are in the counts. */
  excluded: Exclusion[];
  /** Services of the kinds looked for, in the area, by the first rule they failed. */
  excludedCounts: { rule: MatchRule; words: string; count: number }[];
  /** When nothing passes: the one rule whose relaxing frees most. */
  relax: { rule: MatchRule; words: string; frees: number } | null;
  fallbacks: Fallback[];
}
