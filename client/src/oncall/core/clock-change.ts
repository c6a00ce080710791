/** A night in which the clocks are changed, and by how many hours: +1 forward, -1 back. */
export interface ClockChange {
  at: number;
  hours: number;
}

const HOUR_MS = 3_600_000;
/** Every zone changes its clocks at a whole quarter of an hour of UTC. */
const STEP_MS = HOUR_MS / 4;

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Map<string, number>(
    new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: string) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(at / 1000) * 1000;
}

/** The first change of the clocks after `from` and not after `to` (milliseconds); null when there is none. */
export function nextClockChange(timeZone: string, from: number, to: number): ClockChange | null {
  let low = Math.ceil(from / STEP_MS) * STEP_MS;
  let high = Math.floor(to / STEP_MS) * STEP_MS;
  const before = offsetAt(low, timeZone);
  if (high <= low || offsetAt(high, timeZone) === before) return null;
  while (high - low > STEP_MS) {
    const middle = low + Math.floor((high - low) / STEP_MS / 2) * STEP_MS;
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return { at: high, hours: (offsetAt(high, timeZone) - before) / HOUR_MS };
}
