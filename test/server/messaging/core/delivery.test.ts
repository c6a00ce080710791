import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  attemptEnded, attemptStarted, givenUp, mayTryAgain, newDelivery, openAttempt, reported, resendAt, stopped,
} from '../../../../server/messaging/core/delivery.js';
import type { Delivery } from '../../../../server/messaging/core/delivery.js';
import { classify, classifyCode } from '../../../../server/messaging/core/provider-answer.js';
import type { Outcome } from '../../../../server/messaging/core/provider-answer.js';

const start = Date.parse('2026-10-28T06:14:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const accepted: Outcome = { kind: 'accepted', sid: 'SM1' };
const unknown: Outcome = { kind: 'unknown', answered: false };
const passing: Outcome = { kind: 'passing', retryAfterSeconds: null, code: 20429 };
const tried = (outcome: Outcome, delivery: Delivery = newDelivery(), id = `a${delivery.attempts.length + 1}`): Delivery =>
  attemptEnded(attemptStarted(delivery, { id, at: at(0) }), { id, outcome, at: at(1) });
const told = (delivery: Delivery, status: string, attemptId = 'a1', errorCode: number | null = null): Delivery =>
  reported(delivery, { attemptId, sid: 'SM1', status, errorCode, at: at(5) });

describe('the journey of one message', () => {
  it('goes from waiting over submitting and sent to delivered', () => {
    const begun = attemptStarted(newDelivery(), { id: 'a1', at: at(0) });
    expect(begun.state).toBe('submitting');
    const sent = attemptEnded(begun, { id: 'a1', outcome: accepted, at: at(1) });
    expect(sent).toMatchObject({ state: 'sent', sentAt: at(1), attempts: [{ sid: 'SM1', outcome: 'accepted' }] });
    expect(told(sent, 'delivered')).toMatchObject({ state: 'delivered', deliveredAt: at(5), errorCode: null });
  });

  it('fails at once when the number can never be reached this way', () => {
    expect(tried({ kind: 'refused', code: 21610, reason: 'opted-out' })).toMatchObject({ state: 'failed', errorCode: 21610, failedAt: at(1), attempts: [{ outcome: 'opted-out' }] });
    expect(told(tried(accepted), 'undelivered', 'a1', 30003)).toMatchObject({ state: 'failed', errorCode: 30003, failedAt: at(5) });
  });

  it('stays alive while another attempt may still arrive', () => {
    const second = tried({ kind: 'accepted', sid: 'SM2' }, tried(unknown));
    expect(told(second, 'undelivered', 'a1', 30003).state).toBe('sent');
    expect(told(told(second, 'undelivered', 'a1', 30003), 'undelivered', 'a2', 30003).state).toBe('failed');
  });

  it('knows a delivery for true even after it was given up', () => {
    const lost = givenUp(tried(unknown, tried(unknown, tried(unknown))), at(40));
    expect(lost.state).toBe('failed');
    expect(told(lost, 'sent').state).toBe('failed');
    expect(told(lost, 'delivered')).toMatchObject({ state: 'delivered', failedAt: null });
  });

  it('can be stopped until the provider has it, and then tells what became of it', () => {
    expect(stopped(newDelivery()).state).toBe('stopped');
    const flying = stopped(attemptStarted(newDelivery(), { id: 'a1', at: at(0) }));
    expect(flying.state).toBe('stopped');
    expect(attemptEnded(flying, { id: 'a1', outcome: accepted, at: at(1) }).state).toBe('sent');
    expect(attemptEnded(flying, { id: 'a1', outcome: { kind: 'refused', code: 21211, reason: 'permanent' }, at: at(1) }).state).toBe('stopped');
    expect(attemptStarted(stopped(newDelivery()), { id: 'a1', at: at(0) }).attempts).toEqual([]);
    expect(stopped(tried(accepted)).state).toBe('sent');
  });
});

describe('receipts', () => {
  it('I7: a callback before our own record of the call links the provider\'s id and is not undone by that record', () => {
    const early = told(attemptStarted(newDelivery(), { id: 'a1', at: at(0) }), 'delivered');
    expect(early).toMatchObject({ state: 'delivered', attempts: [{ sid: 'SM1', outcome: 'accepted' }] });
    expect(attemptEnded(early, { id: 'a1', outcome: unknown, at: at(8) })).toBe(early);
    expect(attemptEnded(early, { id: 'a1', outcome: accepted, at: at(8) })).toBe(early);
  });

  it('I7: a receipt for an attempt or in a word we do not know changes nothing', () => {
    const sent = tried(accepted);
    expect(told(sent, 'delivered', 'other')).toBe(sent);
    expect(told(sent, 'levitating')).toBe(sent);
    expect(told(sent, 'constructor')).toBe(sent);
  });

  it('I7: doubled and reordered callbacks end in the same state as orderly ones', () => {
    const words = fc.constantFrom('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed');
    fc.assert(fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (statuses) => {
      let delivery = tried(accepted);
      const rank = { waiting: 0, submitting: 1, stopped: 2, sent: 3, failed: 4, delivered: 5 };
      for (const status of statuses) {
        const next = told(delivery, status, 'a1', status === 'undelivered' || status === 'failed' ? 30005 : null);
        expect(rank[next.state]).toBeGreaterThanOrEqual(rank[delivery.state]);
        expect(told(next, status, 'a1', 30005)).toBe(next);
        delivery = next;
      }
      expect(delivery.state).toBe(statuses.includes('delivered') ? 'delivered' : statuses.some((one) => one === 'undelivered' || one === 'failed') ? 'failed' : 'sent');
    }));
  });
});

