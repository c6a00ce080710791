import type { AskView, BackupCallView, BackupView, HandOverView } from './asks.js';
import type { CrisisState, DataClass, Disposition, EmergencyAnswer, FollowUpKind, FollowUpResult, LocationState, Outcome } from './words.js';
import type { LadderView } from './escalation.js';
import type { Answer, RaiseChoice, ScreenerId, ScreenerLevel, TriageFacts, Urgency, UrgencyLetter } from './triage.js';
import type { HelpKind } from './directory.js';
import type { ConsentView, ReferralView } from './referral.js';

/** What can be told about the person and the moment. All of it may be missing, all of it may follow later. */
export interface ReportDetails {
  headline?: string;
  place?: string;
  narrative?: string;
  /** In the person's own words. */
  theySaid?: string;
  whatHelps?: string;
  personName?: string;
  ageYears?: number;
  language?: string;
  accessNeeds?: string[];
  postcode?: string;
  safeToContact?: string;
  facts?: TriageFacts;
}

export interface NewReport extends ReportDetails {
  choice?: RaiseChoice;
  joinsCrisisId?: string;
  /** The 4-character code of the draft on the phone; a text `EM code` and the queued report join by it. */
  draftCode?: string;
  /** When it was written down, if that was earlier than now (a phone without signal). */
  writtenAt?: string;
}

export interface EmergencyCallView { answer: EmergencyAnswer; byName: string; at: string }

export interface OwnerView { id: string; name: string; initials: string; since: string }

/** What the raiser is told: who is being asked, in which order, by when, or who has it. */
export interface ReportView {
  id: string;
  crisisId: string;
  ref: string;
  version: number;
  teamId: string;
  state: CrisisState;
  choice: RaiseChoice;
  urgency: Urgency;
  sentAt: string;
  delayed: boolean;
  answerBy: string | null;
  owner: OwnerView | null;
  withThemSince: string | null;
  ladder: LadderView | null;
  emergencyCall: EmergencyCallView | null;
  /** Ask again whether anyone has called the emergency number, at this instant; null when answered or not an A. */
  emergencyAskAt: string | null;
  standDownUntil: string | null;
  details: ReportDetails;
  mine: boolean;
  /**
   * Other open crises of the last 30 minutes that may be about the same person, newest first, at most 3: for "Add to 4821"
   * (`POST /api/v1/reports/:id/joined-to`). Filled in the answers to POST and PATCH and to GET of one report; empty in lists
   * and live news. The server never joins by itself.
   */
  similar: SimilarCrisis[];
  /** The code that this report had before the caller added it to `ref`, for as long as they can take it out themselves; null otherwise and later. */
  joinedFrom: { ref: string; undoUntil: string } | null;
}

/** An open crisis that may be about the same person. */
export interface SimilarCrisis {
  crisisId: string;
  ref: string;
  shows: Urgency['shows'];
  raisedAt: string;
  /** Why it is offered: raised by the same worker, or the same name of the person. */
  why: 'same-raiser' | 'same-name';
  ownerName: string | null;
}

export const ATTENTION_REASONS = ['hand-over-returned', 'hand-over-declined', 'with-them-yet', 'backup-unanswered', 'unowned', 'look-again'] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/**
 * Why a card wants to be looked at, and since when. A board sounds once for each new `(why, at)`: for everyone when `forId`
 * is null, else for that person and for supervisors. It goes when that person does something with the crisis.
 * `look-again`: half of the time to contact is over and nobody has met the person. `unowned`: had neither owner nor a running escalation.
 */
export interface AttentionView { why: AttentionReason; at: string; forId: string | null }

/** Quiet on the board until then; sounds and sorting only, no clock stops. `times`: how often it was snoozed in all. */
export interface SnoozeView { until: string; byName: string; times: number }

export const BOARD_COLUMNS = ['needs-someone', 'has-it', 'referral', 'follow-up'] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

