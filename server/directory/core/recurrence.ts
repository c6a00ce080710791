import type { Schedule, Weekday } from '../../contract/directory.js';
import { WEEKDAYS } from '../../contract/directory.js';
import type { Day } from './calendar-day.js';
import { dayOf, daysInMonth, partsOf, weekNumber, weekdayIndex, weekdayOf, yearDay } from './calendar-day.js';

/** Whether a schedule has a sitting on a day. `unreadable`: it does not say enough to tell, which is not a no. */
export type Occurs = 'yes' | 'no' | 'unreadable';

/** A schedule's rule, read once so that many days can be asked of it. */
export interface Rule {
  freq: 'WEEKLY' | 'MONTHLY' | 'ONCE';
  interval: number;
  days: { weekday: Weekday; nth: number | null }[];
  monthDays: number[];
  weeks: number[];
  yearDays: number[];
  wkst: number;
  anchor: Day | null;
  first: Day;
  last: Day;
  count: number | null;
}

const numbers = (text: string | null): number[] => (text ?? '').split(',').map((part) => Number(part.trim())).filter((n) => Number.isInteger(n) && n !== 0);

function daysOf(text: string | null): Rule['days'] {
  return (text ?? '').toUpperCase().split(',').flatMap((part) => {
    const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part.trim());
    return found ? [{ weekday: found[2] as Weekday, nth: found[1] ? Number(found[1]) : null }] : [];
  });
}

/** An optional date; `undefined` when something is written there that is no date. */
const optionalDay = (text: string | null): Day | null | undefined => (text === null ? null : dayOf(text) ?? undefined);

/** The rule of a schedule; null when it does not say enough to tell any day. */
export function readRule(schedule: Schedule): Rule | null {
  const [start, until, validFrom, validTo] = [schedule.dtstart, schedule.until, schedule.validFrom, schedule.validTo].map(optionalDay);
  if (start === undefined || until === undefined || validFrom === undefined || validTo === undefined) return null;
  const days = daysOf(schedule.byday);
  const monthDays = numbers(schedule.bymonthday);
  if ((schedule.byday && days.length === 0) || (schedule.bymonthday && monthDays.length === 0)) return null;
  const freq = schedule.freq ?? (days.length > 0 ? 'WEEKLY' : monthDays.length > 0 ? 'MONTHLY' : start !== null ? 'ONCE' : null);
  if (freq === null) return null;
  const rule: Rule = {
    freq, days, monthDays, interval: Math.max(1, Math.trunc(schedule.interval ?? 1)), weeks: numbers(schedule.byweekno), yearDays: numbers(schedule.byyearday),
    wkst: WEEKDAYS.indexOf(schedule.wkst ?? 'MO'), anchor: start ?? validFrom, count: schedule.count,
    first: Math.max(start ?? -Infinity, validFrom ?? -Infinity), last: Math.min(until ?? Infinity, validTo ?? Infinity),
  };
  const needsAnchor = rule.interval > 1 || rule.count !== null || (days.length === 0 && monthDays.length === 0);
  return needsAnchor && rule.anchor === null ? null : rule;
}

const week = (day: Day, wkst: number): number => Math.floor((day + 3 - wkst) / 7);
const month = (day: Day): number => { const { year, month: m } = partsOf(day); return year * 12 + m; };

/** `nth` of its weekday in the month, counted from the end when negative. */
function isNth(day: Day, nth: number): boolean {
  const { date } = partsOf(day);
  return nth > 0 ? Math.ceil(date / 7) === nth : Math.ceil((daysInMonth(day) - date + 1) / 7) === -nth;
}

function fits(rule: Rule, day: Day): boolean {
  const anchor = rule.anchor;
  if (rule.freq === 'ONCE') return day === anchor;
  if (rule.weeks.length > 0 && !rule.weeks.includes(weekNumber(day))) return false;
  if (rule.yearDays.length > 0) {
    const { number, of } = yearDay(day);
    if (!rule.yearDays.includes(number) && !rule.yearDays.includes(number - of - 1)) return false;
  }
  if (rule.freq === 'WEEKLY') {
    if (rule.interval > 1 && anchor !== null && (week(day, rule.wkst) - week(anchor, rule.wkst)) % rule.interval !== 0) return false;
    return rule.days.length > 0 ? rule.days.some((one) => one.weekday === weekdayOf(day)) : anchor !== null && weekdayIndex(day) === weekdayIndex(anchor);
  }
  if (rule.interval > 1 && anchor !== null && (month(day) - month(anchor)) % rule.interval !== 0) return false;
  const { date } = partsOf(day);
  if (rule.monthDays.length > 0 && !rule.monthDays.includes(date) && !rule.monthDays.includes(date - daysInMonth(day) - 1)) return false;
  if (rule.days.length > 0) return rule.days.some((one) => one.weekday === weekdayOf(day) && (one.nth === null || isNth(day, one.nth)));
  return rule.monthDays.length > 0 || (anchor !== null && date === partsOf(anchor).date);
}

/**
 * Whether a rule has a sitting that begins on `day`. Covers the HSDS subset of RFC 5545: WEEKLY and MONTHLY with interval,
 * byday (also `1MO`, `-1FR`), bymonthday, byweekno, byyearday, wkst, dtstart, until (its day included) or count,
 * and valid_from to valid_to, both included. With both until and count the stricter one counts.
 */
export function ruleHolds(rule: Rule, day: Day): boolean {
  if (day < rule.first || day > rule.last || !fits(rule, day)) return false;
  if (rule.count === null || rule.anchor === null) return true;
  let left = rule.count;
  for (let one = rule.anchor; one <= day; one++) {
    if (fits(rule, one) && --left < 0) return false;
  }
  return true;
}

/** Whether `schedule` has a sitting that begins on `day`. */
export function occursOn(schedule: Schedule, day: Day): Occurs {
  const rule = readRule(schedule);
  return rule === null ? 'unreadable' : ruleHolds(rule, day) ? 'yes' : 'no';
}
