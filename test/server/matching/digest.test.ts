import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directoryStoreOn } from '../../../server/directory/index.js';
import type { DigestedService } from '../../../server/directory/index.js';
import { DIGEST_VERSION, digestOf } from '../../../server/matching/core/digest.js';
import type { ServiceDigest } from '../../../server/matching/core/digest.js';
import type { Room } from '../directory/support/room.js';
import { openRoom } from '../directory/support/room.js';
import { NOW, aCapacity, aPlace, aService } from './a-service.js';
import { generateServices } from './generate-services.js';

const whole = aService({
  age: { minimum: 18, maximum: null }, alert: 'Phone before you come', capacities: [aCapacity(2), aCapacity(0, { kind: 'programme' })], locations: [aPlace(), aPlace({ name: 'Yew Court', latitude: null })],
  handrail: { kinds: ['crisis-house', 'respite'], exclusions: ['no-pets'], traits: ['peer-run'], languagesInterpreted: ['*'], waitlist: true },
});

describe('the digest of a service', () => {
  it('is what it was: whoever changes what it says raises DIGEST_VERSION too, so that older ones in the database are made anew', () => {
    expect([DIGEST_VERSION, digestOf(whole)]).toEqual([1, {
      kinds: [3, 4], running: ['active', 'Phone before you come'], urgency: 'AG', capacity: [NOW.getTime() - 600_000, 2, 0], waitlist: true, kindsKey: 'o', entry: '2026-03-01 true', ages: '18 null',
      exclusions: '1s', traits: '1', ease: expect.stringContaining('respite'), sites: [
        { point: [38.9096, -77.0434], travel: 2, told: 3, hours: expect.any(String), coverage: '[null,[["200"],null]]', spoken: 'en *', entrance: 'to-place 0 0' },
        { point: null, travel: 2, told: 3, hours: expect.any(String), coverage: '[null,[["200"],null]]', spoken: 'en *', entrance: 'to-place 0 0' },
      ],
    }]);
  });
  it('says the same after it lay in the database as JSON', () => {
    for (const service of generateServices(300, 4, NOW)) expect(JSON.parse(JSON.stringify(digestOf(service)))).toEqual(digestOf(service));
  });
});

describe('services read by their digests', () => {
  let room: Room;
  beforeAll(async () => { room = await openRoom(); });
  afterAll(async () => { await room.close(); });

  const read = async (version: number): Promise<DigestedService<ServiceDigest>[]> => {
    const all: DigestedService<ServiceDigest>[] = [];
    for await (const some of directoryStoreOn(room.db, { version, of: digestOf }).digested()) all.push(...some);
    return all;
  };

  it('are all there, each whole when it is opened, also those that were stored without a digest or with an older one', async () => {
    const services = [...generateServices(60, 5, NOW)];
    const [plain, older, current] = [directoryStoreOn(room.db), directoryStoreOn(room.db, { version: DIGEST_VERSION - 1, of: () => 'something else' }), directoryStoreOn(room.db, { version: DIGEST_VERSION, of: digestOf })];
    for (const [n, store] of [plain, older, current].entries()) {
      await room.transact((tx) => store.put(services.slice(n * 20, n * 20 + 20).map((service) => ({ service, version: 1 })), tx));
    }
    const found = new Map((await read(DIGEST_VERSION)).map((one) => [one.id, one]));
    expect(found.size).toBe(60);
    for (const service of services) {
      expect(found.get(service.id)?.digest).toEqual(digestOf(service));
      expect(found.get(service.id)?.open()).toEqual(service);
    }
  });
});
