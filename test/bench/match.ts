import { setImmediate } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { HELP_KINDS } from '../../server/contract/directory.js';
import type { Service } from '../../server/contract/directory.js';
import { URGENCY_LETTERS } from '../../server/contract/triage.js';
import { directoryStoreOn } from '../../server/directory/store.js';
import { SERVICE_DIGEST } from '../../server/matching/core/digest.js';
import { makeServiceIndex } from '../../server/matching/core/service-index.js';
import type { Need } from '../../server/matching/core/need.js';
import { locatePostcode } from '../../server/matching/geocode.js';
import { connect } from '../../server/platform/mongo/connect.js';
import type { Connection } from '../../server/platform/mongo/connect.js';
import { transactOn } from '../../server/platform/mongo/transact.js';
import { aNeed, directory, network, policy } from '../server/matching/a-need.js';
import { NOW } from '../server/matching/a-service.js';
import { generateServices, randomFrom } from '../server/matching/generate-services.js';
import { nowMs } from './figures.js';
import { compareWithOracle } from './match-oracle.js';
import type { OracleCheck } from './match-oracle.js';

const SERVICES = 100_000;
const IN_ONE_TRANSACTION = 250;
/** Asked before anything is timed: the first few hundred run while the engine still compiles the search. */
const WARM = 500;
const ZIPS = ['20009', '20005', '10001', '60601', '90012', '82001', '33130', '02108'];
const METERS_PER_MILE = 1609.344;

/** Milliseconds of each match, of the same questions to the database, seconds until the index stood, and whether its answers are the oracle's. */
export interface MatchTimes { times: number[]; asked: number[]; readSeconds: number; buildSeconds: number; rss: number; oracle: OracleCheck }

/** Needs of many kinds of people in several towns, the same in every run. */
function* manyNeeds(): Generator<{ need: Need; asOf: Date }> {
  const random = randomFrom(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (;;) {
    const postcode = pick(ZIPS);
    yield {
      need: aNeed({
        letter: pick(URGENCY_LETTERS), kinds: [pick(HELP_KINDS), pick(HELP_KINDS)], language: pick([null, 'en', 'es', 'so']), most: pick([3, 5]),
        place: { point: null, region: null, country: null, ...locatePostcode(postcode), postcode },
      }),
      asOf: new Date(NOW.getTime() + Math.floor(random() * 50) * 60_000),
    };
  }
}

async function timed(count: number, ask: (need: Need, asOf: Date) => unknown): Promise<number[]> {
  const times: number[] = [];
  let n = -WARM;
  for (const { need, asOf } of manyNeeds()) {
    const startedAt = nowMs();
    await ask(need, asOf);
    if (n >= 0) times.push(nowMs() - startedAt);
    if (++n >= count) return times;
    // each question is a request of its own, as at the server
    await setImmediate();
  }
  return times;
}

const directoryIn = (db: Connection) => directoryStoreOn(db, SERVICE_DIGEST);

async function store(db: Connection): Promise<void> {
  const [services, transact] = [directoryIn(db), transactOn(db)];
  let some: Service[] = [];
  const put = async (): Promise<void> => { await transact((tx) => services.put(some.map((service) => ({ service, version: 1 })), tx)); };
  for (const service of generateServices(SERVICES, 1, NOW)) {
    some.push(service);
    if (some.length === IN_ONE_TRANSACTION) { await put(); some = []; }
  }
  await put();
}

/**
 * What the database itself can be asked: the nearest that run, are of the kind, take the age and, where it is told, the urgency. It
 * gives no reasons, no counts of who is excluded and why, and knows no opening hours. The point stands beside each service, with an index of its own.
 */
async function baselineOf(db: Connection): Promise<(need: Need) => Promise<unknown>> {
  const rows = db.collection('services');
  await rows.updateMany({ 'service.locations.0.location.latitude': { $type: 'number' } }, [
    { $set: { point: { type: 'Point', coordinates: [{ $first: '$service.locations.location.longitude' }, { $first: '$service.locations.location.latitude' }] } } },
  ] as unknown as mongo.UpdateFilter<mongo.Document>);
  await rows.createIndex({ point: '2dsphere', kinds: 1 });
  return async ({ place, kinds, age, letter, most }) => {
    const near = place.point ? [place.point.longitude, place.point.latitude] : [0, 0];
    return rows.aggregate([
      { $geoNear: {
        near: { type: 'Point', coordinates: near }, distanceField: 'meters', maxDistance: policy.outOfReachMiles * METERS_PER_MILE, key: 'point',
        query: {
          status: 'active', kinds: { $in: kinds },
          $and: [
            { $or: [{ 'service.age.minimum': null }, { 'service.age.minimum': { $lte: age.to } }] }, { $or: [{ 'service.age.maximum': null }, { 'service.age.maximum': { $gte: age.from } }] },
            { $or: [{ 'service.handrail.urgency': 'unknown' }, { 'service.handrail.urgency.from': { $lte: letter }, 'service.handrail.urgency.to': { $gte: letter } }] },
          ],
        },
      } },
      { $limit: most },
    ] as unknown as mongo.Document[]).toArray();
  };
}

/** Matches over 100,000 generated services that lie in the database, in a process of its own. */
async function measure(count: number, mongodbUri: string): Promise<void> {
  const db = await connect(mongodbUri);
  await store(db);
  const startedAt = nowMs();
  const index = makeServiceIndex([], { policy, network: () => network, directory });
  for await (const some of directoryIn(db).digested()) for (const one of some) index.upsert(one);
  const readAt = nowMs();
  index.arrange();
  const builtAt = nowMs();
  while (index.prepare(NOW, new Date(NOW.getTime() + 3_600_000), 1000)) { /* opening hours, as the server does before anybody asks */ }
  const times = await timed(count, (need, asOf) => index.match(need, asOf));
  const { rss } = process.memoryUsage();
  const asked = await timed(Math.min(count, 300), await baselineOf(db));
  await db.close();
  // last, because all services lie in memory for it: as they were made, and not as the database gave them back
  const oracle = compareWithOracle([...generateServices(SERVICES, 1, NOW)], (need, asOf) => index.match(need, asOf));
  process.send?.({ times, asked, readSeconds: (readAt - startedAt) / 1000, buildSeconds: (builtAt - readAt) / 1000, rss, oracle } satisfies MatchTimes);
}

const [, , count, mongodbUri] = process.argv;
await measure(Number(count ?? 500), mongodbUri ?? '');
