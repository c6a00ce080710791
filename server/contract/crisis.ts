import type { CrisisState, DataClass, Disposition, EmergencyAnswer, FollowUpKind, FollowUpResult, LocationState, Outcome } from './words.js';
import type { LadderView } from './escalation.js';
import type { RaiseChoice, TriageFacts, Urgency, UrgencyLetter } from './triage.js';
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
}

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
  referral: { id: string; serviceName: string; state: ReferralView['state']; answerBy: string | null; openedAt: string | null; nextMatch: string | null } | null;
  followUp: { id: string; kind: FollowUpKind; dueAt: string; assigneeName: string | null } | null;
}

export interface BoardView {
  asOf: string;
  cards: BoardCard[];
  onCall: { rotaId: string; rotaName: string; teamId: string; staffId: string | null; name: string | null; initials: string | null; until: string | null; reachable: boolean }[];
  places: { serviceId: string; serviceName: string; unit: string; available: number; maximum: number | null; updatedAt: string; fresh: boolean }[];
  team: { staffId: string; name: string; initials: string; open: { emergency: number; urgent: number; soon: number; planned: number } }[];
  /** Work that failed for good and must be looked at by a person. */
  deadJobs: number;
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
}

export interface FollowUpResultInput { result: FollowUpResult; note?: string }

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

/** One crisis, whole, for somebody who may open it. */
export interface CrisisView extends BoardCard {
  urgency: Urgency;
  choice: RaiseChoice;
  locationState: LocationState;
  waitingSince: string;
  details: ReportDetails;
  reports: { id: string; byName: string; at: string; choice: RaiseChoice; delayed: boolean }[];
  timeline: TimelineEntry[];
  consents: ConsentView[];
  referrals: ReferralView[];
  emergencyContacts: EmergencyContactView[];
  followUps: FollowUpView[];
  closure: ClosureView | null;
  may: { answer: boolean; work: boolean; supervise: boolean };
}

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
  serviceId: string;
  dataClasses: DataClass[];
  method: 'spoken' | 'written' | 'electronic';
  givenBy: 'self' | 'guardian';
  language?: string;
  expiresOn?: string;
  refused?: boolean;
}
