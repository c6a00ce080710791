import type { ImportFileReport, ImportReason } from '../contract/directory.js';

const HEADS = ['file', 'rows', 'taken', 'repaired', 'refused'] as const;
/** So many rows are named behind a reason; the count says how many there are. */
const NAMED_ROWS = 5;
/** Reasons as few as these are told word for word. */
const TOLD_IN_FULL = 3;

/** Reasons that differ only in what they quote are one line. */
const patternOf = (reason: ImportReason): string => inFull(reason).replaceAll(/"[^"]*"/g, '"…"').replaceAll(/\([\d:. apm]+\)/gi, '(…)');

const inFull = ({ result, field, why }: ImportReason): string => `${result}: ${field === null ? '' : `${field}, `}${why}`;

function reasonLines(reasons: readonly ImportReason[]): string[] {
  const groups = new Map<string, ImportReason[]>();
  for (const reason of reasons) {
    const group = groups.get(patternOf(reason));
    if (group) group.push(reason);
    else groups.set(patternOf(reason), [reason]);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length).flatMap(([pattern, group]) => (
    group.length > TOLD_IN_FULL ? [lineOf(group.length, pattern, group)] : group.map((reason) => lineOf(1, inFull(reason), [reason]))));
}

function lineOf(count: number, words: string, group: readonly ImportReason[]): string {
  const rows = group.flatMap(({ row }) => (row === null ? [] : [row]));
  const named = `${rows.slice(0, NAMED_ROWS).join(', ')}${rows.length > NAMED_ROWS ? ', …' : ''}`;
  return `    ${String(count).padStart(6)} × ${words}${rows.length === 0 ? '' : ` (row ${named})`}`;
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
