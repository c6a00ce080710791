import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ServiceHistory } from '../../../../server/matching/core/match-context.js';
import { makeServiceIndex } from '../../../../server/matching/core/service-index.js';
import { digested } from '../../../../server/matching/core/digest.js';
import { historyValue } from '../../../../server/matching/core/soft-terms.js';
import { aContext, aNeed, policy, rank } from '../../matching/a-need.js';
import { NOW, aService } from '../../matching/a-service.js';

const history = (brokenWords: number, more: Partial<ServiceHistory> = {}): ServiceHistory => ({ lastOfferedAt: null, referrals: 0, answeredInTime: 0, closedLoops: 0, brokenWords, ...more });
const [honest, breaker] = [aService({ id: '00000000-0000-4000-8000-000000000002', name: 'Keeps' }), aService({ id: '00000000-0000-4000-8000-000000000001', name: 'Breaks' })];

describe('a service that told places and then had none', () => {
  it('comes after an equal one that kept its word, with the reason shown, and is never left out', () => {
    const answer = rank([breaker, honest], {}, { histories: new Map([[breaker.id, history(2)]]) });
    expect(answer.matches.map(({ serviceName }) => serviceName)).toEqual(['Keeps', 'Breaks']);
    expect(answer.matches[1]?.cautions.map(({ words }) => words)).toContain('Lately told free places 2 times and then had none: ring first');
    expect(rank([breaker, honest]).matches.map(({ serviceName }) => serviceName)).toEqual(['Breaks', 'Keeps']);
  });
  it('the index in memory says the same as the plain ranking, also when the word is kept again', () => {
    const index = makeServiceIndex([honest, breaker].map(digested), { policy, network: () => aContext().network, directory: aContext().directory });
    for (const count of [3, 0, 1]) {
      index.setHistory(breaker.id, history(count));
      expect(index.match(aNeed(), NOW)).toEqual(rank([honest, breaker], {}, { histories: new Map([[breaker.id, history(count)]]) }));
    }
  });
  it('whatever its record, more broken words never raise it, and without any nothing changes', () => {
    const record = fc.record({ referrals: fc.nat(100), answeredInTime: fc.nat(100), closedLoops: fc.nat(100) }).filter(({ referrals, answeredInTime, closedLoops }) => answeredInTime <= referrals && closedLoops <= referrals);
    fc.assert(fc.property(record, fc.integer({ min: 1, max: 50 }), (known, count) => {
      const kept = historyValue({ ...history(0), ...known }, policy);
      expect(historyValue({ ...known, lastOfferedAt: null }, policy)).toBe(kept);
      expect(historyValue({ ...history(count), ...known }, policy)).toBeLessThan(kept);
      expect(historyValue({ ...history(count + 1), ...known }, policy)).toBeLessThan(historyValue({ ...history(count), ...known }, policy));
    }));
  });
});
