import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nowMs } from '../bench/figures.js';
import { ownMongod, root } from '../bench/house/processes.js';
import { runClockFaults } from './clock-faults.js';
import { CALL_POINTS, NEEDED_POINTS, casesOf, driveThroughCrash, nameOf, recordPoints } from './crash-drive.js';
import type { AnsweredBy, CrashCase, CrashOutcome } from './crash-drive.js';
import { DATABASE_FAULTS, runDatabaseFault } from './database-faults.js';
import { runFullDisk, runNoRoom } from './disk-faults.js';
import { faultWords, isRight, sumOf } from './fault-row.js';
import type { FaultReport, FaultRow } from './fault-row.js';
import { SERVER_FAULTS, runServerFault } from './server-faults.js';
import { runSoak } from './soak/soak.js';
import { watchStalls } from './stalls.js';

/**
 * The long faults: every crash point with exit and freeze, a replica set of three under load, servers killed under load, moved
 * clocks, and the soak. `--only crash,calls,database,server,disk,clock,soak`, `--passes N` at each point, `--at-once N`, `--point NAME`, `--minutes N`
 * of the soak, `--seed N`. Ends with the table, and writes it with everything that was counted to `.cache/fault-report.json` and `.txt`.
 */
const { values: options } = parseArgs({ options: {
  only: { type: 'string', default: 'crash,database,server,disk,clock,soak' }, passes: { type: 'string', default: '3' }, 'at-once': { type: 'string', default: '3' },
  point: { type: 'string', default: '' }, 'freeze-seconds': { type: 'string', default: '20' }, minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: String(randomInt(2 ** 31)) },
} });

const wanted = new Set(options.only.split(','));
const say = (words: string): void => { process.stdout.write(`${words}\n`); };
const rows: FaultRow[] = [];
const skipped: string[] = [];
const startedAt = new Date();

/** Runs one fault and says what came of it; a text instead of a row is why it could not be run here. */
async function note(run: Promise<FaultRow | string>): Promise<void> {
  const from = nowMs();
  const stalls = watchStalls();
  const ran = await run;
  if (typeof ran === 'string') { skipped.push(ran); say(`not run: ${ran}`); stalls.stop(); return; }
  const row = { ...ran, machine: ran.machine ?? stalls.stop() };
  rows.push(row);
  say(`${isRight(row) ? 'right' : 'WRONG'}  ${row.what}, ${((nowMs() - from) / 1000).toFixed(0)} s${row.wrong.map((words) => `\n       ${words}`).join('')}`);
}

async function crashes(by: AnsweredBy, needed: readonly string[], wantedPoint: (point: string) => boolean): Promise<void> {
  const stalls = watchStalls();
  const mongod = await ownMongod({ cacheGB: 0.5, oplogMB: 256 });
  try {
    let count = 0;
    const uri = (): string => mongod.uri(`crash_${++count}`);
    const points = await recordPoints({ mongodbUri: uri(), by });
    const missing = needed.filter((name) => !points.has(name));
    if (missing.length > 0) throw new Error(`the report did not come by ${missing.join(', ')}`);
    const cases = casesOf(points, Number(options.passes), by).filter(({ point }) => point.startsWith(options.point) && wantedPoint(point));
    const names = new Set(cases.map(({ point }) => point)).size;
    say(`${names} points, ${cases.length} cases.`);
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
    const machine = stalls.stop();
    for (const how of ['exit', 'freeze'] as const) rows.push({ ...sumOf(`server: ${how} at ${names} points${by === 'key' ? ' of calls' : ''}`, reached.filter(({ what }) => what.startsWith(how))), machine });
    for (const { what } of outcomes.filter((one) => !one.reached)) skipped.push(`${what}: the server did not come by it this time`);
  } finally {
    await mongod.remove();
  }
}

if (wanted.has('crash')) await crashes('text', NEEDED_POINTS, () => true);
if (wanted.has('crash') || wanted.has('calls')) await crashes('key', CALL_POINTS, (point) => !NEEDED_POINTS.some((name) => name === point));
if (wanted.has('server')) for (const fault of Object.values(SERVER_FAULTS)) await note(runServerFault(fault));
if (wanted.has('database')) for (const [name, fault] of Object.entries(DATABASE_FAULTS)) if (options.point === '' || options.point === name) await note(runDatabaseFault(fault));
if (wanted.has('disk')) {
  if (options.point !== 'full') await note(runNoRoom());
  await note(runFullDisk());
}
if (wanted.has('clock')) for (const run of runClockFaults()) await note(run());

if (wanted.has('soak')) {
  say(`soak of ${options.minutes} min, seed ${options.seed}`);
  await note(runSoak({ minutes: Number(options.minutes), seed: Number(options.seed), say }));
}

const report: FaultReport = {
  format: 1, startedAt: startedAt.toISOString(), endedAt: new Date().toISOString(), seed: Number(options.seed), node: process.version, processors: cpus().length,
  right: rows.length > 0 && rows.every(isRight), rows, skipped,
};
say(`\n${faultWords(report)}\n`);
const file = join(root, '.cache/fault-report');
writeFileSync(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
writeFileSync(`${file}.txt`, `${faultWords(report)}\n`);
say(`Written to ${file}.json and .txt`);
process.exitCode = report.right ? 0 : 1;
