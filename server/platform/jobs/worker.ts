import type { Cancel, Clock } from '../../kernel/clock.js';
import { addSeconds } from '../../kernel/durations.js';
import { faultOf } from '../log/log.js';
import type { Log } from '../log/log.js';
import type { Tx } from '../mongo/transact.js';
import type { Job, JobStore, NewJob } from './job-store.js';

/**
 * Runs one kind of job. It reads again and decides again; it may run more than once. `finished`: its own transaction
 * finished the job. A date: not before then.
 */
export type JobHandler = (job: Job) => Promise<'finished' | 'done' | Date>;

/** What use cases see of the jobs. */
export interface Jobs {
  /**
   * Adds jobs in the caller's transaction and wakes the worker of this process once it is committed. What is due now is
   * held by this process from birth and runs without a claim, when `holds()` said so.
   */
  add(tx: Tx, jobs: readonly NewJob[], held?: boolean): Promise<void>;
  /** True when this process works and has room to run what is due now by itself. */
  holds(): boolean;
  cancel(tx: Tx, keys: readonly string[]): Promise<void>;
  /** Marks the job as done in the transaction of its own work. @returns false when another holder has it by now */
  finish(job: Job, tx: Tx): Promise<boolean>;
  health: JobStore['health'];
}

export interface WorkerSettings { atOnce: number; sweepSeconds: number; leaseSeconds: number; deadAfterAttempts: number }

/** Beyond this many at once, work waits in the database, where other processes can take it. */
const MOST_HELD = 1000;

export type Worker = ReturnType<typeof makeWorker>;

/**
 * The one mechanism for what must happen later or outside. It sleeps until the next due time, is woken by commits of its
 * own process and by the change feed, and sweeps every second, so that a lost hint costs a second and never a page.
 * Before `start` (a process without the worker role) it only adds.
 */
export function makeWorker({ store, clock, log, settings }: { store: JobStore; clock: Clock; log: Log; settings: WorkerSettings }) {
  const handlers = new Map<string, JobHandler>();
  const running = new Set<Promise<void>>();
  let started = false;
  let looking: Promise<void> | null = null;
  let again = false;
  let alarm: Cancel | null = null;

  /** Slower with every try, with jitter; at most five seconds, because an emergency may be behind it. */
  const putOffSeconds = (attempts: number): number => Math.min(0.2 * 2 ** attempts, 5) * (0.75 + Math.random() / 2);

  async function run(job: Job): Promise<void> {
    const handle = handlers.get(job.kind);
    try {
      if (!handle) throw new Error(`no handler for ${job.kind}`);
      const result = await handle(job);
      if (result === 'done') await store.finish(job);
      else if (result instanceof Date) await store.putOff(job, result, null);
    } catch (error) {
      const dead = job.attempts + 1 >= settings.deadAfterAttempts;
      log[dead ? 'error' : 'warn'](dead ? 'a job is given up' : 'a job failed and is put off', { room: 'jobs', kind: job.kind, job: job._id, attempts: job.attempts + 1, ...faultOf(error) });
      await store.putOff(job, addSeconds(clock.now(), putOffSeconds(job.attempts)), dead ? 'dead' : 'failed').catch(() => undefined);
    }
  }

  function take(job: Job): void {
    const work: Promise<void> = run(job).finally(() => { running.delete(work); wake(); });
    running.add(work);
  }

  async function look(): Promise<void> {
    do {
      again = false;
      const room = settings.atOnce - running.size;
      if (room <= 0) break;
      const jobs = await store.claim(room);
      for (const job of jobs) take(job);
      if (jobs.length > 0) again = true;
    } while (again && started);
    await sleep();
  }

  async function sleep(): Promise<void> {
    if (!started) return;
    const sweepAt = addSeconds(clock.now(), settings.sweepSeconds);
    const next = running.size >= settings.atOnce ? null : await store.nextDueAt();
    const wakeAt = next && next < sweepAt ? next : sweepAt;
    alarm?.cancel();
    alarm = clock.after(Math.max(wakeAt.getTime() - clock.now().getTime(), 1), wake);
  }

  function wake(): void {
    if (!started) return;
    if (looking) { again = true; return; }
    looking = look()
      .catch((error: unknown) => {
        log.warn('the job sweep failed and is tried again', { room: 'jobs', ...faultOf(error) });
        alarm?.cancel();
        alarm = clock.after(settings.sweepSeconds * 1000, wake);
      })
      .finally(() => { looking = null; if (again) wake(); });
  }

  const jobs: Jobs = {
    async add(tx, wanted, held = jobs.holds()) {
      const made = await store.add(tx, wanted, held);
      tx.afterCommit(() => {
        for (const job of made) if (job.fence === 1) take(job);
        if (made.some((job) => job.fence === 0)) wake();
      });
    },
    holds: () => started && running.size < MOST_HELD,
    cancel: (tx, keys) => store.cancel(tx, keys),
    finish: (job, tx) => store.finish(job, tx),
    health: () => store.health(),
  };

  return {
    jobs,
    /** Says who runs a kind of job. Every kind has exactly one handler. */
    handle(kind: string, handler: JobHandler): void {
      if (handlers.has(kind)) throw new Error(`two handlers for ${kind}`);
      handlers.set(kind, handler);
    },
    start(): void { started = true; wake(); },
    wake,
    /** Resolves when nothing is running and no due job is left; for orderly stops and for tests. */
    async idle(): Promise<void> {
      while (looking || running.size > 0) await Promise.all([looking, ...running]);
    },
    async stop(): Promise<void> {
      started = false;
      alarm?.cancel();
      while (looking || running.size > 0) await Promise.all([looking, ...running]);
    },
  };
}
