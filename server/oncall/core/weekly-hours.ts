import type { Stretch, WeeklyHours } from './rota.js';
import { covers } from './rota.js';
import { DAY_MINUTES, instantAt, wallAt, wallOf, weekdayOf } from './wall-clock.js';

const minutesOf = (time: string): number => wallOf('1970-01-01', time);

/**
 * The stretches of `hours` that touch `from` to `until`, whole, in no order; they may overlap or meet. Each begins and ends by
 * the wall clock, so one over a night on which clocks change has an hour more or less; one that the change swallows is left out.
 */
export function windowsOf(hours: readonly WeeklyHours[], timeZone: string, { startsAt, endsAt }: Stretch): Stretch[] {
  const dayOf = (at: Date): number => Math.floor(wallAt(at, timeZone) / DAY_MINUTES);
  const found: Stretch[] = [];
  for (let day = dayOf(startsAt) - 2; day <= dayOf(endsAt) + 1; day++) {
    const midnight = day * DAY_MINUTES;
    for (const { days, from, until } of hours) {
      if (!days.includes(weekdayOf(midnight))) continue;
      const [begins, ends] = [minutesOf(from), minutesOf(until)];
      const window = { startsAt: instantAt(midnight + begins, timeZone), endsAt: instantAt(midnight + ends + (ends <= begins ? DAY_MINUTES : 0), timeZone) };
      if (window.startsAt < window.endsAt && window.startsAt < endsAt && window.endsAt > startsAt) found.push(window);
    }
  }
  return found;
}

/** True at every instant that the weekly hours cover; no hours at all cover every instant. A window is over at its exact end. */
export const inHours = (hours: readonly WeeklyHours[], timeZone: string, at: Date): boolean =>
  hours.length === 0 || windowsOf(hours, timeZone, { startsAt: at, endsAt: new Date(at.getTime() + 1) }).some((window) => covers(window, at));
