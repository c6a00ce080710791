import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HALVES, isBuilt, sourceHash } from '../../scripts/build-stamp.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const VITE = join(root, 'node_modules/vite/bin/vite.js');
const KEPT = join(root, '.cache/client-for-tests');
const DAY_MS = 24 * 3_600_000;

export interface BuiltClient {
  folder: string;
  remove: () => Promise<void>;
}

/**
 * The client as it is shipped, of exactly the sources as they are now, in a folder that no build touches. Made once for all files of
 * tests: a copy of `dist/client` where that is of these sources, else a build.
 */
export async function builtClient(): Promise<BuiltClient> {
  const folder = join(KEPT, sourceHash(HALVES.client));
  if (!(await exists(folder))) await make(folder);
  // Other files of tests use it too, now or next.
  return { folder, remove: async () => undefined };
}

async function make(folder: string): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  await removeOld();
  const making = await mkdtemp(join(KEPT, 'making-'));
  if (isBuilt(HALVES.client)) await cp(join(root, 'dist/client'), making, { recursive: true });
  else {
    // Under the name that jest sets, React's development build would be taken.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [VITE, 'build', join(root, 'client'), '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'], { cwd: root, env });
  }
  await rename(making, folder).catch(async (error: unknown) => {
    await rm(making, { recursive: true, force: true });
    // Another file of tests was quicker.
    if (!(await exists(folder))) throw error;
  });
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/** Of other sources, and half-made ones of runs that were killed. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(KEPT)) {
    const path = join(KEPT, name);
    const age = await stat(path).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
    if (age > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}
