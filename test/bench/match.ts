import { HELP_KINDS } from '../../server/contract/directory.js';
import { URGENCY_LETTERS } from '../../server/contract/triage.js';
import { makeServiceIndex } from '../../server/matching/core/service-index.js';
import { locatePostcode } from '../../server/matching/geocode.js';
import { aNeed, directory, network, policy } from '../server/matching/a-need.js';
import { NOW } from '../server/matching/a-service.js';
import { generateServices, randomFrom } from '../server/matching/generate-services.js';
import { nowMs } from './figures.js';

const SERVICES = 100_000;
const ZIPS = ['20009', '20005', '10001', '60601', '90012', '82001', '33130', '02108'];

/** Matches over 100,000 generated services, in a process of its own. `process.argv[2]` says how many; sends the milliseconds of each. */
function measure(count: number): void {
  const index = makeServiceIndex(generateServices(SERVICES, 1, NOW), { policy, network: () => network, directory });
  while (index.prepare(NOW, new Date(NOW.getTime() + 3_600_000), 1000)) { /* opening hours, as the server does before anybody asks */ }
  const random = randomFrom(5);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const times: number[] = [];
  for (let n = -50; n < count; n++) {
    const postcode = pick(ZIPS);
    const need = aNeed({
      letter: pick(URGENCY_LETTERS), kinds: [pick(HELP_KINDS), pick(HELP_KINDS)], language: pick([null, 'en', 'es', 'so']), most: pick([3, 5]),
      place: { point: null, region: null, country: null, ...locatePostcode(postcode), postcode },
    });
    const asOf = new Date(NOW.getTime() + Math.floor(random() * 50) * 60_000);
    const startedAt = nowMs();
    index.match(need, asOf);
    if (n >= 0) times.push(nowMs() - startedAt);
  }
  process.send?.({ times, rss: process.memoryUsage().rss });
}

measure(Number(process.argv[2] ?? 500));
