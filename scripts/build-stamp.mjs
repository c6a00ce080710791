import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

/** What each half is made from, and the file that proves it was made. */
export const HALVES = {
  server: { from: ['server', 'config', 'scripts/import-directory.ts', 'scripts/build.mjs', 'package-lock.json'], entry: 'server/main.ts', made: 'dist/main.js', stamp: 'dist/server.hash' },
  client: { from: ['client', 'server/contract', 'config/tsconfig.base.json', 'scripts/build.mjs', 'package-lock.json'], entry: 'client/index.html', made: 'dist/client/index.html', stamp: 'dist/client.hash' },
};

/** One hash over the names and contents of everything a half is made from. */
export function sourceHash({ from }) {
  const hash = createHash('sha256');
  for (const path of from.flatMap(filesIn)) hash.update(path).update('\0').update(readFileSync(join(root, path))).update('\0');
  return hash.digest('hex');
}

/** Whether a half was built from exactly the present sources; also when it has no entry to build. */
export const isBuilt = (half) => !existsSync(join(root, half.entry))
  || (existsSync(join(root, half.made)) && existsSync(join(root, half.stamp)) && readFileSync(join(root, half.stamp), 'utf8') === sourceHash(half));

/** Notes that a half was built from sources with this hash. */
export const stampBuilt = (half, hash) => writeFileSync(join(root, half.stamp), hash);

function filesIn(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(root, path)).sort().flatMap((name) => (name === 'node_modules' ? [] : filesIn(`${path}/${name}`)));
}
