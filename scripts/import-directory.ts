import { parseArgs } from 'node:util';
import { auditOn, auditPlan } from '../server/audit/index.js';
import { SERVICE_DIGEST } from '../server/matching/index.js';
import { changeStoreOn, directoryPlans, directoryStoreOn, importStoreOn, importTable, importing, mergeStoreOn, previewImport, readImportFiles, taxonomyPlans, taxonomyStoreOn } from '../server/directory/index.js';
import type { Tally } from '../server/directory/index.js';
import { databaseClock } from '../server/platform/clock.js';
import { eventsOn, eventsPlan } from '../server/platform/events.js';
import { connect } from '../server/platform/mongo/connect.js';
import { migrate } from '../server/platform/mongo/migrate.js';
import { transactOn } from '../server/platform/mongo/transact.js';

const USAGE = `Say what to import: npm run import -- <folder or file> [--source name] [--country US] [--time-zone America/Chicago] [--preview]

  --source      name of the data set (else the name of the folder); the same name again updates, never doubles
  --country     for telephone numbers and addresses that name none (US)
  --time-zone   for hours that name none (else from the addresses, else the network's)
  --preview     only say what would be taken, repaired and refused`;

const counted = (what: string, { created, updated, unchanged }: Tally): string => `  ${what.padEnd(14)} ${String(created).padStart(6)} new  ${String(updated).padStart(6)} changed  ${String(unchanged).padStart(6)} as before`;

/**
 * Loads a directory into the database of `MONGODB_URI` and prints what became of every row.
 * @returns 0 when it was taken (rows refused with a reason are no failure), 1 when nothing was, 2 when it was asked wrongly
 */
export async function importDirectory(args: readonly string[], uri: string | undefined, say: (text: string) => void, dbName?: string): Promise<number> {
  let asked;
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options: { source: { type: 'string' }, country: { type: 'string' }, 'time-zone': { type: 'string' }, preview: { type: 'boolean' } } });
  } catch (error) { say(`${error instanceof Error ? error.message : 'This cannot be read.'}\n${USAGE}`); return 2; }
  const [path] = asked.positionals;
  const zone = asked.values['time-zone'] ?? null;
  if (path === undefined || asked.positionals.length > 1 || (zone !== null && !Intl.supportedValuesOf('timeZone').includes(zone))) { say(USAGE); return 2; }
  const read = await readImportFiles(path).catch(() => null);
  if (read === null) { say(`There is nothing to read at ${path}.`); return 1; }
  const options = { source: asked.values.source ?? read.source, country: (asked.values.country ?? 'US').toUpperCase(), timeZone: zone };
  const refuse = (problems: readonly { file: string; why: string }[]): number => {
    say(['Nothing was imported:', ...problems.map(({ file, why }) => `  ${file === '' ? '' : `${file} `}${why}`)].join('\n'));
    return 1;
  };
  if (read.problems.length > 0) return refuse(read.problems);
  if (asked.values.preview === true) {
    const preview = previewImport(read.files, options, new Date());
    if (!preview.ok) return refuse(preview.problems);
    say(`Preview of ${options.source} (${preview.format}), nothing was written:\n${importTable(preview.reports)}`);
    return 0;
  }
  if (uri === undefined || uri === '') { say('MONGODB_URI is missing: npm run import finds the database by itself.'); return 2; }

  const db = await connect(uri, dbName);
  const clock = await databaseClock(db, () => undefined);
  try {
    await migrate(db, [eventsPlan, auditPlan, ...directoryPlans, ...taxonomyPlans]);
    const use = importing({ store: directoryStoreOn(db, SERVICE_DIGEST), taxonomies: taxonomyStoreOn(db), history: { changes: changeStoreOn(db), imports: importStoreOn(db) }, merges: mergeStoreOn(db), events: eventsOn(db), audit: auditOn(db), transact: transactOn(db), clock });
    const done = await use.run(read.files, options, { staffId: null, role: 'import' });
    if (!done.ok) return refuse(done.problems);
    say(`Imported ${done.source} (${done.format}):\n${importTable(done.reports)}\n\n${[counted('organizations', done.organizations), counted('locations', done.locations), counted('services', done.services)].join('\n')}`);
    return 0;
  } finally {
    clock.stop();
    await db.close();
  }
}

if (process.argv[1]?.endsWith('import-directory.js')) {
  process.exitCode = await importDirectory(process.argv.slice(2), process.env['MONGODB_URI'], (text) => { process.stdout.write(`${text}\n`); });
}
