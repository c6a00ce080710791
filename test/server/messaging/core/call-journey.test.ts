import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HEARD, callEndOf, callReported, callStopped, isMachine, liveCalls } from '../../../../server/messaging/core/call-journey.js';
import type { CallWord } from '../../../../server/messaging/core/call-journey.js';
import { attemptEnded, attemptStarted, isStruggling, mayTryAgain, newDelivery } from '../../../../server/messaging/core/delivery.js';
import type { Delivery } from '../../../../server/messaging/core/delivery.js';
import type { Outcome } from '../../../../server/messaging/core/provider-answer.js';

const start = Date.parse('2026-10-28T06:14:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const begun = attemptStarted(newDelivery(), { id: 'a1', at: at(0) });
const made = attemptEnded(begun, { id: 'a1', outcome: { kind: 'accepted', sid: 'CA1' }, at: at(1) });
const told = (delivery: Delivery, status: string, answeredBy: string | null = null): Delivery =>
  callReported(delivery, { attemptId: 'a1', sid: 'CA1', status, answeredBy, errorCode: null, at: at(5) });

describe('the journey of one call', () => {
  it('rings, is picked up by a person, and is delivered; hanging up then takes nothing back', () => {
    const ringing = told(made, 'ringing');
    expect(ringing).toMatchObject({ state: 'sent', attempts: [{ sid: 'CA1', receipt: 'sent' }] });
    const heard = told(ringing, HEARD, 'human');
    expect(heard).toMatchObject({ state: 'delivered', deliveredAt: at(5) });
    expect(told(heard, 'completed', 'human')).toBe(heard);
    expect(told(heard, 'completed')).toBe(heard);
  });

  it.each(['busy', 'no-answer', 'failed', 'canceled'] as const)('%s is failed, and says so', (status) => {
    const over = told(told(made, 'ringing'), status);
    expect(over).toMatchObject({ state: 'failed', failedAt: at(5) });
    expect(callEndOf(over)).toBe(status);
  });

  it.each(['machine_start', 'machine_end_beep', 'machine_end_silence', 'machine_end_other', 'fax'])('%s picking up is not reached, whatever the status says', (answeredBy) => {
    expect(isMachine(answeredBy)).toBe(true);
    for (const status of [HEARD, 'in-progress', 'completed']) expect(callEndOf(told(told(made, 'ringing'), status, answeredBy))).toBe('voicemail');
  });

  it('in-progress alone is not known to be a person; a call that ends without anybody who heard it is not reached', () => {
    expect(told(made, 'in-progress').state).toBe('sent');
    expect(callEndOf(told(told(made, 'in-progress'), 'completed'))).toBe('not-heard');
    expect(told(told(made, 'in-progress'), 'completed', 'human').state).toBe('delivered');
    expect(isMachine('human') || isMachine('unknown') || isMachine(null)).toBe(false);
  });

  it('a callback before our own record of the call links the provider\'s id', () => {
    expect(told(begun, 'initiated')).toMatchObject({ state: 'sent', attempts: [{ outcome: 'accepted', sid: 'CA1', receipt: null }] });
  });

  it('stopped while it rings, it stays stopped, unless somebody picked it up', () => {
    const ended = callStopped(told(made, 'ringing'));
    expect(ended.state).toBe('stopped');
    expect(liveCalls(ended)).toEqual(['CA1']);
    expect(told(ended, 'canceled')).toMatchObject({ state: 'stopped', failedAt: null });
    expect(liveCalls(told(ended, 'canceled'))).toEqual([]);
    expect(told(ended, 'ringing')).toBe(ended);
    expect(told(ended, HEARD, 'human').state).toBe('delivered');
    expect(callStopped(begun)).toBe(begun);
  });

  it('I7: in whatever order and however often words come, what is known only grows', () => {
    const rank = { waiting: 0, submitting: 1, sent: 2, stopped: 2, failed: 3, delivered: 4 } as const;
    const word: fc.Arbitrary<Pick<CallWord, 'status' | 'answeredBy'>> = fc.record({
      status: fc.constantFrom('queued', 'initiated', 'ringing', 'in-progress', HEARD, 'completed', 'busy', 'no-answer', 'failed', 'canceled', 'weather'),
      answeredBy: fc.constantFrom(null, 'human', 'unknown', 'machine_start'),
    });
    fc.assert(fc.property(fc.array(word, { maxLength: 12 }), fc.boolean(), (words, stopsFirst) => {
      let delivery = stopsFirst ? callStopped(told(made, 'ringing')) : made;
      for (const { status, answeredBy } of words) {
        const next = told(delivery, status, answeredBy);
        expect(rank[next.state]).toBeGreaterThanOrEqual(rank[delivery.state]);
        expect(told(next, status, answeredBy)).toBe(next);
        delivery = next;
      }
      if (words.some(({ status, answeredBy }) => status === HEARD && !isMachine(answeredBy))) expect(delivery.state).toBe('delivered');
    }), { numRuns: 1000 });
  });
});

describe('two tries that came to nothing', () => {
  const tried = (delivery: Delivery, id: string, outcome: Outcome): Delivery => attemptEnded(attemptStarted(delivery, { id, at: at(0) }), { id, outcome, at: at(1) });
  const fast: Outcome = { kind: 'passing', retryAfterSeconds: null, code: 20429 };
  const held: Outcome = { kind: 'passing', retryAfterSeconds: 1, code: null, held: true };

  it('call for another channel; one does not, and neither does our own pace', () => {
    const once = tried(newDelivery(), 'a1', fast);
    expect(isStruggling(once)).toBe(false);
    expect(isStruggling(tried(once, 'a2', { kind: 'unknown', answered: true }))).toBe(true);
    expect(isStruggling(tried(tried(once, 'a2', held), 'a3', held))).toBe(false);
    expect(isStruggling(tried(once, 'a2', { kind: 'accepted', sid: 'SM1' }))).toBe(false);
  });

  it('however often our own pace held a text back, it may still be tried', () => {
    let delivery = newDelivery();
    for (let time = 0; time < 50; time++) delivery = tried(delivery, `a${time}`, held);
    expect(mayTryAgain(delivery)).toBe(true);
  });
});
