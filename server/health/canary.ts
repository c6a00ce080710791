import { makeSender, submit } from '../messaging/index.js';
import type { Delivery, Sender } from '../messaging/index.js';
import type { Cancel, Clock } from '../kernel/clock.js';
import type { Job, JobHandler, Jobs } from '../platform/jobs/index.js';
import { faultOf } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact } from '../platform/mongo/transact.js';
import { sinkAccount, startSink } from './sink.js';
import type { Sink } from './sink.js';
import type { SignStore } from './store.js';

export const CANARY_JOB = 'canary';
/** Nobody's number: reserved for fiction, and only ever given to the sink. */
const NOBODY = '+12025550199';
/** So many beats fit into the time after which a missing one is told. */
const BEATS_IN_LIMIT = 6;
/** A worker that has not looked for work for so many sweeps does not beat. */
const SWEEPS_MISSED = 10;

export interface CanaryNeeds {
  store: SignStore;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  log: Log;
  everySeconds: number;
  /** A missing beat is told after so long. */
  workerSeconds: number;
  sweepSeconds: number;
  /** Since the worker of this process last found out what is due. */
  secondsSinceLook: () => number;
}

export type Canary = ReturnType<typeof canaryWith>;

/**
 * Every so often a text to nobody goes the way of a page: a transaction, a job, a claim with a lease, an attempt on record, the
 * provider's SDK, HTTP; at its end a sink takes it and notes that it came. Any worker may run it; all of them plant one a
 * minute together. It makes no crisis, so that no board, figure or ref must know of it.
 */
export function canaryWith({ store, jobs, transact, clock, log, everySeconds, workerSeconds, sweepSeconds, secondsSinceLook }: CanaryNeeds) {
  let ending: { sink: Sink; sender: Sender } | null = null;
  const waiting = new Map<string, Cancel>();

  const handler: JobHandler = async ({ data }: Job) => {
    const number = Number(data['number']);
    const { sender } = ending ?? await open();
    const keep = async (change: (stored: Delivery) => Delivery): Promise<Delivery> => {
      const delivery = change(await store.delivery(number));
      await store.putDelivery(number, delivery);
      return delivery;
    };
    const text = { to: NOBODY, body: `CANARY ${number}`, sender: 'staff' as const, subject: { kind: 'message' as const, id: `canary-${number}` }, validitySeconds: everySeconds };
    const result = await submit({ text, delivery: await store.delivery(number), port: { begin: keep, end: keep } }, { sender, clock });
    if (result.kind === 'undeliverable') throw new Error('the canary did not come through');
    return result.kind === 'again' ? result.at : 'done';
  };

  async function open(): Promise<{ sink: Sink; sender: Sender }> {
    const account = sinkAccount();
    const sink = await startSink({ now: () => clock.now(), onText: () => store.canaryCame(clock.now()) });
    ending = { sink, sender: makeSender({ account, publicUrl: sink.baseUrl, baseUrl: sink.baseUrl }) };
    return ending;
  }

  /** Adds this minute's canary unless some process did. It is not held by this process: whoever claims it runs it. */
  async function plant(): Promise<void> {
    const now = clock.now();
    const number = Math.floor(now.getTime() / (everySeconds * 1000));
    await transact(async (tx) => {
      // A commit of its own: a rival's canary of the same minute must not hold up a report that would share it.
      if (!tx.session.inTransaction()) return;
      await jobs.add(tx, [{ key: `canary:${number}`, kind: CANARY_JOB, teamId: 'network', urgency: 0, dueAt: now, data: { number } }], false);
    }).catch((error: unknown) => { if (duplicateOf(error) === null) throw error; });
  }

  async function beat(): Promise<void> {
    if (secondsSinceLook() < Math.max(sweepSeconds * SWEEPS_MISSED, workerSeconds / 2)) await store.beat(clock.now());
  }

  function every(name: string, seconds: number, act: () => Promise<void>): void {
    const round = (): void => {
      waiting.set(name, clock.after(seconds * 1000, round));
      act().catch((error: unknown) => { log.warn('a sign of life could not be given and is given again', { room: 'health', kind: name, ...faultOf(error) }); });
    };
    round();
  }

  return {
    handler, plant, beat,
    /** For a process that runs jobs. */
    start(): void {
      every('beat', workerSeconds / BEATS_IN_LIMIT, beat);
      every('canary', everySeconds, plant);
    },
    async stop(): Promise<void> {
      for (const cancel of waiting.values()) cancel.cancel();
      waiting.clear();
      ending?.sender.close();
      await ending?.sink.stop();
      ending = null;
    },
  };
}
