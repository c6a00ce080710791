import type { HelpKind } from './directory.js';
import type { ConsentMethod, DataClass, Outcome, ReferralReason, ReferralState } from './words.js';

/** Who can ask that an agreement be taken back. */
export const WITHDRAWAL_ASKERS = ['person', 'guardian', 'somebody-for-them'] as const;
export type WithdrawalAsker = (typeof WITHDRAWAL_ASKERS)[number];
/** How they said it; `own-page`: by their own link, without anybody of us. */
export const WITHDRAWAL_WAYS = ['spoken', 'phone', 'text', 'written', 'own-page'] as const;
export type WithdrawalWay = (typeof WITHDRAWAL_WAYS)[number];
export interface WithdrawalInput { askedBy: WithdrawalAsker; how: Exclude<WithdrawalWay, 'own-page'> }

export interface ConsentView {
  id: string;
  /** Null when it is for every service of a kind. */
  serviceId: string | null;
  category: HelpKind | null;
  serviceName: string;
  /** Who heard it beside whoever recorded it. */
  witness: string | null;
  guardian: string | null;
  language: string | null;
  purpose: string | null;
  /** After an emergency: when the person was told, and how. */
  personToldAt: string | null;
  personToldHow: string | null;
  dataClasses: DataClass[];
  /** How and by whom it was said; null when nobody was asked, because life was at risk. */
  method: ConsentMethod | null;
  givenBy: 'self' | 'guardian' | null;
  at: string;
  recordedBy: string;
  expiresOn: string;
  refused: boolean;
  withdrawnAt: string | null;
  /** Who asked that it be taken back, how they said it, and who wrote that down; left out while it stands, and for one that was only recorded by mistake. */
  withdrawal?: { askedBy: WithdrawalAsker; how: WithdrawalWay; recordedBy: string };
  /** Shared without agreement because life was at risk: the lawful basis that was recorded. */
  emergencyBasis: string | null;
}

/** What can be told of a referral without moving it. */
export type ReferralSaid = 'proposed' | 'talk-first' | 'time-agreed' | 'warm-hand-off' | 'confirmed' | 'outcome';

/** `said`: something was told and the state stayed as it was. */
export interface ReferralStep { state: ReferralState | 'DELIVERED'; at: string; by: string; reason: ReferralReason | null; note: string | null; said: ReferralSaid | null }

/** Who can be on the line when a person is handed over by phone. Without the person and the service it is no warm hand-off. */
export const ON_THE_LINE = ['person', 'service', 'owner', 'interpreter', 'somebody-they-trust'] as const;
export type OnTheLine = (typeof ON_THE_LINE)[number];

/** A three-way call. Source: domain.md §7.3, letters A and B. */
export interface WarmHandOffView { onTheLine: OnTheLine[]; introducedAt: string; takenBy: { name: string; role: string } | null }

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
  /** Service and person do not say the same of whether it helped. */
  disagree: boolean;
  /** What the person is said to need there; null in lists, which leave out what people wrote. */
  need: string | null;
  /** The same for every referral for the same need of the crisis. */
  needId: string;
  /** What the person got there, in the service's words. */
  delivered: string[];
  /** How many days the service thinks its waiting list is; null when it cannot say, or nobody waits. */
  waitDays: number | null;
  /** How often the person did not come. */
  noShows: number;
  /** The owner said that the proposed time suits. */
  agreedAt: string | null;
  /** Whom the service would ask instead, in its words. */
  suggests: string | null;
  warm: WarmHandOffView | null;
  /** It was taken back or replaced: by when the service should have confirmed that, and when it did. */
  confirmBy: string | null;
  confirmedAt: string | null;
  /** The referral in whose place it was sent. */
  replacesId: string | null;
  /** What else the person was offered, when somebody wrote that down; not in lists. */
  passedOver?: PassedOver[];
  /** Why it was asked although matching excluded it; not in lists. */
  askAnywayReason?: string;
  /** The next service on the list, computed beforehand, to be put before the owner on decline or silence. */
  nextMatch: { serviceId: string; serviceName: string } | null;
}

