import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import type { LocationState } from '../../contract/words.js';
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

/** "With them yet?" gives the owner this share of the clock after the answer, before everyone is asked anew. Decision of this project. */
const GRACE_SHARE = 0.25;
/** And never less than this, so that a text can be read and answered. Decision of this project. */
const GRACE_LEAST_MINUTES = 2;
/** Quiet for at most so long. Source: ux.md §5 "Snooze". */
export const SNOOZE_MOST_MINUTES = 30;

export interface CrisisEvent { kind: string; data: Record<string, string | number | boolean | null> }
type Outcome = Decision<Crisis, CrisisEvent>;
export type ProgressMinutes = Record<'A' | 'B' | 'C' | 'D', number>;

const progressMinutes = (letter: UrgencyLetter, minutes: ProgressMinutes): number =>
  minutes[letter === 'A' || letter === 'B' || letter === 'C' ? letter : 'D'];

const sinceOwnerless = ({ ownerlessSince }: Crisis, now: Date): number => (ownerlessSince === null ? 0 : Math.max(secondsBetween(ownerlessSince, now), 0));

/** `crisis` as this person has it from now: their own clock starts, and the time without an owner is counted. */
export function ownedBy(crisis: Crisis, staffId: StaffId, minutes: ProgressMinutes, now: Date): Crisis {
  return {
    ...crisis, state: 'ACTIVE', owner: { staffId, since: now }, answerBy: null, withThemAt: null, progressBy: addMinutes(now, progressMinutes(crisis.urgency.letter, minutes)),
    graceUntil: null, releasedAt: null, resumeFrom: null, ownerlessSeconds: crisis.ownerlessSeconds + sinceOwnerless(crisis, now), ownerlessSince: null,
    attention: crisis.attention.filter(({ why }) => why !== 'unowned'),
  };
}

/** `crisis` at its end: no clock runs, nothing asks to be looked at, and the time without an owner is counted. */
export const atRest = (crisis: Crisis, now: Date): Crisis =>
  ({ ...crisis, graceUntil: null, progressBy: null, snooze: null, attention: [], ownerlessSeconds: crisis.ownerlessSeconds + sinceOwnerless(crisis, now), ownerlessSince: null });

/** Seconds without an owner up to `now`. */
export const ownerlessSeconds = (crisis: Crisis, now: Date): number => crisis.ownerlessSeconds + sinceOwnerless(crisis, now);

/** The first answer owns. The same person answering twice changes nothing; anyone else learns who has it. */
export function acknowledge(crisis: Crisis, staffId: StaffId, minutes: ProgressMinutes, now: Date): Outcome {
  if (crisis.owner?.staffId === staffId && crisis.state === 'ACTIVE') return decided(crisis);
  if (crisis.owner) return refused('crisis/taken');
  if (crisis.state !== 'OPEN') return refused('crisis/closed');
  return decided(
    ownedBy(crisis, staffId, minutes, now),
    [{ kind: 'crisis.acknowledged', data: { staffId, afterSeconds: Math.round(secondsBetween(crisis.raisedAt, now)) } }]);
}

/** The owner gives it back, or silence after the answer or after the end of a shift takes it back. Within two minutes asking resumes where it stood. */
export function release(crisis: Crisis, why: 'released' | 'no-progress' | 'shift-ended', reached: { round: number; rung: number } | null, now: Date): Outcome {
  if (!crisis.owner || crisis.state !== 'ACTIVE') return refused('crisis/unowned');
  const soon = why === 'released' && secondsBetween(crisis.owner.since, now) <= SECOND_THOUGHTS_SECONDS;
  return decided(
    { ...crisis, state: 'OPEN', owner: null, withThemAt: null, progressBy: null, graceUntil: null, snooze: null, releasedAt: now, resumeFrom: soon ? reached : null, waitingSince: now,
      ownerlessSince: now, attention: crisis.attention.filter(({ why: reason }) => reason === 'look-again') },
    [{ kind: `crisis.${why}`, data: { staffId: crisis.owner.staffId } }]);
}

/**
 * Silence since the answer: the owner is asked "With them yet?" first, for a quarter of the clock and at least two minutes;
 * only silence after that takes it back. Answered is not handled (I5).
 */
