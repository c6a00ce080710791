import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findMongod } from './find-mongod.mjs';
import { root } from './places.mjs';
import { buildStep, dependenciesStep, runNode } from './prepare.mjs';
import { note, sayWhy, step } from './screen.mjs';

const STEPS = 4;
/** Bundled each to `.cache/bench-<name>.js`: the bench itself and the processes it starts. */
const PROGRAMS = ['main', 'baseline', 'dashboards', 'match'];
/** Settings of a real deployment: no measurement may ever act on one. */
const DEPLOYMENT = /^(MONGODB_URI|PORT|HOST|PUBLIC_URL|ROLES|FIELD_KEYS|PHONES|SEED|DATA_DIR|VAPID_.*|PUSH_SERVICES|SMTP_URL|MAIL_FROM|TWILIO_.*)$/;

/**
 * `npm run bench [-- --quick --only id,id --json FILE]`: measures what `design.md` promises, on real processes with a database of its
 * own. `--profile DIR` keeps a CPU profile of each server, `--server FILE` measures another build of it. Ends with 0 also when a budget is missed; other than 0 when it could not measure.
 */
async function main(args) {
  for (const name of Object.keys(process.env)) if (DEPLOYMENT.test(name)) delete process.env[name];
  await dependenciesStep(STEPS);
  await buildStep(STEPS);
  step(3, STEPS, 'Database');
  const mongod = await findMongod({ onStep: note });
  note(`MongoDB ${mongod.version.join('.')}.`);
  await bundle();
  step(4, STEPS, 'Bench');
  await runNode(['--enable-source-maps', '.cache/bench-main.js', ...args], { env: { ...process.env, MONGOD_BINARY: mongod.path } });
}

async function bundle() {
  const { build } = await import('esbuild');
  mkdirSync(join(root, '.cache'), { recursive: true });
  await build({
    absWorkingDir: root, entryPoints: PROGRAMS.map((name) => ({ in: `test/bench/${name}.ts`, out: `bench-${name}` })), outdir: '.cache',
    bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', sourcemap: true, logLevel: 'warning',
  });
}

await main(process.argv.slice(2)).catch((error) => {
  sayWhy(error);
  process.exitCode = 1;
});
