import type { TellingReason } from '../../contract/capacity.js';
import type { CapacityMethod } from '../../contract/directory.js';

/** One number of the past, as a line of a table. */
export interface HistoryLine { at: Date; unit: string; available: number; maximum: number | null; before: number | null; by: string | null; method: CapacityMethod; why: TellingReason }

/** The first cell of every column, in their order. */
export const HISTORY_COLUMNS = ['at', 'unit', 'available', 'maximum', 'before', 'by', 'method', 'why'] as const;

/** So that a spreadsheet reads UTF-8 as what it is. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cell of text: quoted, and never a formula to a program that opens it. Source: OWASP "CSV Injection". */
const textCell = (text: string): string => `"${(/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * The history of a service's free places as a table: UTF-8, instants in ISO 8601 (UTC), newest first, an empty cell where nothing
 * was told. Rows end as RFC 4180 §2 says.
 */
export function historyCsv(lines: readonly HistoryLine[]): string {
  const rows = lines.map(({ at, unit, available, maximum, before, by, method, why }) =>
    [at.toISOString(), textCell(unit), String(available), maximum === null ? '' : String(maximum), before === null ? '' : String(before), by === null ? '' : textCell(by), method, why].join(','));
  return `${BYTE_ORDER_MARK}${[HISTORY_COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}
