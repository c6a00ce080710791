import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ownMongod, startHelper } from './house/processes.js';
import type { Bench } from './house/network.js';
import { measureAnswers, measureBoards } from './measure-boards.js';
import { measureBoardPage } from './measure-board-page.js';
import { measureClient } from './measure-client.js';
import { measureFreshness, measureMatches } from './measure-matching.js';
import { measureRaise } from './measure-raise.js';
import { measureBurst, measureOneByOne, measureThroughput } from './measure-reports.js';
import { measureLateness, measureStorm } from './measure-rungs.js';
import { measureStart } from './measure-start.js';
import { BUDGETS, rowOf, tableOf } from './rows.js';
import type { Outcome, RowId } from './rows.js';

type Outcomes = Partial<Record<RowId, Outcome>>;

/** Measurements and the rows they give; one is run when any of its rows is wanted. */
interface Part { rows: readonly RowId[]; run: (bench: () => Promise<Bench>, quick: boolean, wanted: ReadonlySet<RowId>) => Promise<Outcomes> }

const PARTS: readonly Part[] = [
  { rows: ['first-notification-p50', 'first-notification-p99', 'report-latency-ratio'], run: async (bench) => measureOneByOne(await bench()) },
  { rows: ['report-throughput-ratio'], run: async (bench) => measureThroughput(await bench()) },
  { rows: ['board-100-p99', 'board-1000-p99'], run: async (bench, _quick, wanted) => measureBoards(await bench(), ([100, 1000] as const).filter((count) => wanted.has(`board-${count}-p99`))) },
  { rows: ['board-500-long-tasks'], run: async (bench) => measureBoardPage(await bench()) },
  { rows: ['rung-lateness-p99'], run: async (bench) => measureLateness(await bench()) },
  { rows: ['rung-storm-10k'], run: async (bench) => measureStorm(await bench()) },
  { rows: ['burst-500'], run: async (bench) => measureBurst(await bench()) },
  { rows: ['ack-visible-p50', 'ack-visible-p99'], run: async (bench) => measureAnswers(await bench()) },
  { rows: ['match-100k-p99', 'match-vs-mongo-ratio', 'index-build-100k'], run: async (bench) => measureMatches(await bench()) },
  { rows: ['match-fresh-ms'], run: async (bench) => measureFreshness(await bench()) },
  { rows: ['start-warm', 'memory-rss'], run: (_bench, quick) => measureStart(quick) },
  { rows: ['client-js-kb', 'board-js-kb'], run: async () => ({ 'client-js-kb': measureClient('/raise'), 'board-js-kb': measureClient('/board') }) },
  { rows: ['raise-slow-4g-usable', 'raise-slow-4g'], run: async (bench) => measureRaise(await bench()) },
];

const { values: options } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean', default: false }, profile: { type: 'string' }, server: { type: 'string' } } });

function wantedRows(): ReadonlySet<RowId> {
  const all = Object.keys(BUDGETS) as RowId[];
  if (options.only === undefined) return new Set(all);
  const names = options.only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !all.includes(name as RowId));
  if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}. The rows are: ${all.join(', ')}.`);
  return new Set(names as RowId[]);
}

const load = (): string => `load ${loadavg().map((one) => one.toFixed(1)).join(' ')} on ${cpus().length} cores`;

/** Opens the database and the bare baseline once, when the first measurement needs them. */
function openOnce(): { bench: () => Promise<Bench>; close: () => Promise<void> } {
  let opening: Promise<{ bench: Bench; close: () => Promise<void> }> | null = null;
  const open = async (): Promise<{ bench: Bench; close: () => Promise<void> }> => {
    const mongod = await ownMongod();
    const bare = await startHelper<object, { url: string }>('baseline', [mongod.uri('bare')]);
    return {
      bench: { mongod, bareUrl: bare.first.url, barePid: bare.pid, quick: options.quick, profileDir: options.profile, program: options.server },
      close: async () => { await bare.stop(); await mongod.remove(); },
    };
  };
  return {
    bench: async () => (await (opening ??= open())).bench,
    close: async () => { if (opening) await (await opening).close(); },
  };
}

/** Measures the wanted rows one part after the other. Exit code 0 whatever the figures are, 1 when one could not be measured. */
async function main(): Promise<void> {
  const wanted = wantedRows();
  const outcomes: Outcomes = {};
  const { bench, close } = openOnce();
  console.log(`Measuring, ${load()}${options.quick ? ', fewer samples' : ''}.`);
  try {
    for (const { rows, run } of PARTS) {
      if (!rows.some((id) => wanted.has(id))) continue;
      try {
        const found = await run(bench, options.quick, wanted);
        Object.assign(outcomes, found);
        if (Object.values(found).some((outcome) => 'notMeasured' in outcome)) process.exitCode = 1;
      } catch (error) {
        process.exitCode = 1;
        for (const id of rows) outcomes[id] = { notMeasured: error instanceof Error ? error.message : String(error) };
      }
      for (const id of rows.filter((one) => wanted.has(one))) {
        const outcome = outcomes[id];
        const words = !outcome ? '' : 'notMeasured' in outcome ? `not measured: ${outcome.notMeasured}` : outcome.note ?? '';
        if (words !== '') console.log(`  ${id}: ${words}`);
      }
    }
  } finally {
    await close();
  }
  const rows = (Object.keys(BUDGETS) as RowId[]).filter((id) => wanted.has(id)).map((id) => rowOf(id, outcomes[id] ?? { notMeasured: 'was not run' }));
  console.log(`\n${tableOf(rows)}\n\nThe baseline is bare Express, one durable insert and one broadcast on the same database in the same run; ${load()}.`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => { process.exit(130); });
await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
// Kept connections of a part that failed must not keep the run alive.
process.exit();
