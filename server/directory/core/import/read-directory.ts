import type { ImportFileReport, Location, Organization, Service, Taxonomy, TaxonomyTerm } from '../../../contract/directory.js';
import type { Table } from './csv-table.js';
import { readTable } from './csv-table.js';
import type { FileProblem, ImportFile } from './import-file.js';
import { MOST_FILES, textOfFile } from './import-file.js';
import type { ImportOptions } from './import-draft.js';
import { newDraft } from './import-draft.js';
import { readHsds1Csv, readOhanaCsv } from './read-csv.js';
import type { JsonFile } from './read-hsds-json.js';
import { readHsdsJson, readJsonFile } from './read-hsds-json.js';
import type { TermTree } from './read-open-eligibility.js';
import { isOpenEligibilityJson, readOpenEligibilityJson, readOpenEligibilityXml } from './read-open-eligibility.js';

/** The kinds of directory that can be read. */
export type ImportFormat = 'hsds-3-json' | 'hsds-1-csv' | 'ohana-csv' | 'open-eligibility';

/** A directory read whole, or the reasons why nothing of it was taken. */
export type ImportResult =
  | {
    ok: true; format: ImportFormat; source: string;
    organizations: Organization[]; locations: Location[]; services: Service[]; taxonomies: Taxonomy[]; terms: TaxonomyTerm[];
    /** Organizations that only stand in for one that is not told; they must never replace a real one. */
    placeholders: ReadonlySet<string>;
    reports: ImportFileReport[];
  }
  | { ok: false; problems: FileProblem[] };

const NEEDED = ['organizations.csv', 'locations.csv', 'services.csv'];

/** What kind of directory these tables are, by the columns of its services; or what is missing. */
export function csvFormatOf(tables: readonly Table[]): ImportFormat | FileProblem[] {
  const table = (name: string): Table | undefined => tables.find(({ file }) => file === name);
  const missing = NEEDED.filter((name) => !table(name));
  if (missing.length > 0) return missing.map((file) => ({ file, why: 'is missing: a directory needs organizations, locations and services' }));
  const lacking = (name: string, columns: readonly string[]): FileProblem[] => {
    const without = columns.filter((column) => !table(name)?.columns.includes(column));
    return without.length > 0 ? [{ file: name, why: without.length > 1 ? `lacks the columns ${without.join(', ')}; it is neither HSDS nor Ohana` : `lacks the column ${without.join('')}; it is neither HSDS nor Ohana` }] : [];
  };
  const columns = table('services.csv')?.columns ?? [];
  const link = columns.includes('organization_id') ? 'organization_id' : 'location_id';
  const problems = [...lacking('organizations.csv', ['id', 'name']), ...lacking('locations.csv', ['id', 'organization_id', 'name']), ...lacking('services.csv', ['id', 'name', link])];
  return problems.length > 0 ? problems : link === 'organization_id' ? 'hsds-1-csv' : 'ohana-csv';
}

/**
 * Reads a directory from the contents of its files, finding out by itself what it is: HSDS 3.x JSON (objects, lists or pages),
 * an HSDS 1.x CSV folder or an Ohana CSV folder. Either the whole is read, with a report that accounts for every row,
 * or, when a file cannot be read at all, nothing is and every such file is named. The same files and options always give
 * the same ids and the same result.
 */
export function readDirectory(files: readonly ImportFile[], options: ImportOptions): ImportResult {
  const csv = files.filter(({ name }) => name.toLowerCase().endsWith('.csv')).toSorted(byName);
  const json = files.filter(({ name }) => name.toLowerCase().endsWith('.json')).toSorted(byName);
  const trees = files.filter(isTree).toSorted(byName);
  if (trees.length > 0) return trees.length < files.length ? { ok: false, problems: [{ file: '', why: 'a taxonomy and other files lie together; import them apart' }] } : readTrees(trees, options);
  if (csv.length + json.length === 0) return { ok: false, problems: [{ file: '', why: 'there is no .csv or .json file' }] };
  if (csv.length + json.length > MOST_FILES) return { ok: false, problems: [{ file: '', why: `there are more than ${MOST_FILES} files` }] };
  if (csv.length > 0 && json.length > 0) return { ok: false, problems: [{ file: '', why: 'CSV and JSON files lie together; import them apart' }] };
  const draft = newDraft(options);
  const finish = (format: ImportFormat, reports: ImportFileReport[]): ImportResult => ({
    ok: true, format, source: options.source, reports, placeholders: draft.placeholders,
    organizations: [...draft.organizations.values()], locations: [...draft.locations.values()], services: [...draft.services.values()], taxonomies: [...draft.taxonomies.values()], terms: [...draft.terms.values()],
  });
  if (json.length > 0) {
    const read = json.map((file) => readJsonFile(file, draft));
    const problems = read.filter((one): one is FileProblem => 'why' in one);
    if (problems.length > 0) return { ok: false, problems };
    return finish('hsds-3-json', readHsdsJson(draft, read as JsonFile[]));
  }
  const read = csv.map((file) => readTable({ ...file, name: file.name.toLowerCase() }));
  const problems = read.filter((one): one is FileProblem => 'why' in one);
  if (problems.length > 0) return { ok: false, problems };
  const tables = read as Table[];
  const format = csvFormatOf(tables);
  if (typeof format !== 'string') return { ok: false, problems: format };
  return finish(format, format === 'hsds-1-csv' ? readHsds1Csv(draft, tables) : readOhanaCsv(draft, tables));
}

const byName = (a: ImportFile, b: ImportFile): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const parsed = (text: string): unknown => { try { return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown; } catch { return null; } };

/** Whether a file is the tree of Open Eligibility: the XML of its authors, or a JSON edition. */
function isTree(file: ImportFile): boolean {
  if (file.name.toLowerCase().endsWith('.xml')) return true;
  if (!file.name.toLowerCase().endsWith('.json') || file.content.byteLength > LARGEST_TREE) return false;
  const decoded = textOfFile(file);
  return 'text' in decoded && decoded.text.includes('"top_level"') && isOpenEligibilityJson(parsed(decoded.text));
}
/** Larger is no tree of terms. */
const LARGEST_TREE = 4 * 1024 * 1024;

function readTrees(files: readonly ImportFile[], { source }: ImportOptions): ImportResult {
  const read = files.map((file) => {
    const decoded = textOfFile(file);
    if ('why' in decoded) return decoded;
    return (file.name.toLowerCase().endsWith('.xml') ? readOpenEligibilityXml(file.name, decoded.text) : readOpenEligibilityJson(file.name, parsed(decoded.text)))
      ?? { file: file.name, why: 'is XML, but no Open Eligibility taxonomy' };
  });
  const problems = read.filter((one): one is FileProblem => 'why' in one);
  if (problems.length > 0) return { ok: false, problems };
  const trees = read.filter((one): one is TermTree => !('why' in one));
  return {
    ok: true, format: 'open-eligibility', source, reports: trees.map(({ report }) => report), placeholders: new Set(), organizations: [], locations: [], services: [],
    taxonomies: trees.flatMap(({ taxonomies }) => taxonomies), terms: trees.flatMap(({ terms }) => terms),
  };
}
