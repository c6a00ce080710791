import type { ImportFileReport, ImportReason } from '../contract/directory.js';

const HEADS = ['file', 'rows', 'taken', 'repaired', 'refused'] as const;
/** So many rows are named behind a reason; the count says how many there are. */
const NAMED_ROWS = 5;

const MARK: Readonly<Record<ImportReason['result'], string>> = { refused: 'refused', repaired: 'repaired', noted: 'noted' };

/** Reasons that differ only in what they quote are one line. */
const patternOf = ({ result, field, why }: ImportReason): string => `${MARK[result]}: ${field === null ? '' : `${field}, `}${why.replaceAll(/"[^"]*"/g, '"…"').replaceAll(/\((?:[\d:. apm]+)\)/gi, '(…)')}`;

function reasonLines(reasons: readonly ImportReason[]): string[] {
  const groups = new Map<string, number[]>();
  for (const reason of reasons) {
    const rows = groups.get(patternOf(reason)) ?? [];
    groups.set(patternOf(reason), reason.row === null ? rows : [...rows, reason.row]);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length).map(([pattern, rows]) => {
    const named = rows.slice(0, NAMED_ROWS).join(', ');
    return `    ${String(Math.max(rows.length, 1)).padStart(6)} × ${pattern}${rows.length === 0 ? '' : ` (row ${named}${rows.length > NAMED_ROWS ? ', …' : ''})`}`;
  });
}

/**
 * What became of every file, as a table for a terminal, each file followed by its reasons, grouped. Rows count from 1 without the header.
 */
export function importTable(reports: readonly ImportFileReport[]): string {
  const cells = reports.map((report) => HEADS.map((head) => String(report[head])));
  const widths = HEADS.map((head, n) => Math.max(head.length, ...cells.map((row) => row[n]?.length ?? 0)));
  const line = (row: readonly string[]): string => `  ${row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ')}`;
  return [line(HEADS), ...reports.flatMap((report, n) => [line(cells[n] ?? []), ...reasonLines(report.reasons)])].join('\n');
}
