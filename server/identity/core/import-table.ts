import { CsvError, parse } from 'csv-parse/sync';

/** A table by field: what stands in each line, and columns that nobody knows. `line` counts from 1, the header included. */
export interface ImportTable<Field extends string> { kind: string; rows: { line: number; cells: Record<Field, string> }[]; unknownColumns: string[] }

export type StaffField = 'name' | 'e-mail' | 'mobile' | 'landline' | 'team' | 'roles';
export type TeamField = 'name' | 'received by';

/** Column names as people write them, for each field. */
const STAFF_NAMES: Readonly<Record<StaffField, readonly string[]>> = {
  'name': ['name', 'full name', 'staff name'], 'e-mail': ['email', 'e-mail', 'email address', 'mail'], 'mobile': ['mobile', 'mobile phone', 'cell', 'cell phone', 'phone', 'telephone', 'phone number'],
  'landline': ['landline', 'desk phone', 'office phone', 'fixed line'], 'team': ['team', 'team name'], 'roles': ['role', 'roles'],
};
const TEAM_NAMES: Readonly<Record<TeamField, readonly string[]>> = { 'name': ['team', 'team name', 'name'], 'received by': ['received by', 'receiving team', 'answered by'] };

/** The columns of a staff file and of a file of teams, as the template has them. */
export const STAFF_COLUMNS = ['name', 'email', 'mobile', 'landline', 'team', 'roles'] as const;
/** Taken at once; a larger file is to be split. */
export const MOST_IMPORT_ROWS = 1000;

const plain = (name: string): string => name.trim().toLowerCase().replaceAll(/[_\s]+/g, ' ');

/**
 * A CSV as people export it: comma, semicolon or tab, with or without a byte order mark, column names in any order and case.
 * A file with an e-mail column is of staff, another with a team column of teams. Every cell is text and nothing else.
 * @returns words that say why it cannot be read
 */
export function readImportTable(csv: string): (ImportTable<StaffField> & { kind: 'staff' }) | (ImportTable<TeamField> & { kind: 'teams' }) | { why: string } {
  const read = readCsv(csv);
  if ('why' in read) return read;
  const isStaff = read.columns.some((name) => STAFF_NAMES['e-mail'].includes(name));
  if (isStaff) return { kind: 'staff', ...tableOf(read, STAFF_NAMES) };
  if (read.columns.some((name) => TEAM_NAMES.name.includes(name))) return { kind: 'teams', ...tableOf(read, TEAM_NAMES) };
  return { why: 'It has no column “email” (for staff) and none “team” (for teams). The first line must name the columns.' };
}

/** A CSV cut into its columns, named in lower case with single spaces, and the lines below. */
export interface CsvRead { columns: string[]; body: { record: string[]; info: { lines: number } }[] }

/**
 * Reads a CSV as people export it, whatever it is about; every cell is text.
 * @returns words that say why it cannot be read
 */
export function readCsv(csv: string): CsvRead | { why: string } {
  const text = csv.replace(/^\uFEFF/, '');
  const head = text.trimStart().split(/\r?\n|\r/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best), ',');
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, info: true, to: MOST_IMPORT_ROWS + 2 }) as unknown as typeof records;
  } catch (error) {
    return { why: error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'A quotation mark is not closed.' : 'The quotation marks in it do not fit.' };
  }
  const [header, ...body] = records;
  if (!header) return { why: 'It is empty.' };
  if (body.length > MOST_IMPORT_ROWS) return { why: `It has more than ${MOST_IMPORT_ROWS} rows. Split it.` };
  return { columns: header.record.map(plain), body };
}

/** The cells of each line by field, in whichever order the columns stand, and the columns that nobody knows. */
export function tableOf<Field extends string>({ columns, body }: CsvRead, names: Readonly<Record<Field, readonly string[]>>): Omit<ImportTable<Field>, 'kind'> {
  const fields = Object.keys(names) as Field[];
  const placeOf = (field: Field): number => columns.findIndex((name) => names[field].includes(name));
  const places = new Map(fields.map((field) => [field, placeOf(field)]));
  return {
    rows: body.map(({ record, info }) => ({ line: info.lines, cells: Object.fromEntries(fields.map((field) => [field, (record[places.get(field) ?? -1] ?? '').trim()])) as Record<Field, string> })),
    unknownColumns: columns.filter((name, place) => name !== '' && ![...places.values()].includes(place)),
  };
}
