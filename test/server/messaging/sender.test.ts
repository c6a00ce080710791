import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeSender } from '../../../server/messaging/index.js';
import type { OutgoingText, Sender } from '../../../server/messaging/index.js';
import { startScriptedCarrier } from '../../support/scripted-carrier.js';
import type { ScriptedCarrier } from '../../support/scripted-carrier.js';

const publicUrl = 'https://handrail.example.org';
const text: OutgoingText = { to: '+12025550112', body: 'NORTHSIDE: a text', sender: 'staff', attemptId: 'attempt-1', subject: { kind: 'escalation', id: 'e-1' }, validitySeconds: 120 };
let carrier: ScriptedCarrier;
let sender: Sender;

beforeEach(async () => {
  carrier = await startScriptedCarrier({ publicUrl });
  sender = makeSender({ account: carrier.account, publicUrl, baseUrl: carrier.baseUrl, timeoutMilliseconds: 1000 });
});
afterEach(async () => { sender.close(); await carrier.stop(); });

describe('handing a text to the provider', () => {
  it('names the sender, the time it stays true and where receipts go', async () => {
    expect(await sender.send(text)).toEqual({ kind: 'accepted', sid: carrier.sent[0]?.sid });
    expect(carrier.sent[0]).toMatchObject({ to: '+12025550112', body: 'NORTHSIDE: a text', sender: 'staff', validitySeconds: 120 });
    const callback = new URL(carrier.sent[0]?.statusCallback ?? '');
    expect(callback.origin + callback.pathname).toBe(`${publicUrl}/webhooks/twilio/status`);
    expect(Object.fromEntries(callback.searchParams)).toEqual({ attempt: 'attempt-1', subject: 'escalation:e-1' });
  });

  it('sends to the public from the other sender, and asks for no validity the provider would refuse', async () => {
    await sender.send({ ...text, sender: 'public', validitySeconds: 1e9 });
    await sender.send({ ...text, validitySeconds: 0.2 });
    expect(carrier.sent.map((one) => [one.sender, one.validitySeconds])).toEqual([['public', 36_000], ['staff', 1]]);
  });

  it.each([
    ['a number that cannot be texted', { refuse: 400, code: 21211 }, { kind: 'refused', code: 21211, reason: 'permanent' }],
    ['a phone that opted out', { refuse: 400, code: 21610 }, { kind: 'refused', code: 21610, reason: 'opted-out' }],
    ['too many at once', { refuse: 429, code: 20429, retryAfterSeconds: 3 }, { kind: 'passing', retryAfterSeconds: 3, code: 20429 }],
    ['a provider under repair', { refuse: 503 }, { kind: 'passing', retryAfterSeconds: null, code: null }],
    ['a fault of the provider', { refuse: 500 }, { kind: 'unknown', answered: true }],
    ['a redirect, which is not followed', { refuse: 307 }, { kind: 'unknown', answered: true }],
  ])('understands %s', async (_, act, outcome) => {
    carrier.script = () => act;
    expect(await sender.send(text)).toEqual(outcome);
    expect(carrier.sent).toHaveLength(1);
  });

  it.each(['accept-then-hang', 'accept-then-break', 'hang'] as const)('does not claim to know after %s', async (act) => {
    carrier.script = () => act;
    expect(await sender.send(text)).toEqual({ kind: 'unknown', answered: false });
  });

  it('knows that nothing was taken when nobody listens there', async () => {
    const nobody = makeSender({ account: carrier.account, publicUrl, baseUrl: 'http://127.0.0.1:1' });
    expect(await nobody.send(text)).toEqual({ kind: 'passing', retryAfterSeconds: null, code: null });
    nobody.close();
  });

  it('refuses to work with an account id that is none', () => {
    expect(() => makeSender({ account: { ...carrier.account, accountSid: 'nonsense' }, publicUrl })).toThrow('accountSid');
  });
});

describe('looking a text up', () => {
  it('finds what was taken although no answer came', async () => {
    const since = new Date();
    carrier.script = () => 'accept-then-hang';
    await sender.send(text);
    expect(await sender.find({ to: text.to, body: text.body, since })).toEqual({ sid: carrier.sent[0]?.sid, status: 'queued', errorCode: null });
  });

  it('does not take an older or another text for it', async () => {
    await sender.send(text);
    const soon = new Date(Date.now() + 10_000);
    expect(await sender.find({ to: text.to, body: text.body, since: soon })).toBeNull();
    expect(await sender.find({ to: text.to, body: 'another', since: new Date() })).toBeNull();
    expect(await sender.find({ to: '+12025550113', body: text.body, since: new Date() })).toBeNull();
  });

  it('finds it behind hundreds that the same phone got since, page by page, and looks no further back than it must', async () => {
    const since = new Date();
    carrier.script = ({ body }) => (body === text.body ? 'accept-then-break' : 'accept');
    await sender.send({ ...text, body: 'an older one' });
    await sender.send(text);
    for (let n = 0; n < 130; n++) await sender.send({ ...text, body: `a later one, ${n}` });
    expect(await sender.find({ to: text.to, body: text.body, since })).toMatchObject({ sid: carrier.sent[1]?.sid });
    expect(carrier.lookUps).toBe(3);
    expect(await sender.find({ to: text.to, body: 'never sent', since: new Date(Date.now() + 10_000) })).toBeNull();
    expect(carrier.lookUps).toBe(4);
    expect(await sender.find({ to: text.to, body: 'never sent', since })).toBeNull();
    expect(carrier.lookUps).toBe(7);
  });

  it('says so when the provider cannot be asked', async () => {
    const deaf = http.createServer((_request, response) => { response.writeHead(500); response.end(); });
    await new Promise<void>((resolve) => { deaf.listen(0, '127.0.0.1', resolve); });
    const other = makeSender({ account: carrier.account, publicUrl, baseUrl: `http://127.0.0.1:${(deaf.address() as AddressInfo).port}` });
    await expect(other.find({ to: text.to, body: text.body, since: new Date() })).rejects.toThrow('refused');
    other.close();
    deaf.closeAllConnections();
    deaf.close();
  });
});
