import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import { addMinutes, addSeconds, secondsBetween } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Crisis } from './crisis.js';

/** The raiser alone may stand down for so long, and a release this soon resumes where asking stood. Source: design.md §9. */
export const SECOND_THOUGHTS_SECONDS = 120;
/** Asked again whether anyone has called the emergency number. Source: design.md §9. */
export const EMERGENCY_ASK_SECONDS = 60;
/** An emergency service that was asked for is asked after again at this interval until confirmed. Source: domain.md §5.1 rule 7. */
export const EMERGENCY_CONFIRM_MINUTES = 15;

export interface CrisisEvent { kind: string; data: Record<string, string | number | boolean | null> }
type Outcome = Decision<Crisis, CrisisEvent>;
export type ProgressMinutes = Record<'A' | 'B' | 'C' | 'D', number>;

const progressMinutes = (letter: UrgencyLetter, minutes: ProgressMinutes): number =>
  minutes[letter === 'A' || letter === 'B' || letter === 'C' ? letter : 'D'];

/** The first answer owns. The same person answering twice changes nothing; anyone else learns who has it. */
export function acknowledge(crisis: Crisis, staffId: StaffId, minutes: ProgressMinutes, now: Date): Outcome {
  if (crisis.owner?.staffId === staffId && crisis.state === 'ACTIVE') return decided(crisis);
  if (crisis.owner) return refused('crisis/taken');
  if (crisis.state !== 'OPEN') return refused('crisis/closed');
  return decided(
    { ...crisis, state: 'ACTIVE', owner: { staffId, since: now }, answerBy: null, progressBy: addMinutes(now, progressMinutes(crisis.urgency.letter, minutes)), releasedAt: null, resumeFrom: null },
    [{ kind: 'crisis.acknowledged', data: { staffId, afterSeconds: Math.round(secondsBetween(crisis.raisedAt, now)) } }]);
}

/** The owner gives it back, or silence after the answer takes it back. Within two minutes asking resumes where it stood. */
export function release(crisis: Crisis, why: 'released' | 'no-progress', reached: { round: number; rung: number } | null, now: Date): Outcome {
  if (!crisis.owner || crisis.state !== 'ACTIVE') return refused('crisis/unowned');
  const soon = why === 'released' && secondsBetween(crisis.owner.since, now) <= SECOND_THOUGHTS_SECONDS;
  return decided(
    { ...crisis, state: 'OPEN', owner: null, withThemAt: null, progressBy: null, releasedAt: now, resumeFrom: soon ? reached : null, waitingSince: now },
    [{ kind: `crisis.${why}`, data: { staffId: crisis.owner.staffId } }]);
}

/** The owner says how it goes. With the person, or handed on, ends the clock after the answer; spoken with them starts it anew. */
export function progress(crisis: Crisis, state: 'with-them' | 'spoke' | 'handed-on', minutes: ProgressMinutes, now: Date): Outcome {
  if (!crisis.owner || crisis.state !== 'ACTIVE') return refused('crisis/unowned');
  const again = state === 'spoke' ? addMinutes(now, progressMinutes(crisis.urgency.letter, minutes)) : null;
  return decided(
    { ...crisis, withThemAt: state === 'with-them' ? (crisis.withThemAt ?? now) : crisis.withThemAt, progressBy: again,
      locationState: state === 'with-them' ? 'TEAM_ON_SCENE' : state === 'spoke' ? 'ON_LINE_WITH_WORKER' : 'AT_FACILITY_ACCEPTED', waitingSince: now },
    [{ kind: 'crisis.progress', data: { state } }]);
}

/**
 * The raiser takes it back: within two minutes, while nobody has it. For an A asking goes on until somebody asked has
 * spoken to the raiser (it may be a slip, or someone standing over them), so the words are kept and nothing stops.
 */
export function standDown(crisis: Crisis, staffId: StaffId, reason: string, now: Date): Outcome {
  if (crisis.raisedById !== staffId) return refused('crisis/absent');
  if (crisis.owner) return refused('crisis/stand-down-taken');
  if (crisis.state !== 'OPEN' || secondsBetween(crisis.raisedAt, now) > SECOND_THOUGHTS_SECONDS) return refused('crisis/stand-down-too-late');
  if (crisis.urgency.letter === 'A') return decided(crisis, [{ kind: 'crisis.stand-down-asked', data: { reason } }]);
  return decided(
    { ...crisis, state: 'CLOSED', closedAt: now, answerBy: null, contactBy: null, emergencyAskAt: null, locationState: 'CLOSED' },
    [{ kind: 'crisis.stood-down', data: { reason } }]);
}

/** When the screen asks next whether anyone has called: for an A, at once and then each minute until answered. */
export const emergencyAskAt = (letter: UrgencyLetter, answered: boolean, now: Date): Date | null =>
  letter === 'A' && !answered ? addSeconds(now, EMERGENCY_ASK_SECONDS) : null;
