import { CsvError, parse } from 'csv-parse/sync';
import type { ImportFileReport, ImportReason } from '../../../contract/directory.js';
import type { FileProblem, ImportFile } from './import-file.js';
import { MOST_ROWS, textOfFile } from './import-file.js';

/** A row by column name; a column that is not there reads as empty. */
export type Cells = (column: string) => string;

/** A CSV file as it was read: its columns in small letters, and its rows as they came. */
export interface Table { readonly file: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** A CSV file as a table: comma or semicolon, quoted cells with commas and line breaks, with or without a byte order mark. */
export function readTable(file: ImportFile): Table | FileProblem {
  const decoded = textOfFile(file);
  if ('why' in decoded) return decoded;
  const head = decoded.text.split('\n', 1)[0] ?? '';
  const delimiter = head.includes(',') || !head.includes(';') ? ',' : ';';
  let rows: string[][];
  try {
    rows = parse(decoded.text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, to: MOST_ROWS + 2 });
  } catch (error) {
    return { file: file.name, why: error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'is not CSV: a quotation mark is not closed' : 'is not CSV: the quotation marks in it do not fit' };
  }
  const [header, ...body] = rows;
  if (!header) return { file: file.name, why: 'is empty' };
  if (body.length > MOST_ROWS) return { file: file.name, why: `has more than ${MOST_ROWS} rows` };
  return { file: file.name, columns: header.map((name) => name.trim().toLowerCase()), rows: body };
}

/** How a handler says what became of its row. A row with nothing said is taken as it stands. */
export interface Says {
  noted(field: string | null, why: string): void;
  repaired(field: string | null, why: string): void;
  refused(field: string | null, why: string): void;
}

/**
 * Hands every row to `take` and counts what it says. Rows count from 1, the header not included.
 * A row is refused, repaired or taken, never two of these: refused outweighs repaired.
 */
export function readRows(table: Table, take: (cells: Cells, says: Says) => void): ImportFileReport {
  const report: ImportFileReport = { file: table.file, rows: table.rows.length, taken: 0, repaired: 0, refused: 0, reasons: [] };
  table.rows.forEach((row, index) => {
    const reasons: ImportReason[] = [];
    const say = (result: ImportReason['result']) => (field: string | null, why: string): void => { reasons.push({ row: index + 1, field, why, result }); };
    const cells: Cells = (column) => { const at = table.columns.indexOf(column); return at < 0 ? '' : (row[at] ?? '').trim(); };
    take(cells, { noted: say('noted'), repaired: say('repaired'), refused: say('refused') });
    report.reasons.push(...reasons);
    if (reasons.some((one) => one.result === 'refused')) report.refused++;
    else {
      report.taken++;
      if (reasons.some((one) => one.result === 'repaired')) report.repaired++;
    }
  });
  return report;
}

/** The report of a file that nothing in this import uses. */
export const unusedFile = ({ file, rows }: Table): ImportFileReport =>
  ({ file, rows: rows.length, taken: 0, repaired: 0, refused: rows.length, reasons: [{ row: null, field: null, why: 'no part of Handrail uses this file', result: 'refused' }] });
