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
