import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import type { FollowUpKind } from '../../contract/words.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import { addHours } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Closure, Crisis } from './crisis.js';
import { atRest, ownedBy } from './ownership.js';
import type { CrisisEvent, ProgressMinutes } from './ownership.js';

/**
 * The contacts that a closed crisis leaves: within 24 h and then 72 h after A, B and C, a week after D and E.
 * Source: domain.md §11, "any A/B/C contact" and "D/E".
 */
export function followUpsAfter(letter: UrgencyLetter, now: Date): { kind: FollowUpKind; dueAt: Date }[] {
  if (letter === 'A' || letter === 'B' || letter === 'C') return [{ kind: '24-hour', dueAt: addHours(now, 24) }, { kind: '72-hour', dueAt: addHours(now, 72) }];
  if (letter === 'D' || letter === 'E') return [{ kind: 'other', dueAt: addHours(now, 7 * 24) }];
  return [];
}

/**
 * Ends the acute part with a disposition and an outcome. Nothing closes by itself: not while a referral waits for an
 * answer, and not while an emergency service was asked for and nobody confirmed that it reached the person.
 */
export function close(crisis: Crisis, closure: Closure, referralWaits: boolean): Decision<Crisis, CrisisEvent> {
  if (crisis.state !== 'ACTIVE') return refused(crisis.state === 'OPEN' ? 'crisis/unowned' : 'crisis/closed');
  if (crisis.emergencyContacts.some(({ confirmedAt }) => !confirmedAt)) return refused('crisis/emergency-not-confirmed');
  if (referralWaits) return refused('crisis/referral-open');
  const follow = followUpsAfter(crisis.urgency.letter, closure.at).length > 0;
  return decided(
    { ...atRest(crisis, closure.at), state: follow ? 'FOLLOW_UP' : 'CLOSED', closure, contactBy: null, emergencyAskAt: null, emergencyConfirmBy: null,
      locationState: follow ? crisis.locationState : 'CLOSED', closedAt: follow ? null : closure.at },
    [{ kind: follow ? 'crisis.moved-to-follow-up' : 'crisis.closed', data: { disposition: closure.disposition, outcome: closure.outcome } }]);
}

/** The last contact was made: a person ended the follow-up, so the crisis is closed. */
export function finishFollowUp(crisis: Crisis, now: Date): Decision<Crisis, CrisisEvent> {
  if (crisis.state !== 'FOLLOW_UP') return refused('crisis/closed');
  return decided({ ...atRest(crisis, now), state: 'CLOSED', closedAt: now, locationState: 'CLOSED' }, [{ kind: 'crisis.closed', data: {} }]);
}

/** Opens it again for whoever reopens it; their clock after the answer starts. What was added to another is undone instead. */
export function reopen(crisis: Crisis, staffId: StaffId, minutes: ProgressMinutes, now: Date): Decision<Crisis, CrisisEvent> {
  if ((crisis.state !== 'CLOSED' && crisis.state !== 'FOLLOW_UP') || crisis.joinedTo) return refused('crisis/not-closed');
  return decided(
    { ...ownedBy(crisis, staffId, minutes, now), closedAt: null, locationState: 'AWAITING_RESPONSE', waitingSince: now },
    [{ kind: 'crisis.reopened', data: { staffId } }]);
}
