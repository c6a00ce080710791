import type { Capacity, CapacityKind, CapacityState, EntryState, IntakeContact, OpenState, Service, ServiceLocation } from '../../contract/directory.js';
import type { DistanceUnit } from './geography.js';
import type { MatchingPolicy } from './matching-policy.js';

/** Opening hours at one instant, and until when (not included) the same answer holds for certain. */
export interface OpenAnswer { state: OpenState; sameUntil: Date }

/**
 * What the directory knows of time; handed in, because rules of one room do not call those of another.
 * All answers change at whole minutes only.
 */
export interface DirectoryRules {
  /** Opening hours of `service` at `site`; with a `contact`, whether somebody takes a referral there. */
  openState(service: Service, site: ServiceLocation | null, contact: IntakeContact | null, asOf: Date): OpenAnswer;
  capacityState(capacity: Capacity, asOf: Date): CapacityState;
  /** How long a told number is fresh: the limits behind `capacityState`, in minutes, not included. */
  freshMinutes: Readonly<Record<CapacityKind, number>>;
  /** Depends on `asOf` by its UTC day only. @param assuredOn when somebody last checked the entry, `YYYY-MM-DD` */
  entryState(assuredOn: string | null, asOf: Date): EntryState;
}

/** What is known of a service from earlier referrals. */
export interface ServiceHistory {
  /** Breaks ties: whoever waited longest for an offer comes first. */
  lastOfferedAt: Date | null;
  /** Referrals that were sent and are over. */
  referrals: number;
  /** Of these, how many were answered on time. */
  answeredInTime: number;
  /** Of these, how many ended with a known outcome. */
  closedLoops: number;
  /** How often it lately told free places and then refused for want of room. An honest "full" and "risk too high" are none of these. */
  brokenWords?: number;
}

/** The network's own settings as far as matching speaks of them. */
export interface MatchNetwork {
  locale: string;
  /** IANA name: clock times are told in it. */
  timeZone: string;
  /** Standard code. */
  defaultLanguage: string;
  distanceUnit: DistanceUnit;
  emergencyNumber: string;
  crisisLine: string;
}

/** All that a match depends on, beside the need and the services. */
export interface MatchContext {
  asOf: Date;
  policy: MatchingPolicy;
  network: MatchNetwork;
  directory: DirectoryRules;
  /** Services without an entry were never offered. */
  histories: ReadonlyMap<string, ServiceHistory>;
}
