import { writeSync } from 'node:fs';

/**
 * Where a process is to die (`exit`) or stop (`freeze`): the `nth` time it comes by a point, counted from when it first comes by
 * `since`, or from its start when that is null. `record` only says what it comes by.
 */
export interface CrashOrder { point: string; how: 'exit' | 'freeze' | 'record'; nth: number; since: string | null }

let armed: ((point: string) => void) | null = null;

/**
 * A point at which a test may kill or freeze this process: before and after every await on the paging path that writes or
 * calls out. Does nothing, in one comparison, unless `armCrash` was called.
 */
export const crash = (point: string): void => { if (armed !== null) armed(point); };

/**
 * Arms one point, for a server that a test starts. `config/env.ts` refuses it wherever real phones could be paged.
 * What happens is written to standard error first, so that the test sees it.
 */
export function armCrash({ point, how, nth, since }: CrashOrder): void {
  let counting = since === null;
  const passed = new Map<string, number>();
  armed = (name) => {
    counting ||= name === since;
    if (!counting) return;
    const times = (passed.get(name) ?? 0) + 1;
    passed.set(name, times);
    if (how === 'record') { writeSync(2, `passed ${name}\n`); return; }
    if (name !== point || times !== nth) return;
    writeSync(2, `crashing at ${name}\n`);
    process.kill(process.pid, how === 'exit' ? 'SIGKILL' : 'SIGSTOP');
  };
}

/** The same thing with points `what.call.before` and `what.call.after` around these calls; the very same object when nothing is armed. */
export function withCrashPoints<T extends object>(what: string, thing: T, calls: readonly (keyof T & string)[]): T {
  if (armed === null) return thing;
  const around = (call: string, act: (...args: unknown[]) => unknown) => async (...args: unknown[]): Promise<unknown> => {
    crash(`${what}.${call}.before`);
    const result = await act(...args);
    crash(`${what}.${call}.after`);
    return result;
  };
  return { ...thing, ...Object.fromEntries(calls.map((call) => [call, around(call, (thing[call] as (...args: unknown[]) => unknown).bind(thing))])) };
}
