import type { ReportView } from '../../server/contract/crisis.js';
import type { MatchAnswer } from '../../server/contract/matching.js';
import { directoryStoreOn } from '../../server/directory/store.js';
import { transactOn } from '../../server/platform/mongo/transact.js';
import { aCapacity, aService } from '../server/matching/a-service.js';
import { median, nowMs, percentile, spread } from './figures.js';
import { ladderOf, openStores } from './house/furnish.js';
import { aReport, inNetwork } from './house/network.js';
import type { Bench } from './house/network.js';
import { startHelper } from './house/processes.js';
import type { MatchTimes } from './match.js';
import type { Found, Outcome } from './rows.js';

/**
 * Matches over 100,000 services, the same questions asked of the database, and how long the index takes to stand. Wrong answers
 * have no speed: one that is not the oracle's leaves the first row unmeasured.
 */
export async function measureMatches({ mongod, quick }: Bench): Promise<Record<'match-100k-p99' | 'match-vs-mongo-ratio' | 'index-build-100k', Outcome>> {
  const helper = await startHelper<object, MatchTimes>('match', [String(quick ? 500 : 3000), mongod.uri('matching')]);
  const { times, asked, readSeconds, buildSeconds, rss, oracle } = helper.first;
  await helper.stop();
  const [wrong] = oracle.different;
  return {
    'match-100k-p99': wrong !== undefined ? { notMeasured: `${oracle.different.length} of ${oracle.asked} answers are not the oracle's, the first for ${wrong}` } : { value: percentile(times, 0.99), baseline: percentile(asked, 0.99), note: `${spread(times)} ms, ${times.length} matches with reasons; ${oracle.asked} answers equal to the oracle's, which took ${oracle.seconds.toFixed(0)} s; the process holds ${Math.round(rss / 2 ** 20)} MB` },
    'match-vs-mongo-ratio': { value: median(times) / median(asked), baseline: median(asked), note: `the nearest that run, of the kind, age and urgency, asked of the database without reasons: ${spread(asked)} ms` },
    'index-build-100k': { value: readSeconds + buildSeconds, note: `${readSeconds.toFixed(1)} s to read every service into it, ${buildSeconds.toFixed(1)} s to put them in order` },
  };
}

const plan = {
  teams: [{ id: 'north', ladder: ladderOf(['ana', 3600]) }],
  staff: [{ id: 'wes', phone: null, teamId: 'north', role: 'support-worker' as const }, { id: 'ana', phone: null, teamId: 'north', role: 'clinician' as const }],
};

/** A service tells that it is full, or has room again: until the next match says so. */
export const measureFreshness = (bench: Bench): Promise<Record<'match-fresh-ms', Found>> => {
  const service = aService({ assuredOn: new Date().toISOString().slice(0, 10), capacities: [aCapacity(2, { maximum: 6, updatedAt: new Date() })] });
  return inNetwork(bench, plan, async ({ client, cookieOf }) => {
    const { body: { crisisId } } = await client.post<ReportView>('/api/v1/reports', { ...aReport('struggling'), postcode: '20005' }, cookieOf('wes'));
    const isOffered = async (): Promise<boolean> => {
      const { status, body } = await client.post<MatchAnswer>(`/api/v1/crises/${crisisId}/matches`, { kinds: ['crisis-house'] }, cookieOf('ana'));
      if (status !== 200) throw new Error(`a match was answered ${status}`);
      return [...body.matches, ...body.phoneFirst].some(({ serviceId }) => serviceId === service.id);
    };
    if (!await isOffered()) throw new Error('the service is not offered to begin with');
    const times: number[] = [];
    for (let n = 0; n < (bench.quick ? 30 : 100); n++) {
      const room = n % 2 === 1;
      const { status, answeredAt } = await client.put(`/api/v1/services/${service.id}/capacity`, { available: room ? 2 : 0 }, cookieOf('ana'));
      if (status !== 200) throw new Error(`free places were answered ${status}`);
      while (await isOffered() !== room) if (nowMs() - answeredAt > 10_000) throw new Error('a match never saw the new number');
      times.push(nowMs() - answeredAt);
    }
    return { 'match-fresh-ms': { value: Math.max(...times), note: `${spread(times)} ms from the answer to the change until a match has shown it` } };
  }, async (mongodbUri, fieldKeys) => {
    const { db } = await openStores(mongodbUri, fieldKeys);
    await transactOn(db)((tx) => directoryStoreOn(db).put([{ service, version: 1 }], tx));
    await db.close();
  });
};
