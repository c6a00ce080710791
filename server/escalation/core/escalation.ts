import type { Ladder } from '../../contract/escalation.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Channel, EscalationState, NotificationKind } from '../../contract/words.js';
import type { Delivery } from '../../messaging/index.js';
import type { CrisisId, EscalationId, NotificationId, PolicyId, StaffId, TeamId } from '../../kernel/ids.js';

/** What a notice tells; a page always asks. `byStaffId` is who has it, where that matters. */
export type NoticeAbout = 'yours' | 'taken' | 'raiser-taken' | 'raiser-nobody' | 'stood-down' | 'over';

/** One message to one responder on one channel for one rung. `call-me`: a page that they asked for themselves. */
export interface Notification {
  id: NotificationId;
  kind: NotificationKind;
  about: NoticeAbout | 'call-me' | null;
  byStaffId: StaffId | null;
  round: number;
  rung: number;
  staffId: StaffId;
  channel: Channel;
  /** Which of their numbers; left out: the first one for the channel. */
  numberId?: string;
  /** It waits until then, by their own choice; left out: it leaves at once. */
  notBefore?: Date;
  /** The hash of the secret in its link. */
  linkHash: string;
  delivery: Delivery;
}

/** One responder, asked on one rung of one round. */
export interface Asked {
  round: number;
  rung: number;
  staffId: StaffId;
  at: Date;
  seenAt: Date | null;
  cannotAt: Date | null;
}

/**
 * One run of a policy for a crisis. It keeps the ladder it began with. `rung` counts from 0; `rung === ladder.rungs.length`
 * is the alarm, in which everyone is asked again and again. `round` counts from 1 and goes on growing in the alarm.
 */
export interface Escalation {
  id: EscalationId;
  crisisId: CrisisId;
  ref: string;
  teamId: TeamId;
  letter: UrgencyLetter;
  /** Told who has it, or that nobody has answered yet. */
  raisedById: StaffId | null;
  policyId: PolicyId;
  policyVersion: number;
  ladder: Ladder;
  state: EscalationState;
  round: number;
  rung: number;
  rungStartedAt: Date;
  /** When silence brings the next rung; null once it ended. */
  nextAt: Date | null;
  alarmAt: Date | null;
  asked: Asked[];
  notifications: Notification[];
  startedAt: Date;
  endedAt: Date | null;
  answeredBy: StaffId | null;
  version: number;
}

/** What happened, for the timeline; ids only. */
export type EscalationEvent =
  | { kind: 'escalation.started'; data: { escalationId: EscalationId; policyId: PolicyId } }
  | { kind: 'rung.started'; data: { escalationId: EscalationId; round: number; rung: number; why: WhyNext } }
  | { kind: 'rung.empty'; data: { escalationId: EscalationId; round: number; rung: number } }
  | { kind: 'escalation.alarm'; data: { escalationId: EscalationId; round: number; reached: number } }
  | { kind: 'responder.cannot'; data: { escalationId: EscalationId; staffId: StaffId } }
  | { kind: 'responder.another-way'; data: { escalationId: EscalationId; staffId: StaffId; channel: Channel; why: WhyAnotherWay } }
  | { kind: 'escalation.answered'; data: { escalationId: EscalationId; staffId: StaffId } }
  | { kind: 'escalation.stopped'; data: { escalationId: EscalationId } };

/** Why somebody is asked on another channel as well: their text failed, two tries of it came to nothing, or nobody knows whether it arrived. */
export type WhyAnotherWay = 'failed' | 'tries-lost' | 'no-receipt';

/** Why the next rung is asked: the first one, silence, nobody left to wait for, or a person said so. */
export type WhyNext = 'start' | 'silence' | 'nobody-left' | 'asked-for' | 'catch-up';
