import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alarmId, overTellings, tellNow } from '../../../../server/oncall/core/alarms.js';
import type { Told, Trouble } from '../../../../server/oncall/core/alarms.js';

const HOUR = 3_600_000;
const START = Date.parse('2026-01-05T00:00:00Z');
const at = (hours: number): Date => new Date(START + hours * HOUR);
const gap = (from: number, until: number, differs: Partial<Trouble> = {}): Trouble => ({ rotaId: 'first', kind: 'gap', staffId: null, startsAt: at(from), endsAt: at(until), ...differs });
const told = (trouble: Trouble, toldAt: number, nearAt: number | null = null): Told => ({ ...trouble, id: alarmId(trouble), toldAt: at(toldAt), nearAt: nearAt === null ? null : at(nearAt) });

describe('telling of gaps', () => {
  it('waits until two days before, then tells, and is silent until two hours before', () => {
    const far = gap(100, 112);
    expect([tellNow(far, [], at(51.9)), tellNow(far, [], at(52))]).toEqual([null, 'first']);
    expect([tellNow(far, [told(far, 52)], at(97.9)), tellNow(far, [told(far, 52)], at(98)), tellNow(far, [told(far, 52, 98)], at(99))]).toEqual([null, 'near', null]);
  });

  it('a gap that appears at once is told at once, and one that is over never', () => {
    expect([tellNow(gap(0, 5), [], at(1)), tellNow(gap(0, 5), [], at(5))]).toEqual(['first', null]);
  });

  it('the same gap is not told again when it moves its end or runs; it is when it begins earlier', () => {
    const known = told(gap(30, 40), 0);
    expect([tellNow(gap(30, 60), [known], at(1)), tellNow(gap(35, 40), [known], at(1)), tellNow(gap(20, 40), [known], at(1))]).toEqual([null, null, 'first']);
  });

  it('a gap that was filled and opens again is told again', () => {
    const known = told(gap(30, 40), 0);
    expect(overTellings([known], [gap(50, 60)], at(1))).toEqual([known]);
    expect(overTellings([known], [gap(35, 60)], at(1))).toEqual([]);
  });

  it('short rest of the same person on the same rota is told once a week', () => {
    const rest = (from: number): Trouble => gap(from, from + 12, { kind: 'rest', staffId: 'ana' });
    const known = told(rest(10), 0);
    expect([tellNow(rest(34), [known], at(24)), tellNow(rest(180), [known], at(169)), tellNow({ ...rest(34), staffId: 'ben' }, [known], at(24))]).toEqual([null, 'first', 'first']);
  });

  it('looked at every hour, each gap is told at least a day ahead, once, and once more when near', () => {
    fc.assert(fc.property(fc.integer({ min: 30, max: 300 }), fc.integer({ min: 1, max: 100 }), (from, length) => {
      const one = gap(from, from + length);
      let known: Told[] = [];
      const tellings: number[] = [];
      for (let hour = 0; hour < from + length; hour++) {
        const stage = tellNow(one, known, at(hour));
        if (stage === null) continue;
        tellings.push(hour);
        known = stage === 'first' ? [told(one, hour)] : known.map((row) => ({ ...row, nearAt: at(hour) }));
      }
      expect(tellings).toHaveLength(2);
      expect(from - (tellings[0] ?? 0)).toBeGreaterThanOrEqual(24);
      expect(from - (tellings[1] ?? 0)).toBe(2);
    }));
  });
});
