import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { makeSender, mountWebhooks, simulatedAccount, simulatedPhoneRoutes, startCarrier, textsOf } from '../../../server/messaging/index.js';
import type { InboundText, OutgoingText, Sender, SimulatedCarrier, StatusReport } from '../../../server/messaging/index.js';
import { jsonBody, makeApp, mount, problemHandler } from '../../../server/platform/http/app.js';
import type { Actor } from '../../../server/platform/http/route.js';
import { handClock, log, openDatabase } from './room.js';

const phone = '+12025550142';
const account = simulatedAccount();
const say = () => textsOf({ org: 'NORTHSIDE', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York' });
const text: OutgoingText = { to: phone, body: 'NORTHSIDE: a page', sender: 'staff', attemptId: 'a1', subject: { kind: 'escalation', id: 'e1' }, validitySeconds: 120 };

let base: Awaited<ReturnType<typeof openDatabase>>;
let clock: ReturnType<typeof handClock>;
let carrier: SimulatedCarrier;
let sender: Sender;
let server: http.Server;
let publicUrl: string;
let texts: InboundText[];
let reports: StatusReport[];
let fault: boolean;

const actor: Actor = { staffId: 's1', name: 'Ana', role: 'supervisor', isDevice: false, teamsWhere: () => ['t1'], may: (permission) => permission === 'phones:simulate' };

async function startApp(): Promise<void> {
  server = http.createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The app proper: the webhooks, and the page of phones. */
function answering(): void {
  const app = makeApp({ publicUrl });
  const orFail = async <T>(act: () => T): Promise<T> => { if (fault) throw new Error('no majority'); return act(); };
  mountWebhooks(app, {
    publicUrl, account, clock, log,
    onText: (one) => orFail(() => { texts.push(one); }),
    onStatus: (one) => orFail(() => { reports.push(one); return true; }),
  });
  app.use(jsonBody());
  mount(app, simulatedPhoneRoutes({ exchange: carrier.exchange, holderOf: (number) => (number === phone ? 'Priya Nair' : null), clock }),
    { log, publicUrl, whoIs: () => Promise.resolve(actor), fallback: () => ({ dutyPhone: '', emergencyNumber: '' }), measure: () => undefined });
  app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }) }));
  server.removeAllListeners('request');
  server.on('request', app);
}

const openCarrier = async (): Promise<void> => { carrier = await startCarrier({ db: base.db, clock, log, account, publicUrl, say, receiptSeconds: 2 }); };
const quiet = async (): Promise<void> => { for (let turn = 0; turn < 3; turn++) { await new Promise((resolve) => { setTimeout(resolve, 5); }); await carrier.exchange.quiet(); } };
const pass = async (seconds: number): Promise<void> => { clock.pass(seconds); await quiet(); };
const statuses = (): string[] => reports.map((report) => report.status);
const shown = (): [string, string][] => carrier.exchange.textsOf(phone).map(({ direction, status }): [string, string] => [direction, status]);

