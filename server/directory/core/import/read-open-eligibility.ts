import type { ImportFileReport, ImportReason, Taxonomy, TaxonomyTerm } from '../../../contract/directory.js';
import { isJson } from '../json-reader.js';
import { namedId } from '../named-id.js';

/** One term of the tree with those below it. */
interface Branch { code: string; name: string; below: Branch[] }
/** What one file of the tree tells. */
export interface TermTree { taxonomies: Taxonomy[]; terms: TaxonomyTerm[]; report: ImportFileReport }

const LEVELS = ['top_level', 'second_level', 'third_level', 'fourth_level'] as const;
const HOME = 'https://github.com/auntbertha/openeligibility';
/** A tree is four levels deep; anything deeper is none. */
const DEEPEST = LEVELS.length;
const MOST_TERMS = 5000;

/** Ids hang on the code alone, so that both editions and every later import find the same terms again. */
const termId = (code: string): string => namedId('open-eligibility', 'term', code);
const taxonomyOf = (part: 'services' | 'situations', version: string): Taxonomy => ({
  id: namedId('open-eligibility', 'taxonomy', part, version), name: part === 'services' ? 'Open Eligibility' : 'Open Eligibility: situations',
  description: `Open Eligibility, ${part}, edition ${version}. By findhelp (Aunt Bertha), CC BY-SA 3.0.`, uri: HOME, version,
});

/** Whether a JSON file holds the tree of Open Eligibility. */
export const isOpenEligibilityJson = (json: unknown): boolean => isJson(json) && isJson(json['taxonomy']) && Array.isArray(json['taxonomy']['top_level']);

/** The tree of `oe.json`. A term without a code or title is refused with all below it. */
export function readOpenEligibilityJson(file: string, json: unknown): TermTree {
  const reasons: ImportReason[] = [];
  let rows = 0;
  const branchesOf = (value: unknown, depth: number): Branch[] => LEVELS.slice(depth, depth + 1).flatMap((level) => {
    const found = isJson(value) ? value[level] : undefined;
    return (Array.isArray(found) ? found : isJson(found) ? [found] : []) as unknown[];
  }).flatMap((one): Branch[] => {
    rows++;
    const [code, name] = isJson(one) ? [one['@id'], one['@title']] : [];
    if (typeof code !== 'string' || typeof name !== 'string' || code.trim() === '' || name.trim() === '') {
      reasons.push({ row: rows, field: '@id', why: 'a term needs a code and a title', result: 'refused' });
      return [];
    }
    return [{ code: code.trim(), name: name.trim(), below: branchesOf(one, depth + 1) }];
  });
  const tree = branchesOf(isJson(json) ? json['taxonomy'] : null, 0);
  return treeOf(file, [{ taxonomy: taxonomyOf('services', 'json'), tree, words: new Map() }], rows, reasons);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string => text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '').replaceAll(/\s+/g, ' ').trim();
const attribute = (tag: string, name: string): string | null => {
  const [, double, single] = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  const value = plain(double ?? single ?? '');
  return value === '' ? null : value;
};

/**
 * The two trees (services, situations) of `taxonomy.xml`. Read tag by tag and not by an XML parser: the file calls itself XML 2.0, which
 * parsers refuse. Nothing in it is ever resolved or fetched.
 */
export function readOpenEligibilityXml(file: string, text: string): TermTree | null {
  if (!/<taxonomy[\s>]/.test(text)) return null;
  const version = plain(/<version>([^<]*)<\/version>/.exec(text)?.[1] ?? '') || 'unknown';
  const reasons: ImportReason[] = [];
  let rows = 0;
  const parts = (['services', 'situations'] as const).flatMap((part) => {
    const inside = new RegExp(`<${part}>([\\s\\S]*?)</${part}>`).exec(text)?.[1];
    if (inside === undefined) return [];
    const words = new Map([...inside.matchAll(/<category\s+([^>]*)>([^<]*)<\/category>/g)].map(([, tag = '', said = '']) => [attribute(tag, 'id') ?? '', plain(said)]));
    const root: Branch = { code: '', name: '', below: [] };
    const open: Branch[] = [root];
    for (const [, closing, , tag = '', alone] of inside.matchAll(/<(\/?)(top|second|third|fourth)_level\b([^>]*?)(\/?)>/g)) {
      if (closing === '/') { if (open.length > 1) open.pop(); continue; }
      rows++;
      const [code, name] = [attribute(tag, 'id'), attribute(tag, 'title')];
      const branch: Branch = { code: code ?? '', name: name ?? '', below: [] };
      if (code === null || name === null) reasons.push({ row: rows, field: 'id', why: 'a term needs an id and a title', result: 'refused' });
      else open.at(-1)?.below.push(branch);
      if (alone !== '/' && open.length <= DEEPEST) open.push(branch);
    }
    return [{ taxonomy: taxonomyOf(part, version), tree: root.below, words }];
  });
  return parts.length === 0 ? null : treeOf(file, parts, rows, reasons);
}

function treeOf(file: string, parts: readonly { taxonomy: Taxonomy; tree: Branch[]; words: ReadonlyMap<string, string> }[], rows: number, reasons: ImportReason[]): TermTree {
  const terms = new Map<string, TaxonomyTerm>();
  const add = ({ id: taxonomyId, name: taxonomy }: Taxonomy, { code, name, below }: Branch, parentId: string | null, words: ReadonlyMap<string, string>): void => {
    if (terms.size >= MOST_TERMS) return;
    // A code that occurs again keeps its first place: a term has one parent.
    if (!terms.has(code)) terms.set(code, { id: termId(code), code, name, description: words.get(code) || null, parentId, taxonomy, taxonomyId, language: 'en', uri: null });
    for (const one of below) add({ id: taxonomyId, name: taxonomy } as Taxonomy, one, termId(code), words);
  };
  for (const { taxonomy, tree, words } of parts) for (const branch of tree) add(taxonomy, branch, null, words);
  const refused = rows - countIn(parts.flatMap(({ tree }) => tree));
  return { taxonomies: parts.map(({ taxonomy }) => taxonomy), terms: [...terms.values()], report: { file, rows, taken: rows - refused, repaired: 0, refused, reasons } };
}

const countIn = (tree: readonly Branch[]): number => tree.reduce((sum, { below }) => sum + 1 + countIn(below), 0);
