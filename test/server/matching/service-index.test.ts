import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Service } from '../../../server/contract/directory.js';
import type { ServiceHistory } from '../../../server/matching/core/match-context.js';
import { rankServices } from '../../../server/matching/core/rank-services.js';
import { digested } from '../../../server/matching/core/digest.js';
import { makeServiceIndex } from '../../../server/matching/core/service-index.js';
import { aContext, aNeed, directory, network, policy } from './a-need.js';
import { NOW, aService } from './a-service.js';
import { anyNeed } from './any-need.js';
import { generateServices, randomFrom } from './generate-services.js';

const indexOf = (services: Iterable<Service>) => makeServiceIndex([...services].map(digested), { policy, network: () => network, directory });

/** Any instant within some days, so that hours, freshness and history all change. */
const anyTime = fc.integer({ min: -3 * 24 * 60, max: 10 * 24 * 60 }).map((minutes) => new Date(NOW.getTime() + minutes * 60_000 + 17_000));

describe('the index of services', () => {
  const services = [...generateServices(1200, 7, NOW)];
  const histories = new Map<string, ServiceHistory>(services.filter((_, n) => n % 3 === 0).map(({ id }, n) => [
    id, { lastOfferedAt: new Date(NOW.getTime() - (n % 5) * 86_400_000), referrals: n % 60, answeredInTime: n % 7, closedLoops: n % 11 },
  ]));

  it('answers exactly what the plain reading of the rules answers, for any need at any time', () => {
    const index = indexOf(services);
    for (const [id, history] of histories) index.setHistory(id, history);
    fc.assert(fc.property(anyNeed(services), anyTime, (need, asOf) => {
      expect(index.match(need, asOf)).toEqual(rankServices({ need, services, context: aContext({ asOf, histories }) }));
    }), { numRuns: 150 });
  });

  it('answers the same after services changed, left and came as if it had been made from what is there now', () => {
    const random = randomFrom(11);
    const pool = [...generateServices(500, 8, NOW)];
    const changed = [...generateServices(500, 9, NOW)];
    const index = indexOf(pool);
    const now = new Map(pool.map((service) => [service.id, service]));
    for (let step = 0; step < 700; step++) {
      const service = pool[Math.floor(random() * pool.length)] as Service;
      if (random() < 0.3) {
        index.remove(service.id);
        now.delete(service.id);
      } else {
        const next = { ...(changed[Math.floor(random() * changed.length)] as Service), id: service.id };
        index.upsert(digested(next));
        now.set(service.id, next);
      }
    }
    expect(index.size).toBe(now.size);
    fc.assert(fc.property(anyNeed(pool), anyTime, (need, asOf) => {
      expect(index.match(need, asOf)).toEqual(rankServices({ need, services: now.values(), context: aContext({ asOf }) }));
    }), { numRuns: 60 });
  });

  it('gives the same answer when it is asked again', () => {
    const index = indexOf(services);
    fc.assert(fc.property(anyNeed(services), (need) => {
      expect(index.match(need, NOW)).toEqual(index.match(need, NOW));
    }), { numRuns: 30 });
  });

  it('answers the same whether opening hours were prepared or not', () => {
    const [prepared, cold] = [indexOf(services), indexOf(services)];
    while (prepared.prepare(NOW, new Date(NOW.getTime() + 3_600_000), 50)) { /* a part at a time */ }
    const need = aNeed({ kinds: ['counselling', 'food', 'respite'], letter: 'D', most: 50 });
    for (const minutes of [0, 59, 61, 600]) {
      const asOf = new Date(NOW.getTime() + minutes * 60_000);
      expect(prepared.match(need, asOf)).toEqual(cold.match(need, asOf));
    }
  });

  it('shows a capacity told a moment ago in the next answer', () => {
    const index = indexOf([aService({ capacities: [] })]);
    expect(index.match(aNeed(), NOW).matches[0]?.capacity).toBeNull();
    index.upsert(digested(aService()));
    expect(index.match(aNeed(), NOW).matches[0]?.capacity).toMatchObject({ available: 2, fresh: true });
  });

  it('makes the same services from the same seed', () => {
    expect([...generateServices(50, 3, NOW)]).toEqual([...generateServices(50, 3, NOW)]);
  });
});