/** A crisis on the board: the same for everyone of the team who may see the board. */
export interface BoardCard {
  id: string;
  ref: string;
  version: number;
  teamId: string;
  state: CrisisState;
  column: BoardColumn;
  letter: UrgencyLetter;
  shows: Urgency['shows'];
  headline: string | null;
  place: string | null;
  raisedBy: string;
  raisedAt: string;
  answerBy: string | null;
  contactBy: string | null;
  owner: OwnerView | null;
  withThemSince: string | null;
  progressBy: string | null;
  emergencyCall: EmergencyCallView | null;
  emergencyAskAt: string | null;
  /** An emergency service was asked for and nobody has confirmed that it reached the person. */
  emergencyConfirmBy: string | null;
  ladder: LadderView | null;
  referral: { id: string; serviceName: string; state: ReferralView['state']; answerBy: string | null; openedAt: string | null; nextMatch: string | null; others?: number } | null;
  followUp: { id: string; kind: FollowUpKind; dueAt: string; assigneeName: string | null } | null;
  /** Where the person is, and since when; `UNKNOWN_SEARCHING` and `AT_FACILITY_WAITING` always show the time. Source: domain.md §6. */
  locationState: LocationState;
  waitingSince: string;
  /** The one open hand-over, shift list entry or assignment; null when nobody is asked to take it outside the ladder. */
  handOver: AskView | null;
  backup: BackupView | null;
  /** The open ask for a second person; null when none is asked. */
  backupAsk: AskView | null;
  /** "With them yet?" was asked at `progressBy`; everyone is asked anew at this instant unless the owner says how it goes. */
  graceUntil: string | null;
  /** Null when not snoozed now. Never on an emergency, and never while nobody has it. */
  snooze: SnoozeView | null;
  attention: AttentionView[];
  /** Since when nobody has it; null while somebody has. */
  ownerlessSince: string | null;
  /** Minutes without an owner before `ownerlessSince`, whether people were being asked or not. */
  ownerlessMinutes: number;
  /** Minutes with neither an owner nor a running escalation: must be 0. */
  unownedMinutes: number;
}

export interface BoardView {
  asOf: string;
  cards: BoardCard[];
  onCall: { rotaId: string; rotaName: string; teamId: string; staffId: string | null; name: string | null; initials: string | null; until: string | null; reachable: boolean }[];
  places: { serviceId: string; serviceName: string; unit: string; available: number; maximum: number | null; updatedAt: string; fresh: boolean }[];
  team: { staffId: string; name: string; initials: string; open: { emergency: number; urgent: number; soon: number; planned: number } }[];
  /** Work that failed for good and must be looked at by a person. */
  deadJobs: number;
  /** Over the cards shown, at `asOf`: minutes without an owner, minutes with neither owner nor running escalation, and cards snoozed now. */
  ownerlessMinutes: number;
  unownedMinutes: number;
  snoozed: number;
  /** Of the teams shown, as long as it holds. */
  backupCalls: BackupCallView[];
}

/** One line of the timeline, as people read it. `words` never carry more than the reader may see. */
export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  group: 'contact' | 'messages' | 'notes' | 'other';
  actor: string | null;
  words: string;
  more: string | null;
}

export interface EmergencyContactView {
  id: string;
  service: 'ambulance' | 'police' | 'fire' | 'mental-health-team' | 'other';
  requestedAt: string;
  decidedBy: string;
  personAgreed: 'yes' | 'no' | 'not-asked';
  whyPolice: string | null;
  supervisorConsulted: boolean;
  personTold: string | null;
  confirmBy: string | null;
  confirmedAt: string | null;
  confirmation: 'reached' | 'alternative' | null;
  confirmationNote: string | null;
}

export interface EmergencyContactInput {
  service: EmergencyContactView['service'];
  personAgreed: EmergencyContactView['personAgreed'];
  whyPolice?: string;
  supervisorConsulted?: boolean;
  personTold?: string;
}

export interface EmergencyConfirmationInput { confirmation: 'reached' | 'alternative'; note?: string }

export interface FollowUpView {
  id: string;
  crisisId: string;
  ref: string;
  teamId: string;
  kind: FollowUpKind;
  dueAt: string;
  assignee: { id: string; name: string; initials: string } | null;
  doneAt: string | null;
  result: FollowUpResult | null;
  note: string | null;
  tries: number;
  /** It asks the person whether this referral helped. */
  referralId?: string;
}

/** `outcome`: of a contact that asks whether a referral helped, what the person said. */
export interface FollowUpResultInput { result: FollowUpResult; note?: string; outcome?: Outcome }

export interface ClosureInput {
  seenVersion: number;
  disposition: Disposition;
  outcome: Outcome;
  /** Four separate lists. Source: domain.md §6. */
  given?: string[];
  information?: string[];
  obtained?: string[];
  note?: string;
}

export interface ClosureView {
  at: string;
  byName: string;
  disposition: Disposition;
  outcome: Outcome;
  given: string[];
  information: string[];
  referred: string[];
  obtained: string[];
  note: string | null;
}

