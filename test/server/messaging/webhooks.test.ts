import { beforeEach, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import twilio from 'twilio';
import { callVoiceOf, callWordsOf, mountWebhooks } from '../../../server/messaging/index.js';
import type { CallAsks, CallReply, InboundText, StatusReport } from '../../../server/messaging/index.js';
import { makeApp, problemHandler } from '../../../server/platform/http/app.js';
import { makeLog } from '../../../server/platform/log/log.js';

const publicUrl = 'https://handrail.example.org';
const log = makeLog('silent');
const at = new Date('2026-10-28T06:14:00Z');
const form = { MessageSid: 'SM1', From: '+12025550142', To: '+12025550100', Body: '1 4821 – it’s “mine”', MessagingServiceSid: 'MGstaff', NumSegments: '1', SomethingNew: 'later' };
const status = { MessageSid: 'SM9', MessageStatus: 'undelivered', ErrorCode: '30003', To: '+12025550142' };
const statusPath = '/webhooks/twilio/status?attempt=a1&subject=escalation%3Ae1';

let texts: InboundText[];
let reports: StatusReport[];
let asks: CallAsks[];
let reply: CallReply | null;
let duty: string | null;
let fault: Error | null;
let known: boolean;

function call() {
  const app = makeApp({ publicUrl });
  mountWebhooks(app, {
    publicUrl, account: { authTokens: ['new-token', 'old-token'], publicServiceSid: 'MGpublic' }, log, clock: { now: () => at, after: () => ({ cancel: () => undefined }) },
    onText: (text) => { if (fault) return Promise.reject(fault); texts.push(text); return Promise.resolve(); },
    onStatus: (report) => { if (fault) return Promise.reject(fault); reports.push(report); return Promise.resolve(known); },
    voice: {
      onCall: (one) => { if (fault) return Promise.reject(fault); asks.push(one); return Promise.resolve(reply); },
      words: (language) => callWordsOf({ org: 'NORTHSIDE' }, undefined, language), voiceOf: (language) => callVoiceOf(language, 'en-US'), dutyPhone: () => duty,
    },
  });
  app.use(problemHandler({ log, fallback: () => ({ dutyPhone: '(202) 555-0100', emergencyNumber: '911' }) }));
  return supertest(app);
}

const signed = (path: string, body: Record<string, string>, { token = 'new-token', url = publicUrl } = {}) =>
  call().post(path).type('form').set('X-Twilio-Signature', twilio.getExpectedTwilioSignature(token, `${url}${path}`, body)).send(body);

beforeEach(() => { texts = []; reports = []; asks = []; reply = { kind: 'say', language: 'en', words: 'Thank you' }; duty = '+12025550100'; fault = null; known = true; });

describe('a text that comes in', () => {
  it('is handed on whole and answered with nothing to say', async () => {
    const answer = await signed('/webhooks/twilio/sms', form);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('text/xml');
    expect(answer.text).toContain('<Response></Response>');
    expect(answer.get('Cache-Control')).toBe('no-store');
    expect(texts).toEqual([{ sid: 'SM1', from: '+12025550142', to: '+12025550100', body: '1 4821 – it’s “mine”', sender: 'staff', optOut: null, at }]);
  });

  it('says which sender was texted and what the carrier made of it', async () => {
    await signed('/webhooks/twilio/sms', { ...form, MessagingServiceSid: 'MGpublic', OptOutType: 'STOP', Body: 'STOP' });
    expect(texts[0]).toMatchObject({ sender: 'public', optOut: 'stop' });
  });

  it('may be empty', async () => {
    expect((await signed('/webhooks/twilio/sms', { ...form, Body: '' })).status).toBe(200);
    expect(texts[0]?.body).toBe('');
  });

  it('I7: is not acknowledged before it is durable: a fault of ours is 503, to be tried again', async () => {
    fault = new Error('no majority');
    const answer = await signed('/webhooks/twilio/sms', form);
    expect(answer.status).toBe(503);
    expect(answer.get('Retry-After')).toBeDefined();
    expect(JSON.stringify(answer.body)).not.toContain('4821');
  });

  it('is named malformed when a field is missing, without its content', async () => {
    const { From: _, ...less } = form;
    const answer = await signed('/webhooks/twilio/sms', less);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/From' }] });
    expect(texts).toEqual([]);
  });

  it('is refused above 64 KB', async () => {
    expect((await signed('/webhooks/twilio/sms', { ...form, Body: 'a'.repeat(70_000) })).status).toBe(413);
    expect(texts).toEqual([]);
  });
});

describe('the signature', () => {
  it.each([
    ['with an unknown token', () => signed('/webhooks/twilio/sms', form, { token: 'guessed' })],
    ['over another address', () => signed('/webhooks/twilio/sms', form, { url: 'https://elsewhere.example.org' })],
    ['over other words', () => call().post('/webhooks/twilio/sms').type('form').set('X-Twilio-Signature', twilio.getExpectedTwilioSignature('new-token', `${publicUrl}/webhooks/twilio/sms`, form)).send({ ...form, Body: '2' })],
    ['that is missing', () => call().post('/webhooks/twilio/sms').type('form').send(form)],
    ['for another receipt', () => call().post(`${statusPath}2`).type('form').set('X-Twilio-Signature', twilio.getExpectedTwilioSignature('new-token', `${publicUrl}${statusPath}`, status)).send(status)],
  ])('%s is 403, and nothing changes', async (_, post) => {
    const answer = await post();
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ type: '/problems/signature/invalid' });
    expect(texts).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('does not cover a body that is no form: it is not read', async () => {
    const empty = twilio.getExpectedTwilioSignature('new-token', `${publicUrl}/webhooks/twilio/sms`, {});
    expect((await call().post('/webhooks/twilio/sms').set('X-Twilio-Signature', empty).send(form)).status).toBe(400);
    expect(texts).toEqual([]);
  });

  it('is good with either token while they are rotated', async () => {
    expect((await signed('/webhooks/twilio/sms', form, { token: 'old-token' })).status).toBe(200);
    expect((await signed('/webhooks/twilio/sms', form, { token: 'new-token' })).status).toBe(200);
    expect(texts).toHaveLength(2);
  });
});

describe('a receipt', () => {
  it('finds its attempt and its subject in the address', async () => {
    expect((await signed(statusPath, status)).status).toBe(200);
    expect(reports).toEqual([{ subject: { kind: 'escalation', id: 'e1' }, attemptId: 'a1', sid: 'SM9', status: 'undelivered', errorCode: 30003, at }]);
  });

  it('for something unknown is answered, so that it does not come back for ever', async () => {
    known = false;
    expect((await signed(statusPath, status)).status).toBe(200);
    expect((await signed('/webhooks/twilio/status?attempt=a1&subject=weather%3A1', status)).status).toBe(200);
    expect((await signed('/webhooks/twilio/status', status)).status).toBe(200);
    expect(reports).toHaveLength(1);
  });

  it('I7: comes again when it could not be stored', async () => {
    fault = new Error('no majority');
    expect((await signed(statusPath, status)).status).toBe(503);
  });
});

const voicePath = '/webhooks/twilio/voice?attempt=a1&subject=escalation%3Ae1';
const voice = { CallSid: 'CA1', CallStatus: 'in-progress', AnsweredBy: 'human', To: '+12025550142', From: '+12025550100', SomethingNew: 'later' };

describe('a call', () => {
  it('that was picked up asks for words, with who the provider believes to have it', async () => {
    reply = { kind: 'ask', language: 'en', words: 'Press 1', atLast: 'Goodbye' };
    const answer = await signed(voicePath, voice);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('text/xml');
    expect(answer.text).toContain(`action="${publicUrl}${voicePath.replace('&', '&amp;')}"`);
    expect(asks).toEqual([{ subject: { kind: 'escalation', id: 'e1' }, attemptId: 'a1', sid: 'CA1', answeredBy: 'human', key: null, language: null, at }]);
  });

  it('tells the first of the keys that were pressed', async () => {
    await signed(voicePath, { ...voice, Digits: '12' });
    await signed(voicePath, { ...voice, AnsweredBy: '', Digits: '' });
    expect(asks.map(({ key, answeredBy }) => [key, answeredBy])).toEqual([['1', 'human'], [null, null]]);
  });

  it('about nothing we know is told so, politely', async () => {
    reply = null;
    expect((await signed(voicePath, voice)).text).toContain('no longer needed');
    expect((await signed('/webhooks/twilio/voice?attempt=a1&subject=weather%3A1', voice)).text).toContain('no longer needed');
    expect(asks).toHaveLength(1);
  });

  it('hands on the language that it was placed in, and answers in it; any other word there is none', async () => {
    reply = { kind: 'ask', language: 'es', words: 'Pulse 1', atLast: 'Adiós' };
    const answer = await signed(`${voicePath}&language=es`, voice);
    expect(answer.text).toContain('<Say language="es-US" voice="Polly.Lupe">Pulse 1</Say>');
    expect(answer.text).toContain('language=es" ');
    reply = null;
    expect((await signed(`${voicePath}&language=es`, voice)).text).toContain('ya no hace falta');
    expect((await signed(`${voicePath}&language=de`, voice)).text).toContain('no longer needed');
    expect((await signed(`${voicePath}&language=es&language=en`, voice)).text).toContain('no longer needed');
    expect(asks.map(({ language }) => language)).toEqual(['es', 'es', null, null]);
  });

  it.each([
    ['with an unknown token', () => signed(voicePath, { ...voice, Digits: '1' }, { token: 'guessed' })],
    ['for another crisis', () => call().post(voicePath.replace('e1', 'e2')).type('form').set('X-Twilio-Signature', twilio.getExpectedTwilioSignature('new-token', `${publicUrl}${voicePath}`, voice)).send(voice)],
    ['with another key', () => call().post(voicePath).type('form').set('X-Twilio-Signature', twilio.getExpectedTwilioSignature('new-token', `${publicUrl}${voicePath}`, { ...voice, Digits: '2' })).send({ ...voice, Digits: '1' })],
    ['without a signature', () => call().post(voicePath).type('form').send({ ...voice, Digits: '1' })],
  ])('%s is 403, and nothing changes', async (_, post) => {
    expect((await post()).status).toBe(403);
    expect(asks).toEqual([]);
  });

  it('is good with either token while they are rotated', async () => {
    expect((await signed(voicePath, voice, { token: 'old-token' })).status).toBe(200);
    expect(asks).toHaveLength(1);
  });

  it('I7: a key that could not be made durable is 503, so that the provider takes the fallback', async () => {
    fault = new Error('no majority');
    expect((await signed(voicePath, { ...voice, Digits: '1' })).status).toBe(503);
  });

  it('reports its states to the same address as a text', async () => {
    expect((await signed(statusPath, { CallSid: 'CA1', CallStatus: 'no-answer', AnsweredBy: '' })).status).toBe(200);
    expect((await signed(statusPath, { CallSid: 'CA1', CallStatus: 'completed', AnsweredBy: 'machine_start' })).status).toBe(200);
    expect(reports).toMatchObject([{ sid: 'CA1', status: 'no-answer', call: { answeredBy: null } }, { status: 'completed', call: { answeredBy: 'machine_start' } }]);
    expect((await signed(statusPath, { CallSid: 'CA1' })).status).toBe(400);
  });
});

describe('the fallback', () => {
  it('dials the duty phone by GET and POST, signed or not, while everything else is broken', async () => {
    fault = new Error('no majority');
    for (const answer of [await call().get('/webhooks/twilio/fallback'), await call().post('/webhooks/twilio/fallback').type('form').send({ CallSid: 'CA1', ErrorCode: '11200' })]) {
      expect(answer.status).toBe(200);
      expect(answer.type).toBe('text/xml');
      expect(answer.text).toContain('>+12025550100</Dial>');
    }
  });

  it('ends the call when there is no number to dial', async () => {
    duty = null;
    expect((await call().get('/webhooks/twilio/fallback')).text).toContain('<Response><Hangup/></Response>');
  });
});
