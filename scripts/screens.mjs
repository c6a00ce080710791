import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findMongod } from './find-mongod.mjs';
import { root } from './places.mjs';
import { buildStep, dependenciesStep, runNode } from './prepare.mjs';
import { note, sayWhy, step } from './screen.mjs';

const STEPS = 4;
/** Settings of a real deployment: no picture may ever be taken of one. */
const DEPLOYMENT = /^(MONGODB_URI|PORT|HOST|PUBLIC_URL|ROLES|FIELD_KEYS|PHONES|SEED|DATA_DIR|DOWNTIME_DIR|VAPID_.*|PUSH_SERVICES|SMTP_URL|MAIL_FROM|TWILIO_.*)$/;

/**
 * `npm run screens [-- --only TEXT --screen phone|desk --state STATE --quick]`: takes a picture of every page of the client in every situation it knows, at
 * 390 and 1440 pixels, light and dark, on a real server with the invented network, into `.cache/screens/` with an `index.html` to page
 * through. Ends with 1 when a page keeps somebody out (axe), scrolls sideways or has a fault in its console. `--readme` takes the
 * README's pictures anew instead.
 */
async function main(args) {
  for (const name of Object.keys(process.env)) if (DEPLOYMENT.test(name)) delete process.env[name];
  await dependenciesStep(STEPS);
  await buildStep(STEPS);
  step(3, STEPS, 'Database');
  const mongod = await findMongod({ onStep: note });
  note(`MongoDB ${mongod.version.join('.')}.`);
  const { build } = await import('esbuild');
  // Two folders deep, as its sources are: by that they know where the repository lies.
  mkdirSync(join(root, '.cache/screens-run'), { recursive: true });
  await build({
    absWorkingDir: root, entryPoints: [{ in: 'test/screens/main.ts', out: 'main' }], outdir: '.cache/screens-run',
    bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', sourcemap: true, logLevel: 'warning',
  });
  step(4, STEPS, 'Screens');
  await runNode(['--enable-source-maps', '.cache/screens-run/main.js', ...args], { env: { ...process.env, MONGOD_BINARY: mongod.path } });
}

await main(process.argv.slice(2)).catch((error) => {
  sayWhy(error);
  process.exitCode = 1;
});
