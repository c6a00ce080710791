import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACCESS_CODES, SETTINGS } from '../../../server/contract/directory.js';
import { directoryStoreOn } from '../../../server/directory/index.js';
import type { DigestedService } from '../../../server/directory/index.js';
import { SERVICE_DIGEST } from '../../../server/matching/core/digest.js';
import type { ServiceDigest } from '../../../server/matching/core/digest.js';
import { AGES, EASES, ENTRANCES, ENTRIES, EXCLUSIONS, KINDS, SPOKEN, TRAITS_TOLD, TRAVELS, URGENCY } from '../../../server/matching/core/shared-values.js';
import type { Shared } from '../../../server/matching/core/shared-values.js';
import type { Room } from '../directory/support/room.js';
import { openRoom } from '../directory/support/room.js';
import { NOW, aCapacity, aPlace, aService } from './a-service.js';
import { generateServices } from './generate-services.js';

const whole = aService({
  age: { minimum: 18, maximum: null }, alert: 'Phone before you come', capacities: [aCapacity(2), aCapacity(0, { kind: 'programme' })], locations: [aPlace(), aPlace({ name: 'Yew Court', latitude: null })],
  handrail: { kinds: ['crisis-house', 'respite'], exclusions: ['no-pets'], traits: ['peer-run'], languagesInterpreted: ['*'], waitlist: true },
});

describe('the digest of a service', () => {
  it('is what it was: whoever changes what it says raises its version too, so that older ones in the database are made anew', () => {
    expect([SERVICE_DIGEST.version, SERVICE_DIGEST.write(SERVICE_DIGEST.of(whole))]).toEqual([2, JSON.stringify([
      24, ['active', 'Phone before you come'], 'AG', [[NOW.getTime() - 600_000, 2, 0], [NOW.getTime() - 600_000, 0, 2]], 1, '+2026-03-01', '18 ', 64, 1, '312000',
      [[38.9096, -77.0434], 2, 1, 'tGUhkWnZbtQ4UhTBtU5Xbj', '[null,[["200"],null]]', 'en *', '2 0 0'],
      [null, 2, 1, 'tGUhkWnZbtQ4UhTBtU5Xbj', '[null,[["200"],null]]', 'en *', '2 0 0'],
    ])]);
  });
  it('says the same after it lay in the database', () => {
    for (const service of generateServices(300, 4, NOW)) expect(SERVICE_DIGEST.read(SERVICE_DIGEST.write(SERVICE_DIGEST.of(service)))).toEqual(SERVICE_DIGEST.of(service));
  });
  it('gives the values back that its keys stand for', () => {
    for (const { age, handrail: { kinds, exclusions, traits, urgency } } of generateServices(300, 4, NOW)) {
      for (const [shared, words] of [[KINDS, kinds], [EXCLUSIONS, exclusions], [TRAITS_TOLD, traits]] as readonly [Shared<number, readonly string[]>, readonly string[]][]) expect(new Set(shared.valueOf(shared.keyOf(words)))).toEqual(new Set(words));
      expect([AGES.valueOf(AGES.keyOf(age)), URGENCY.valueOf(URGENCY.keyOf(urgency))]).toEqual([age, urgency]);
    }
    for (const value of [{ assuredOn: null, reviewed: true }, { assuredOn: '2026-03-01', reviewed: false }]) expect(ENTRIES.valueOf(ENTRIES.keyOf(value))).toEqual(value);
    for (const value of [{ own: new Set<string>(), interpreted: null }, { own: new Set(['en', 'so']), interpreted: new Set<string>() }, { own: new Set<string>(), interpreted: new Set(['*']) }]) expect(SPOKEN.valueOf(SPOKEN.keyOf(value))).toEqual(value);
    fc.assert(fc.property(fc.record({
      setting: fc.constantFrom(null, ...SETTINGS), reachable: fc.boolean(), cost: fc.constantFrom('free' as const, 'paid' as const, 'not-known' as const),
      walkIn: fc.constantFrom(null, true, false), pets: fc.constantFrom(null, true, false), dependants: fc.constantFrom(null, true, false),
    }), (ease) => { expect(EASES.valueOf(EASES.keyOf(ease))).toEqual(ease); }));
    fc.assert(fc.property(fc.record({ has: fc.subarray([...ACCESS_CODES]), lacks: fc.subarray([...ACCESS_CODES]), travel: fc.constantFrom(...TRAVELS) }), (entrance) => { expect(ENTRANCES.valueOf(ENTRANCES.keyOf(entrance))).toEqual(entrance); }));
  });
});

describe('services read by their digests', () => {
  let room: Room;
  beforeAll(async () => { room = await openRoom(); });
  afterAll(async () => { await room.close(); });

  const read = async (): Promise<DigestedService<ServiceDigest>[]> => {
    const all: DigestedService<ServiceDigest>[] = [];
    for await (const some of directoryStoreOn(room.db, SERVICE_DIGEST).digested()) all.push(...some);
    return all;
  };

  it('are all there, each whole when it is opened, also those that were stored without a digest or with an older one', async () => {
    const services = [...generateServices(60, 5, NOW)];
    const [plain, older, current] = [directoryStoreOn(room.db), directoryStoreOn(room.db, { ...SERVICE_DIGEST, version: SERVICE_DIGEST.version - 1, write: () => 'something else' }), directoryStoreOn(room.db, SERVICE_DIGEST)];
    for (const [n, store] of [plain, older, current].entries()) {
      await room.transact((tx) => store.put(services.slice(n * 20, n * 20 + 20).map((service) => ({ service, version: 1 })), tx));
    }
    const found = new Map((await read()).map((one) => [one.id, one]));
    expect(found.size).toBe(60);
    for (const service of services) {
      expect(found.get(service.id)?.digest).toEqual(SERVICE_DIGEST.of(service));
      expect([found.get(service.id)?.name, found.get(service.id)?.open()]).toEqual([service.name, service]);
    }
  });
});
