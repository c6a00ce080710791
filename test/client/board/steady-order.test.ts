import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { steadyOrder } from '../../../client/src/crisis/board/core/steady-order.js';

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'));

describe('a column that somebody points at', () => {
  it('never moves what is shown', () => {
    fc.assert(fc.property(ids, ids, (shown, ideal) => {
      const { ids: order } = steadyOrder(shown, ideal, true);
      expect(order.slice(0, shown.length)).toEqual(shown);
    }));
  });

  it('leaves nobody out: each one is shown, or counted as new above', () => {
    fc.assert(fc.property(ids, ids, (shown, ideal) => {
      const { ids: order, newAbove } = steadyOrder(shown, ideal, true);
      expect(ideal.filter((id) => !order.includes(id))).toHaveLength(newAbove);
    }));
  });

  it('counts what belongs further up and adds what belongs at the end', () => {
    expect(steadyOrder(['b', 'c'], ['a', 'b', 'c', 'd'], true)).toEqual({ ids: ['b', 'c', 'd'], newAbove: 1 });
  });

  it('keeps the place of one that left', () => {
    expect(steadyOrder(['a', 'b', 'c'], ['a', 'c'], true)).toEqual({ ids: ['a', 'b', 'c'], newAbove: 0 });
  });

  it('takes the ideal order as soon as it is let go', () => {
    fc.assert(fc.property(ids, ids, (shown, ideal) => {
      expect(steadyOrder(shown, ideal, false)).toEqual({ ids: ideal, newAbove: 0 });
    }));
  });
});
