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
}

export const isRight = ({ acknowledged, found, paged, late, wrong }: FaultRow): boolean => acknowledged === found && found === paged && late === 0 && wrong.length === 0;

/** Several rows of one kind as one. */
export function sumOf(what: string, rows: readonly FaultRow[]): FaultRow {
  const total = (name: 'kills' | 'acknowledged' | 'found' | 'paged' | 'late' | 'doubled'): number => rows.reduce((sum, row) => sum + row[name], 0);
  return {
    what, kills: total('kills'), acknowledged: total('acknowledged'), found: total('found'), paged: total('paged'), late: total('late'), doubled: total('doubled'),
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
