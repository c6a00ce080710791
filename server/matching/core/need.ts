import type { AccessCode, HelpKind, Trait } from '../../contract/directory.js';
import type { Gender } from '../../contract/matching.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { ReferralReason } from '../../contract/words.js';
import type { Point } from './geography.js';

/** Where the person is, as far as it is known. Without a point every distance is unknown, not zero. */
export interface PersonPlace {
  /** Capital letters and digits only. */
  postcode: string | null;
  point: Point | null;
  /** ISO 3166-2, `US-DC`. */
  region: string | null;
  /** ISO 3166-1, `US`. */
  country: string | null;
}

/** Years, both included: one age, a span such as under 18, or everything when nothing is known. */
export interface AgeSpan { from: number; to: number }

export const ANY_AGE: AgeSpan = { from: 0, to: 130 };

/** What services may turn people away for; null is not known, and never read as no. */
export interface Circumstances {
  pregnantOrNewParent: boolean | null;
  intoxicated: boolean | null;
  recentViolence: boolean | null;
  medicallyStable: boolean | null;
  veteran: boolean | null;
  bringsPets: boolean | null;
  bringsDependants: boolean | null;
}

/** A service that said no in this crisis. */
export interface Decline { serviceId: string; at: Date; reason: ReferralReason }

/** What one person needs of a service now: everything that rules and preferences read, and where each part came from. */
export interface Need {
  letter: UrgencyLetter;
  kinds: readonly HelpKind[];
  age: AgeSpan;
  /** Standard code; null when not known. */
  language: string | null;
  /** Null when nobody asked. */
  speaksDefaultLanguage: boolean | null;
  /** Essential ones; null when nobody asked, empty when none is needed. */
  access: readonly AccessCode[] | null;
  /** Needs in other words, which no directory can answer. */
  otherAccess: readonly string[];
  place: PersonPlace;
  farthestMiles: number | null;
  /** When the contact clock ends; null without a clock. */
  dueAt: Date | null;
  gender: Gender;
  circumstances: Circumstances;
  wishes: readonly Trait[];
  /** Kinds meant for people like this one: young, old, expecting. */
  meantFor: readonly HelpKind[];
  blockedServiceIds: ReadonlySet<string>;
  knownServiceIds: ReadonlySet<string>;
  declines: readonly Decline[];
  most: number;
  told: readonly { words: string; from: 'crisis' | 'asked' | 'unknown' }[];
}

/** Known well enough to ask whether an area holds it. */
export const isPlaceKnown = ({ place }: Pick<Need, 'place'>): boolean => place.postcode !== null || place.point !== null;
