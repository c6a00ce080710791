import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from '../../../server/platform/mongo/connect.js';
import { dataKeysOn, dataKeysPlan } from '../../../server/platform/mongo/data-keys.js';
import { migrate } from '../../../server/platform/mongo/migrate.js';
import { transactOn } from '../../../server/platform/mongo/transact.js';
import type { Tx } from '../../../server/platform/mongo/transact.js';
import { eventsOn, eventsPlan } from '../../../server/platform/events.js';
import { jobStoreOn, jobsPlan, makeWorker } from '../../../server/platform/jobs/index.js';
import { makeLog } from '../../../server/platform/log/log.js';
import { inboxOn, makeSender, messagesOn, messagingPlans, phoneStatesOn, textHandler, textReceipts } from '../../../server/messaging/index.js';
import type { Text, WhyUndeliverable } from '../../../server/messaging/index.js';
import type { Clock } from '../../../server/kernel/clock.js';
import { startScriptedCarrier } from '../../support/scripted-carrier.js';

/** A clock moved by hand; what waits on it runs when it is passed. */
export function handClock(start = new Date('2026-10-28T06:14:00Z')): Clock & { pass(seconds: number): void } {
  let now = start.getTime();
  let waiting: { at: number; act: () => void }[] = [];
  return {
    now: () => new Date(now),
    after(milliseconds, act) {
      const one = { at: now + milliseconds, act };
      waiting.push(one);
      return { cancel: () => { waiting = waiting.filter((other) => other !== one); } };
    },
    pass(seconds) {
      now += seconds * 1000;
      const due = waiting.filter((one) => one.at <= now);
      waiting = waiting.filter((one) => one.at > now);
      for (const { act } of due) act();
    },
  };
}

export const log = makeLog('silent');

/** A database of its own on the real replica set, with this room's collections. */
export async function openDatabase() {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('TEST_MONGODB_URI is not set: run through the jest config');
  const db = await connect(uri, `messaging_${randomUUID().slice(0, 8)}`);
  await migrate(db, [...messagingPlans, jobsPlan, eventsPlan, dataKeysPlan]);
  const keys = await dataKeysOn(db, [{ kid: 'k1', secret: randomBytes(32) }]);
  return { db, keys, rows: (name: string) => db.getClient().db(db.name).collection(name, { readConcern: { level: 'local' } }), drop: async () => { await db.dropDatabase(); await db.close(); } };
}

export type Room = Awaited<ReturnType<typeof openRoom>>;

/** This room alone on a real database, a scripted carrier and a clock moved by hand. Jobs run when `work` is called. */
export async function openRoom() {
  const { db, keys, rows, drop } = await openDatabase();
  const clock = handClock();
  const carrier = await startScriptedCarrier({ publicUrl: 'http://127.0.0.1:1' });
  const sender = makeSender({ account: carrier.account, publicUrl: carrier.publicUrl, baseUrl: carrier.baseUrl, timeoutMilliseconds: 1000 });
  const transact = transactOn(db);
  const events = eventsOn(db);
  const store = jobStoreOn(db, clock, 10);
  const worker = makeWorker({ store, clock, log, settings: { atOnce: 8, sweepSeconds: 1, leaseSeconds: 10, deadAfterAttempts: 10 } });
  const phones = phoneStatesOn({ db, keys, events, clock, log });
  const messages = await messagesOn({ db, keys, jobs: worker.jobs, clock });
  const told: { what: 'delivered' | WhyUndeliverable; text: Text }[] = [];
  const needs = {
    // a transaction may run again after a conflict: told is what was committed
    onUndeliverable: async (tx: Tx, text: Text, why: WhyUndeliverable) => { tx.afterCommit(() => { told.push({ what: why, text }); }); },
    onDelivered: async (tx: Tx, text: Text) => { tx.afterCommit(() => { told.push({ what: 'delivered', text }); }); },
  };
  const handle = textHandler({ messages, phones, sender, transact, jobs: worker.jobs, clock, needs });
  return {
    db, keys, rows, clock, carrier, sender, transact, events, phones, messages, told, jobs: worker.jobs,
    inbox: await inboxOn({ db, keys }),
    receipts: textReceipts({ messages, phones, transact, needs }),
    /** Runs every job that is due, once each. */
    async work(): Promise<void> {
      for (const job of await store.claim(50)) {
        const result = await handle(job);
        if (result === 'done') await store.finish(job);
        else if (result instanceof Date) await store.putOff(job, result, null);
      }
    },
    async close(): Promise<void> { sender.close(); await carrier.stop(); await drop(); },
  };
}

/** Another process beside `room`: the same database, its own memory, nothing loaded yet. */
export async function openPhones(room: Room) {
  const db = await connect(process.env['TEST_MONGODB_URI'] ?? '', room.db.name);
  return { phones: phoneStatesOn({ db, keys: room.keys, events: room.events, clock: room.clock, log }), close: () => db.close() };
}
