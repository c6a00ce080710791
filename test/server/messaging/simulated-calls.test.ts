import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { callVoiceOf, callWordsOf, makeSender, mountWebhooks, simulatedAccount, simulatedPhoneRoutes, startCarrier, textsOf } from '../../../server/messaging/index.js';
import type { CallAsks, CallReply, OutgoingCall, Sender, SimulatedCarrier, StatusReport } from '../../../server/messaging/index.js';
import type { CallAct, PhonesView } from '../../../server/contract/phones.js';
import { jsonBody, makeApp, mount, problemHandler } from '../../../server/platform/http/app.js';
import type { Actor } from '../../../server/platform/http/route.js';
import { handClock, log, openDatabase } from './room.js';

const phone = '+12025550142';
const account = simulatedAccount();
const say = () => textsOf({ org: 'NORTHSIDE', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York' });
const words = callWordsOf({ org: 'NORTHSIDE' });
const call: OutgoingCall = { to: phone, attemptId: 'a1', subject: { kind: 'escalation', id: 'e1' }, ringSeconds: 25, language: 'en' };
const asking = { kind: 'ask' as const, language: 'en' as const, words: words.asking({ ref: '4821', shows: 'Emergency' }), atLast: words.noKey() };
const actor: Actor = { staffId: 's1', name: 'Ana', role: 'supervisor', isDevice: false, teamsWhere: () => ['t1'], may: (permission) => permission === 'phones:simulate' };

let base: Awaited<ReturnType<typeof openDatabase>>;
let clock: ReturnType<typeof handClock>;
let carrier: SimulatedCarrier;
let sender: Sender;
let server: http.Server;
let publicUrl: string;
let reports: StatusReport[];
let asks: CallAsks[];
let answer: (asked: CallAsks) => CallReply | null;
let fault: boolean;

function answering(): void {
  const app = makeApp({ publicUrl });
  const orFail = async <T>(act: () => T): Promise<T> => { if (fault) throw new Error('no majority'); return act(); };
  mountWebhooks(app, {
    publicUrl, account, clock, log, onText: () => Promise.resolve(), onStatus: (one) => orFail(() => { reports.push(one); return true; }),
    voice: { onCall: (one) => orFail(() => { asks.push(one); return answer(one); }), words: (language) => callWordsOf({ org: 'NORTHSIDE' }, undefined, language), voiceOf: (language) => callVoiceOf(language, 'en-US'), dutyPhone: () => '+12025550100' },
  });
  app.use(jsonBody());
  mount(app, simulatedPhoneRoutes({ exchange: carrier.exchange, holderOf: () => 'Priya Nair', clock }),
    { log, publicUrl, whoIs: () => Promise.resolve(actor), fallback: () => ({ dutyPhone: '', emergencyNumber: '' }), measure: () => undefined });
  app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '', emergencyNumber: '' }) }));
  server.removeAllListeners('request');
  server.on('request', app);
}

const openCarrier = async (): Promise<void> => { carrier = await startCarrier({ db: base.db, clock, log, account, publicUrl, say, receiptSeconds: 2 }); };
const quiet = async (): Promise<void> => { for (let turn = 0; turn < 4; turn++) { await new Promise((resolve) => { setTimeout(resolve, 5); }); await carrier.exchange.quiet(); } };
const pass = async (seconds: number): Promise<void> => { for (let second = 0; second < seconds; second++) { clock.pass(1); await quiet(); } };
const statuses = (): string[] => reports.map(({ status }) => status);
const now = () => carrier.exchange.calls.ofPhone(phone).at(-1);
async function ring(): Promise<void> { expect(await sender.call(call)).toMatchObject({ kind: 'accepted' }); await quiet(); await pass(2); }
async function act(what: CallAct, key?: string): Promise<PhonesView> {
  const { body } = await supertest(publicUrl).post('/api/v1/simulated-phones/calls').set('X-Handrail', '1').set('Origin', publicUrl).send({ number: phone, act: what, ...(key === undefined ? {} : { key }) }).expect(201);
  await quiet();
  return body as PhonesView;
}

