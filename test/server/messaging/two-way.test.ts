import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mountWebhooks, parseReply } from '../../../server/messaging/index.js';
import { makeApp, problemHandler } from '../../../server/platform/http/app.js';
import { log, openRoom } from './room.js';
import type { Room } from './room.js';

const phone = '+12025550142';
let room: Room;
let server: http.Server;

/** The whole way, over real HTTP and on the real database: a signed text has one effect, an answer, whose receipts come back. */
beforeAll(async () => {
  room = await openRoom();
  const app = makeApp({ publicUrl: room.carrier.publicUrl });
  mountWebhooks(app, {
    publicUrl: room.carrier.publicUrl, account: { ...room.carrier.account, authTokens: ['the-next-token', ...room.carrier.account.authTokens] }, clock: room.clock, log,
    onText: (text) => room.transact(async (tx) => {
      if (!await room.inbox.accept(tx, text)) return;
      await room.messages.queue(tx, { key: `answer:${text.sid}`, to: text.from, body: `read as ${parseReply(text.body).kind}`, sender: text.sender, purpose: 'answer', teamId: 't1', crisisId: null, urgency: 0 });
    }),
    onStatus: (report) => room.receipts(report),
  });
  app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }) }));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  room.carrier.appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
  await room.close();
});
beforeEach(async () => {
  for (const name of ['messages', 'inbound_messages', 'jobs']) await room.rows(name).deleteMany({});
  room.carrier.sent.length = 0;
  room.carrier.receipts = () => [];
  room.told.length = 0;
});

const stored = async (): Promise<number[]> => Promise.all(['inbound_messages', 'messages', 'jobs'].map((name) => room.rows(name).countDocuments()));
const stateOf = async (): Promise<unknown> => (await room.rows('messages').findOne({}))?.['delivery'].state;

describe('a text and its answer', () => {
  it('go the whole way', async () => {
    room.carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
    expect(await room.carrier.reply(phone, '1 4821')).toBe(200);
    await room.work();
    expect(await room.carrier.waitFor(phone)).toMatchObject({ body: 'read as answer', sender: 'staff' });
    await room.carrier.quiet();
    expect(await stateOf()).toBe('delivered');
    expect(room.told).toMatchObject([{ what: 'delivered' }]);
  });

  it('with a wrong signature are refused, and nothing is stored', async () => {
    expect(await room.carrier.reply(phone, '1', { token: 'guessed' })).toBe(403);
    expect(await stored()).toEqual([0, 0, 0]);
  });

  it('I7: doubled by the provider, one after the other or at once, have one effect', async () => {
    const answers = [await room.carrier.reply(phone, '1', { sid: 'SMdoubled' }), ...await Promise.all([1, 2, 3].map(() => room.carrier.reply(phone, '1', { sid: 'SMdoubled' })))];
    expect(answers).toEqual([200, 200, 200, 200]);
    const together = await Promise.all([1, 2, 3].map(() => room.carrier.reply(phone, '1', { sid: 'SMtogether' })));
    expect(together).toEqual([200, 200, 200]);
    expect(await stored()).toEqual([2, 2, 2]);
  });

  it('are understood with either token while they are rotated', async () => {
    expect(await room.carrier.reply(phone, '1', { token: 'the-next-token' })).toBe(200);
    expect(await room.carrier.reply(phone, '1')).toBe(200);
    expect(await stored()).toEqual([2, 2, 2]);
  });

  it.each([
    ['reordered', ['delivered', 'sent']], ['doubled', ['sent', 'sent', 'delivered', 'delivered']], ['late and false', ['delivered', 'undelivered', 'sent']],
  ] as const)('I7: receipts that come %s end in delivered, told once', async (_, statuses) => {
    room.carrier.receipts = () => statuses.map((status) => ({ status, ...(status === 'undelivered' ? { errorCode: 30003 } : {}) }));
    await room.carrier.reply(phone, '1');
    await room.work();
    await room.carrier.quiet();
    expect(await stateOf()).toBe('delivered');
    expect(room.told).toMatchObject([{ what: 'delivered' }]);
  });

  it('I7: receipts that come before the provider\'s own answer are not lost', async () => {
    room.carrier.receipts = () => [{ status: 'delivered' }];
    room.carrier.script = () => 'callback-first';
    await room.carrier.reply(phone, '1');
    await room.work();
    room.carrier.script = () => 'accept';
    expect(await stateOf()).toBe('delivered');
    expect(room.carrier.sent).toHaveLength(1);
  });

  it('I7: receipts from the past of something forgotten are answered and change nothing', async () => {
    await room.carrier.reply(phone, '1');
    await room.work();
    const [text] = room.carrier.sent;
    await room.rows('messages').deleteMany({});
    expect(text && await room.carrier.receipt(text, 'delivered')).toBe(200);
  });
});
