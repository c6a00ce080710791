import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PUBLIC_REPLY_LIMIT } from '../../../server/messaging/index.js';
import type { InboundText, NewText } from '../../../server/messaging/index.js';
import { duplicateOf } from '../../../server/platform/mongo/transact.js';
import { openPhones, openRoom } from './room.js';
import type { Room } from './room.js';

let room: Room;
beforeAll(async () => { room = await openRoom(); });
afterAll(async () => { await room.close(); });
beforeEach(async () => {
  for (const name of ['messages', 'inbound_messages', 'phone_states', 'jobs', 'domain_events']) await room.rows(name).deleteMany({});
  await room.phones.load();
});

let count = 0;
const aText = (more: Partial<NewText> = {}): NewText =>
  ({ key: `k${++count}`, to: '+12025550142', body: 'NORTHSIDE: words to keep', sender: 'staff', purpose: 'answer', teamId: 't1', crisisId: 'c1', urgency: 0, ...more });
const received = (more: Partial<InboundText> = {}): InboundText =>
  ({ sid: 'SM1', from: '+12025550142', to: '+12025550100', body: '1 4821 and she told me everything', sender: 'staff', optOut: null, at: room.clock.now(), ...more });

describe('texts that go out', () => {
  it('are stored with the job that sends them, or neither is', async () => {
    const id = await room.transact((tx) => room.messages.queue(tx, aText({ urgency: 2, crisisId: 'c9' })));
    expect(await room.messages.find(String(id))).toMatchObject({ to: '+12025550142', body: 'NORTHSIDE: words to keep', crisisId: 'c9', segments: 1, delivery: { state: 'waiting' }, version: 1 });
    expect(await room.rows('jobs').find().toArray()).toMatchObject([{ kind: 'text', teamId: 't1', urgency: 2, dueAt: room.clock.now(), data: { messageId: id } }]);
    await expect(room.transact(async (tx) => { await room.messages.queue(tx, aText()); throw new Error('changed my mind'); })).rejects.toThrow('changed my mind');
    expect(await room.rows('messages').countDocuments()).toBe(1);
    expect(await room.rows('jobs').countDocuments()).toBe(1);
  });

  it('exist once for each key, whoever asks twice', async () => {
    const twice = aText();
    await room.transact((tx) => room.messages.queue(tx, twice));
    const error = await room.transact((tx) => room.messages.queue(tx, twice)).catch((reason: unknown) => reason);
    expect(duplicateOf(error)).toBe('one_per_key');
    expect(await room.rows('messages').countDocuments()).toBe(1);
  });

  it('I12: keep neither number nor words readable in the database, nor in the job', async () => {
    await room.transact((tx) => room.messages.queue(tx, aText()));
    const stored = JSON.stringify([await room.rows('messages').find().toArray(), await room.rows('jobs').find().toArray()]);
    expect(stored).not.toContain('2025550142');
    expect(stored).not.toContain('words to keep');
  });

  it('are found by the crisis they are about, in order', async () => {
    await room.transact((tx) => room.messages.queue(tx, aText({ crisisId: 'c7', body: 'first' })));
    room.clock.pass(1);
    await room.transact((tx) => room.messages.queue(tx, aText({ crisisId: 'c7', body: 'second' })));
    expect((await room.messages.ofCrisis('c7')).map(({ body }) => body)).toEqual(['first', 'second']);
  });

  it('answer one number of the public only so often, and others all the same', async () => {
    const reply = (to: string) => room.transact((tx) => room.messages.queue(tx, aText({ to, sender: 'public', purpose: 'public' }), PUBLIC_REPLY_LIMIT));
    const answers = [];
    for (let index = 0; index < 5; index++) answers.push(await reply('+12025550177'));
    expect(answers.map((id) => id !== null)).toEqual([true, true, true, false, false]);
    expect(await reply('+12025550178')).not.toBeNull();
    room.clock.pass(PUBLIC_REPLY_LIMIT.withinSeconds);
    expect(await reply('+12025550177')).not.toBeNull();
  });
});

