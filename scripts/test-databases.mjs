import { readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningMongod } from './mongod.mjs';
import { isAlive, signal, waitForExit } from './processes.mjs';

/** A test run's data folder is called this, then the run's pid, then something random. */
export const PREFIX = 'handrail-test-';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 3 * 2 ** 30;

/**
 * Where a test run's database lies: in memory where there is room for it, because a run makes thousands of small files and waits
 * for each to be on disk; else among the temporary files. Tests that kill a database lose nothing by it, the machine stays up.
 */
export async function testDatabaseParent() {
  const room = await statfs(IN_MEMORY).then(({ bavail, bsize }) => bavail * bsize, () => 0);
  return room >= ENOUGH_BYTES ? IN_MEMORY : tmpdir();
}

/** Ends the databases of test runs that were killed before they could tidy up, and removes their folders. */
export async function clearAbandoned() {
  for (const parent of new Set([tmpdir(), await testDatabaseParent()])) await clearIn(parent);
}

async function clearIn(parent) {
  for (const name of await readdir(parent)) {
    const [, owner] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (!owner || isAlive(Number(owner))) continue;
    const dir = join(parent, name);
    const mongod = runningMongod(dir);
    if (mongod) {
      signal(mongod.pid, 'SIGKILL');
      await waitForExit(mongod.pid, 5000);
    }
    await rm(dir, { recursive: true, force: true });
  }
}
