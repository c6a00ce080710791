import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { onCallAt } from '../../../../server/oncall/core/on-call-at.js';
import type { RotaLayer } from '../../../../server/oncall/core/rota.js';
import { scheduleOf, segmentAt } from '../../../../server/oncall/core/schedule.js';
import { handOversIn, turnAt } from '../../../../server/oncall/core/turns.js';
import { clockChangeMinutes, daysFrom, hoursOf, instantAt, readTime, wallAt, wallOf } from '../../../../server/oncall/core/wall-clock.js';
import { aBook, aLayer } from '../builders.js';

/** New York 2026: forward on 8 March at 02:00, back on 1 November at 02:00. Auckland: back on 5 April at 03:00, forward on 27 September at 02:00. */
const turn = (layer: Partial<RotaLayer>, timeZone: string, at: string) => turnAt(aLayer(layer), timeZone, new Date(at));
const NEW_YORK = 'America/New_York';
const AUCKLAND = 'Pacific/Auckland';

describe('on nights on which clocks change', () => {
  it('a hand-over at eight stays at eight, in the north and in the south', () => {
    expect([turn({}, NEW_YORK, '2026-03-07T20:00:00Z')?.endsAt, turn({}, NEW_YORK, '2026-10-31T20:00:00Z')?.endsAt]).toEqual([new Date('2026-03-08T12:00:00Z'), new Date('2026-11-01T13:00:00Z')]);
    expect([turn({}, AUCKLAND, '2026-04-04T12:00:00Z')?.endsAt, turn({}, AUCKLAND, '2026-09-26T12:00:00Z')?.endsAt]).toEqual([new Date('2026-04-04T20:00:00Z'), new Date('2026-09-26T19:00:00Z')]);
  });

  it('a day has 23 real hours in spring and 25 in autumn, and a night of twelve 11 and 13', () => {
    const hours = (layer: Partial<RotaLayer>, zone: string, at: string): number => hoursOf(turn(layer, zone, at) as NonNullable<ReturnType<typeof turn>>);
    expect([hours({}, NEW_YORK, '2026-03-08T06:00:00Z'), hours({}, NEW_YORK, '2026-11-01T06:00:00Z')]).toEqual([23, 25]);
    expect([hours({}, AUCKLAND, '2026-09-26T12:00:00Z'), hours({}, AUCKLAND, '2026-04-04T14:00:00Z')]).toEqual([23, 25]);
    const halves = { turn: { unit: 'hours' as const, count: 12 } };
    expect([hours(halves, NEW_YORK, '2026-03-08T06:00:00Z'), hours(halves, NEW_YORK, '2026-11-01T06:00:00Z'), hours(halves, NEW_YORK, '2026-11-01T18:00:00Z')]).toEqual([11, 13, 12]);
  });

  it('says by how much the clocks move within a shift: an hour on, an hour back, half an hour on Lord Howe', () => {
    const shift = (zone: string, at: string) => clockChangeMinutes(turn({}, zone, at) as NonNullable<ReturnType<typeof turn>>, zone);
    expect([shift(NEW_YORK, '2026-03-08T06:00:00Z'), shift(NEW_YORK, '2026-11-01T06:00:00Z'), shift(NEW_YORK, '2026-06-01T06:00:00Z'), shift('Australia/Lord_Howe', '2026-10-03T15:00:00Z')]).toEqual([60, -60, 0, 30]);
  });

  it('a time that the change skips is taken later, and one that comes twice the first time', () => {
    expect(turn({ handOverAt: '02:30' }, NEW_YORK, '2026-03-08T07:30:00Z')?.startsAt).toEqual(new Date('2026-03-08T07:30:00Z'));
    expect(turn({ handOverAt: '02:30' }, NEW_YORK, '2026-03-08T07:29:59Z')?.startsAt).toEqual(new Date('2026-03-07T07:30:00Z'));
    expect(turn({ handOverAt: '01:30' }, NEW_YORK, '2026-11-01T05:30:00Z')?.startsAt).toEqual(new Date('2026-11-01T05:30:00Z'));
    expect(turn({ handOverAt: '01:30' }, NEW_YORK, '2026-11-01T06:30:00Z')?.startsAt).toEqual(new Date('2026-11-01T05:30:00Z'));
    expect(turn({ handOverAt: '02:30' }, AUCKLAND, '2026-09-26T14:30:00Z')?.startsAt).toEqual(new Date('2026-09-26T14:30:00Z'));
    expect(turn({ handOverAt: '02:30' }, AUCKLAND, '2026-04-04T13:30:00Z')?.startsAt).toEqual(new Date('2026-04-04T13:30:00Z'));
  });

  it('of turns of one hour, the one that the spring change swallows is nobody’s and the autumn one lasts two hours', () => {
    const hourly = aLayer({ staffIds: ['a', 'b', 'c'], turn: { unit: 'hours', count: 1 }, handOverAt: '00:00' });
    const spring = handOversIn(hourly, NEW_YORK, new Date('2026-03-08T05:30:00Z'), new Date('2026-03-08T08:30:00Z')).map((at) => at.toISOString());
    expect(spring).toEqual(['2026-03-08T06:00:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-08T08:00:00.000Z']);
    expect(turnAt(hourly, NEW_YORK, new Date('2026-11-01T05:30:00Z'))).toMatchObject({ startsAt: new Date('2026-11-01T05:00:00Z'), endsAt: new Date('2026-11-01T07:00:00Z') });
  });

  it('hours of the week last as long as the wall clock says: 22:00 to 06:00 has nine real hours in autumn and seven in spring', () => {
    const book = aBook({ layers: [aLayer({ staffIds: ['ana'] }), aLayer({ id: 'nights', staffIds: ['cas'], turn: { unit: 'weeks', count: 1 }, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', until: '06:00' }] })] });
    const night = (from: string, until: string) => scheduleOf(book, new Date(from), new Date(until)).segments.filter(({ staffId }) => staffId === 'cas').map(hoursOf);
    expect([night('2026-10-31T16:00:00Z', '2026-11-01T18:00:00Z'), night('2026-03-07T16:00:00Z', '2026-03-08T18:00:00Z')]).toEqual([[9], [7]]);
  });

  it('both hours of 01:00 to 02:00 are covered by the same person', () => {
    const book = aBook();
    expect([onCallAt(book, new Date('2026-11-01T05:30:00Z')).staffId, onCallAt(book, new Date('2026-11-01T06:30:00Z')).staffId]).toEqual(['ben', 'ben']);
    expect(segmentAt(book, new Date('2026-11-01T05:30:00Z')).endsAt).toEqual(new Date('2026-11-01T13:00:00Z'));
  });

  it('days of a schedule are as long as they really are', () => {
    expect(daysFrom('2026-10-31', 3, NEW_YORK).map(hoursOf)).toEqual([24, 25, 24]);
    expect(daysFrom('2026-03-07', 3, NEW_YORK).map(hoursOf)).toEqual([24, 23, 24]);
    expect(daysFrom('2026-04-04', 3, AUCKLAND).map(hoursOf)).toEqual([24, 25, 24]);
  });

  it('the wall clock and the instant say the same, except where the clock skips or repeats', () => {
    fc.assert(fc.property(fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC'), fc.integer({ min: 0, max: 3 * 365 * 1440 }), (zone, minutes) => {
      const wall = wallOf('2026-01-01', '00:00') + minutes;
      const at = instantAt(wall, zone);
      expect(wallAt(at, zone) - wall).toBeGreaterThanOrEqual(0);
      expect(wallAt(at, zone) - wall).toBeLessThanOrEqual(60);
      expect(instantAt(wall + 60, zone) >= at).toBe(true);
    }), { numRuns: 500 });
  });

  it('turns meet without gap or overlap and go round, in every zone', () => {
    fc.assert(fc.property(fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC'), fc.constantFrom<RotaLayer['turn']['unit']>('hours', 'days', 'weeks'),
      fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 0, max: 3 * 365 * 1440 }),
      (timeZone, unit, length, minute, count, minutes) => {
        const layer = aLayer({ turn: { unit, count: length }, handOverAt: `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`, staffIds: Array.from({ length: count }, (_, i) => `p${i}`) });
        const at = new Date(Date.parse('2026-01-03T00:00:00Z') + minutes * 60_000);
        const now = turnAt(layer, timeZone, at);
        if (!now) throw new Error('nobody');
        expect(now.startsAt <= at && at < now.endsAt).toBe(true);
        const next = turnAt(layer, timeZone, now.endsAt);
        expect(next?.startsAt).toEqual(now.endsAt);
        expect(turnAt(layer, timeZone, new Date(now.endsAt.getTime() - 1))).toEqual(now);
        expect((next?.index ?? 0) - now.index).toBeGreaterThanOrEqual(1);
      }), { numRuns: 400 });
  });

  it('a time that somebody gives is an instant, or the wall clock of the rota', () => {
    expect(readTime('2026-11-01T08:00', NEW_YORK)).toEqual(new Date('2026-11-01T13:00:00Z'));
    expect(readTime('2026-11-01T08:00:00+01:00', NEW_YORK)).toEqual(new Date('2026-11-01T07:00:00Z'));
    expect(readTime('2026-11-01T08:00:00.000Z', NEW_YORK)).toEqual(new Date('2026-11-01T08:00:00Z'));
    for (const wrong of ['2026-02-30T08:00', '2026-11-01', 'tomorrow', '2026-11-01T25:00', '']) expect(readTime(wrong, NEW_YORK)).toBeNull();
  });
});
