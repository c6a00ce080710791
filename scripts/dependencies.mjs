import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const LOCK = join(root, 'package-lock.json');
const INSTALLED = join(root, 'node_modules', '.package-lock.json');
// Inside node_modules, so that removing that folder removes the stamp with it.
const STAMP = join(root, 'node_modules', '.handrail-lock');
const OLDEST_NODE = [20, 19];

/**
 * Makes sure that `node_modules` is what the lock file says; quick when it already is.
 * @param onStep is told in a sentence when something has to be installed
 * @returns whether something was installed
 * @throws a plain sentence when Node is too old or npm fails
 */
export async function installDependencies({ onStep = () => {} } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(`Handrail needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`);
  }
  const lock = readFileSync(LOCK);
  const hash = createHash('sha256').update(lock).digest('hex');
  if (textOf(STAMP) === hash) return false;
  const missing = !isInstalled(JSON.parse(lock.toString()));
  if (missing) {
    onStep('Installing what Handrail is built with, about a minute the first time.');
    await npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
  }
  writeFileSync(STAMP, hash);
  return missing;
}

/** Whether npm has put here exactly what the lock names; packages for other platforms may be absent. */
function isInstalled(lock) {
  const installed = JSON.parse(textOf(INSTALLED) || '{}').packages;
  return Boolean(installed) && Object.entries(lock.packages).every(([path, wanted]) => path === ''
    || (installed[path] ? installed[path].version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer)));
}

function npm(...args) {
  const viaNpm = process.env.npm_execpath;
  const [command, first] = viaNpm ? [process.execPath, [viaNpm]] : ['npm', []];
  return new Promise((done, fail) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: !viaNpm && process.platform === 'win32' });
    child.once('error', (error) => fail(new Error(`npm cannot be run: ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error('npm ci failed; its own words are above. Is the package registry reachable?'))));
  });
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
