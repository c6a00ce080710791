import { WEEKDAYS } from '../../../../server/contract/directory.js';
import type { Schedule, Sitting, Weekday } from '../../../../server/contract/directory.js';

/** Days one after another with the same hours; `sittings` empty when nobody told the hours. */
export interface WeekLine {
  from: Weekday;
  to: Weekday;
  /** `HH:MM` each, in order; a sitting from and to the same time is the whole day. */
  sittings: readonly Sitting[];
}

/** Hours that are no plain week, and what was told beside them. */
export interface OtherLine {
  /** `1MO,-1FR`, day numbers, or null. */
  byday: string | null;
  monthDays: string | null;
  sitting: Sitting | null;
  note: string | null;
}

export interface Hours {
  week: readonly WeekLine[];
  others: readonly OtherLine[];
}

/**
 * Opening hours as people read them: the week with equal days put together, then everything that is not every week.
 * Only what holds on `today` (`YYYY-MM-DD`) counts.
 */
export function hoursOfWeek(schedules: readonly Schedule[], today: string): Hours {
  const days = new Map<Weekday, Sitting[]>();
  const others: OtherLine[] = [];
  for (const schedule of schedules.filter((one) => holdsOn(one, today))) {
    const sitting = sittingOf(schedule);
    const weekdays = isEveryWeek(schedule) ? plainDays(schedule.byday) : [];
    for (const day of weekdays) days.set(day, [...(days.get(day) ?? []), ...(sitting ? [sitting] : [])]);
    const note = schedule.description ?? schedule.notes;
    if (weekdays.length === 0 || note !== null) {
      others.push({ byday: weekdays.length === 0 ? schedule.byday : null, monthDays: schedule.bymonthday, sitting: weekdays.length === 0 ? sitting : null, note });
    }
  }
  return { week: together(days), others: others.filter(({ byday, monthDays, sitting, note }) => byday ?? monthDays ?? sitting ?? note) };
}

function holdsOn({ validFrom, validTo, until }: Schedule, today: string): boolean {
  return (validFrom === null || validFrom.slice(0, 10) <= today) && (validTo === null || validTo.slice(0, 10) >= today) && (until === null || until.slice(0, 10) >= today);
}

const isEveryWeek = ({ freq, interval }: Schedule): boolean => freq !== 'MONTHLY' && (interval === null || interval === 1);

/** The days of `MO,TU`; none when there is something else among them. */
function plainDays(byday: string | null): readonly Weekday[] {
  const named = (byday ?? '').split(',').map((day) => day.trim());
  const known = WEEKDAYS.filter((day) => named.includes(day));
  return known.length === named.length ? known : [];
}

function sittingOf({ opensAt, closesAt }: Schedule): Sitting | null {
  return opensAt === null || closesAt === null ? null : { opensAt: opensAt.slice(0, 5), closesAt: closesAt.slice(0, 5) };
}

/** Whether a sitting lasts the whole day. Source: domain.md §8, 24/7 lines are written both ways. */
export const isWholeDay = ({ opensAt, closesAt }: Sitting): boolean => opensAt === closesAt || (opensAt === '00:00' && (closesAt === '23:59' || closesAt === '24:00'));

function together(days: ReadonlyMap<Weekday, readonly Sitting[]>): WeekLine[] {
  const lines: WeekLine[] = [];
  let lastDay: Weekday | null = null;
  for (const day of WEEKDAYS) {
    const told = days.get(day);
    if (!told) continue;
    const sittings = [...told].sort((a, b) => a.opensAt.localeCompare(b.opensAt));
    const last = lines.at(-1);
    const follows = lastDay !== null && WEEKDAYS.indexOf(day) === WEEKDAYS.indexOf(lastDay) + 1;
    if (last && follows && JSON.stringify(last.sittings) === JSON.stringify(sittings)) lines[lines.length - 1] = { ...last, to: day };
    else lines.push({ from: day, to: day, sittings });
    lastDay = day;
  }
  return lines;
}
