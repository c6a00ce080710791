import type { ConsentMethod, DataClass, Outcome, ReferralReason, ReferralState } from './words.js';

export interface ConsentView {
  id: string;
  serviceId: string;
  serviceName: string;
  dataClasses: DataClass[];
  /** How and by whom it was said; null when nobody was asked, because life was at risk. */
  method: ConsentMethod | null;
  givenBy: 'self' | 'guardian' | null;
  at: string;
  recordedBy: string;
  expiresOn: string;
  refused: boolean;
  withdrawnAt: string | null;
  /** Shared without agreement because life was at risk: the lawful basis that was recorded. */
  emergencyBasis: string | null;
}

/** `said`: something was told and the state stayed as it was. */
export interface ReferralStep { state: ReferralState | 'DELIVERED'; at: string; by: string; reason: ReferralReason | null; note: string | null; said: 'proposed' | 'talk-first' | 'outcome' | null }

export interface ReferralView {
  id: string;
  version: number;
  crisisId: string;
  ref: string;
  serviceId: string;
  serviceName: string;
  state: ReferralState;
  /** How it reached the service: by link, or recorded from a phone call. */
  way: 'link' | 'phone';
  intake: { channel: 'sms' | 'voice' | 'email'; address: string; verifiedAt: string } | null;
  sentAt: string | null;
  /** When the text leaves: later than `sentAt` when the contact was not open. Null when no text goes out. */
  leavesAt: string | null;
  deliveredAt: string | null;
  openedAt: string | null;
  answerBy: string | null;
  contactBy: string | null;
  closeBy: string | null;
  proposedAt: string | null;
  answeredBy: { name: string; role: string } | null;
  talkFirstAt: string | null;
  reason: ReferralReason | null;
  steps: ReferralStep[];
  serviceOutcome: Outcome | null;
  personOutcome: Outcome | null;
  /** The next service on the list, computed beforehand, to be put before the owner on decline or silence. */
  nextMatch: { serviceId: string; serviceName: string } | null;
}

export interface NewReferral {
  crisisId: string;
  serviceId: string;
  consentId?: string;
  /** Only for A: shared without agreement, with the basis. Source: domain.md §7.3 and §13. */
  emergencyBasis?: string;
  /** The service was rung: what it said is recorded, no link is sent. */
  phoned?: { answer: 'accepted' | 'declined'; name: string; role: string; reason?: ReferralReason };
  /** The service was excluded by matching and is asked all the same. */
  askAnywayReason?: string;
  wishes?: string;
  need: string;
  nextServiceId?: string;
}

export interface ReferralOutcomeInput { seenVersion: number; from: 'service' | 'person'; outcome: Outcome; served?: boolean; reason?: ReferralReason; note?: string }
export interface ReferralCancelInput { seenVersion: number; reason: ReferralReason; note?: string; byPerson?: boolean }

/** What a service sees before it accepts: never a name. */
export interface ProviderView {
  ref: string;
  version: number;
  state: ReferralState;
  org: string;
  serviceName: string;
  finished: boolean;
  answerBy: string | null;
  secondsLeft: number | null;
  ownerPhone: string;
  ownerName: string | null;
  need: string | null;
  ageBand: string | null;
  area: string | null;
  access: string[];
  language: string | null;
  wishes: string | null;
  risks: { words: string; answer: 'yes' | 'no' | 'not-known' }[];
  /** Where the 6-digit code goes: another verified contact of the service, partly hidden; null when there is none. */
  codeGoesTo: string | null;
  codeSentAt: string | null;
  proposedAt: string | null;
  /** Only after the code: who is coming. */
  person: { name: string | null; ageYears: number | null; language: string | null; safeToContact: string | null; theySaid: string | null; with: string | null } | null;
  capacity: { unit: string; available: number; maximum: number | null; updatedAt: string } | null;
  serverTime: string;
}

export type ProviderAnswer =
  | { token: string; seenVersion: number; name: string; role: string; answer: 'accept' }
  | { token: string; seenVersion: number; name: string; role: string; answer: 'decline'; reason: ReferralReason; note?: string }
  | { token: string; seenVersion: number; name: string; role: string; answer: 'propose'; proposedAt: string; note?: string }
  | { token: string; seenVersion: number; name: string; role: string; answer: 'talk-first' }
  | { token: string; seenVersion: number; name: string; role: string; answer: 'hand-back'; reason: ReferralReason; note?: string }
  | { token: string; seenVersion: number; name: string; role: string; answer: 'arrived' | 'did-not-come' }
  | { token: string; seenVersion: number; name: string; role: string; answer: 'finished'; served: boolean; outcome: Outcome; reason?: ReferralReason };

export interface TokenInput { token: string }
export interface ProviderCodeInput { token: string; code: string }
export interface ProviderCapacityInput { token: string; available: number }
