/** What must hold, in the order of the table. Source: design.md §7 and the issues that name these ids. */
export const BUDGETS = {
  'first-notification-p50': { unit: 'ms', most: 15 },
  'first-notification-p99': { unit: 'ms', most: 60 },
  'report-latency-ratio': { unit: '×', most: 2.5 },
  'report-throughput-ratio': { unit: '×', least: 0.25 },
  'board-100-p99': { unit: 'ms', most: 50 },
  'board-1000-p99': { unit: 'ms', most: 300 },
  'board-500-long-tasks': { unit: 'ms', most: 50 },
  'rung-lateness-p99': { unit: 'ms', most: 100 },
  'rung-storm-10k': { unit: 's', most: 30 },
  'burst-500': { unit: 's', most: 2 },
  'ack-visible-p50': { unit: 'ms', most: 20 },
  'ack-visible-p99': { unit: 'ms', most: 60 },
  'match-100k-p99': { unit: 'ms', most: 5 },
  'match-vs-mongo-ratio': { unit: '×', most: 1 },
  'index-build-100k': { unit: 's', most: 3 },
  'match-fresh-ms': { unit: 'ms', most: 1000 },
  'start-warm': { unit: 's', most: 4 },
  'memory-rss': { unit: 'MB', most: 250 },
  'client-js-kb': { unit: 'KB', most: 150 },
  'board-js-kb': { unit: 'KB', most: 300 },
  'raise-slow-4g-usable': { unit: 's', most: 2 },
  'raise-slow-4g': { unit: 's', most: 10 },
} as const satisfies Record<string, { unit: string } & ({ most: number } | { least: number })>;

export type RowId = keyof typeof BUDGETS;

/** What a measurement found. `baseline` is the same figure of the bare baseline of the same run, in the row's unit or, for a ratio, in its own. */
export interface Found {
  value: number;
  baseline?: number;
  /** False when something beside the figure was wrong, such as the order in which a storm was handed over. */
  right?: boolean;
  /** What a reader should know beside the figure. */
  note?: string;
}

/** Found, or why not. A row that cannot be measured here is never made up. */
export type Outcome = Found | { notMeasured: string };

/** One line of the result file. `value` and `ok` are null when it was not measured. */
export interface Row { id: RowId; value: number | null; unit: string; budget: number; baseline: number | null; ratio: number | null; ok: boolean | null }

const rounded = (value: number): number => Number(value.toPrecision(4));

/** A result line from what was found. */
export function rowOf(id: RowId, outcome: Outcome): Row {
  const limit = BUDGETS[id];
  const budget = 'most' in limit ? limit.most : limit.least;
  if ('notMeasured' in outcome) return { id, value: null, unit: limit.unit, budget, baseline: null, ratio: null, ok: null };
  const { value, baseline, right = true } = outcome;
  const ratio = limit.unit === '×' ? value : baseline === undefined ? null : value / baseline;
  return {
    id, value: rounded(value), unit: limit.unit, budget, baseline: baseline === undefined ? null : rounded(baseline), ratio: ratio === null ? null : rounded(ratio),
    ok: right && ('most' in limit ? value <= budget : value >= budget),
  };
}

/** The table as people read it. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['id', 'value', 'unit', 'budget', 'baseline', 'ratio', 'ok'],
    ...rows.map(({ id, value, unit, budget, baseline, ratio, ok }) => [
      id, value === null ? 'not measured' : String(value), unit, `${'most' in BUDGETS[id] ? '≤' : '≥'} ${budget}`, baseline === null ? '–' : String(baseline), ratio === null ? '–' : ratio.toFixed(2), ok === null ? '–' : ok ? 'yes' : 'NO',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')).join('\n');
}
