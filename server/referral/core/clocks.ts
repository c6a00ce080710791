import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS } from '../../contract/directory.js';
import type { Weekday } from '../../contract/directory.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import { addMinutes } from '../../kernel/durations.js';
import { isEnded, isWaiting, waitsForConfirmation } from './moves.js';
import type { Chain, Referral } from './referral.js';

export type AnswerSpan = { minutes: number } | { workingDays: number };

/** The clocks of one letter. */
export interface LetterClocks { answerWithin: AnswerSpan; leastAnswerMinutes: number; contactWithinMinutes: number; closeWithinMinutes: number }

/** Which days count as working days. `holidays` are dates `YYYY-MM-DD`. */
export interface WorkingDays { workingDays: Weekday[]; holidays: string[] }

export interface ClockRules extends WorkingDays { clocks: Readonly<Record<UrgencyLetter, LetterClocks>> }

/** More days than any network is shut; ends the search when data names no working day. */
const MOST_DAYS = 400;

/**
 * The same time of day, `count` working days later in `timeZone` (IANA). On a day that is no working day time counts from
 * the beginning of the next one. A time that a clock change skips is taken as RFC 5545 §3.3.5 says.
 */
export function addWorkingDays(at: Date, count: number, { workingDays, holidays }: WorkingDays, timeZone: string): Date {
  const works = (day: Temporal.PlainDate): boolean => workingDays.includes(WEEKDAYS[day.dayOfWeek - 1] as Weekday) && !holidays.includes(day.toString());
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  let day = local.toPlainDate();
  const time = works(day) ? local.toPlainTime() : new Temporal.PlainTime();
  for (let left = works(day) ? count : count + 1, tried = 0; left > 0 && tried < MOST_DAYS; tried++) {
    day = day.add({ days: 1 });
    if (works(day)) left -= 1;
  }
  return new Date(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
}

/** When an answer asked for at `from` is due. */
export const answerDue = (from: Date, span: AnswerSpan, days: WorkingDays, timeZone: string): Date =>
  ('minutes' in span ? addMinutes(from, span.minutes) : addWorkingDays(from, span.workingDays, days, timeZone));

/**
 * The three clocks of a referral whose text leaves at `leavesAt`. The original clock is kept: whoever is asked next for the
 * same need has no longer than the urgency allowed from the first sending, yet never less than `leastAnswerMinutes`. Time with
 * the person and the end of the loop count from when asking began.
 */
export function clocksFor(letter: UrgencyLetter, chain: Pick<Chain, 'startedAt' | 'answerFrom'>, leavesAt: Date, rules: ClockRules, timeZone: string): { answerBy: Date; contactBy: Date; closeBy: Date } {
  const clocks = rules.clocks[letter];
  const original = answerDue(chain.answerFrom, clocks.answerWithin, rules, timeZone);
  const least = addMinutes(leavesAt, clocks.leastAnswerMinutes);
  return {
    answerBy: original > least ? original : least,
    contactBy: addMinutes(chain.startedAt, clocks.contactWithinMinutes), closeBy: addMinutes(chain.startedAt, clocks.closeWithinMinutes),
  };
}

/** A place on a waiting list is good for so long as the service thinks it takes; when it cannot say, until the loop should be closed. */
export const holdUntil = (letter: UrgencyLetter, waitDays: number | null, now: Date, rules: ClockRules): Date =>
  addMinutes(now, waitDays === null ? rules.clocks[letter].closeWithinMinutes : Math.max(waitDays, 1) * 24 * 60);

/** By when a service should confirm that a referral is over: as long as it would have had at least to answer. */
export const confirmDue = (letter: UrgencyLetter, now: Date, rules: ClockRules): Date => addMinutes(now, rules.clocks[letter].leastAnswerMinutes);

/** The promises of a service that took somebody from its waiting list count from then. */
export function clocksFromNow(letter: UrgencyLetter, now: Date, rules: ClockRules): { contactBy: Date; closeBy: Date } {
  const clocks = rules.clocks[letter];
  return { contactBy: addMinutes(now, clocks.contactWithinMinutes), closeBy: addMinutes(now, clocks.closeWithinMinutes) };
}

/** The clock of the next referral for a need: the same as before, unless a service has said yes in between. */
export function nextChain(before: Pick<Referral, 'chain'> & { accepted: boolean } | null, now: Date, leavesAt: Date): Chain {
  if (!before || before.accepted) return { startedAt: now, answerFrom: leavesAt, failures: 0 };
  return { ...before.chain, failures: before.chain.failures + 1 };
}

/** What can be overdue: a meeting, an outcome, or the service's word that it knows that it is over. */
export type Overdue = 'contact' | 'close' | 'confirm';

/**
 * Which promise of a referral is broken at `now`: nobody said that the person came, or how it ended; or a service that was told
 * that it is over has not said that it knows. Whoever is on a waiting list has no such promise yet.
 */
export function overdue(referral: Pick<Referral, 'state' | 'contactBy' | 'closeBy' | 'confirmBy' | 'confirmedAt'>, now: Date): Overdue | null {
  if (waitsForConfirmation(referral)) return referral.confirmBy !== null && now >= referral.confirmBy ? 'confirm' : null;
  if (isEnded(referral) || referral.state === 'WAITLISTED' || referral.state === 'DRAFT' || isWaiting(referral)) return null;
  if (referral.closeBy !== null && now >= referral.closeBy) return 'close';
  return referral.state !== 'IN_PROGRESS' && referral.contactBy !== null && now >= referral.contactBy ? 'contact' : null;
}
