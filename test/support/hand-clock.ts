import type { Clock } from '../../server/kernel/clock.js';

export type HandClock = ReturnType<typeof handClock>;

/** A clock moved by hand. Timers fire in order, at their own instants, when it is moved past them. */
export function handClock(start = new Date()) {
  let now = start.getTime();
  const timers = new Set<{ at: number; act: () => void }>();
  const clock: Clock = {
    now: () => new Date(now),
    after(milliseconds, act) {
      const timer = { at: now + milliseconds, act };
      timers.add(timer);
      return { cancel: () => { timers.delete(timer); } };
    },
  };
  return {
    ...clock,
    /** Moves on by `milliseconds`; after each instant at which something fired, `settle` is awaited. */
    async pass(milliseconds: number, settle: () => Promise<void>): Promise<void> {
      const until = now + milliseconds;
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        timers.delete(next);
        next.act();
        await settle();
      }
      now = until;
    },
    /** Moves on at once; whatever fell due in between fires together, late. Like a process that was frozen. */
    async jump(milliseconds: number, settle: () => Promise<void>): Promise<void> {
      now += milliseconds;
      for (const timer of [...timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)) {
        if (!timers.delete(timer)) continue;
        timer.act();
        await settle();
      }
    },
  };
}
