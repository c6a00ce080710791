import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { attemptStarted, newDelivery, stopped, submit } from '../../../server/messaging/index.js';
import type { Delivery, NewText, Text } from '../../../server/messaging/index.js';
import { openRoom } from './room.js';
import type { Room } from './room.js';

const phone = '+12025550142';
let room: Room;
let count = 0;

beforeAll(async () => { room = await openRoom(); });
afterAll(async () => { await room.close(); });
beforeEach(async () => {
  for (const name of ['messages', 'phone_states', 'jobs', 'domain_events']) await room.rows(name).deleteMany({});
  await room.phones.load();
  room.carrier.sent.length = 0;
  room.carrier.lookUps = 0;
  room.carrier.script = () => 'accept';
  room.told.length = 0;
});

async function queued(more: Partial<NewText> = {}): Promise<() => Promise<Text>> {
  const id = await room.transact((tx) => room.messages.queue(tx, { key: `k${++count}`, to: phone, body: `text ${count}`, sender: 'staff', purpose: 'answer', teamId: 't1', crisisId: null, urgency: 0, ...more }));
  return async () => {
    const text = await room.messages.find(String(id));
    if (!text) throw new Error('the text is gone');
    return text;
  };
}
const report = async (now: () => Promise<Text>, status: string, errorCode: number | null = null): Promise<boolean> => {
  const { id, delivery: { attempts } } = await now();
  return room.receipts({ subject: { kind: 'message', id }, attemptId: attempts.at(-1)?.id ?? '', sid: 'SM1', status, errorCode, at: room.clock.now() });
};
const jobs = () => room.rows('jobs').find({ state: 'ready' }).toArray();

describe('handing over a text of ours', () => {
  it('sends it once and says so', async () => {
    const now = await queued();
    await room.work();
    await room.work();
    expect(room.carrier.to(phone)).toHaveLength(1);
    expect(new URL(room.carrier.sent[0]?.statusCallback ?? '').searchParams.get('subject')).toBe(`message:${(await now()).id}`);
    expect((await now()).delivery).toMatchObject({ state: 'sent', attempts: [{ outcome: 'accepted', sid: room.carrier.sent[0]?.sid }] });
    expect(await jobs()).toEqual([]);
  });

  it('I3: stores the attempt before it calls, so that a receipt which overtakes our own record finds it', async () => {
    const now = await queued();
    let before: Delivery | null = null;
    const early: Promise<boolean>[] = [];
    room.carrier.script = () => { early.push(now().then((text) => { before = text.delivery; return report(now, 'delivered'); })); return 'accept'; };
    await room.work();
    expect(await Promise.all(early)).toEqual([true]);
    expect(before).toMatchObject({ state: 'submitting', attempts: [{ outcome: null }] });
    expect((await now()).delivery.state).toBe('delivered');
    expect(room.told).toMatchObject([{ what: 'delivered' }]);
  });

  it('I3: looks for a text of unknown outcome and does not send what the provider has', async () => {
    const now = await queued();
    room.carrier.script = () => 'accept-then-hang';
    await room.work();
    expect((await now()).delivery).toMatchObject({ state: 'submitting', attempts: [{ outcome: 'unknown' }] });
    room.carrier.sent[0]!.createdAt = room.clock.now();
    room.clock.pass(1);
    await room.work();
    expect(room.carrier.to(phone)).toHaveLength(1);
    expect((await now()).delivery).toMatchObject({ state: 'sent', attempts: [{ outcome: 'accepted', sid: room.carrier.sent[0]?.sid }] });
  });

  it('I3: knows it by the words in which it left, when they are others by now', async () => {
    const subject = { kind: 'message' as const, id: 'm1' };
    const text = { to: phone, body: 'NORTHSIDE: 4821 no longer needs an answer.', sender: 'staff' as const, subject, validitySeconds: 60 };
    let delivery = newDelivery();
    const change = async (act: (stored: Delivery) => Delivery): Promise<Delivery> => (delivery = act(delivery));
    const send = (body: string, isIt?: (seen: string) => boolean) => submit({ text: { ...text, body }, delivery, port: { begin: change, end: change }, ...(isIt ? { isIt } : {}) }, room);
    room.carrier.script = () => 'accept-then-break';
    expect((await send(text.body)).kind).toBe('again');
    room.carrier.sent[0]!.createdAt = room.clock.now();
    room.clock.pass(1);
    const spanish = 'NORTHSIDE: 4821 ya no necesita respuesta.';
    expect((await send(spanish)).kind).toBe('again');
    expect(await send(spanish, (seen) => seen === text.body)).toEqual({ kind: 'handed-over' });
    expect(room.carrier.to(phone)).toHaveLength(1);
  });

  it('I3: sends again what was not found for ten seconds, three times at most', async () => {
    const now = await queued();
    room.carrier.script = () => 'hang';
    await room.work();
    for (const seconds of [1, 8]) { room.clock.pass(seconds); await room.work(); }
    expect(room.carrier.sent).toHaveLength(1);
    for (let second = 0; second < 40; second++) { room.clock.pass(1); await room.work(); }
    expect(room.carrier.sent).toHaveLength(3);
    expect((await now()).delivery).toMatchObject({ state: 'failed' });
    expect(room.told).toMatchObject([{ what: 'exhausted' }]);
    expect(await jobs()).toEqual([]);
  });

  it('I3: takes over an attempt whose process died in it', async () => {
    const now = await queued();
    const text = await now();
    await room.messages.change(text, (stored) => attemptStarted(stored, { id: 'dead', at: room.clock.now() }));
    await room.work();
    expect(room.carrier.sent).toHaveLength(0);
    expect(room.carrier.lookUps).toBe(1);
    room.clock.pass(10);
    await room.work();
    expect(room.carrier.sent).toHaveLength(1);
    expect((await now()).delivery).toMatchObject({ state: 'sent', attempts: [{ id: 'dead', outcome: 'unknown' }, { outcome: 'accepted' }] });
  });

  it('comes back in seconds when the provider is busy, and waits as long as it asks', async () => {
    const now = await queued();
    let busy = true;
    room.carrier.script = () => (busy ? { refuse: 429, code: 20429, retryAfterSeconds: 3 } : 'accept');
    await room.work();
    busy = false;
    room.clock.pass(2.9);
    await room.work();
    expect(room.carrier.sent).toHaveLength(1);
    room.clock.pass(0.2);
    await room.work();
    expect(room.carrier.sent).toHaveLength(2);
    expect((await now()).delivery.state).toBe('sent');
  });

  it('I6: says at once that a bad number cannot be reached, and tries it no more', async () => {
    const now = await queued();
    room.carrier.script = () => ({ refuse: 400, code: 21211 });
    await room.work();
    room.clock.pass(60);
    await room.work();
    expect(room.carrier.sent).toHaveLength(1);
    expect((await now()).delivery).toMatchObject({ state: 'failed', errorCode: 21211 });
    expect(room.told).toMatchObject([{ what: 'permanent' }]);
  });

  it('I6: remembers an opt-out that only the carrier knew of', async () => {
    await queued();
    room.carrier.script = () => ({ refuse: 400, code: 21610 });
    await room.work();
    expect(room.told).toMatchObject([{ what: 'opted-out' }]);
    expect(room.phones.isOptedOut(phone, 'staff')).toBe(true);
    expect(room.phones.isOptedOut(phone, 'public')).toBe(false);
  });

  it('does not send what has lost its meaning', async () => {
    const now = await queued({ validitySeconds: 60 });
    room.clock.pass(60);
    await room.work();
    expect(room.carrier.sent).toHaveLength(0);
    expect((await now()).delivery.state).toBe('failed');
    expect(room.told).toHaveLength(1);
  });
});

