import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningMongod } from './mongod.mjs';
import { isAlive, signal, waitForExit } from './processes.mjs';

/** A test run's data folder is called this, then the run's pid, then something random. */
export const PREFIX = 'handrail-test-';

/** Ends the databases of test runs that were killed before they could tidy up, and removes their folders. */
export async function clearAbandoned() {
  for (const name of await readdir(tmpdir())) {
    const [, owner] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (!owner || isAlive(Number(owner))) continue;
    const dir = join(tmpdir(), name);
    const mongod = runningMongod(dir);
    if (mongod) {
      signal(mongod.pid, 'SIGKILL');
      await waitForExit(mongod.pid, 5000);
    }
    await rm(dir, { recursive: true, force: true });
  }
}
