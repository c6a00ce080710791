/** One task: how long by the clock on the wall, and how long of that it had a processor; where others wait for one too, the two differ. */
export interface Task { ms: number; cpuMs: number }

/** One event of Chromium's trace; times in microseconds. */
interface TraceEvent { name: string; ph: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number; args?: { name?: unknown } }

const isTask = ({ name, ph }: TraceEvent): boolean => ph === 'X' && (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');

/**
 * How long each task of a page's main thread took, in milliseconds, from a trace of Chromium. Tasks within a
 * task count as part of it. Of several pages it is the busiest. @throws when the trace names no page's thread
 */
export function tasksOf(trace: Buffer): Task[] {
  const { traceEvents: events } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const byThread = threads.map(({ pid, tid }) => outermost(events.filter((event) => event.pid === pid && event.tid === tid && isTask(event))));
  const busiest = byThread.toSorted((a, b) => sum(b) - sum(a))[0];
  if (!busiest || busiest.length === 0) throw new Error('the trace holds no task of a page');
  return busiest;
}

const sum = (all: readonly Task[]): number => all.reduce((total, { ms }) => total + ms, 0);

function outermost(tasks: readonly TraceEvent[]): Task[] {
  let end = -1;
  return tasks.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)).flatMap(({ ts, dur = 0, tdur = dur }) => {
    if (ts < end) return [];
    end = ts + dur;
    return [{ ms: dur / 1000, cpuMs: tdur / 1000 }];
  });
}