/** Why somebody does not want a service that was put before them, in their own weighing. */
export const CHOICE_REASONS = ['too-far', 'not-now', 'who-is-there', 'was-there-before', 'cost', 'no-reason'] as const;
export type ChoiceReason = (typeof CHOICE_REASONS)[number];
/** A service that was put before the person beside the one that they chose, and why it is not that one. */
export interface PassedOver { serviceId: string; serviceName: string; reason: ChoiceReason }

/** What came of ringing a service. `no-answer`: nobody picked up, which counts as silence at once. */
export type PhonedAnswer =
  | { answer: 'accepted'; name: string; role: string; reason?: ReferralReason; warm?: { onTheLine: OnTheLine[]; introducedAt: string } }
  | { answer: 'declined'; name: string; role: string; reason?: ReferralReason }
  | { answer: 'no-answer' };

export interface NewReferral {
  crisisId: string;
  serviceId: string;
  consentId?: string;
  /** Only for A: shared without agreement, with the basis. Source: domain.md §7.3 and §13. */
  emergencyBasis?: string;
  /** The service was rung: what it said is recorded, no link is sent. */
  phoned?: PhonedAnswer;
  /** Write it down and send it later. Needs no agreement yet, and asks nobody. */
  draft?: boolean;
  /** The referral of the same crisis that this one takes the place of; an open one ends as redirected. */
  replacesId?: string;
  /** The service was excluded by matching and is asked all the same. */
  askAnywayReason?: string;
  /** At most two others that the person could have had and did not want: their choice comes before any score. Source: domain.md §9.2. */
  passedOver?: { serviceId: string; reason: ChoiceReason }[];
  wishes?: string;
  need: string;
  nextServiceId?: string;
}

export interface ReferralOutcomeInput { seenVersion: number; from: 'service' | 'person'; outcome: Outcome; served?: boolean; reason?: ReferralReason; note?: string; delivered?: string[] }
export interface ReferralCancelInput { seenVersion: number; reason: ReferralReason; note?: string; byPerson?: boolean }

/** A draft is sent as it was written, on an agreement that stands now. */
export interface ReferralSendingInput { seenVersion: number; consentId?: string; emergencyBasis?: string; nextServiceId?: string }

/** What a service said on the phone after its yes, or anything else that its page could say, told by staff who spoke with it. */
export type ReferralMoveInput = { seenVersion: number; name: string; role: string } & ProviderSaying;
export interface WarmHandOffInput { seenVersion: number; onTheLine: OnTheLine[]; introducedAt: string }
export interface ReferralErrorInput { seenVersion: number; reason: ReferralReason; note?: string }
/** What is told of a referral that was entered by mistake to whoever may not read it. */
export interface ReferralStanding { id: string; version: number; state: ReferralState }

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
  /** The owner said that the proposed time suits: a yes makes it the appointment. */
  timeAgreed: boolean;
  /** What the service said the person must do first; null when nothing. */
  theyMust: string | null;
  /** How many days the service thinks its waiting list is. */
  waitDays: number | null;
  noShows: number;
  /** It was taken back and the service has not confirmed that it knows. */
  confirm: boolean;
  /** Only after the code: who is coming. */
  person: { name: string | null; ageYears: number | null; language: string | null; safeToContact: string | null; theySaid: string | null; with: string | null } | null;
  capacity: { unit: string; available: number; maximum: number | null; updatedAt: string } | null;
  serverTime: string;
}

/** Everything that a service can say of a referral. */
export type ProviderSaying =
  | { answer: 'accept' | 'talk-first' | 'arrived' | 'did-not-come' | 'confirm' }
  | { answer: 'decline' | 'hand-back'; reason: ReferralReason; note?: string }
  | { answer: 'propose'; proposedAt: string; note?: string }
  | { answer: 'needs-person'; reason: ReferralReason; note: string }
  | { answer: 'wait-list'; waitDays?: number; note?: string }
  | { answer: 'redirect'; reason: ReferralReason; suggests?: string; note?: string }
  | { answer: 'finished'; served: boolean; outcome: Outcome; reason?: ReferralReason; delivered?: string[] };

export type ProviderAnswer = { token: string; seenVersion: number; name: string; role: string } & ProviderSaying;

export interface TokenInput { token: string }
export interface ProviderCodeInput { token: string; code: string }
export interface ProviderCapacityInput { token: string; available: number }
