import type { Channel, DeliveryState, EscalationState } from './words.js';

/** Whom a rung asks: whoever is on a rota now, a named responder, everyone on the team's rotas, or the supervisor on call. */
export type Ask =
  | { kind: 'rota'; rotaId: string }
  | { kind: 'responder'; staffId: string }
  | { kind: 'everyone' }
  | { kind: 'supervisor' };

export interface Rung { ask: Ask[]; channels: Channel[]; answerWithinSeconds: number }

/** A ladder for each urgency; letters without one use the next more urgent ladder that has one. */
export interface Ladder {
  rungs: Rung[];
  /** How often the whole ladder is walked before the alarm; at least 1. */
  rounds: number;
  /** After the alarm everyone is asked again at this interval, for as long as nobody answers. */
  repeatEverySeconds: number;
}

export interface PolicyView {
  id: string;
  teamId: string;
  name: string;
  version: number;
  ladders: { A: Ladder; B: Ladder; C: Ladder; D: Ladder };
}

/** `seenVersion: 0` makes the policy of a team that has none; only then does `teamId` count. */
export interface PolicyInput { seenVersion: number; teamId?: string; name: string; ladders: PolicyView['ladders'] }

/** What a check found that is no fault by itself: a rung that reaches nobody now or later, or A and B without a supervisor. */
export interface PolicyWarning {
  /** JSON pointer into the policy, such as `/ladders/A/rungs/1`. */
  pointer: string;
  kind: 'nobody-now' | 'gap' | 'no-supervisor';
  /** The stretch in which nobody is reached; `to` is null when it lasts longer than was looked. */
  from: string | null;
  to: string | null;
}

/** Asks whom a ladder would reach, of a draft that need not be saved. `at` is the instant of the report. */
export interface WhoIsReachedInput { teamId: string; ladders: PolicyView['ladders']; letter: PolicyLetter; at: string }

export const POLICY_LETTERS = ['A', 'B', 'C', 'D'] as const;
export type PolicyLetter = (typeof POLICY_LETTERS)[number];

/** Why somebody named on a rung would get nothing. `gap`: the rota, or the role, has nobody then. */
export type WhyNotReached = 'gap' | 'no-phone' | 'opted-out' | 'left' | 'no-channel';

/** One moment of an asking to which nobody answers. `rung` counts from 0; `empty` is passed over at once. */
export interface ReachedStep {
  kind: 'asked' | 'empty' | 'alarm';
  round: number;
  rung: number;
  at: string;
  afterSeconds: number;
  forSeconds: number;
  people: { staffId: string; name: string; initials: string; channels: Channel[] }[];
  /** Who would be missed, and why: a person, or a rota or role (`staffId` null). */
  missed: { staffId: string | null; name: string; why: WhyNotReached }[];
}

/** The answer, with everything that is wrong or doubtful about the whole draft. */
export interface WhoIsReachedView {
  at: string;
  letter: PolicyLetter;
  steps: ReachedStep[];
  holes: { pointer: string; detail: string }[];
  warnings: PolicyWarning[];
}

/** One responder on one rung, with what each channel is known to have done. */
export interface AskedView {
  staffId: string;
  name: string;
  initials: string;
  channels: { channel: Channel; state: DeliveryState; at: string | null }[];
  /** The most that is known: Sent, delivered, seen and answered are four different things. */
  said: 'waiting' | 'sent' | 'delivered' | 'seen' | 'have-it' | 'cannot' | 'not-reached';
  at: string | null;
}

export interface RungView {
  index: number;
  state: 'done' | 'now' | 'next';
  startsAt: string;
  endsAt: string;
  asked: AskedView[];
}

/** A running or ended escalation as people read it. */
export interface LadderView {
  escalationId: string;
  state: EscalationState;
  round: number;
  rounds: number;
  rung: number;
  nextAt: string | null;
  /** Every round is over and nobody answered: everyone is asked again and again, and the board sounds. */
  alarm: boolean;
  rungs: RungView[];
}
