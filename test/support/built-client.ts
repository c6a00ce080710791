import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the client if its sources changed since it was built last, and answers the folder it lies in. */
export async function builtClient(): Promise<string> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', '--client'], { cwd: root });
  return `${root}dist/client`;
}
