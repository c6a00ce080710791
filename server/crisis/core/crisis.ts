import type { Disposition, EmergencyAnswer, CrisisState, LocationState, Outcome } from '../../contract/words.js';
import type { AskKind, AskState, HandOverWords } from '../../contract/asks.js';
import type { AttentionReason, EmergencyContactView, ReportDetails } from '../../contract/crisis.js';
import type { RaiseChoice, Urgency, ScreenerAnswers, ScreenerResult } from '../../contract/triage.js';
import type { CrisisId, EscalationId, NotificationId, ReportId, StaffId, TeamId } from '../../kernel/ids.js';

/** One submission by a worker. `key` makes a repeat the same report; `body` tells a repeat from another. */
export interface Report {
  id: ReportId;
  key: string | null;
  body: string;
  byId: StaffId | null;
  at: Date;
  writtenAt: Date | null;
  choice: RaiseChoice;
  draftCode: string | null;
  details: ReportDetails;
}

/** One filled-in screener and what it came to; all but who and when is sealed in the store. */
export interface Screened { id: string; byId: StaffId; at: Date; answers: ScreenerAnswers['answers']; result: ScreenerResult }

export interface Note { id: string; byId: StaffId; at: Date; kind: 'note' | 'call'; text: string }

/** One request to an emergency service. It stays open until somebody confirmed that it reached the person. Source: domain.md §5.1. */
export interface EmergencyContact {
  id: string;
  service: EmergencyContactView['service'];
  requestedAt: Date;
  byId: StaffId;
  personAgreed: EmergencyContactView['personAgreed'];
  whyPolice: string | null;
  supervisorConsulted: boolean;
  personTold: string | null;
  confirmedAt: Date | null;
  confirmation: 'reached' | 'alternative' | null;
  confirmationNote: string | null;
}

export interface Closure {
  at: Date;
  byId: StaffId;
  disposition: Disposition;
  outcome: Outcome;
  given: string[];
  information: string[];
  obtained: string[];
  note: string | null;
}

/** One person whom an ask is put to, with the link in their text. */
export interface AskedPerson { staffId: StaffId; linkId: NotificationId; linkHash: string; cannotAt: Date | null }

/** An ask to named people outside the ladder: to take the crisis, or to be backup. It changes nothing until one of them says yes. */
export interface CrisisAsk {
  id: string;
  kind: AskKind;
  state: AskState;
  byId: StaffId;
  at: Date;
  /** When silence ends it, or asks again; null once it ended. */
  until: Date | null;
  /** From 1; only a backup has more. */
  round: number;
  to: AskedPerson[];
  endedAt: Date | null;
  answeredBy: StaffId | null;
  /** The five boxes; sealed in the store. */
  words: HandOverWords | null;
}

/** Why the card wants to be looked at; for everyone, or for one person. */
export interface Attention { why: AttentionReason; at: Date; forId: StaffId | null }

/** This crisis was added to another; its reports stand there until that is undone. */
export interface JoinedTo { crisisId: CrisisId; ref: string; byId: StaffId; at: Date; undoUntil: Date; reportIds: ReportId[] }

/** Another crisis was added to this one. The facts before and after stay, so that undoing takes back what came with it and nothing else. */
export interface Joined { crisisId: CrisisId; ref: string; byId: StaffId; at: Date; reportIds: ReportId[]; undoneAt: Date | null; before: ReportDetails; merged: ReportDetails }

/** What the network keeps until a verified hand-off or closure. */
export interface Crisis {
  id: CrisisId;
  ref: string;
  teamId: TeamId;
  dataKeyId: string;
  state: CrisisState;
  urgency: Urgency;
  choice: RaiseChoice;
  raisedById: StaffId | null;
  /** Blind index of the unknown number that texted it; a further text from there joins. */
  senderIndex: string | null;
  raisedAt: Date;
  owner: { staffId: StaffId; since: Date } | null;
  /** The escalation that is or was last asked; kept after the answer, for its ladder. */
  escalationId: EscalationId | null;
  answerBy: Date | null;
  contactBy: Date | null;
  withThemAt: Date | null;
  /** The owner must say how it goes by then, or is asked. */
  progressBy: Date | null;
  /** The owner was asked how it goes; everyone is asked anew at this instant. */
  graceUntil: Date | null;
  /** When anybody for us first met the person, or saw them in good hands; a new owner does not undo it. */
  contactedAt: Date | null;
  asks: CrisisAsk[];
  backup: { staffId: StaffId; since: Date } | null;
  snooze: { until: Date; byId: StaffId } | null;
  /** How often it was snoozed. */
  snoozes: number;
  attention: Attention[];
  /** Since when nobody has it; null while somebody has, and after its end. */
  ownerlessSince: Date | null;
  /** Seconds without an owner before `ownerlessSince`. */
  ownerlessSeconds: number;
  /** Seconds with neither an owner nor a running escalation. */
  unownedSeconds: number;
  joinedTo: JoinedTo | null;
  joined: Joined[];
  locationState: LocationState;
  waitingSince: Date;
  emergencyCall: { answer: EmergencyAnswer; byId: StaffId; at: Date } | null;
  emergencyAskAt: Date | null;
  emergencyContacts: EmergencyContact[];
  emergencyConfirmBy: Date | null;
  details: ReportDetails;
  reports: Report[];
  notes: Note[];
  screenings: Screened[];
  /** Everyone who was ever asked: they may see and answer it, whatever their team. */
  askedIds: StaffId[];
  releasedAt: Date | null;
  resumeFrom: { round: number; rung: number } | null;
  closure: Closure | null;
  closedAt: Date | null;
  /** Grows with everything that is told of the crisis, messages too. */
  version: number;
  /** The version at which the crisis itself last changed: a considered choice must have seen that, not every receipt since. */
  changedAtVersion: number;
}
