import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findMongod } from './find-mongod.mjs';
import { root } from './places.mjs';
import { buildStep, dependenciesStep, runNode } from './prepare.mjs';
import { note, sayWhy, step } from './screen.mjs';

const STEPS = 4;
/** Settings of a real deployment: no fault may ever act on one. */
const DEPLOYMENT = /^(MONGODB_URI|PORT|HOST|PUBLIC_URL|ROLES|FIELD_KEYS|PHONES|SEED|DATA_DIR|CRASH_POINT|VAPID_.*|PUSH_SERVICES|SMTP_URL|MAIL_FROM|TWILIO_.*)$/;

/**
 * `npm run test:faults [-- --only crash,calls,database,server,disk,clock,soak --passes N --at-once N --point NAME --minutes N --seed N]`: kills and freezes real servers at
 * every crash point and the members of a real replica set under load, fills its disk, moves clocks, and then lets chance do all of
 * that for an hour (`--minutes`). Ends with a table of what was promised, found and paged, written to `.cache/fault-report.txt` and
 * `.json`. Takes about two hours. Ends with 1 when anything was lost, late or wrong.
 */
async function main(args) {
  for (const name of Object.keys(process.env)) if (DEPLOYMENT.test(name)) delete process.env[name];
  await dependenciesStep(STEPS);
  await buildStep(STEPS, ['server']);
  step(3, STEPS, 'Database');
  const mongod = await findMongod({ onStep: note });
  note(`MongoDB ${mongod.version.join('.')}.`);
  const { build } = await import('esbuild');
  mkdirSync(join(root, '.cache'), { recursive: true });
  await build({
    // Named as the bench's programs are: by that they know where the repository lies.
    absWorkingDir: root, entryPoints: [{ in: 'test/faults/main.ts', out: 'bench-faults' }], outdir: '.cache',
    bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', sourcemap: true, logLevel: 'warning',
  });
  step(4, STEPS, 'Faults');
  await runNode(['--enable-source-maps', '.cache/bench-faults.js', ...args], { env: { ...process.env, MONGOD_BINARY: mongod.path } });
}

await main(process.argv.slice(2)).catch((error) => {
  sayWhy(error);
  process.exitCode = 1;
});
