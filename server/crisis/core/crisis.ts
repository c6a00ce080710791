import type { Disposition, EmergencyAnswer, CrisisState, LocationState, Outcome } from '../../contract/words.js';
import type { EmergencyContactView, ReportDetails } from '../../contract/crisis.js';
import type { RaiseChoice, Urgency } from '../../contract/triage.js';
import type { CrisisId, EscalationId, ReportId, StaffId, TeamId } from '../../kernel/ids.js';

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
  /** The owner must say how it goes by then, or everyone is asked anew. */
  progressBy: Date | null;
  locationState: LocationState;
  waitingSince: Date;
  emergencyCall: { answer: EmergencyAnswer; byId: StaffId; at: Date } | null;
  emergencyAskAt: Date | null;
  emergencyContacts: EmergencyContact[];
  emergencyConfirmBy: Date | null;
  details: ReportDetails;
  reports: Report[];
  notes: Note[];
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
