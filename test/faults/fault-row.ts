import type { MachineLoad } from './stalls.js';
import { loadWords } from './stalls.js';

/** What one fault did. Right is: acknowledged = found = paged, nothing late, nothing wrong; doubled only where an outcome was unknown. */
export interface FaultRow {
  what: string;
  /** Processes that were killed, frozen or deposed. */
  kills: number;
  /** Reports answered 201. */
  acknowledged: number;
  /** Of these, how many are stored with their crisis. */
  found: number;
  /** Of these, for how many the first responder's phone got a page. */
  paged: number;
  /** Pages later than I2 allows for this fault. */
  late: number;
  /** Pages beyond the first to the same phone for the same crisis. */
  doubled: number;
  /** The latest page, in seconds after its report was answered or its rung was due. */
  latestSeconds: number;
  /** What broke an invariant, in words. */
  wrong: string[];
  /** Pages later than I2 allows, by no more than the machine kept this process, which runs beside the servers, from running meanwhile. Not counted in `late`. */
  lateByLoad?: number;
  /** How busy the machine was with other things meanwhile. */
  machine?: MachineLoad;
  /** More that was counted, by name. */
  figures?: object;
  /** How often each fault came, where they come by chance. */
  faults?: Readonly<Record<string, number>>;
}

/** Everything of one run of `npm run test:faults`, as it is written to `.cache/fault-report.json`. */
export interface FaultReport {
  format: 1;
  startedAt: string;
  endedAt: string;
  /** What chance began with; `--seed` makes the same faults come again. */
  seed: number;
  node: string;
  processors: number;
  right: boolean;
  rows: FaultRow[];
  /** What was not run on this machine, and why. */
  skipped: string[];
}

export const isRight = ({ acknowledged, found, paged, late, wrong }: FaultRow): boolean => acknowledged === found && found === paged && late === 0 && wrong.length === 0;

/** Several rows of one kind as one. */
export function sumOf(what: string, rows: readonly FaultRow[]): FaultRow {
  const total = (name: 'kills' | 'acknowledged' | 'found' | 'paged' | 'late' | 'doubled' | 'lateByLoad'): number => rows.reduce((sum, row) => sum + (row[name] ?? 0), 0);
  return {
    what, kills: total('kills'), acknowledged: total('acknowledged'), found: total('found'), paged: total('paged'), late: total('late'), doubled: total('doubled'), lateByLoad: total('lateByLoad'),
    latestSeconds: Math.max(0, ...rows.map(({ latestSeconds }) => latestSeconds)), wrong: rows.flatMap((row) => row.wrong.map((words) => `${row.what}: ${words}`)),
  };
}

/** The fault report as a table. */
export function faultTable(rows: readonly FaultRow[]): string {
  const head = ['fault', 'kills', 'acknowledged', 'found', 'paged', 'late', 'doubled', 'latest (s)', ''];
  const lines = rows.map((row) => [row.what, row.kills, row.acknowledged, row.found, row.paged, row.late, row.doubled, row.latestSeconds.toFixed(1), isRight(row) ? 'right' : 'WRONG'].map(String));
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, ...lines].map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}

/** The whole report as people read it: the table, then what was wrong, what the machine did, and what was not run. */
export function faultWords({ rows, seed, startedAt, endedAt, processors, skipped }: FaultReport): string {
  const about = rows.flatMap((row) => [
    ...row.wrong.map((words) => `WRONG  ${row.what}: ${words}`),
    ...(row.lateByLoad ? [`       ${row.what}: ${row.lateByLoad} more pages were late by no more than the machine stood still`] : []),
    ...(row.machine ? [`       ${row.what}: machine: ${loadWords(row.machine)}`] : []),
    ...(row.faults ? [`       ${row.what}: ${Object.entries(row.faults).map(([what, times]) => `${what} ${times}`).join(', ')}`] : []),
    ...(row.figures ? [`       ${row.what}: ${Object.entries(row.figures).map(([name, value]) => `${name} ${String(value) || 'none'}`).join(', ')}`] : []),
  ]);
  return [`Faults from ${startedAt} to ${endedAt}, ${processors} processors, seed ${seed}`, '', faultTable(rows), '', ...about, ...skipped.map((words) => `NOT RUN  ${words}`)].join('\n');
}
