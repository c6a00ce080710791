import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HALVES, isBuilt } from './build-stamp.mjs';
import { installDependencies } from './dependencies.mjs';
import { findMongod } from './find-mongod.mjs';
import { cacheDir, root } from './places.mjs';
import { note, sayWhy, seconds, step } from './screen.mjs';
import { closingLine, summarize } from './test-report.mjs';

const STEPS = 5;
/** Settings of a real deployment: no test may ever act on one. */
const DEPLOYMENT = /^(MONGODB_URI|PORT|PUBLIC_URL|ROLES|FIELD_KEYS|PHONES|SEED|DATA_DIR|VAPID_.*|PUSH_SERVICES|SMTP_URL|MAIL_FROM|TWILIO_.*)$/;
const RESULTS = join(cacheDir(), `test-results-${process.pid}.json`);
const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '-c', 'config/jest.config.mjs'];
const LINT = ['node_modules/oxlint/bin/oxlint', '--config', 'config/oxlint.json', '--type-aware', 'server', 'client/src', 'test', 'scripts'];

/** `npm test [-- what jest takes]`: everything that must be true before a change is done. Ends with one plain line of counts. */
async function main(jestArgs) {
  const checks = [];
  const check = async (name, run) => {
    const startedAt = performance.now();
    const { ok, output } = await run();
    checks.push({ name, ok });
    note(`${name}: ${ok ? 'good' : 'FAILED'}, ${seconds(performance.now() - startedAt)}.`);
    if (!ok && output) console.log(output);
  };

  for (const name of Object.keys(process.env)) if (DEPLOYMENT.test(name)) delete process.env[name];

  step(1, STEPS, 'Dependencies');
  await installDependencies({ onStep: note });

  step(2, STEPS, 'Build');
  const stale = Object.keys(HALVES).filter((name) => !isBuilt(HALVES[name]));
  if (stale.length === 0) note('Nothing has changed since the last one.');
  for (const name of stale) await check(`building the ${name}`, () => node(['scripts/build.mjs', `--${name}`]));

  step(3, STEPS, 'Types and lint');
  await Promise.all([
    check('types', () => node(['node_modules/typescript/bin/tsc', '-b', '--noEmit'])),
    check('lint', () => node(LINT)),
  ]);

  step(4, STEPS, 'Browser and database');
  await check('a Chromium for the journeys', haveChromium);
  await check('a MongoDB server', haveMongod);

  step(5, STEPS, 'Tests, on a real replica set');
  mkdirSync(cacheDir(), { recursive: true });
  const jest = await node([...JEST, '--json', '--outputFile', RESULTS, ...jestArgs], { shown: true });
  const summary = summarize({
    results: takeResults(), jestPassed: jest.ok, checks, byName: jestArgs.some((arg) => /^(-t$|--testNamePattern)/.test(arg)),
  });

  console.log();
  for (const line of summary.lines) console.log(line);
  console.log(closingLine(summary));
  process.exitCode = summary.failed === 0 ? 0 : 1;
}

/** Without a browser the journeys are skipped and say so; on CI that would hide them, so there it is a failure. */
async function haveChromium() {
  const { findChromium } = await import('./chromium.mjs');
  const path = await findChromium({ packagedFirst: true });
  if (path) process.env.CHROMIUM = path;
  else note('No Chromium here and none could be unpacked: set CHROMIUM to one.');
  return { ok: Boolean(path) || process.env.CI !== 'true' };
}

async function haveMongod() {
  try {
    process.env.MONGOD_BINARY = (await findMongod({ onStep: note })).path;
    return { ok: true };
  } catch (error) {
    return { ok: false, output: error.message };
  }
}

/** Runs a Node program of ours; its output is kept unless it is to be shown as it comes. */
function node(args, { shown = false } = {}) {
  return new Promise((done) => {
    // jest prints its results as JSON on its standard output too, which nobody wants to see.
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', shown ? 'ignore' : 'pipe', shown ? 'inherit' : 'pipe'] });
    let output = '';
    const keep = (chunk) => { output += chunk; };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => done({ ok: false, output: error.message }));
    child.once('close', (code) => done({ ok: code === 0, output }));
  });
}

function takeResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(RESULTS, { force: true });
  }
}

await main(process.argv.slice(2)).catch((error) => {
  sayWhy(error);
  console.log(closingLine({ passed: 0, failed: 1, skipped: 0 }));
  process.exitCode = 1;
});