beforeAll(async () => { base = await openDatabase(); });
afterAll(async () => { await base.drop(); });
beforeEach(async () => {
  await base.rows('simulated_phones').deleteMany({});
  texts = []; reports = []; fault = false;
  clock = handClock();
  await startApp();
  await openCarrier();
  answering();
  sender = makeSender({ account, publicUrl, baseUrl: carrier.baseUrl });
});
afterEach(async () => {
  sender.close();
  await carrier.stop();
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

describe('a text to a simulated phone', () => {
  it('is sent at once and delivered when the air let it through, with signed receipts for its attempt', async () => {
    expect(await sender.send(text)).toMatchObject({ kind: 'accepted' });
    await quiet();
    expect(statuses()).toEqual(['sent']);
    await pass(2);
    expect(reports).toMatchObject([{ status: 'sent' }, { status: 'delivered', subject: { kind: 'escalation', id: 'e1' }, attemptId: 'a1', errorCode: null }]);
    expect(shown()).toEqual([['to-phone', 'delivered']]);
  });

  it('is not delivered by a phone that fails, with the carrier\'s reason', async () => {
    carrier.exchange.behave(phone, { failDelivery: true, delaySeconds: 0, noReceipts: false });
    await sender.send(text);
    await pass(2);
    expect(reports.at(-1)).toMatchObject({ status: 'undelivered', errorCode: 30003 });
  });

  it('comes late to a slow phone, and silently to one without receipts', async () => {
    carrier.exchange.behave(phone, { failDelivery: false, delaySeconds: 30, noReceipts: false });
    await sender.send(text);
    await pass(31);
    expect(statuses()).toEqual(['sent']);
    await pass(1);
    expect(statuses()).toEqual(['sent', 'delivered']);
    carrier.exchange.behave(phone, { failDelivery: false, delaySeconds: 0, noReceipts: true });
    await sender.send(text);
    await pass(2);
    expect(statuses()).toEqual(['sent', 'delivered']);
    expect(shown()).toEqual([['to-phone', 'delivered'], ['to-phone', 'delivered']]);
  });

  it('can be looked up as at the real provider', async () => {
    const since = clock.now();
    expect(await sender.find({ to: phone, body: text.body, since })).toBeNull();
    const sent = await sender.send(text);
    expect(await sender.find({ to: phone, body: text.body, since })).toMatchObject({ sid: sent.kind === 'accepted' ? sent.sid : '' });
    expect(await sender.find({ to: phone, body: 'another', since })).toBeNull();
  });

  it.each([
    ['without the account\'s secret', { Authorization: 'Basic bm86bm8=' }, {}, 401, 20003],
    ['to no number', {}, { To: 'Priya' }, 400, 21211],
    ['from an unknown sender', {}, { MessagingServiceSid: 'MGother' }, 400, 21701],
    ['without words', {}, { Body: '' }, 400, 21602],
    ['with receipts to a stranger', {}, { StatusCallback: 'https://elsewhere.example.org/hook' }, 400, 21609],
  ])('is refused %s', async (_, headers, form, status, code) => {
    const answer = await supertest(carrier.baseUrl).post(`/2010-04-01/Accounts/${account.accountSid}/Messages.json`).type('form')
      .set({ Authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authTokens[0]}`).toString('base64')}`, ...headers })
      .send({ To: phone, Body: 'x', MessagingServiceSid: account.staffServiceSid, ...form });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, status });
    expect(carrier.exchange.texts()).toEqual([]);
  });
});

describe('a text from a simulated phone', () => {
  it('reaches the app signed, once', async () => {
    const { sid } = carrier.exchange.reply({ number: phone, body: '1 4821', sender: 'staff' });
    await quiet();
    expect(texts).toMatchObject([{ sid, from: phone, body: '1 4821', sender: 'staff', optOut: null }]);
  });

  it('I7: is posted again, with the same id, until it is durable', async () => {
    fault = true;
    const { sid } = carrier.exchange.reply({ number: phone, body: '1', sender: 'public' });
    await quiet();
    for (const seconds of [0.5, 1, 2]) await pass(seconds);
    expect(texts).toEqual([]);
    fault = false;
    await pass(4);
    expect(texts).toMatchObject([{ sid, sender: 'public' }]);
    await pass(60);
    expect(texts).toHaveLength(1);
  });

  it('STOP is answered by the carrier, passed on, and ends texts from that sender only', async () => {
    carrier.exchange.reply({ number: phone, body: 'Stop', sender: 'staff' });
    await quiet();
    expect(texts).toMatchObject([{ body: 'Stop', optOut: 'stop' }]);
    expect(shown()).toEqual([['from-phone', 'received'], ['from-carrier', 'delivered']]);
    expect(carrier.exchange.textsOf(phone).at(-1)?.body).toBe(say().carrierStopped());
    expect(await sender.send(text)).toEqual({ kind: 'refused', code: 21610, reason: 'opted-out' });
    expect(await sender.find({ to: phone, body: text.body, since: clock.now() })).toBeNull();
    expect(await sender.send({ ...text, sender: 'public' })).toMatchObject({ kind: 'accepted' });
    carrier.exchange.reply({ number: phone, body: 'START', sender: 'staff' });
    await quiet();
    expect(await sender.send(text)).toMatchObject({ kind: 'accepted' });
  });

  it('HELP is answered by the carrier and passed on; other words are not touched', async () => {
    carrier.exchange.reply({ number: phone, body: 'HELP', sender: 'staff' });
    carrier.exchange.reply({ number: phone, body: 'stop please', sender: 'staff' });
    await quiet();
    expect(texts.map((one) => one.optOut)).toEqual(['help', null]);
    expect(carrier.exchange.textsOf(phone).filter((one) => one.direction === 'from-carrier').map((one) => one.body)).toEqual([say().carrierHelp()]);
  });
});

