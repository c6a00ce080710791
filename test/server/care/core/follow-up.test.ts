import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { FOLLOW_UP_RESULTS } from '../../../../server/contract/words.js';
import { MOST_TRIES, isDone, isInVain, nextDue, nextTryAt, recordTry } from '../../../../server/care/core/follow-up.js';
import type { FollowUp } from '../../../../server/care/index.js';
import type { FollowUpResult } from '../../../../server/contract/words.js';

const ZONE = 'America/New_York';
const at = new Date('2026-10-28T14:00:00Z');
const aFollowUp = (more: Partial<FollowUp> = {}): FollowUp => ({
  id: 'f', crisisId: 'crisis', ref: '8275', teamId: 'north', dataKeyId: 'key', kind: '24-hour', dueAt: at, assigneeId: 'ana', tries: [], doneAt: null, supervisorAskedAt: null, referralId: null, version: 1, ...more,
});
const tried = (followUp: FollowUp, result: FollowUpResult, when = at, mayDecide = false) => recordTry(followUp, { at: when, byId: 'ana', result, note: null }, { mayDecide, timeZone: ZONE });
const local = (instant: Date) => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE);
const inVain = (): FollowUp => Array.from({ length: MOST_TRIES }).reduce<FollowUp>((one) => {
  const decision = tried(one, 'not-reached', one.dueAt);
  return decision.ok ? decision.state : one;
}, aFollowUp());

describe('a follow-up', () => {
  it('is done when the person was reached, declined, or it is not needed', () => {
    for (const result of ['reached', 'declined', 'not-needed'] as const) {
      const decision = tried(aFollowUp(), result);
      expect(decision.ok && decision.state.doneAt).toEqual(at);
      expect(decision.ok && decision.events.map(({ kind }) => kind)).toEqual(['follow-up.done']);
    }
  });

  it('in vain is tried again on another day at another time of day, outside the night', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 5 }), (when, tries) => {
      const next = local(nextTryAt(when, tries, ZONE));
      expect(next.toPlainDate().toString()).toBe(local(when).toPlainDate().add({ days: 1 }).toString());
      expect(next.hour).toBeGreaterThanOrEqual(8);
      expect(next.hour).toBeLessThan(21);
      expect(Math.abs(next.hour - local(when).hour)).toBeGreaterThanOrEqual(3);
    }));
  });

  it('after the third try in vain stays open for a supervisor, who alone may end it', () => {
    const open = inVain();
    expect([isDone(open), isInVain(open), open.supervisorAskedAt !== null]).toEqual([false, true, true]);
    expect(tried(open, 'not-needed')).toEqual({ ok: false, refusal: 'identity/not-allowed' });
    expect(tried(open, 'not-needed', at, true).ok).toBe(true);
    expect(tried(open, 'reached').ok).toBe(true);
  });

  it('asks the supervisor once', () => {
    const again = tried(inVain(), 'not-reached');
    expect(again.ok && again.events.map(({ kind }) => kind)).toEqual(['follow-up.tried']);
  });

  it('whatever is recorded: done stays done, and nothing is ever lost', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...FOLLOW_UP_RESULTS), { maxLength: 8 }), (results) => {
      let one = aFollowUp();
      for (const result of results) {
        const decision = tried(one, result, at, true);
        expect(decision.ok).toBe(!isDone(one));
        if (!decision.ok) continue;
        expect(decision.state.tries).toHaveLength(one.tries.length + 1);
        one = decision.state;
      }
    }));
  });
});

it('a card shows the contact that is due first', () => {
  const [late, soon] = [aFollowUp({ id: 'a', dueAt: new Date(at.getTime() + 1000) }), aFollowUp({ id: 'b' })];
  expect(nextDue([late, soon])?.id).toBe('b');
  expect(nextDue([late, { ...soon, doneAt: at }])?.id).toBe('a');
  expect(nextDue([])).toBeNull();
});
