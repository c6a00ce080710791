import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { URGENCY_LETTERS } from '../../../../server/contract/triage.js';
import { addHours, addMinutes } from '../../../../server/kernel/durations.js';
import { addWorkingDays, answerDue, clocksFor, nextChain, overdue } from '../../../../server/referral/core/clocks.js';
import { parseReferralPolicy } from '../../../../server/referral/policy.js';
import { NIGHT, POLICY, ZONE, aReferral } from '../builders.js';

const at = (local: string): Date => new Date(local);
const first = (now: Date) => nextChain(null, now, now);

describe('the time to answer', () => {
  it('is 15 minutes for A and B, 2 hours for C', () => {
    expect(clocksFor('A', first(NIGHT), NIGHT, POLICY, ZONE)).toEqual({ answerBy: addMinutes(NIGHT, 15), contactBy: addHours(NIGHT, 1), closeBy: addHours(NIGHT, 24) });
    expect(clocksFor('C', first(NIGHT), NIGHT, POLICY, ZONE)).toEqual({ answerBy: addHours(NIGHT, 2), contactBy: addHours(NIGHT, 24), closeBy: addHours(NIGHT, 72) });
  });

  it('is one working day for D: the same time of day, over a weekend on Monday', () => {
    const friday = at('2026-10-30T16:00:00-04:00');
    expect(clocksFor('D', first(friday), friday, POLICY, ZONE).answerBy).toEqual(at('2026-11-02T16:00:00-05:00'));
  });

  it('begins on the next working day when it is sent on a weekend or a holiday', () => {
    const saturday = at('2026-10-31T10:00:00-04:00');
    expect(clocksFor('D', first(saturday), saturday, POLICY, ZONE).answerBy).toEqual(at('2026-11-03T00:00:00-05:00'));
    expect(addWorkingDays(at('2026-11-26T10:00:00-05:00'), 1, { ...POLICY, holidays: ['2026-11-26', '2026-11-27'] }, ZONE)).toEqual(at('2026-12-01T00:00:00-05:00'));
  });

  it('keeps 16:00 at 16:00 across a clock change', () => {
    const wednesday = at('2026-10-28T16:00:00-04:00');
    expect(clocksFor('E', first(wednesday), wednesday, POLICY, ZONE).answerBy).toEqual(at('2026-11-02T16:00:00-05:00'));
  });

  it('counts from the opening when the contact is not open', () => {
    const opens = addHours(NIGHT, 7);
    const chain = nextChain(null, NIGHT, opens);
    expect(clocksFor('C', chain, opens, POLICY, ZONE)).toMatchObject({ answerBy: addHours(NIGHT, 9), contactBy: addHours(NIGHT, 24) });
  });

  it('the original clock is kept when the next service is asked', () => {
    const chain = nextChain({ chain: first(NIGHT), accepted: false }, addMinutes(NIGHT, 40), addMinutes(NIGHT, 40));
    expect(chain.failures).toBe(1);
    expect(clocksFor('C', chain, addMinutes(NIGHT, 40), POLICY, ZONE)).toEqual({ answerBy: addHours(NIGHT, 2), contactBy: addHours(NIGHT, 24), closeBy: addHours(NIGHT, 72) });
  });

  it('but is never so short that nobody could answer', () => {
    const late = addMinutes(NIGHT, 119);
    expect(clocksFor('C', nextChain({ chain: first(NIGHT), accepted: false }, late, late), late, POLICY, ZONE).answerBy).toEqual(addMinutes(late, 15));
  });

  it('begins anew after a yes', () => {
    const later = addHours(NIGHT, 30);
    expect(nextChain({ chain: first(NIGHT), accepted: true }, later, later)).toEqual({ startedAt: later, answerFrom: later, failures: 0 });
  });

  it('whoever is asked, and however late: never later than the urgency allowed from the first sending, never less than the least', () => {
    fc.assert(fc.property(fc.constantFrom(...URGENCY_LETTERS), fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 525_600 }), (letter, waits, start) => {
      let now = addMinutes(NIGHT, start);
      let chain = nextChain(null, now, now);
      const original = answerDue(now, POLICY.clocks[letter].answerWithin, POLICY, ZONE);
      for (const wait of waits) {
        now = addMinutes(now, wait);
        chain = nextChain({ chain, accepted: false }, now, now);
        const { answerBy, contactBy } = clocksFor(letter, chain, now, POLICY, ZONE);
        const least = addMinutes(now, POLICY.clocks[letter].leastAnswerMinutes);
        expect(answerBy.getTime()).toBe(Math.max(original.getTime(), least.getTime()));
        expect(contactBy).toEqual(addMinutes(chain.startedAt, POLICY.clocks[letter].contactWithinMinutes));
      }
    }), { numRuns: 500 });
  });
});

describe('after a yes', () => {
  it('says that nobody came, and then that it never ended, at the exact instants', () => {
    const referral = aReferral({ state: 'ACCEPTED', contactBy: addHours(NIGHT, 24), closeBy: addHours(NIGHT, 72) });
    expect(overdue(referral, addHours(NIGHT, 23))).toBeNull();
    expect(overdue(referral, addHours(NIGHT, 24))).toBe('contact');
    expect(overdue({ ...referral, state: 'IN_PROGRESS' }, addHours(NIGHT, 24))).toBeNull();
    expect(overdue({ ...referral, state: 'IN_PROGRESS' }, addHours(NIGHT, 72))).toBe('close');
    expect(overdue({ ...referral, state: 'COMPLETED_SERVED' }, addHours(NIGHT, 99))).toBeNull();
  });
});

describe('the policy', () => {
  it('names every field that is wrong', () => {
    expect(() => parseReferralPolicy({ ...POLICY, clocks: { ...POLICY.clocks, C: { ...POLICY.clocks.C, leastAnswerMinutes: 0 } }, workingDays: [] })).toThrow(/clocks\.C\.leastAnswerMinutes.*workingDays/);
  });

  it('gives a less urgent letter no less time than a more urgent one', () => {
    const lengths = URGENCY_LETTERS.map((letter) => answerDue(at('2026-10-26T09:00:00-04:00'), POLICY.clocks[letter].answerWithin, POLICY, ZONE).getTime());
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });
});