export function askProgress(crisis: Crisis, minutes: ProgressMinutes, now: Date): Outcome {
  if (!crisis.owner || crisis.state !== 'ACTIVE' || !crisis.progressBy || crisis.graceUntil || now < crisis.progressBy) return refused('crisis/unowned');
  const grace = Math.max(GRACE_LEAST_MINUTES, progressMinutes(crisis.urgency.letter, minutes) * GRACE_SHARE);
  return decided(
    { ...crisis, graceUntil: addMinutes(now, grace), attention: [...crisis.attention.filter(({ why }) => why !== 'with-them-yet'), { why: 'with-them-yet', at: now, forId: crisis.owner.staffId }] },
    [{ kind: 'crisis.progress-asked', data: { staffId: crisis.owner.staffId } }]);
}

/** Where somebody has met the person, or they are in good hands. */
const MET: ReadonlySet<LocationState> = new Set<LocationState>(['TEAM_ON_SCENE', 'AT_FACILITY_ACCEPTED', 'WITH_SERVICE']);

/** Where the person is, since `at`. It is no progress: the owner's clock goes on. */
export function locate(crisis: Crisis, state: Exclude<LocationState, 'CLOSED'>, at: Date): Outcome {
  if (crisis.state === 'CLOSED') return refused('crisis/closed');
  if (!crisis.owner) return refused('crisis/unowned');
  return decided(
    { ...crisis, locationState: state, waitingSince: at, contactedAt: crisis.contactedAt ?? (MET.has(state) ? at : null) },
    [{ kind: 'crisis.location', data: { state, since: at.toISOString() } }]);
}

/** Quiet on the board for a while. Never an emergency, and never what nobody has: it must stay loud. No clock stops. */
export function snooze(crisis: Crisis, byId: StaffId, minutes: number, now: Date): Outcome {
  if (crisis.state === 'CLOSED') return refused('crisis/closed');
  if (crisis.urgency.letter === 'A') return refused('crisis/snooze-emergency');
  if (!crisis.owner || crisis.state === 'OPEN') return refused('crisis/unowned');
  return decided(
    { ...crisis, snooze: { until: addMinutes(now, Math.min(Math.max(minutes, 1), SNOOZE_MOST_MINUTES)), byId }, snoozes: crisis.snoozes + 1 },
    [{ kind: 'crisis.snoozed', data: { minutes } }]);
}

/** It returns by itself, or because a person says so. */
export const endSnooze = (crisis: Crisis): Outcome =>
  (crisis.snooze === null ? decided(crisis) : decided({ ...crisis, snooze: null }, [{ kind: 'crisis.snooze-ended', data: {} }]));

/** Neither an owner nor a running escalation since `since`: counted, loud for everyone; asking begins anew beside this. */
export function foundUnowned(crisis: Crisis, since: Date, now: Date): Crisis {
  const seconds = Math.max(secondsBetween(since, now), 0);
  return {
    ...crisis, state: 'OPEN', owner: null, unownedSeconds: crisis.unownedSeconds + seconds, ownerlessSince: crisis.ownerlessSince ?? since, snooze: null, graceUntil: null, progressBy: null,
    attention: [...crisis.attention.filter(({ why }) => why !== 'unowned'), { why: 'unowned', at: now, forId: null }],
  };
}

/** The owner says how it goes. With the person, or handed on, ends the clock after the answer; spoken with them starts it anew. */
export function progress(crisis: Crisis, state: 'with-them' | 'spoke' | 'handed-on', minutes: ProgressMinutes, now: Date): Outcome {
  if (!crisis.owner || crisis.state !== 'ACTIVE') return refused('crisis/unowned');
  const again = state === 'spoke' ? addMinutes(now, progressMinutes(crisis.urgency.letter, minutes)) : null;
  return decided(
    { ...crisis, withThemAt: state === 'with-them' ? (crisis.withThemAt ?? now) : crisis.withThemAt, progressBy: again, graceUntil: null,
      contactedAt: state === 'spoke' ? crisis.contactedAt : (crisis.contactedAt ?? now),
      attention: crisis.attention.filter(({ why }) => why !== 'with-them-yet' && !(why === 'look-again' && state !== 'spoke')),
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
    { ...atRest(crisis, now), state: 'CLOSED', closedAt: now, answerBy: null, contactBy: null, emergencyAskAt: null, locationState: 'CLOSED' },
    [{ kind: 'crisis.stood-down', data: { reason } }]);
}

/** When the screen asks next whether anyone has called: for an A, at once and then each minute until answered. */
export const emergencyAskAt = (letter: UrgencyLetter, answered: boolean, now: Date): Date | null =>
  letter === 'A' && !answered ? addSeconds(now, EMERGENCY_ASK_SECONDS) : null;
