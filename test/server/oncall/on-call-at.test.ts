import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { onCallAt, upcomingTurns } from '../../../server/oncall/core/on-call-at.js';
import type { Rota } from '../../../server/oncall/core/on-call-at.js';

const rota: Rota = { id: 'r', teamId: 't', name: 'First', version: 1, timeZone: 'America/New_York', turn: 'daily', startsOn: '2026-01-01', handOverAt: '08:00', staffIds: ['ana', 'ben'], supervises: false };

describe('who is on call', () => {
  it('hands over at eight o’clock local time, on both sides of a clock change', () => {
    expect(onCallAt(rota, new Date('2026-03-07T12:59:59Z'))?.endsAt).toEqual(new Date('2026-03-07T13:00:00Z'));
    expect(onCallAt(rota, new Date('2026-03-08T11:59:59Z'))?.endsAt).toEqual(new Date('2026-03-08T12:00:00Z'));
  });

  it('a turn over the night on which clocks go forward has 23 hours, on which they go back 25', () => {
    const spring = onCallAt(rota, new Date('2026-03-08T06:00:00Z'));
    const autumn = onCallAt(rota, new Date('2026-11-01T06:00:00Z'));
    const hours = (turn: typeof spring): number => ((turn?.endsAt.getTime() ?? 0) - (turn?.startsAt.getTime() ?? 0)) / 3_600_000;
    expect([hours(spring), hours(autumn)]).toEqual([23, 25]);
  });

  it('a hand-over at a time that the change skips is taken later, and at one that comes twice the first time', () => {
    const night = { ...rota, handOverAt: '02:30' };
    expect(onCallAt(night, new Date('2026-03-08T07:00:00Z'))?.startsAt).toEqual(new Date('2026-03-07T07:30:00Z'));
    expect(onCallAt(night, new Date('2026-03-08T07:30:00Z'))?.startsAt).toEqual(new Date('2026-03-08T07:30:00Z'));
    expect(onCallAt({ ...rota, handOverAt: '01:30' }, new Date('2026-11-01T05:30:00Z'))?.startsAt).toEqual(new Date('2026-11-01T05:30:00Z'));
  });

  it('nobody is on call before the first hand-over, or on an empty rota', () => {
    expect(onCallAt(rota, new Date('2026-01-01T12:59:59Z'))).toBeNull();
    expect(onCallAt({ ...rota, staffIds: [] }, new Date('2026-05-01T12:00:00Z'))).toBeNull();
  });

  it('exactly one person is on call at every instant, and turns meet without gap or overlap', () => {
    fc.assert(fc.property(
      fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'), fc.constantFrom<'daily' | 'weekly'>('daily', 'weekly'),
      fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }),
      (timeZone, turn, hour, minute, count, minutes) => {
        const any: Rota = { ...rota, timeZone, turn, handOverAt: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, staffIds: Array.from({ length: count }, (_, i) => `p${i}`) };
        const at = new Date(Date.parse('2026-01-03T00:00:00Z') + minutes * 60_000);
        const now = onCallAt(any, at);
        if (!now) throw new Error('nobody');
        expect(now.startsAt <= at && at < now.endsAt).toBe(true);
        const [first, second] = upcomingTurns(any, at, 2);
        expect(second?.startsAt).toEqual(first?.endsAt);
        if (count > 1) expect(second?.staffId).not.toBe(first?.staffId);
      }), { numRuns: 500 });
  });
});
