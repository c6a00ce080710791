import type { WeeklyHours } from '../../../../server/contract/oncall.js';

/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1, 12);

export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** The name of a day of the week, 1 Monday to 7 Sunday, as the reader's language writes it. */
export const weekdayName = (day: number, readerTag: string, width: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(readerTag, { weekday: width, timeZone: 'UTC' }).format(MONDAY + (day - 1) * 86_400_000);

/** Days that follow each other as `[first, last]`, in the order of the week; Saturday to Monday is two runs. */
export function runsOf(days: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

/** "Mon–Fri", "Mon, Wed", "Sat–Sun". Two days that meet are still told as a run. */
export function daysWords(days: readonly number[], readerTag: string): string {
  return runsOf(days).map(([from, to]) => (from === to ? weekdayName(from, readerTag) : `${weekdayName(from, readerTag)}–${weekdayName(to, readerTag)}`)).join(', ');
}

/** Whether hours begin at midnight and last until the next. */
export const isWholeDay = ({ from, until }: Pick<WeeklyHours, 'from' | 'until'>): boolean => from === '00:00' && until === '00:00';

/** Whether hours end on the day after they begin. */
export const endsNextDay = ({ from, until }: Pick<WeeklyHours, 'from' | 'until'>): boolean => until <= from && !isWholeDay({ from, until });