/** A filled-in screener: the answers by item, and what they came to. Its words stand in the definition. */
export interface ScreeningView { id: string; at: string; byName: string; screener: ScreenerId; version: number; level: ScreenerLevel; reached: ScreenerLevel; needsHumanNow: boolean; answers: Record<string, Answer> }

/** One crisis, whole, for somebody who may open it. */
export interface CrisisView extends BoardCard {
  urgency: Urgency;
  choice: RaiseChoice;
  details: ReportDetails;
  reports: { id: string; byName: string; at: string; choice: RaiseChoice; delayed: boolean }[];
  timeline: TimelineEntry[];
  /** Newest first. */
  screenings: ScreeningView[];
  consents: ConsentView[];
  referrals: ReferralView[];
  emergencyContacts: EmergencyContactView[];
  followUps: FollowUpView[];
  closure: ClosureView | null;
  /** Every hand-over, shift and assignment ask with its words, newest first. */
  handOvers: HandOverView[];
  /** This crisis was added to another, which has its reports now; undone until `undoUntil` by `POST /api/v1/crises/:id/joined-to/undo`. */
  joinedTo: { crisisId: string; ref: string; byName: string; at: string; undoUntil: string } | null;
  /** Crises that were added to this one. */
  joined: { crisisId: string; ref: string; byName: string; at: string; undoneAt: string | null }[];
  /**
   * What the caller may do here now. `handOver`: ask a colleague to take it. `acceptHandOver`: they are asked and may say yes or no.
   * `withdrawHandOver`. `assign`. `askBackup`, `offerBackup`, `answerBackup` (they are asked), `endBackup`. `snooze`. `locate`. `join`: add it to another.
   */
  may: {
    answer: boolean; work: boolean; supervise: boolean; handOver: boolean; acceptHandOver: boolean; withdrawHandOver: boolean; assign: boolean;
    askBackup: boolean; offerBackup: boolean; answerBackup: boolean; endBackup: boolean; snooze: boolean; locate: boolean; join: boolean;
  };
}

/**
 * What to look for among crises; everything given must fit. `owner`: a member of staff, or `nobody`. Days (YYYY-MM-DD) are those of the
 * network's clocks, both counted in. `personName` and `phone` must be exact. `after`: the `next` of the page before.
 */
export interface CrisisSearchInput {
  ref?: string;
  states?: CrisisState[];
  shows?: Urgency['shows'][];
  owner?: string;
  teamId?: string;
  raisedFromOn?: string;
  raisedUntilOn?: string;
  personName?: string;
  /** The number that a text for help came from. */
  phone?: string;
  after?: string;
}
export interface CrisisSearchView { crises: BoardCard[]; next: string | null }

export interface StandDownInput { reason: 'mistake' | 'resolved' | 'other'; note?: string }
export interface EmergencyAnswerInput { answer: EmergencyAnswer }
export interface AcknowledgementInput { via?: 'board' | 'crisis' }
export interface RefusalInput { note?: string }
export interface ReleaseInput { reason: string }
export interface AskNextInput { reason: string }
export interface ProgressInput { state: 'with-them' | 'spoke' | 'handed-on' }
export interface NoteInput { kind: 'note' | 'call'; text: string }
export interface FactsInput { seenVersion: number; details: ReportDetails }
export interface UrgencyInput { seenVersion: number; letter: UrgencyLetter; reason: string }
export interface ReopeningInput { reason: string }
export interface ConsentInput {
  /** The one service, or else every service of this kind. */
  serviceId?: string;
  category?: HelpKind;
  /** Who heard it beside whoever records it. */
  witness?: string;
  /** Who agreed for them, when that was a guardian. */
  guardian?: string;
  purpose?: string;
  dataClasses: DataClass[];
  method: 'spoken' | 'written' | 'electronic';
  givenBy: 'self' | 'guardian';
  language?: string;
  expiresOn?: string;
  refused?: boolean;
}

/** 1 to 30 minutes. Source: ux.md §5. */
export interface SnoozeInput { minutes: number; reason: string }
/** `at`: since when; not in the future, not before it was raised; now when left out. */
export interface LocationInput { state: Exclude<LocationState, 'CLOSED'>; at?: string }
/**
 * Adds this crisis to another about the same person. When fewer than two of name, age, postcode and sender's number agree,
 * 422 `crisis/join-not-sure` until `confirmed` says how it is known that they are the same person.
 */
export interface JoinInput { crisisId: string; confirmed?: string }
export interface UnjoinInput { reason: string }

