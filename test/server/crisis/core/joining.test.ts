import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportDetails } from '../../../../server/contract/crisis.js';
import { identifiersThatAgree, mayJoin, plainName, withoutMerged } from '../../../../server/crisis/core/joining.js';
import { bothDetails } from '../../../../server/crisis/raise.js';
import { aCrisis } from '../../referral/builders.js';

describe('is it the same person', () => {
  it('compares names without case, accents and order', () => {
    expect(plainName('Lucía  Marín')).toBe(plainName('MARIN, lucia'));
    expect(plainName('Lucia')).not.toBe(plainName('Lucian'));
    expect(plainName(' -- ')).toBe('');
  });

  it('what is not known never agrees', () => {
    expect(identifiersThatAgree({ details: {}, senderIndex: null }, { details: {}, senderIndex: null })).toEqual([]);
    expect(identifiersThatAgree({ details: { personName: '' }, senderIndex: '' }, { details: { personName: '' }, senderIndex: '' })).toEqual([]);
  });

  it('one identifier is not enough, two are, and a person’s word is', () => {
    const target = aCrisis({ details: { personName: 'Lucia', ageYears: 17, postcode: '20009' } });
    const join = (details: ReportDetails, confirmed: string | null = null) => mayJoin(aCrisis({ details }), target, confirmed, false);
    expect(join({ personName: 'Lucia' })).toEqual({ ok: false, refusal: 'crisis/join-not-sure' });
    expect(join({ personName: 'Lucia', postcode: '200 09' })).toMatchObject({ ok: true, state: ['name', 'postcode'] });
    expect(join({}, 'I stand beside both')).toMatchObject({ ok: true, state: [] });
    expect(join({}, '   ')).toMatchObject({ ok: false });
  });
});

const details: fc.Arbitrary<ReportDetails> = fc.record({
  headline: fc.string({ minLength: 1, maxLength: 5 }), place: fc.string({ minLength: 1, maxLength: 5 }), personName: fc.string({ minLength: 1, maxLength: 5 }), ageYears: fc.integer({ min: 1, max: 90 }),
  facts: fc.record({ alone: fc.constantFrom('yes' as const, 'no' as const), intoxicated: fc.constantFrom('yes' as const, 'not-known' as const) }, { requiredKeys: [] }),
}, { requiredKeys: [] }) as fc.Arbitrary<ReportDetails>;

describe('taking out again', () => {
  it('gives back exactly the facts from before, when nobody changed them since', () => {
    fc.assert(fc.property(details, details, (source, target) => {
      const undone = withoutMerged(bothDetails(source, target), bothDetails(source, target), target);
      const { facts = {}, ...plain } = undone;
      const { facts: before = {}, ...was } = target;
      expect([plain, facts]).toEqual([was, before]);
    }), { numRuns: 1000 });
  });

  it('keeps what somebody changed since', () => {
    fc.assert(fc.property(details, details, (source, target) => {
      const merged = bothDetails(source, target);
      expect(withoutMerged({ ...merged, whatHelps: 'Tea', headline: 'changed since' }, merged, target)).toMatchObject({ whatHelps: 'Tea', headline: 'changed since' });
    }));
  });
});
