import type { PolicyLetter, WhyNotReached } from './escalation.js';

/** How people answer in a drill. `likelihood` is from 0 to 1 for each time somebody is asked; `afterMinutes` is the middle of a spread. */
export type DrillAnswers = { kind: 'nobody' } | { kind: 'some'; likelihood: number; afterMinutes: number };

/** A night replayed against the real rota and policy of a team. The same seed gives the same answers. */
export interface DrillInput { teamId: string; startsAt: string; answers: DrillAnswers; seed: number }

/** One crisis of the night, numbered from 1 in the order in which they come. */
export interface DrilledCrisis {
  number: number;
  letter: PolicyLetter;
  at: string;
  /** Who would have had it, after how long; null when nobody by the end of its drill. */
  answered: { staffId: string; name: string; afterSeconds: number } | null;
  /** How long until the alarm; null when somebody answered before. */
  alarmAfterSeconds: number | null;
  steps: { kind: 'asked' | 'empty' | 'alarm'; round: number; rung: number; afterSeconds: number; people: string[] }[];
}

export interface DrillLetter { letter: PolicyLetter; crises: number; answered: number; alarms: number; medianSeconds: number | null; longestSeconds: number | null }

/** What a drill found. Nothing of it is kept. */
export interface DrillReport {
  policy: { name: string; version: number };
  night: { id: string; title: string; startsAt: string; endsAt: string };
  answers: DrillAnswers;
  seed: number;
  letters: DrillLetter[];
  longestWait: { number: number; letter: PolicyLetter; seconds: number } | null;
  /** By name: how often each would have been asked, and how many crises each would have taken. */
  people: { staffId: string; name: string; asked: number; taken: number }[];
  /** Stretches of the night in which a rota or role that the policy names has nobody; to the quarter of an hour. */
  gaps: { name: string; from: string; to: string }[];
  /** People whom the policy names in this night and nothing reaches. */
  unreachable: { staffId: string; name: string; why: WhyNotReached }[];
  /** Rungs that found nobody and were passed over. */
  emptyRungs: { number: number; letter: PolicyLetter; round: number; rung: number; at: string }[];
  crises: DrilledCrisis[];
}
