import type { Urgency, UrgencyLetter } from './triage.js';

/**
 * One ask to named people about one crisis, outside the ladder. `hand-over`: the owner, or a supervisor, asks one colleague to
 * take it. `shift`: the owner's shift ends and the lead is asked. `assignment`: one person is asked now, while the ladder runs on.
 * `backup`: a second person is wanted beside the owner.
 */
export const ASK_KINDS = ['hand-over', 'shift', 'assignment', 'backup'] as const;
export type AskKind = (typeof ASK_KINDS)[number];

/**
 * How an ask stands. `returned`: nobody answered in time. `ended`: no longer needed (released, closed, somebody else took it).
 */
export const ASK_STATES = ['asked', 'accepted', 'declined', 'returned', 'withdrawn', 'ended'] as const;
export type AskState = (typeof ASK_STATES)[number];

/** One ask as the board shows it. It never carries the words of a hand-over. */
export interface AskView {
  id: string;
  kind: AskKind;
  state: AskState;
  by: { id: string; name: string };
  at: string;
  /** When it is returned (hand-over, shift, assignment) or asked again (backup); null once it ended. */
  until: string | null;
  /** Counts from 1; a backup is asked again in further rounds. */
  round: number;
  /** Whom it asks, and what each said; `cannot` after a no. */
  to: { id: string; name: string; initials: string; said: 'waiting' | 'accepted' | 'cannot' }[];
  endedAt: string | null;
}

/** The five boxes of a hand-over. Source: ux.md §4 "Warm hand-over". Each at most 2000 characters. */
export interface HandOverWords {
  whyNow: string;
  riskAndSafety: string;
  doneSoFar: string;
  theyWant: string;
  mustHappen: string;
  /** By when that must happen; ISO 8601. */
  mustHappenBy: string | null;
}

/** A hand-over with its words, for those who may open the crisis. An `assignment` of an owned crisis fills only `whyNow`; `shift` none. */
export interface HandOverView extends AskView { words: HandOverWords | null }

/** Whoever helps the owner; they never own by it. */
export interface BackupView { id: string; name: string; initials: string; since: string }

/** More new crises of a team than this, in so many minutes, and the board offers to ask for backup. Source: ux.md §5 "Over 5 new in 10 min". */
export const BURST = { over: 5, minutes: 10 } as const;

/** So long nobody is offered to ask again after somebody did. */
export const TEAM_BACKUP_HOLDS_MINUTES = 30;

/** Backup that was asked for a whole team: by whom, and who was asked. */
export interface BackupCallView { teamId: string; at: string; by: { id: string; name: string }; asked: { id: string; name: string; initials: string }[] }

/** Somebody who may be asked to take this crisis. */
export interface ColleagueView {
  id: string;
  name: string;
  initials: string;
  onCall: boolean;
  supervisor: boolean;
  /** A text reaches them now; else they learn of it on the board only. */
  reachable: boolean;
  /** Crises that they own now. */
  owns: number;
}

/** All five boxes are wanted; "not known" is an answer. @see HandOverWords */
export interface HandOverInput {
  /** The `version` of the crisis that its author saw. 409 `crisis/changed` when it changed since. */
  seenVersion: number;
  toId: string;
  whyNow: string;
  riskAndSafety: string;
  doneSoFar: string;
  theyWant: string;
  mustHappen: string;
  mustHappenBy?: string;
}

/** A yes makes the caller the owner (hand-over, shift) or the backup; a no may say why in a note. */
export interface AskAnswerInput { answer: 'accept' | 'decline'; note?: string }

/** Nobody has it: one person is asked now and the ladder runs on. Somebody has it: a hand-over with this reason. */
export interface AssignmentInput { toId: string; reason: string }

export interface BackupInput { note?: string }

/** What the end of a shift does with each crisis of the caller. */
export interface ShiftItem { crisisId: string; ref: string; letter: UrgencyLetter; shows: Urgency['shows']; headline: string | null }

export interface ShiftListView {
  asOf: string;
  /** What the caller has now. `handOver` as on the card. */
  mine: (ShiftItem & { handOver: AskView | null })[];
  /** The ends of other shifts that the caller is asked to take, one by one: `POST /api/v1/crises/:id/hand-over/answer`. */
  toAccept: (ShiftItem & { handOver: AskView })[];
}

export interface ShiftEndView {
  endedAt: string;
  /** A to C: the lead is asked to take each by name; the caller stays owner until then, everyone is asked anew at `until`. */
  offered: (ShiftItem & { to: { id: string; name: string }[]; until: string })[];
  /** D to G: on the day list under the duty lead, who has them now. Nobody was paged. */
  dayList: (ShiftItem & { lead: { id: string; name: string } })[];
  /** A to C for which no lead could be found: everyone is asked anew already. */
  escalated: ShiftItem[];
  /** D to G for which no lead could be found: they stay with the caller. */
  kept: ShiftItem[];
}
