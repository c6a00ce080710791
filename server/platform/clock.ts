import type { Clock } from '../kernel/clock.js';
import type { Connection } from './mongo/connect.js';

const MEASURE_EVERY_MS = 60_000;
const LOOK_FOR_JUMPS_EVERY_MS = 1000;
/** Source: design.md §3 Time. */
const ALARM_ABOVE_MS = 2000;
/** Nearer than this the difference is noise of the measurement, and this machine's own time is taken. */
const NOISE_MS = 20;
/** A machine's clock that moves by more than this against its own ticks was set, or the machine slept. */
const JUMP_MS = 500;
const FIRST_TRIES = 5;

/**
 * The clock of production: the database's time, so that every process agrees on what is due. It is measured each minute and
 * counted on by the ticks of this machine, which nobody can set: a clock that is moved by five minutes moves nothing here.
 * A jump of the machine's clock (it was set, or the machine slept) is seen within a second and measured at once.
 * `onFar` is told when the machine's clock is more than 2 s off.
 */
export async function databaseClock(db: Connection, onFar: (offsetMs: number) => void): Promise<Clock & { stop(): void }> {
  const wallAhead = (): number => Date.now() - performance.now();
  let ahead = wallAhead();
  let wallThen = ahead;
  const measure = async (): Promise<boolean> => {
    const before = performance.now();
    const hello = await db.getClient().db('admin').command({ hello: 1 });
    const after = performance.now();
    if (after - before > 1000 || !(hello['localTime'] instanceof Date)) return false;
    wallThen = wallAhead();
    const measured = hello['localTime'].getTime() - (before + after) / 2;
    const offset = measured - wallThen;
    ahead = Math.abs(offset) < NOISE_MS ? wallThen : measured;
    if (Math.abs(offset) > ALARM_ABOVE_MS) onFar(Math.round(offset));
    return true;
  };
  for (let tries = 1; !await measure() && tries < FIRST_TRIES;) tries += 1;
  const again = (): void => { void measure().catch(() => undefined); };
  const timers = [setInterval(again, MEASURE_EVERY_MS), setInterval(() => { if (Math.abs(wallAhead() - wallThen) > JUMP_MS) again(); }, LOOK_FOR_JUMPS_EVERY_MS)];
  for (const timer of timers) timer.unref();
  return {
    now: () => new Date(performance.now() + ahead),
    after(milliseconds, act) {
      const waiting = setTimeout(act, Math.min(milliseconds, 2 ** 31 - 1));
      return { cancel: () => { clearTimeout(waiting); } };
    },
    stop: () => { for (const timer of timers) clearInterval(timer); },
  };
}
