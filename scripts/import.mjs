import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isEmbedded, openDatabase } from './database.mjs';
import { embeddedFieldKeys } from './field-keys.mjs';
import { dataDir, root } from './places.mjs';
import { buildStep, dependenciesStep, runNode } from './prepare.mjs';
import { note, sayWhy, step } from './screen.mjs';

const STEPS = 4;
const PROGRAM = 'dist/import-directory.js';

/** `npm run import -- <folder or file>`: loads a directory into the database that `npm start` uses. */
async function main(args) {
  if (args.length === 0) throw new Error('Say what to import: npm run import -- <folder or file>');
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  await dependenciesStep(STEPS);
  await buildStep(STEPS, ['server']);
  if (!existsSync(join(root, PROGRAM))) throw new Error(`There is nothing to import with: the build made no ${PROGRAM}.`);

  step(3, STEPS, 'Database');
  const keys = process.env.FIELD_KEYS || (isEmbedded() ? embeddedFieldKeys(dataDir()) : undefined);
  const { uri, mongod } = await openDatabase({ onStep: note });
  note(mongod?.adopted ? 'Using the one that runs already.' : mongod ? 'Started for this import.' : 'Using the one given by MONGODB_URI.');
  try {
    step(4, STEPS, 'Import');
    await runNode(['--enable-source-maps', PROGRAM, ...args.map(asTyped)], { env: { ...process.env, MONGODB_URI: uri, FIELD_KEYS: keys } });
  } finally {
    // One that was running belongs to whoever runs Handrail.
    if (mongod && !mongod.adopted) await mongod.stop();
  }
}

/** npm runs scripts in the repository's folder; a path is meant from where it was typed. */
function asTyped(arg) {
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), arg);
  return existsSync(path) ? path : arg;
}

await main(process.argv.slice(2)).catch((error) => {
  sayWhy(error);
  process.exitCode = 1;
});
