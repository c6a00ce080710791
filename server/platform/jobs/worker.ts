import { setTimeout as pause } from 'node:timers/promises';
import type { Cancel, Clock } from '../../kernel/clock.js';
import { addSeconds } from '../../kernel/durations.js';
import { crash } from '../crash.js';
import { gathered } from '../gather.js';
import { faultOf } from '../log/log.js';
import type { Log } from '../log/log.js';
import type { Tx } from '../mongo/transact.js';
import type { Job, JobStore, NewJob } from './job-store.js';

/**
 * Runs one kind of job. It reads again and decides again; it may run more than once. `finished`: its own transaction
 * finished the job. A date: not before then. `dueAt`: all is done until then, when it is due again.
 */
export type JobHandler = (job: Job) => Promise<'finished' | 'done' | Date | { dueAt: Date }>;

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
  /** The same for several. @returns false when another holder has one of them by now */
  finishAll(jobs: readonly Job[], tx: Tx): Promise<boolean>;
  health: JobStore['health'];
  dead: JobStore['dead'];
  /** The same as the store's, and wakes the worker of this process. */
  retry: JobStore['retry'];
}

export interface WorkerSettings {
  atOnce: number;
  sweepSeconds: number;
  leaseSeconds: number;
  /** So many failures and a job is dead, for a person to look at. */
  deadAfterAttempts: number;
  /** Kinds that are tried for ever all the same, because silence would follow: they count as dead and go on. */
  neverGivenUp?: readonly string[];
}

/** Beyond this many at once, work waits in the database, where other processes can take it. */
const MOST_HELD = 1000;
/** Once full, the worker claims again when this share of its places is free, so that a claim brings many. */
const FREE_SHARE = 0.4;
/** Hints that come in quick succession are answered by one look in so many milliseconds; the first of them at once. */
const HINTS_APART_MS = 25;
/** Finishing is no promise, the work is done; so it is written for many at once. */
const FINISHED_TOGETHER = { most: 200, atOnce: 1, lingerMs: 25 };

export type Worker = ReturnType<typeof makeWorker>;

/**
 * The one mechanism for what must happen later or outside. It sleeps until the next due time, is woken by commits of its
 * own process and by the change feed, and sweeps every second, so that a lost hint costs a second and never a page.
 * Before `start` (a process without the worker role) it only adds.
 */
