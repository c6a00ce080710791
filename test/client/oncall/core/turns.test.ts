import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextClockChange } from '../../../../client/src/oncall/core/clock-change.js';
import { draftFaults } from '../../../../client/src/oncall/core/rota-draft.js';
import { localMoment, moved, plannedTurns, unusualHours } from '../../../../client/src/oncall/core/turns.js';
import type { TurnRule } from '../../../../client/src/oncall/core/turns.js';
import { onCallAt } from '../../../../server/oncall/core/on-call-at.js';

const aRule = (told: Partial<TurnRule> = {}): TurnRule =>
  ({ timeZone: 'America/New_York', turn: 'daily', startsOn: '2026-01-01', handOverAt: '08:00', staffIds: ['tomas', 'hana', 'luca'], ...told });

describe('what a changed rota would do', () => {
  it('is what the server will do, for every rule and instant', () => {
    const rules = fc.record({
      timeZone: fc.constantFrom('America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Adelaide', 'UTC'),
      turn: fc.constantFrom('daily' as const, 'weekly' as const),
      startsOn: fc.constantFrom('2026-01-01', '2026-03-08', '2026-10-25', '2026-11-01'),
      // Hours that a clock change skips or repeats are left to the server.
      handOverAt: fc.constantFrom('00:00', '07:30', '08:00', '20:00'),
      staffIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
    });
    fc.assert(fc.property(rules, fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2027, 0, 1) }), (rule, at) => {
      const planned = plannedTurns(rule, at, 1)[0]?.staffId ?? null;
      const real = onCallAt({ ...rule, staffIds: [...rule.staffIds], id: 'rota', teamId: 'team', name: 'Rota', version: 1, supervises: false }, new Date(at))?.staffId ?? null;
      expect(planned).toBe(real);
    }), { numRuns: 300 });
  });

  it('tells whose turns come next and when they hand over', () => {
    expect(plannedTurns(aRule({ turn: 'weekly' }), Date.parse('2026-01-08T12:59:59Z'), 2)).toEqual([
      { staffId: 'tomas', startsOn: '2026-01-01', endsOn: '2026-01-08' },
      { staffId: 'hana', startsOn: '2026-01-08', endsOn: '2026-01-15' },
    ]);
  });

  it('is nobody before the first hand-over and on an empty rota', () => {
    expect(plannedTurns(aRule({ startsOn: '2027-01-01' }), Date.parse('2026-10-28T06:14:00Z'), 3)).toEqual([]);
    expect(plannedTurns(aRule({ staffIds: [] }), Date.parse('2026-10-28T06:14:00Z'), 3)).toEqual([]);
    expect(plannedTurns(aRule({ startsOn: '' }), Date.parse('2026-10-28T06:14:00Z'), 3)).toEqual([]);
  });
});

describe('the time on the wall', () => {
  it('is read in the rota’s own zone', () => {
    expect(localMoment(Date.parse('2026-10-28T02:14:00Z'), 'America/New_York')).toEqual(['2026-10-27', '22:14']);
    expect(localMoment(Date.parse('2026-10-28T00:00:00Z'), 'UTC')).toEqual(['2026-10-28', '00:00']);
  });

  it('makes a turn longer or shorter in the night in which the clocks change', () => {
    expect(unusualHours('2026-10-31T12:00:00Z', '2026-11-01T13:00:00Z', 'daily')).toBe(25);
    expect(unusualHours('2026-03-07T13:00:00Z', '2026-03-08T12:00:00Z', 'daily')).toBe(23);
    expect(unusualHours('2026-10-27T12:00:00Z', '2026-10-28T12:00:00Z', 'daily')).toBeNull();
    expect(unusualHours('2026-10-27T12:00:00Z', '2026-11-03T13:00:00Z', 'weekly')).toBe(169);
  });

  it('changes at a known instant, or not at all', () => {
    const from = Date.parse('2026-10-28T06:14:00Z');
    expect(nextClockChange('America/New_York', from, Date.parse('2026-11-10T00:00:00Z'))).toEqual({ at: Date.parse('2026-11-01T06:00:00Z'), hours: -1 });
    expect(nextClockChange('America/New_York', from, Date.parse('2026-10-31T00:00:00Z'))).toBeNull();
    expect(nextClockChange('Australia/Adelaide', Date.parse('2026-09-28T00:00:00Z'), Date.parse('2026-10-12T00:00:00Z'))).toEqual({ at: Date.parse('2026-10-03T16:30:00Z'), hours: 1 });
    expect(nextClockChange('Asia/Kolkata', from, from + 9e9)).toBeNull();
  });
});

describe('the order of a rota', () => {
  it('changes by one place at a time and loses nobody', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    fc.assert(fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: -2, max: 9 }), fc.constantFrom(-1, 1), (list, place, by) => {
      expect([...moved(list, place, by)].sort()).toEqual([...list].sort());
    }));
  });

  it('cannot be saved without a name, people and times', () => {
    const draft = { name: 'First', timeZone: 'UTC', turn: 'daily' as const, startsOn: '2026-01-01', handOverAt: '08:00', staffIds: ['a'] };
    expect(draftFaults(draft)).toEqual([]);
    expect(draftFaults({ ...draft, name: ' ', staffIds: [], handOverAt: '', startsOn: '' })).toEqual(['name', 'people', 'hand-over', 'starts']);
  });
});
