import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isEmbedded, openDatabase } from './database.mjs';
import { embeddedFieldKeys } from './field-keys.mjs';
import { keepRunning } from './keep-running.mjs';
import { dataDir, root } from './places.mjs';
import { choosePort } from './port.mjs';
import { buildStep, dependenciesStep } from './prepare.mjs';
import { note, sayWhy, seconds, step } from './screen.mjs';
import { claimData, forgetStart, recordStart } from './start-record.mjs';
import { listenForStop } from './stopping.mjs';
import { embeddedVapidKeys } from './vapid-keys.mjs';

const STEPS = 5;
const beganAt = performance.now();

/** `npm start`: from a fresh clone to a running Handrail, and again from whatever is already there. */
async function main() {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  await dependenciesStep(STEPS);
  await buildStep(STEPS);
  if (!existsSync(join(root, 'dist', 'main.js'))) throw new Error('There is no server to start: the build made no dist/main.js.');

  const embedded = isEmbedded();
  const dir = dataDir();
  const shown = relative(root, dir).startsWith('..') ? dir : `./${relative(root, dir)}`;
  if (embedded) await claimData(dir, { onStep: note });

  step(3, STEPS, 'Keys');
  const keys = process.env.FIELD_KEYS || (embedded ? embeddedFieldKeys(dir) : undefined);
  if (process.env.FIELD_KEYS) note('Personal fields are encrypted with FIELD_KEYS.');
  else if (embedded) note(`Personal fields are encrypted with the key in ${shown}/field-keys. Keep it as safe as the data: without it they cannot be read.`);

  step(4, STEPS, 'Database');
  const { port, taken } = await choosePort();
  const env = {
    ...process.env,
    NODE_ENV: process.env.NODE_ENV || 'production',
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}`,
    FIELD_KEYS: keys,
    ...(embedded && embeddedDefaults(process.env, dir)),
  };
  const record = (state) => embedded && recordStart(dir, { pid: process.pid, url: env.PUBLIC_URL, ...state });
  const kept = keepRunning({ open: (again) => openDatabase({ port: again, onStep: note }), env, onServer: (server) => record({ server }) });
  stopping.during(async () => {
    console.log(`\nStopping the server${embedded ? ', then the database' : ''}.`);
    record({ stopping: true });
    await kept.stop();
    if (embedded) forgetStart(dir);
    console.log('Stopped.');
  });
  record({});
  await kept.start();
  note(embedded ? `MongoDB runs on ${shown}, for this machine only.` : 'Using the one given by MONGODB_URI.');

  step(5, STEPS, 'Server');
  if (taken) note(`Port ${taken} is taken by another program, so this one uses ${port}.`);
  await kept.serve({
    restart: embedded,
    onReady: () => note(`Ready in ${seconds(performance.now() - beganAt)} at ${env.PUBLIC_URL}. Ctrl-C stops everything${embedded ? `; the data stays in ${shown}` : ''}.`),
  });
}

/** What holds on our own database unless said otherwise. Set to nothing (`SEED= npm start`) it stays unset. */
function embeddedDefaults({ PHONES = 'simulated', SEED = 'demo', DOWNTIME_DIR, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT }, dir) {
  const given = { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT };
  const vapid = Object.values(given).every((one) => one === undefined) ? embeddedVapidKeys(dir) : Object.fromEntries(Object.entries(given).map(([name, one]) => [name, one || undefined]));
  return { ...vapid, PHONES: PHONES || undefined, SEED: SEED || undefined, DOWNTIME_DIR: (DOWNTIME_DIR ?? join(dir, 'downtime')) || undefined };
}

const stopping = listenForStop();
await main().catch((error) => {
  sayWhy(error);
  return stopping.stop(1);
});