describe('receipts for texts of ours', () => {
  it('I7: reordered and doubled, tell once and never regress', async () => {
    const now = await queued();
    await room.work();
    for (const status of ['delivered', 'sent', 'queued', 'delivered', 'undelivered']) expect(await report(now, status, status === 'undelivered' ? 30003 : null)).toBe(true);
    expect((await now()).delivery.state).toBe('delivered');
    expect(room.told).toMatchObject([{ what: 'delivered' }]);
  });

  it('I6: tell once that a text did not arrive, even if its job runs again', async () => {
    const now = await queued();
    await room.work();
    await report(now, 'undelivered', 30005);
    await report(now, 'undelivered', 30005);
    expect(room.told).toMatchObject([{ what: 'permanent' }]);
    await room.rows('jobs').updateMany({}, { $set: { state: 'ready', leaseUntil: room.clock.now() } });
    await room.work();
    expect(room.told).toHaveLength(1);
    expect(room.carrier.sent).toHaveLength(1);
  });

  it('for a text nobody knows are nothing', async () => {
    expect(await room.receipts({ subject: { kind: 'message', id: 'nobody' }, attemptId: 'a', sid: 'SM1', status: 'sent', errorCode: null, at: room.clock.now() })).toBe(false);
  });
});

describe('the cycle on any port', () => {
  const text = { to: phone, body: 'a page', sender: 'staff' as const, subject: { kind: 'escalation' as const, id: 'e1' }, validitySeconds: 120 };
  const portOn = (start: Delivery, wanted = true) => {
    let stored = start;
    return {
      get stored() { return stored; },
      begin: (change: (delivery: Delivery) => Delivery) => Promise.resolve(wanted ? (stored = change(stored)) : null),
      end: (change: (delivery: Delivery) => Delivery) => Promise.resolve((stored = change(stored))),
    };
  };
  const fresh = (): Delivery => ({ state: 'waiting', attempts: [], sentAt: null, deliveredAt: null, failedAt: null, errorCode: null });

  it('I4: does not call when the last look says that nobody wants it any more', async () => {
    expect(await submit({ text, delivery: fresh(), port: portOn(fresh(), false) }, room)).toEqual({ kind: 'not-wanted' });
    expect(await submit({ text, delivery: fresh(), port: portOn(stopped(fresh())) }, room)).toEqual({ kind: 'not-wanted' });
    expect(room.carrier.sent).toHaveLength(0);
  });

  it('sends although the provider could not be asked for ten seconds: when unsure, page', async () => {
    const dead = attemptStarted(fresh(), { id: 'dead', at: room.clock.now() });
    const sender = { ...room.sender, find: () => Promise.reject(new Error('no answer')) };
    const port = portOn(dead);
    expect(await submit({ text, delivery: dead, port }, { sender, clock: room.clock })).toMatchObject({ kind: 'again' });
    room.clock.pass(10);
    expect(await submit({ text, delivery: dead, port }, { sender, clock: room.clock })).toEqual({ kind: 'handed-over' });
    expect(room.carrier.sent).toHaveLength(1);
  });
});
