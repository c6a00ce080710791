import { Temporal } from 'temporal-polyfill';
import type { CapacityKind } from '../../contract/directory.js';

export interface ReminderRules {
  /** Minutes before a number grows old at which its service is reminded. */
  remindBeforeMinutes: Record<CapacityKind, number>;
  /** Local times between which nobody is texted, `HH:MM`; the end may lie on the next morning. */
  night: { from: string; to: string };
}

/** Whether somebody wants to be reminded, and may be by night. */
export interface ReminderWish { remind: boolean; byNight: boolean }

/**
 * When a service is reminded of a number that is fresh until `freshUntil`: a little before, and in the night only if it works
 * by night; else when the night is over, although the number is old by then. Null: it does not want to be.
 * @param zone IANA name of the service's own time
 */
export function remindAt(freshUntil: Date, kind: CapacityKind, wish: ReminderWish, rules: ReminderRules, zone: string): Date | null {
  if (!wish.remind) return null;
  const at = new Date(freshUntil.getTime() - rules.remindBeforeMinutes[kind] * 60_000);
  return wish.byNight ? at : afterNight(at, rules.night, zone);
}

/** `at`, or the end of the night in which it lies. The night ends at its exact minute. */
export function afterNight(at: Date, { from, to }: ReminderRules['night'], zone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const time = local.toPlainTime();
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const isLate = Temporal.PlainTime.compare(time, start) >= 0;
  const isEarly = Temporal.PlainTime.compare(time, end) < 0;
  const overMidnight = Temporal.PlainTime.compare(start, end) > 0;
  if (overMidnight ? !isLate && !isEarly : !(isLate && isEarly)) return at;
  const day = overMidnight && isLate ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: end }).epochMilliseconds);
}
