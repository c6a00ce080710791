import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const VITE = join(root, 'node_modules/vite/bin/vite.js');

export interface BuiltClient {
  folder: string;
  remove: () => Promise<void>;
}

/** The client as it is shipped, built from the sources as they are now into a folder of the test's own. */
export async function builtClient(): Promise<BuiltClient> {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-client-'));
  // Under the name that jest sets, React's development build would be taken.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [VITE, 'build', join(root, 'client'), '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], { cwd: root, env });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
