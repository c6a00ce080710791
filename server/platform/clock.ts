import type { Clock } from '../kernel/clock.js';
import type { Connection } from './mongo/connect.js';

const MEASURE_EVERY_MS = 60_000;
/** Source: design.md §3 Time. */
const ALARM_ABOVE_MS = 2000;

/**
 * The clock of production: this machine's, corrected by what it lies off the database's, so that every process agrees on
 * what is due. Measured again each minute; `onFar` is told when the machine is more than 2 s off.
 */
export async function databaseClock(db: Connection, onFar: (offsetMs: number) => void): Promise<Clock & { stop(): void }> {
  let offset = 0;
  const measure = async (): Promise<void> => {
    const before = Date.now();
    const hello = await db.getClient().db('admin').command({ hello: 1 });
    const after = Date.now();
    if (after - before > 1000 || !(hello['localTime'] instanceof Date)) return;
    const measured = hello['localTime'].getTime() - (before + after) / 2;
    offset = Math.abs(measured) < 20 ? 0 : Math.round(measured);
    if (Math.abs(offset) > ALARM_ABOVE_MS) onFar(offset);
  };
  await measure();
  const timer = setInterval(() => { void measure().catch(() => undefined); }, MEASURE_EVERY_MS);
  timer.unref();
  return {
    now: () => new Date(Date.now() + offset),
    after(milliseconds, act) {
      const waiting = setTimeout(act, Math.min(milliseconds, 2 ** 31 - 1));
      return { cancel: () => { clearTimeout(waiting); } };
    },
    stop: () => { clearInterval(timer); },
  };
}
