import { describe, expect, it } from '@jest/globals';
import { needsRetriage, nhsPriority, shareOfClockAt, type RetriageQuestion } from '../../../../server/triage/index.js';
import { URGENCY_LETTERS } from '../../../../server/contract/triage.js';
import { minutesAfter, NOON } from '../builders.js';

const question = (change: Partial<RetriageQuestion>): RetriageQuestion => ({
  since: NOON.toISOString(), contactBy: minutesAfter(NOON, 240), contactedAt: null, share: 0.5, now: NOON,
  newReport: false, missedFollowUp: false, referralDeclined: false, askedByWorker: false, ...change,
});

describe('judging again', () => {
  it('is asked for by nothing when nothing happened', () => {
    expect(needsRetriage(question({}))).toEqual([]);
  });

  it.each([
    ['newReport', 'new-report'], ['missedFollowUp', 'missed-follow-up'], ['referralDeclined', 'referral-declined'], ['askedByWorker', 'asked-by-worker'],
  ] as const)('is asked for by %s', (what, trigger) => {
    expect(needsRetriage(question({ [what]: true }))).toEqual([trigger]);
  });

  it('is asked for at the exact instant when half the clock is used and nobody had contact', () => {
    expect(needsRetriage(question({ now: new Date(NOON.getTime() + 120 * 60_000 - 1) }))).toEqual([]);
    expect(needsRetriage(question({ now: new Date(minutesAfter(NOON, 120)) }))).toEqual(['half-clock-no-contact']);
    expect(needsRetriage(question({ now: new Date(minutesAfter(NOON, 500)) }))).toEqual(['half-clock-no-contact']);
    expect(needsRetriage(question({ now: new Date(minutesAfter(NOON, 500)), contactedAt: minutesAfter(NOON, 119) }))).toEqual([]);
  });

  it('has no half where there is no clock, or one without length', () => {
    expect(shareOfClockAt({ since: NOON.toISOString(), contactBy: null }, 0.5)).toBeNull();
    expect(shareOfClockAt({ since: NOON.toISOString(), contactBy: NOON.toISOString() }, 0.5)).toBeNull();
    expect(needsRetriage(question({ contactBy: null, now: new Date(minutesAfter(NOON, 9999)) }))).toEqual([]);
  });

  it('names every reason at once', () => {
    expect(needsRetriage(question({ newReport: true, missedFollowUp: true, referralDeclined: true, askedByWorker: true, now: new Date(minutesAfter(NOON, 200)) }))).toHaveLength(5);
  });
});

describe('the NHS code', () => {
  it('of each letter is the national one, and has none for F and G', () => {
    expect(URGENCY_LETTERS.map(nhsPriority)).toEqual(['1', '4', '2', '3', '3', null, null]);
  });

  it('is not in order of urgency, so nobody may sort by it', () => {
    const codes = URGENCY_LETTERS.map(nhsPriority).filter((code) => code !== null);
    expect([...codes].sort()).not.toEqual(codes);
  });
});
