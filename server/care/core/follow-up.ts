import { Temporal } from 'temporal-polyfill';
import type { FollowUpKind, FollowUpResult } from '../../contract/words.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import type { CrisisId, FollowUpId, StaffId, TeamId } from '../../kernel/ids.js';

/** One try to reach the person. */
export interface Try { at: Date; byId: StaffId | null; result: FollowUpResult; note: string | null }

/** A contact to be made after the acute part. */
export interface FollowUp {
  id: FollowUpId;
  crisisId: CrisisId;
  ref: string;
  teamId: TeamId;
  dataKeyId: string;
  kind: FollowUpKind;
  dueAt: Date;
  assigneeId: StaffId | null;
  tries: Try[];
  doneAt: Date | null;
  /** After the last try in vain: a supervisor decides what follows. */
  supervisorAskedAt: Date | null;
  /** It asks the person whether this referral helped; null for a contact of another kind. */
  referralId: string | null;
  version: number;
}

export interface FollowUpEvent { kind: string; data: Record<string, string | number | boolean | null> }

/** Tries on different days and at different times of day, then a supervisor decides. Source: domain.md §11, attempt policy. */
export const MOST_TRIES = 3;
/** Hours at which a further try is made, in the network's zone, all outside of 21:00–08:00. Source: domain.md §12, quiet hours; the hours are our own choice. */
const TRY_HOURS = [10, 18, 14] as const;
/** A further try this near to the time of day of the last one is hardly another time of day. */
const OTHER_TIME_HOURS = 3;

export const isDone = ({ doneAt }: Pick<FollowUp, 'doneAt'>): boolean => doneAt !== null;
export const isInVain = ({ tries }: Pick<FollowUp, 'tries'>): boolean => tries.filter(({ result }) => result === 'not-reached').length >= MOST_TRIES;

/** When the next try is due after one in vain at `at`: another day, at another time of day. */
export function nextTryAt(at: Date, tries: number, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const hours = TRY_HOURS.map((_, index) => TRY_HOURS[(tries - 1 + index) % TRY_HOURS.length] ?? TRY_HOURS[0]);
  const hour = hours.find((one) => Math.abs(one - local.hour) >= OTHER_TIME_HOURS) ?? TRY_HOURS[0];
  return new Date(local.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds);
}

/**
 * What became of a try at `at`. Reached, declined and not needed end the contact; in vain makes the next one, and after the
 * third it stays open for a supervisor, who alone may then say that it is not needed.
 */
export function recordTry(followUp: FollowUp, told: Try, { mayDecide, timeZone }: { mayDecide: boolean; timeZone: string }): Decision<FollowUp, FollowUpEvent> {
  if (isDone(followUp)) return refused('care/follow-up-done');
  if (isInVain(followUp) && told.result === 'not-needed' && !mayDecide) return refused('identity/not-allowed');
  const tries = [...followUp.tries, told];
  const about = { followUpId: followUp.id, contact: followUp.kind };
  if (told.result !== 'not-reached') return decided({ ...followUp, tries, doneAt: told.at }, [{ kind: 'follow-up.done', data: { ...about, result: told.result } }]);
  const event: FollowUpEvent = { kind: 'follow-up.tried', data: { ...about, result: told.result, tries: tries.length } };
  const tried = { ...followUp, tries, dueAt: nextTryAt(told.at, tries.length, timeZone) };
  if (!isInVain(tried)) return decided(tried, [event]);
  return decided({ ...tried, dueAt: told.at, supervisorAskedAt: followUp.supervisorAskedAt ?? told.at }, followUp.supervisorAskedAt ? [event] : [event, { kind: 'follow-up.unreachable', data: about }]);
}

/** A crisis that was opened and closed again makes new contacts; those of the first time are over. */
export const replaced = (followUp: FollowUp, at: Date): FollowUp =>
  ({ ...followUp, tries: [...followUp.tries, { at, byId: null, result: 'not-needed', note: null }], doneAt: at });

/** The contact that a card shows: the one that is due first. */
export const nextDue = (followUps: readonly FollowUp[]): FollowUp | null =>
  followUps.filter((one) => !isDone(one)).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1))[0] ?? null;