describe('after a restart', () => {
  it('handsets are as they were, and what was under way goes on', async () => {
    fault = true;
    carrier.exchange.behave(phone, { failDelivery: true, delaySeconds: 0, noReceipts: false });
    await sender.send(text);
    carrier.exchange.reply({ number: '+12025550143', body: '1', sender: 'staff' });
    await quiet();
    await carrier.stop();

    fault = false;
    await openCarrier();
    expect(carrier.exchange.phoneOf(phone).behaviour.failDelivery).toBe(true);
    expect(shown()).toEqual([['to-phone', 'sent']]);
    await pass(0.5);
    expect(texts).toMatchObject([{ from: '+12025550143', body: '1' }]);
    expect(statuses()).toEqual(['sent']);
    await pass(2);
    expect(statuses()).toEqual(['sent', 'undelivered']);
  });

  it('nothing that was told is told again', async () => {
    await sender.send(text);
    await pass(2);
    await carrier.stop();
    await openCarrier();
    await pass(60);
    expect(statuses()).toEqual(['sent', 'delivered']);
    expect(shown()).toEqual([['to-phone', 'delivered']]);
  });
});

describe('the page of simulated phones', () => {
  const call = (method: 'get' | 'post' | 'put', path: string) => supertest(server)[method](`/api/v1/simulated-phones${path}`).set('X-Handrail', '1');

  it('shows whose each phone is, its texts, and what the carrier did', async () => {
    await sender.send(text);
    await pass(2);
    const view = (await call('get', '')).body;
    expect(view.phones).toMatchObject([{ number: phone, holder: 'Priya Nair', optedOut: false, texts: [{ direction: 'to-phone', body: 'NORTHSIDE: a page', state: 'delivered', errorCode: null }] }]);
    expect(view.log).toMatchObject([{ number: phone, holder: 'Priya Nair', way: 'text-out', state: 'delivered' }]);
    expect(view.serverTime).toBe(clock.now().toISOString());
  });

  it('adds a phone, replies from it and changes how it behaves', async () => {
    expect((await call('post', '').send({ number: '+12025550150' })).status).toBe(201);
    expect((await call('post', '/replies').send({ number: '+12025550150', body: 'hello', to: 'public' })).status).toBe(201);
    await quiet();
    expect(texts).toMatchObject([{ from: '+12025550150', sender: 'public' }]);
    const view = (await call('put', '/behaviour').send({ number: '+12025550150', failDelivery: true, delaySeconds: 30, noReceipts: false })).body;
    expect(view.phones).toMatchObject([{ number: '+12025550150', holder: null, behaviour: { failDelivery: true, delaySeconds: 30, noReceipts: false } }]);
  });

  it('lets a phone opt out as if it had texted STOP, once, and back in', async () => {
    const behave = (optedOut: boolean) => call('put', '/behaviour').send({ number: phone, failDelivery: false, delaySeconds: 0, noReceipts: false, optedOut });
    expect((await behave(true)).body.phones[0].optedOut).toBe(true);
    await behave(true);
    await behave(false);
    await quiet();
    expect(texts.map((one) => one.optOut)).toEqual(['stop', 'start']);
  });

  it.each([
    ['post', '', { number: '555' }], ['post', '', { number: phone, more: 1 }], ['post', '/replies', { number: phone, body: '' }],
    ['put', '/behaviour', { number: phone, failDelivery: 'maybe', delaySeconds: 0, noReceipts: false }],
  ] as const)('%s%s refuses %j by field', async (method, path, body) => {
    const answer = await call(method, path).send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).not.toEqual([]);
  });
});