describe('trying again', () => {
  it('submits at most three times when nobody knows whether the phone has it', () => {
    const once = tried(unknown);
    expect(mayTryAgain(once)).toBe(true);
    expect(mayTryAgain(tried(unknown, once))).toBe(true);
    expect(mayTryAgain(tried(unknown, tried(unknown, once)))).toBe(false);
  });

  it('counts a closed door as a try, not as a submission', () => {
    let delivery = newDelivery();
    for (let tries = 0; tries < 11; tries++) delivery = tried(passing, delivery);
    expect(mayTryAgain(delivery)).toBe(true);
    expect(mayTryAgain(tried(passing, delivery))).toBe(false);
  });

  it('never tries again what was taken, refused for good or stopped', () => {
    expect(mayTryAgain(tried(accepted))).toBe(false);
    expect(mayTryAgain(tried({ kind: 'refused', code: 21211, reason: 'permanent' }))).toBe(false);
    expect(mayTryAgain(stopped(newDelivery()))).toBe(false);
    expect(mayTryAgain(newDelivery())).toBe(true);
  });

  it('looks for an open attempt during ten seconds from its beginning before it sends again', () => {
    const dead = attemptStarted(newDelivery(), { id: 'a1', at: at(0) });
    const open = openAttempt(dead);
    expect(open && resendAt(open)).toEqual(at(10));
    const timedOut = openAttempt(tried(unknown));
    expect(timedOut && resendAt(timedOut)).toEqual(at(10));
    const answered = openAttempt(tried({ kind: 'unknown', answered: true }));
    expect(answered && resendAt(answered)).toEqual(at(2));
    expect(openAttempt(tried(accepted))).toBeNull();
    expect(openAttempt(tried(passing))).toBeNull();
  });

  it('waits longer each time, with jitter, and as long as the provider asks', () => {
    const first = tried(passing);
    expect(first.attempts[0]?.retryAt).toEqual(at(1.5));
    expect(tried(passing, first).attempts[1]?.retryAt).toEqual(at(2));
    const asked = attemptEnded(attemptStarted(newDelivery(), { id: 'a1', at: at(0) }), { id: 'a1', outcome: { kind: 'passing', retryAfterSeconds: 7, code: 20429 }, at: at(1), jitter: 1 });
    expect(asked.attempts[0]?.retryAt).toEqual(at(8));
  });
});

describe('what the provider\'s answer means', () => {
  const answered = (status: number, code: number | null = null, sid: string | null = null) => classify({ kind: 'answered', status, code, sid, retryAfterSeconds: null });

  it('accepts only with a message id', () => {
    expect(answered(201, null, 'SM1')).toEqual({ kind: 'accepted', sid: 'SM1' });
    expect(answered(201)).toEqual({ kind: 'unknown', answered: true });
  });

  it('tells a bad number, an opt-out and a full queue apart', () => {
    expect(answered(400, 21211)).toEqual({ kind: 'refused', code: 21211, reason: 'permanent' });
    expect(answered(400, 21610)).toEqual({ kind: 'refused', code: 21610, reason: 'opted-out' });
    expect(answered(401)).toEqual({ kind: 'refused', code: 401, reason: 'permanent' });
    expect(answered(429, 20429)).toMatchObject({ kind: 'passing', code: 20429 });
    expect(answered(400, 21611)).toMatchObject({ kind: 'passing' });
    expect(answered(503)).toMatchObject({ kind: 'passing' });
  });

  it('does not pretend to know after a fault, a redirect or silence', () => {
    for (const status of [500, 502, 504, 302, 408]) expect(answered(status)).toEqual({ kind: 'unknown', answered: true });
    expect(classify({ kind: 'no-answer' })).toEqual({ kind: 'unknown', answered: false });
    expect(classify({ kind: 'not-connected' })).toMatchObject({ kind: 'passing' });
  });

  it.each([30003, 30004, 30005, 30006, 30007, 30008, 30032, 30034, 30036])('sends the next channel at once after %d', (code) => {
    expect(classifyCode(code)).toBe('permanent');
  });

  it('knows an opt-out by its code', () => {
    expect(classifyCode(21610)).toBe('opted-out');
    expect(classifyCode(null)).toBe('unknown');
    expect(classifyCode(99999)).toBe('unknown');
  });
});
