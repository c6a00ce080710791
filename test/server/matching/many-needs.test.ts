import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Service } from '../../../server/contract/directory.js';
import { digested } from '../../../server/matching/core/digest.js';
import type { ServiceHistory } from '../../../server/matching/core/match-context.js';
import type { Need } from '../../../server/matching/core/need.js';
import { rankServices } from '../../../server/matching/core/rank-services.js';
import { makeServiceIndex } from '../../../server/matching/core/service-index.js';
import { locatePostcode } from '../../../server/matching/geocode.js';
import { filesOf, itWith, mustRead, sharedFolder } from '../directory/support/shared-data.js';
import { aContext, directory, network, policy } from './a-need.js';
import { NOW } from './a-service.js';
import { anyNeed } from './any-need.js';
import { generateServices, randomFrom } from './generate-services.js';

/** The same needs in every run; a failure names this seed and the path to the smallest need that shows it. */
const SEED = 20_261_122;
const DIRECTORIES = 50;
const NEEDS_EACH = 210;

/** Any instant within some days, so that hours, freshness and history all change. */
const timeAround = (now: Date) => fc.integer({ min: -3 * 24 * 60, max: 10 * 24 * 60 }).map((minutes) => new Date(now.getTime() + minutes * 60_000 + 17_000));

/** Some services that were offered before, some of them so often that their record counts, and some that broke their word. */
function someHistories(services: readonly Service[], seed: number, now: Date): Map<string, ServiceHistory> {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  return new Map(services.filter(() => random() < 0.4).map(({ id }): [string, ServiceHistory] => {
    const referrals = upTo(60);
    return [id, { lastOfferedAt: random() < 0.2 ? null : new Date(now.getTime() - upTo(5) * 86_400_000), referrals, answeredInTime: upTo(referrals), closedLoops: upTo(referrals), brokenWords: upTo(3) }];
  }));
}

/** Asks `runs` needs of the index and of the plain reading of the rules. @returns how many, and what the answers were made of */
function compare(services: readonly Service[], needs: fc.Arbitrary<Need>, { now, seed, runs }: { now: Date; seed: number; runs: number }) {
  const histories = someHistories(services, seed, now);
  const index = makeServiceIndex(services.map(digested), { policy, network: () => network, directory });
  for (const [id, history] of histories) index.setHistory(id, history);
  const seen = { needs: 0, matches: 0, phoneFirst: 0, excluded: 0, relax: 0, places: 0 };
  fc.assert(fc.property(needs, timeAround(now), (need, asOf) => {
    const [fast, plain] = [index.match(need, asOf), rankServices({ need, services, context: aContext({ asOf, histories }) })];
    // said in full only when they differ: the full comparison takes longer than both answers
    if (!isDeepStrictEqual(fast, plain)) expect(fast).toEqual(plain);
    seen.needs++;
    seen.matches += plain.matches.length;
    seen.phoneFirst += plain.phoneFirst.length;
    seen.excluded += plain.excluded.length;
    if (plain.relax) seen.relax++;
    if (plain.fallbacks.some(({ distance }) => distance !== null)) seen.places++;
  }), { seed, numRuns: runs });
  return seen;
}

describe('ten thousand needs', () => {
  it('get from the index what the plain reading of the rules says, over fifty generated directories', () => {
    const total = { needs: 0, matches: 0, phoneFirst: 0, excluded: 0, relax: 0, places: 0 };
    for (let n = 0; n < DIRECTORIES; n++) {
      const services = [...generateServices(60 + ((n * 37) % 61), SEED + n, NOW)];
      const seen = compare(services, anyNeed(services), { now: NOW, seed: SEED + n, runs: NEEDS_EACH });
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += seen[key];
    }
    expect(total.needs).toBeGreaterThanOrEqual(10_000);
    // and not because all answers were empty
    expect({ matches: total.matches > 10_000, phoneFirst: total.phoneFirst > 500, excluded: total.excluded > 10_000, relax: total.relax > 500, places: total.places > 50 })
      .toEqual({ matches: true, phoneFirst: true, excluded: true, relax: true, places: true });
  }, 60_000);

  for (const [folder, zips, words] of [
    ['directory-illinois-legal-aid', ['60601', '62701', '61801', '62901'], 'the Illinois legal aid directory, with almost no hours, ages or areas'],
    ['directory-san-mateo-ohana', ['94401', '94063', '94014', '94019'], 'the San Mateo county directory'],
  ] as const) {
    const shared = sharedFolder(folder);
    itWith(shared)(`get the same from both over ${words}`, () => {
      const now = new Date('2026-11-02T12:00:00Z');
      const { services } = mustRead(filesOf(shared), { source: folder, now });
      const kinds = [...new Set(services.flatMap(({ handrail }) => handrail.kinds))];
      const there = fc.constantFrom(...zips).map((postcode) => ({ point: null, region: null, country: null, ...locatePostcode(postcode), postcode }));
      const needs = fc.tuple(anyNeed(services), there, fc.boolean(), fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 2 }))
        .map(([need, place, near, some]): Need => ({ ...need, kinds: some, place: near ? place : need.place }));
      const seen = compare(services, needs, { now, seed: SEED, runs: 150 });
      expect(seen.needs).toBe(150);
      expect(seen.matches).toBeGreaterThan(100);
    }, 60_000);
  }
});