beforeAll(async () => { base = await openDatabase(); });
afterAll(async () => { await base.drop(); });
beforeEach(async () => {
  await base.rows('simulated_phones').deleteMany({});
  reports = []; asks = []; fault = false;
  answer = () => asking;
  clock = handClock();
  server = http.createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await openCarrier();
  answering();
  sender = makeSender({ account, publicUrl, baseUrl: carrier.baseUrl, callsFrom: () => '+12025550100' });
});
afterEach(async () => {
  sender.close();
  await carrier.stop();
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

describe('a call to a simulated phone', () => {
  it('rings, and gives up after its time, with every state told in order', async () => {
    await ring();
    expect(now()).toMatchObject({ status: 'ringing', from: '+12025550100' });
    await pass(24);
    expect(now()?.status).toBe('ringing');
    await pass(1);
    expect(statuses()).toEqual(['initiated', 'ringing', 'no-answer']);
    expect(reports.at(-1)).toMatchObject({ subject: { kind: 'escalation', id: 'e1' }, attemptId: 'a1', call: { answeredBy: null } });
    expect(asks).toEqual([]);
  });

  it('says its words when it is picked up, hears a key, says the answer and ends', async () => {
    await ring();
    answer = ({ key }) => (key === '1' ? { kind: 'say', language: 'en', words: 'Thank you.' } : asking);
    const view = await act('answer');
    expect(view.phones[0]?.calls.at(-1)).toMatchObject({ state: 'talking' });
    expect(asks).toMatchObject([{ answeredBy: 'human', key: null, attemptId: 'a1' }]);
    expect(now()?.said).toEqual([words.asking({ ref: '4821', shows: 'Emergency' })]);
    await act('press', '1');
    expect(asks.at(-1)).toMatchObject({ key: '1' });
    expect(now()?.said.at(-1)).toBe('Thank you.');
    await pass(3);
    expect(now()).toMatchObject({ status: 'completed', pressed: '1' });
    expect(statuses()).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
  });

  it('repeats its words twice to somebody who says nothing, and then ends', async () => {
    await ring();
    await act('answer');
    await pass(70);
    expect(now()?.said).toEqual([asking.words, asking.words, asking.words, words.noKey()]);
    expect(now()?.status).toBe('completed');
    expect(asks).toHaveLength(1);
  });

  it('can be declined, hung up, or left to voicemail, which the provider notices', async () => {
    await ring();
    await act('decline');
    expect(statuses().at(-1)).toBe('busy');
    await ring();
    await act('answer');
    await act('hang-up');
    expect(reports.at(-1)).toMatchObject({ status: 'completed', call: { answeredBy: 'human' } });
    answer = () => ({ kind: 'end' });
    await ring();
    await act('voicemail');
    expect(asks.at(-1)).toMatchObject({ answeredBy: 'machine_start' });
    expect(reports.at(-1)).toMatchObject({ status: 'completed', call: { answeredBy: 'machine_start' } });
  });

  it('finds a phone that is always busy, out of reach, or answered by voicemail as it was told to be', async () => {
    answer = () => ({ kind: 'end' });
    for (const [calls, status] of [['busy', 'busy'], ['fail', 'failed'], ['voicemail', 'completed']] as const) {
      carrier.exchange.behave(phone, { calls });
      await ring();
      await pass(6);
      expect(statuses().at(-1)).toBe(status);
    }
    expect(reports.at(-1)?.call).toEqual({ answeredBy: 'machine_start' });
  });

  it('is busy for a second call while one rings', async () => {
    await ring();
    await sender.call({ ...call, attemptId: 'a2' });
    await pass(3);
    expect(reports.filter(({ attemptId }) => attemptId === 'a2').map(({ status }) => status)).toEqual(['initiated', 'busy']);
  });

  it('can be looked up and ended as at the real provider; what somebody has at the ear is not cut off', async () => {
    const since = clock.now();
    expect(await sender.findCall({ to: phone, since, known: async () => new Set() })).toBeNull();
    await ring();
    const sid = now()?.sid ?? '';
    expect(await sender.findCall({ to: phone, since, known: async () => new Set() })).toEqual({ sid, status: 'ringing', answeredBy: null });
    expect(await sender.findCall({ to: phone, since, known: async () => new Set([sid]) })).toBeNull();
    expect(await sender.endCall(sid)).toBe('ended');
    await quiet();
    expect(statuses()).toEqual(['initiated', 'ringing', 'canceled']);
    expect(await sender.endCall(sid)).toBe('over');
    await ring();
    await act('answer');
    expect(await sender.endCall(now()?.sid ?? '')).toBe('over');
    expect(now()?.status).toBe('in-progress');
    expect(await sender.endCall('CAnone')).toBe('over');
  });

  it('is put through to the duty phone when the app cannot say what to say', async () => {
    await ring();
    fault = true;
    await act('answer');
    await pass(6);
    expect(now()?.said).toEqual([words.dutyPhone()]);
    expect(now()?.connectedTo).toBe('+12025550100');
  });

  it('is in the language that it was placed in from its first word to its last, whatever the app knows by then', async () => {
    const spanish = callWordsOf({ org: 'NORTHSIDE' }, undefined, 'es');
    const inSpanish = async (): Promise<void> => { expect(await sender.call({ ...call, language: 'es' })).toMatchObject({ kind: 'accepted' }); await quiet(); await pass(2); };
    await inSpanish();
    answer = ({ key, language }) => {
      const say = callWordsOf({ org: 'NORTHSIDE' }, undefined, language ?? 'en');
      return key === '1' ? { kind: 'say', language: say.language, words: say.cannot({ ref: '4821' }) } : { kind: 'ask', language: say.language, words: say.asking({ ref: '4821', shows: 'Emergency' }), atLast: say.noKey() };
    };
    await act('answer');
    expect(now()).toMatchObject({ said: [spanish.asking({ ref: '4821', shows: 'Emergency' })], language: 'es-US', awaitsKey: true });
    expect((await act('press', '1')).phones[0]?.calls.at(-1)).toMatchObject({ language: 'es-US' });
    expect(asks.map(({ key, language }) => [key, language])).toEqual([[null, 'es'], ['1', 'es']]);
    expect(now()?.said.at(-1)).toBe(spanish.cannot({ ref: '4821' }));
    await pass(20);
    // Nothing is known of it any more, and then the app itself is broken: still Spanish.
    answer = () => null;
    await inSpanish();
    await act('answer');
    expect(now()?.said).toEqual([spanish.unknown()]);
    await pass(20);
    fault = true;
    await inSpanish();
    await act('answer');
    expect(now()?.said).toEqual([spanish.dutyPhone()]);
  });

  it('I7: its states are posted again, in order, until they are durable', async () => {
    fault = true;
    await ring();
    expect(statuses()).toEqual([]);
    fault = false;
    await pass(30);
    expect(statuses()).toEqual(['initiated', 'ringing', 'no-answer']);
  });

  it('is cut off by a restart, and the app is told', async () => {
    await ring();
    await carrier.stop();
    await openCarrier();
    await quiet();
    expect(now()?.status).toBe('failed');
    expect(statuses()).toEqual(['initiated', 'ringing', 'failed']);
  });

  it.each([
    ['to no number', { To: 'Priya' }, 21211], ['from no number', { From: 'us' }, 21212], ['without words', { Url: '' }, 21205],
    ['with words from a stranger', { Url: 'https://elsewhere.example.org/voice' }, 21609],
  ])('is refused %s', async (_, form, code) => {
    const { status, body } = await supertest(carrier.baseUrl).post(`/2010-04-01/Accounts/${account.accountSid}/Calls.json`).type('form')
      .set('Authorization', `Basic ${Buffer.from(`${account.accountSid}:${account.authTokens[0]}`).toString('base64')}`).send({ To: phone, From: '+12025550100', Url: `${publicUrl}/webhooks/twilio/voice`, ...form });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code });
    expect(carrier.exchange.calls.calls()).toEqual([]);
  });

  it('is not made without a number to call from', async () => {
    const none = makeSender({ account, publicUrl, baseUrl: carrier.baseUrl });
    expect(await none.call(call)).toEqual({ kind: 'refused', code: null, reason: 'permanent' });
    none.close();
  });
});

describe('the page of phones', () => {
  it('shows calls on their phone and in the log, and takes a key only with a press', async () => {
    await ring();
    const { log: lines, phones } = await act('decline');
    expect(phones[0]?.calls).toMatchObject([{ state: 'over', end: 'busy', ringSeconds: 25 }]);
    expect(lines[0]).toMatchObject({ way: 'call-out', number: phone, holder: 'Priya Nair', state: 'call-busy' });
    const send = (body: object) => supertest(publicUrl).post('/api/v1/simulated-phones/calls').set('X-Handrail', '1').set('Origin', publicUrl).send(body);
    expect((await send({ number: phone, act: 'press' })).status).toBe(400);
    expect((await send({ number: phone, act: 'answer', key: '1' })).status).toBe(400);
    expect((await send({ number: phone, act: 'press', key: '12' })).status).toBe(400);
    expect((await send({ number: phone, act: 'answer' })).status).toBe(201);
  });
});
