import { parseArgs } from 'node:util';
import { nowMs } from '../bench/figures.js';
import { ownMongod } from '../bench/house/processes.js';
import { runClockFaults } from './clock-faults.js';
import { NEEDED_POINTS, casesOf, driveThroughCrash, nameOf, recordPoints } from './crash-drive.js';
import type { CrashCase, CrashOutcome } from './crash-drive.js';
import { DATABASE_FAULTS, runDatabaseFault } from './database-faults.js';
import { faultTable, isRight, sumOf } from './fault-row.js';
import type { FaultRow } from './fault-row.js';
import { SERVER_FAULTS, runServerFault } from './server-faults.js';

/**
 * The long faults: every crash point with exit and freeze, a replica set of three under load, servers killed under load, moved
 * clocks. `--only crash,database,server,clock`, `--passes N` at each point, `--at-once N`, `--point NAME`. Ends with the table.
 */
const { values: options } = parseArgs({ options: {
  only: { type: 'string', default: 'crash,database,server,clock' }, passes: { type: 'string', default: '3' }, 'at-once': { type: 'string', default: '3' },
  point: { type: 'string', default: '' }, 'freeze-seconds': { type: 'string', default: '20' },
} });

const wanted = new Set(options.only.split(','));
const say = (words: string): void => { process.stdout.write(`${words}\n`); };
const rows: FaultRow[] = [];

async function note(run: Promise<FaultRow>): Promise<void> {
  const from = nowMs();
  const row = await run;
  rows.push(row);
  say(`${isRight(row) ? 'right' : 'WRONG'}  ${row.what}, ${((nowMs() - from) / 1000).toFixed(0)} s${row.wrong.map((words) => `\n       ${words}`).join('')}`);
}

async function crashes(): Promise<void> {
  const mongod = await ownMongod({ cacheGB: 0.5, oplogMB: 256 });
  try {
    let count = 0;
    const uri = (): string => mongod.uri(`crash_${++count}`);
    const points = await recordPoints({ mongodbUri: uri() });
    const missing = NEEDED_POINTS.filter((name) => !points.has(name));
    if (missing.length > 0) throw new Error(`the report did not come by ${missing.join(', ')}`);
    const cases = casesOf(points, Number(options.passes)).filter(({ point }) => point.startsWith(options.point));
    say(`${points.size} points, ${cases.length} cases.`);
    const outcomes: CrashOutcome[] = [];
    const queue: CrashCase[] = [...cases];
    await Promise.all(Array.from({ length: Number(options['at-once']) }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        const from = nowMs();
        const outcome = await driveThroughCrash(one, { mongodbUri: uri(), freezeSeconds: Number(options['freeze-seconds']) });
        outcomes.push(outcome);
        say(`${isRight(outcome) ? 'right' : 'WRONG'}  ${nameOf(one)}${outcome.reached ? '' : ' (not reached)'}, latest ${outcome.latestSeconds.toFixed(1)} s, ${((nowMs() - from) / 1000).toFixed(0)} s${outcome.wrong.map((words) => `\n       ${words}`).join('')}`);
      }
    }));
    const reached = outcomes.filter((one) => one.reached);
    for (const how of ['exit', 'freeze'] as const) rows.push(sumOf(`server: ${how} at ${points.size} points`, reached.filter(({ what }) => what.startsWith(how))));
    say(`${outcomes.length - reached.length} cases were not reached.`);
  } finally {
    await mongod.remove();
  }
}

if (wanted.has('crash')) await crashes();
if (wanted.has('server')) for (const fault of Object.values(SERVER_FAULTS)) await note(runServerFault(fault));
if (wanted.has('database')) for (const [name, fault] of Object.entries(DATABASE_FAULTS)) if (options.point === '' || options.point === name) await note(runDatabaseFault(fault));
if (wanted.has('clock')) for (const run of runClockFaults()) await note(run());

say(`\n${faultTable(rows)}\n`);
const wrong = rows.filter((row) => !isRight(row));
for (const { what, wrong: words } of wrong) say(`${what}:\n${words.map((one) => `  ${one}`).join('\n')}`);
process.exitCode = wrong.length === 0 && rows.length > 0 ? 0 : 1;
