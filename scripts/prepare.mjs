import { spawn } from 'node:child_process';
import { HALVES, isBuilt } from './build-stamp.mjs';
import { installDependencies } from './dependencies.mjs';
import { root } from './places.mjs';
import { note, step } from './screen.mjs';

/** [1] Dependencies: what the lock file names is in `node_modules`. */
export async function dependenciesStep(of) {
  step(1, of, 'Dependencies');
  note((await installDependencies({ onStep: note })) ? 'Installed.' : 'Already here.');
}

/** [2] Build: the halves named are built from the present sources. */
export async function buildStep(of, halves = Object.keys(HALVES)) {
  step(2, of, 'Build');
  const stale = halves.filter((name) => !isBuilt(HALVES[name]));
  if (stale.length === 0) return note('Nothing has changed since the last one.');
  note(`Building the ${stale.join(' and the ')}.`);
  // In a process of its own: the bundlers would stay in the memory of one that runs for months.
  await runNode(['scripts/build.mjs', ...stale.map((name) => `--${name}`)]);
}

/** Runs a Node program of ours in the repository's folder. @throws when it fails */
export function runNode(args, { env = process.env } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', fail);
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`${args.find((arg) => !arg.startsWith('-'))} failed (exit code ${code}).`))));
  });
}
