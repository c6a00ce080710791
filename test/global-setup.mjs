import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { startMongod } from '../scripts/mongod.mjs';
import { clearAbandoned, PREFIX, testDatabaseParent } from '../scripts/test-databases.mjs';

/**
 * One real replica set for all test files; its address in `TEST_MONGODB_URI`. Each file takes a
 * database name of its own. A given `TEST_MONGODB_URI` is used as it is.
 */
export default async function setup() {
  if (process.env.TEST_MONGODB_URI) return;
  await clearAbandoned();
  const dir = await mkdtemp(join(await testDatabaseParent(), `${PREFIX}${process.pid}-`));
  const mongod = await startMongod({ dir, cacheGB: 0.25, oplogMB: 64, onStep: (sentence) => console.error(sentence) });
  process.env.TEST_MONGODB_URI = mongod.uri;
  globalThis.testMongod = { mongod, dir };
}