export function makeWorker({ store, clock, log, settings }: { store: JobStore; clock: Clock; log: Log; settings: WorkerSettings }) {
  const handlers = new Map<string, JobHandler>();
  const running = new Set<Promise<void>>();
  const finish = gathered(async (jobs: readonly Job[]) => { await store.finishAll(jobs); return jobs; }, FINISHED_TOGETHER);
  const dueAgain = gathered(async (later: readonly { job: Job; dueAt: Date }[]) => { await store.dueAgain(later); return later; }, FINISHED_TOGETHER);
  let started = false;
  let full = false;
  let looking: Promise<void> | null = null;
  let again = false;
  let lookedAt = -Infinity;
  let hint: Promise<void> | null = null;
  let alarm: { at: Date; cancel: Cancel } | null = null;

  let lookedWellAt = -Infinity;

  /** Slower with every try, with jitter; at most five seconds, because an emergency may be behind it. */
  const putOffSeconds = (attempts: number): number => Math.min(0.2 * 2 ** attempts, 5) * (0.75 + Math.random() / 2);

  async function run(job: Job): Promise<void> {
    const handle = handlers.get(job.kind);
    try {
      if (!handle) throw new Error(`no handler for ${job.kind}`);
      crash('job.before');
      const result = await handle(job);
      crash('job.after');
      if (result === 'done') await finish(job);
      else if (result instanceof Date) await putOff(job, result, null);
      else if (result !== 'finished') {
        await dueAgain({ job, ...result });
        wakeAt(result.dueAt);
      }
    } catch (error) {
      const lost = job.attempts + 1 >= settings.deadAfterAttempts;
      const dead = lost && settings.neverGivenUp?.includes(job.kind) !== true;
      log[lost ? 'error' : 'warn'](dead ? 'a job is given up' : lost ? 'a job fails again and again and is never given up' : 'a job failed and is put off', { room: 'jobs', kind: job.kind, job: job._id, attempts: job.attempts + 1, ...faultOf(error) });
      await putOff(job, addSeconds(clock.now(), putOffSeconds(job.attempts)), dead ? 'dead' : 'failed').catch(() => undefined);
    }
  }

  async function putOff(job: Job, until: Date, why: 'failed' | 'dead' | null): Promise<void> {
    await store.putOff(job, until, why);
    wakeAt(until);
  }

  function take(job: Job): void {
    const work: Promise<void> = run(job).finally(() => {
      running.delete(work);
      if (full && running.size <= settings.atOnce * (1 - FREE_SHARE)) lookNow();
    });
    running.add(work);
  }

  async function look(): Promise<void> {
    let nextAt: Date | null = null;
    do {
      again = false;
      full = running.size > settings.atOnce * (1 - FREE_SHARE);
      if (full) break;
      nextAt = await store.nextFreeAt();
      if (!nextAt || nextAt > clock.now()) break;
      const jobs = await store.claim(settings.atOnce - running.size);
      for (const job of jobs) take(job);
      again ||= jobs.length > 0;
    } while (again && started);
    lookedWellAt = performance.now();
    const sweepAt = addSeconds(clock.now(), settings.sweepSeconds);
    sleepUntil(!full && nextAt && nextAt < sweepAt ? nextAt : sweepAt);
  }

  /** Sleeps until then at the latest. */
  function sleepUntil(at: Date): void {
    if (!started || (alarm && alarm.at <= at)) return;
    alarm?.cancel.cancel();
    alarm = { at, cancel: clock.after(Math.max(at.getTime() - clock.now().getTime(), 1), () => { alarm = null; lookNow(); }) };
  }

  /** A job can be claimed from then on. */
  function wakeAt(at: Date): void {
    if (at <= clock.now()) lookNow();
    else sleepUntil(at);
  }

  function lookNow(): void {
    if (!started) return;
    if (looking) { again = true; return; }
    lookedAt = performance.now();
    looking = look()
      .catch((error: unknown) => {
        log.warn('the job sweep failed and is tried again', { room: 'jobs', ...faultOf(error) });
        sleepUntil(addSeconds(clock.now(), settings.sweepSeconds));
      })
      .finally(() => { looking = null; if (again) lookNow(); });
  }

  /** Somebody may have added a job. */
  function wake(): void {
    if (!started || hint) return;
    const wait = lookedAt + HINTS_APART_MS - performance.now();
    if (wait <= 0) lookNow();
    else hint = pause(wait).then(() => { hint = null; lookNow(); });
  }

  const jobs: Jobs = {
    async add(tx, wanted, held = jobs.holds()) {
      const made = store.add(tx, wanted, held);
      tx.afterCommit(() => {
        for (const job of made) {
          if (job.fence === 1) take(job);
          else wakeAt(job.dueAt);
        }
      });
    },
    holds: () => started && running.size < MOST_HELD,
    cancel: async (tx, keys) => { store.cancel(tx, keys); },
    finish: (job, tx) => store.finish(job, tx),
    finishAll: (some, tx) => store.finishAll(some, tx),
    health: () => store.health(),
    dead: (teamIds, most) => store.dead(teamIds, most),
    async retry(tx, id, teamIds) {
      const job = await store.retry(tx, id, teamIds);
      if (job) tx.afterCommit(lookNow);
      return job;
    },
  };

  return {
    jobs,
    /** Says who runs a kind of job. Every kind has exactly one handler. */
    handle(kind: string, handler: JobHandler): void {
      if (handlers.has(kind)) throw new Error(`two handlers for ${kind}`);
      handlers.set(kind, handler);
    },
    start(): void { started = true; lookNow(); },
    wake,
    /** Seconds since it last found out what is due; infinite when it never did. */
    secondsSinceLook: (): number => (performance.now() - lookedWellAt) / 1000,
    /** Resolves when nothing is running and no due job is left; for orderly stops and for tests. */
    idle,
    async stop(): Promise<void> {
      started = false;
      alarm?.cancel.cancel();
      await idle();
    },
  };

  async function idle(): Promise<void> {
    while (looking || hint || running.size > 0) await Promise.all([looking, hint, ...running]);
  }
}
