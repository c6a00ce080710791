import type { HelpKind, Setting } from '../../contract/directory.js';
import type { MatchRule, MatchTerm } from '../../contract/matching.js';
import type { FactName, UrgencyLetter } from '../../contract/triage.js';

type PerLetter<T> = Record<UrgencyLetter, T>;

/**
 * Everything in matching that is a choice and not a fact: what is looked for when nobody says, how far, how long, and how
 * much each preference counts. Data with its sources in `config/policies/matching.json`; to be signed off by a clinical lead.
 */
export interface MatchingPolicy {
  id: string;
  version: number;
  title: string;
  /** Looked for when nobody names a kind of help. */
  defaultKinds: PerLetter<HelpKind[]>;
  /** Looked for besides, when the fact is a yes and nobody names a kind. */
  addedKinds: { fact: FactName; kinds: HelpKind[]; letters: UrgencyLetter[] }[];
  /** The least restrictive setting that is usually enough. */
  idealSetting: PerLetter<Setting>;
  /** At this distance half of the preference for near places is left, at twice of it nothing. */
  reachMiles: PerLetter<number>;
  /** A place that never said which area it serves is taken not to serve people farther off. */
  outOfReachMiles: number;
  /** What is near: exclusions are counted up to here where a service's area is not known, and the emergency place lies within. */
  countedWithinMiles: number;
  /** A service that opens within this time is in time, even when the clock ran out. */
  leastLookAheadMinutes: PerLetter<number>;
  /** Openings later than this are not looked for. */
  farthestLookAheadDays: number;
  closesSoonWithinMinutes: number;
  declineCountsForDays: number;
  /** Referrals before a service's own record counts. */
  historyCountsFrom: number;
  /** What a service counts as until then; a record never counts as less than half of it. */
  historyFloor: number;
  /** An alert that begins so closes the service. */
  closedAlertBeginnings: string[];
  weights: Record<MatchTerm, number>;
  /** How much of `certainty` goes when what this rule asks is not known. */
  unknownShares: Record<MatchRule, number>;
  most: { usual: number; ever: number };
  excludedListed: number;
  sources: { of: string[]; from: string; sure: string }[];
  writtenOn: string;
  reviewDueOn: string;
  needsClinicalLeadSignOff: boolean;
}