describe('texts that come in', () => {
  it('I7: a doubled text has one effect', async () => {
    expect(await room.transact((tx) => room.inbox.accept(tx, received()))).toBe(true);
    expect(await room.transact((tx) => room.inbox.accept(tx, received({ body: 'the same again' })))).toBe(false);
    expect(await room.rows('inbound_messages').countDocuments()).toBe(1);
    expect((await room.inbox.find('SM1'))?.body).toBe('1 4821 and she told me everything');
  });

  it('I7: of two deliveries of one text at the same instant exactly one takes effect', async () => {
    for (let round = 0; round < 10; round++) {
      const accepted = await Promise.all(Array.from({ length: 4 }, () => room.transact((tx) => room.inbox.accept(tx, received({ sid: `SM-race-${round}` })))));
      expect(accepted.filter(Boolean)).toHaveLength(1);
    }
  });

  it('I7: a text whose effects failed is not taken as known', async () => {
    await expect(room.transact(async (tx) => { await room.inbox.accept(tx, received()); throw new Error('the effect failed'); })).rejects.toThrow('the effect failed');
    expect(await room.transact((tx) => room.inbox.accept(tx, received()))).toBe(true);
  });

  it('I12: are not readable in the database', async () => {
    await room.transact((tx) => room.inbox.accept(tx, received()));
    const stored = JSON.stringify(await room.rows('inbound_messages').find().toArray());
    expect(stored).not.toContain('2025550142');
    expect(stored).not.toContain('she told me');
  });

  it('can be found by the crisis they turned out to be about', async () => {
    await room.transact(async (tx) => { await room.inbox.accept(tx, received()); await room.inbox.attach(tx, 'SM1', { teamId: 't1', crisisId: 'c1' }); });
    expect(await room.inbox.ofCrisis('c1')).toMatchObject([{ sid: 'SM1', from: '+12025550142', teamId: 't1' }]);
  });
});

describe('opt-outs', () => {
  const optOut = (sender: 'staff' | 'public') => room.transact((tx) => room.phones.optOut(tx, '+12025550142', { sender, by: 'keyword' }));

  it('are known at once, for that phone and that sender only', async () => {
    expect(room.phones.isOptedOut('+12025550142')).toBe(false);
    expect(await optOut('public')).toBe(true);
    expect(room.phones.isOptedOut('+12025550142', 'public')).toBe(true);
    expect(room.phones.isOptedOut('+12025550142', 'staff')).toBe(false);
    expect(room.phones.isOptedOut('+12025550143', 'public')).toBe(false);
  });

  it('are told to the other processes once, without the number', async () => {
    await optOut('staff');
    expect(await optOut('staff')).toBe(false);
    const events = await room.rows('domain_events').find().toArray();
    expect(events).toMatchObject([{ kind: 'phone.opted-out', teamId: 'network', data: { sender: 'staff' } }]);
    expect(JSON.stringify(events)).not.toContain('2025550142');
  });

  it('are learned from another process, and read again after a gap', async () => {
    await optOut('staff');
    const [event] = await room.rows('domain_events').find().toArray();
    const { phones: other, close } = await openPhones(room);
    expect(other.isOptedOut('+12025550142')).toBe(false);
    other.reader.event(event as never);
    expect(other.isOptedOut('+12025550142')).toBe(true);
    other.reader.event({ ...event, kind: 'phone.opted-in' } as never);
    expect(other.isOptedOut('+12025550142')).toBe(false);
    await other.load();
    expect(other.isOptedOut('+12025550142')).toBe(true);
    await close();
  });

  it('end with START', async () => {
    await optOut('staff');
    expect(await room.transact((tx) => room.phones.optIn(tx, '+12025550142', { sender: 'staff' }))).toBe(true);
    expect(room.phones.isOptedOut('+12025550142')).toBe(false);
    await room.phones.load();
    expect(room.phones.isOptedOut('+12025550142')).toBe(false);
  });

  it('are not believed when their transaction failed', async () => {
    await expect(room.transact(async (tx) => { await room.phones.optOut(tx, '+12025550142', { sender: 'staff', by: 'keyword' }); throw new Error('no'); })).rejects.toThrow('no');
    expect(room.phones.isOptedOut('+12025550142')).toBe(false);
  });
});

describe('wrong codes', () => {
  const wrong = () => room.transact((tx) => room.phones.countWrongCode(tx, '+12025550142'));

  it('lock the replies of a number after five in ten minutes, and no other number', async () => {
    for (let index = 0; index < 4; index++) await wrong();
    expect(await room.phones.isLockedOut('+12025550142')).toBe(false);
    await wrong();
    expect(await room.phones.isLockedOut('+12025550142')).toBe(true);
    expect(await room.phones.isLockedOut('+12025550143')).toBe(false);
    room.clock.pass(600);
    expect(await room.phones.isLockedOut('+12025550142')).toBe(false);
  });

  it('do not make a phone opted out', async () => {
    await wrong();
    await room.phones.load();
    expect(room.phones.isOptedOut('+12025550142')).toBe(false);
  });
});
