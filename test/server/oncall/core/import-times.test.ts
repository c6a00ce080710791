import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateStyleOf, readClock, readDay, readStretchOf } from '../../../../server/oncall/core/import-times.js';
import type { TimeCells } from '../../../../server/oncall/core/import-times.js';

const US = dateStyleOf('en-US');
const ZONE = 'America/New_York';
const cells = (differs: Partial<TimeCells>): TimeCells => ({ 'date': '', 'starts': '', 'end date': '', 'ends': '', ...differs });
const stretch = (differs: Partial<TimeCells>, zone = ZONE, style = US) => {
  const read = readStretchOf(cells(differs), zone, style);
  return 'why' in read ? read : { from: read.startsAt.toISOString(), until: read.endsAt.toISOString(), notes: read.notes };
};

describe('a date', () => {
  it('is read as ISO, in the order of the place, or with the name of its month', () => {
    for (const typed of ['2026-11-30', '2026/11/30', '11/30/2026', '11/30/26', 'Nov 30, 2026', '30 November 2026', '30-Nov-26', 'Mon 30 Nov 2026', 'Monday, November 30, 2026']) expect([typed, readDay(typed, US)]).toEqual([typed, '2026-11-30']);
    expect(readDay('30/11/2026', dateStyleOf('en-GB'))).toBe('2026-11-30');
    expect(readDay('30.11.2026', dateStyleOf('de-DE'))).toBe('2026-11-30');
    expect(readDay('30. März 2026', dateStyleOf('de-DE'))).toBe('2026-03-30');
  });

  it('is never turned round to make sense of it', () => {
    for (const typed of ['30/11/2026', '2026-02-30', '13/13/2026', '', 'tomorrow', '11/30', '1/2/3/4', '30 Nob 2026']) expect([typed, readDay(typed, US)]).toEqual([typed, null]);
  });

  it('is found again whatever the place, when it is written as the place writes it', () => {
    fc.assert(fc.property(fc.constantFrom('en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'sv-SE', 'nl-NL'), fc.integer({ min: 0, max: 3650 }), (locale, day) => {
      const at = new Date(Date.UTC(2026, 0, 1 + day, 12));
      const typed = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' }).format(at);
      return readDay(typed, dateStyleOf(locale)) === at.toISOString().slice(0, 10);
    }));
  });
});

describe('a time of day', () => {
  it('is read with 24 hours and with am and pm', () => {
    const read = (typed: string): number | null => readClock(typed)?.minutes ?? null;
    expect(['08:00', '8:00 am', '8 AM', '8:00 a.m.', '08.00', '8h00', '08:00:00', '8:00\u202FAM'].map(read)).toEqual(Array.from({ length: 8 }, () => 480));
    expect(['20:30', '8:30 pm', '8:30PM', '12:00 am', '12 pm', '24:00'].map(read)).toEqual([1230, 1230, 1230, 0, 720, 1440]);
    expect(['8', '25:00', '13 pm', '0:30 am', '24:01', '12:60', 'noon', '11/30/2026', '30 Nov 26'].map(read)).toEqual(Array.from({ length: 9 }, () => null));
  });
});

describe('when a shift is', () => {
  const NIGHT = { from: '2026-12-01T01:00:00.000Z', until: '2026-12-01T13:00:00.000Z' };

  it('is by the wall clock of the rota, whether days stand in one cell or in their own', () => {
    expect(stretch({ starts: '2026-11-30 20:00', ends: '2026-12-01 08:00' })).toEqual({ ...NIGHT, notes: [] });
    expect(stretch({ starts: '2026-11-30T20:00', ends: '12/1/2026 8:00 AM' })).toEqual({ ...NIGHT, notes: [] });
    expect(stretch({ 'date': 'Nov 30, 2026', 'starts': '8 pm', 'end date': 'Dec 1, 2026', 'ends': '8 am' })).toEqual({ ...NIGHT, notes: [] });
    expect(stretch({ starts: '2026-11-30T20:00:00-05:00', ends: '2026-12-01 13:00Z' })).toEqual({ ...NIGHT, notes: [] });
  });

  it('goes across midnight when it ends earlier than it starts, and says so', () => {
    const across = { ...NIGHT, notes: ['It ends on the next day'] };
    expect(stretch({ date: '11/30/2026', starts: '20:00', ends: '08:00' })).toEqual(across);
    expect(stretch({ starts: '2026-11-30 20:00', ends: '8 am' })).toEqual(across);
    expect(stretch({ starts: '2026-11-30 20:00', ends: '2026-11-30 08:00' })).toEqual(across);
    expect(stretch({ date: '11/30/2026', starts: '08:00', ends: '08:00' })).toMatchObject({ until: '2026-12-01T13:00:00.000Z' });
    expect(stretch({ date: '11/30/2026', starts: '16:00', ends: '24:00' })).toEqual({ from: '2026-11-30T21:00:00.000Z', until: '2026-12-01T05:00:00.000Z', notes: [] });
  });

  it('keeps the written rules on the nights on which clocks change', () => {
    expect(stretch({ starts: '2026-03-08 02:30', ends: '10:00' })).toEqual({ from: '2026-03-08T07:30:00.000Z', until: '2026-03-08T14:00:00.000Z', notes: ['The clocks skip 02:30 that night: 03:30 is taken'] });
    expect(stretch({ starts: '2026-11-01 01:30', ends: '10:00' })).toEqual({ from: '2026-11-01T05:30:00.000Z', until: '2026-11-01T15:00:00.000Z', notes: ['01:30 comes twice that night: the first is taken'] });
    expect(stretch({ starts: '2026-10-31 20:00', ends: '08:00' })).toMatchObject({ from: '2026-11-01T00:00:00.000Z', until: '2026-11-01T13:00:00.000Z' });
    expect(stretch({ starts: '2026-04-05 01:45', ends: '09:00' }, 'Australia/Lord_Howe', dateStyleOf('en-AU'))).toMatchObject({ notes: ['01:45 comes twice that night: the first is taken'] });
  });

  it('names the cell that cannot be read', () => {
    expect(stretch({ ends: '08:00' })).toEqual({ field: 'starts', why: 'is missing' });
    expect(stretch({ starts: '2026-11-30', ends: '08:00' })).toMatchObject({ field: 'starts', why: expect.stringContaining('no time of day') });
    expect(stretch({ starts: '20:00', ends: '08:00' })).toEqual({ field: 'starts', why: 'has no date' });
    expect(stretch({ starts: '30/11/2026 20:00', ends: '08:00' })).toMatchObject({ field: 'starts', why: expect.stringContaining('YYYY-MM-DD or MM/DD/YYYY') });
    expect(stretch({ date: 'soon', starts: '20:00', ends: '08:00' })).toMatchObject({ field: 'date' });
    expect(stretch({ 'date': '2026-11-30', 'starts': '20:00', 'end date': 'later', 'ends': '08:00' })).toMatchObject({ field: 'end date' });
  });
});
