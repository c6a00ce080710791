import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boardGroups, isFresh, likelyNumbers, placesIn, standing, withLine } from '../../../client/src/capacity/core/board-order.js';
import type { BoardFilter } from '../../../client/src/capacity/core/board-order.js';
import { HELP_KINDS } from '../../../server/contract/directory.js';
import type { CapacityLine } from '../../../server/contract/capacity.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const iso = (at: number): string => new Date(at).toISOString();
const ALL: BoardFilter = { text: '', kind: null, only: 'all' };
const anyLine: fc.Arbitrary<CapacityLine> = fc.record({
  serviceId: fc.uuid(), serviceName: fc.constantFrom('Elm Row', 'Café Ñandú', 'Oak', 'Mill Lane'), organizationName: fc.constantFrom('Trust', 'Elm Row'), kinds: fc.uniqueArray(fc.constantFrom(...HELP_KINDS), { maxLength: 3 }), phone: fc.constant(null),
  capacities: fc.array(fc.record({ id: fc.uuid(), unit: fc.constant('Bed'), kind: fc.constant('bed' as const), available: fc.nat(6), maximum: fc.constant(6), updatedAt: fc.constant(iso(NOW)), freshUntil: fc.integer({ min: -5, max: 5 }).map((minutes) => iso(NOW + minutes * 60_000)), reportedBy: fc.constant(null), method: fc.constant(null) }), { minLength: 1, maxLength: 3 }),
  ask: fc.constant({ canText: true, askedAt: null }), settings: fc.constant({ remind: false, byNight: false, version: 0 }),
});

describe('the order of the board', () => {
  it('hides nothing: every service stands there once, fresh room first, what nobody confirms last', () => {
    fc.assert(fc.property(fc.uniqueArray(anyLine, { maxLength: 15, selector: ({ serviceId }) => serviceId }), (lines) => {
      const groups = boardGroups(lines, ALL, NOW);
      expect(groups.flatMap((group) => group.lines.map(({ serviceId }) => serviceId)).toSorted()).toEqual(lines.map(({ serviceId }) => serviceId).toSorted());
      for (const group of groups) {
        const ranks = group.lines.map((line) => ['room', 'full', 'old'].indexOf(standing(line, NOW)));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }
      const [room, old] = [boardGroups(lines, { ...ALL, only: 'room' }, NOW), boardGroups(lines, { ...ALL, only: 'old' }, NOW)].map((some) => some.flatMap((group) => group.lines));
      expect(room?.every((line) => standing(line, NOW) === 'room')).toBe(true);
      expect(old?.length).toBe(lines.filter(({ capacities }) => capacities.some((capacity) => !isFresh(capacity, NOW))).length);
    }));
  });
  it('a number is old at its exact limit', () => {
    expect([isFresh({ freshUntil: iso(NOW + 1) }, NOW), isFresh({ freshUntil: iso(NOW) }, NOW)]).toEqual([true, false]);
  });
  it('names are found whatever the accents', () => {
    const [line] = fc.sample(anyLine, 1) as [CapacityLine];
    const cafe = { ...line, serviceName: 'Café Ñandú' };
    expect(boardGroups([cafe], { ...ALL, text: 'nandu cafe' }, NOW)).toHaveLength(1);
    expect(boardGroups([cafe], { ...ALL, text: 'oak' }, NOW)).toEqual([]);
  });
});

describe('numbers', () => {
  it.each<[string, number | null, number | null]>([['2', 6, 2], [' 0 ', null, 0], ['7', 6, null], ['', 6, null], ['-1', null, null], ['1.5', null, null], ['two', 6, null]])('"%s" of %s reads as %s', (typed, maximum, read) => { expect(placesIn(typed, maximum)).toBe(read); });
  it('buttons always offer none, never more than there are, and not the told one twice', () => {
    fc.assert(fc.property(fc.nat(40), fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }), (told, maximum) => {
      const available = maximum === null ? told : Math.min(told, maximum);
      const offered = likelyNumbers({ available, maximum });
      expect(offered.includes(0) || available === 0).toBe(true);
      expect(offered).not.toContain(available);
      expect(offered.every((number) => number >= 0 && number <= (maximum ?? 999))).toBe(true);
      expect(offered.length).toBeLessThanOrEqual(7);
    }));
  });
  it('news about one service changes that line only', () => {
    const lines = fc.sample(anyLine, 3);
    const [first, second] = lines as [CapacityLine, CapacityLine];
    expect(withLine(lines, first.serviceId, { ...first, serviceName: 'New' }).map(({ serviceName }) => serviceName)[0]).toBe('New');
    expect(withLine(lines, second.serviceId, undefined)).toHaveLength(2);
    expect(withLine([], first.serviceId, first)).toEqual([first]);
    expect(withLine(lines, 'nobody', undefined)).toBe(lines);
  });
});
