import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, dayOf, weekNumber } from '../../../server/directory/core/calendar-day.js';
import { occursOn } from '../../../server/directory/core/recurrence.js';
import type { Schedule } from '../../../server/contract/directory.js';
import { aSchedule } from './support/build.js';

const day = (date: string): number => dayOf(date) as number;
/** The dates on which it occurs in a span, the end included. */
const dates = (schedule: Schedule, from: string, to: string): string[] => {
  const found: string[] = [];
  for (let one = day(from); one <= day(to); one++) if (occursOn(schedule, one) === 'yes') found.push(dateOf(one));
  return found;
};

describe('when a schedule occurs', () => {
  it('every other week from its first day', () => {
    expect(dates(aSchedule({ byday: 'TU', interval: 2, dtstart: '2026-01-06' }), '2026-10-25', '2026-11-30')).toEqual(['2026-10-27', '2026-11-10', '2026-11-24']);
  });
  it('weeks are counted from the day on which they start', () => {
    const both = aSchedule({ byday: 'SU,MO', interval: 2, dtstart: '2026-11-02' });
    expect(dates({ ...both, wkst: 'MO' }, '2026-11-01', '2026-11-30')).toEqual(['2026-11-02', '2026-11-08', '2026-11-16', '2026-11-22', '2026-11-30']);
    expect(dates({ ...both, wkst: 'SU' }, '2026-11-01', '2026-11-30')).toEqual(['2026-11-02', '2026-11-15', '2026-11-16', '2026-11-29', '2026-11-30']);
  });
  it('on the first Thursday, the last Friday, the 15th and the last of the month', () => {
    const monthly = (own: Partial<Schedule>): Schedule => aSchedule({ freq: 'MONTHLY', byday: null, ...own });
    expect(dates(monthly({ byday: '1TH' }), '2026-11-01', '2026-12-31')).toEqual(['2026-11-05', '2026-12-03']);
    expect(dates(monthly({ byday: '-1FR' }), '2026-11-01', '2026-12-31')).toEqual(['2026-11-27', '2026-12-25']);
    expect(dates(monthly({ bymonthday: '15,-1' }), '2027-02-01', '2027-02-28')).toEqual(['2027-02-15', '2027-02-28']);
    expect(dates(monthly({ dtstart: '2026-01-31' }), '2026-02-01', '2026-04-01')).toEqual(['2026-03-31']);
  });
  it('until includes its day, count counts from the first', () => {
    expect(dates(aSchedule({ dtstart: '2026-11-02', until: '2026-11-16' }), '2026-10-01', '2026-12-31')).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
    expect(dates(aSchedule({ dtstart: '2026-11-02', count: 2 }), '2026-10-01', '2026-12-31')).toEqual(['2026-11-02', '2026-11-09']);
    expect(dates(aSchedule({ dtstart: '2026-11-02', count: 9, until: '2026-11-09' }), '2026-10-01', '2026-12-31')).toHaveLength(2);
  });
  it('only while it is valid, both days included', () => {
    expect(dates(aSchedule({ validFrom: '2026-11-09', validTo: '2026-11-16' }), '2026-10-01', '2026-12-31')).toEqual(['2026-11-09', '2026-11-16']);
  });
  it('only in the named weeks or days of the year', () => {
    expect(dates(aSchedule({ byweekno: '45,46' }), '2026-10-01', '2026-12-31')).toEqual(['2026-11-02', '2026-11-09']);
    expect(dates(aSchedule({ byday: 'TH', byyearday: '-1' }), '2026-12-01', '2026-12-31')).toEqual(['2026-12-31']);
  });
  it('a date without a rule is that one day', () => {
    expect(dates(aSchedule({ freq: null, byday: null, dtstart: '2026-11-04' }), '2026-10-01', '2026-12-31')).toEqual(['2026-11-04']);
  });
  it.each([
    [{ byday: null }], [{ freq: null, byday: null }], [{ interval: 2 }], [{ count: 3 }], [{ byday: 'XX' }], [{ until: 'soon' }], [{ dtstart: '2026-02-30' }],
  ] as Partial<Schedule>[][])('says that it cannot tell from %j', (own) => { expect(occursOn(aSchedule(own), day('2026-11-02'))).toBe('unreadable'); });

  it('never gives more days than its count', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }), fc.subarray(['MO', 'WE', 'SU'], { minLength: 1 }), (count, interval, days) => {
      const schedule = aSchedule({ byday: days.join(','), interval, count, dtstart: '2026-01-05' });
      expect(dates(schedule, '2026-01-01', '2028-12-31')).toHaveLength(count);
    }), { numRuns: 40 });
  });
});

describe('calendar days', () => {
  it('go through text and back', () => {
    fc.assert(fc.property(fc.integer({ min: -200_000, max: 200_000 }), (n) => { expect(dayOf(dateOf(n))).toBe(n); }));
  });
  it('know ISO weeks at the turn of the year', () => {
    expect(['2026-12-31', '2027-01-03', '2027-01-04', '2024-12-30'].map((date) => weekNumber(day(date)))).toEqual([53, 53, 1, 1]);
  });
});
