import type { HsdsForm, HsdsObject } from '../../directory/index.js';
import { hsdsPage } from './hsds-page.js';

/** Everything there is, one thing after the other. */
export interface Everything {
  eachService: (query: { full: boolean }, form: HsdsForm) => AsyncIterable<HsdsObject>;
  eachOrganization: (query: { full: boolean }, form: HsdsForm) => AsyncIterable<HsdsObject>;
  eachTaxonomy: (query: object) => AsyncIterable<HsdsObject>;
  eachTerm: (query: object) => AsyncIterable<HsdsObject>;
}
/** A file of an archive. */
export interface ExportFile { name: string; content: string }

/** Things in one file; an import takes as many. */
const PER_FILE = 1000;

/** Pages of what is read, one in memory at a time. How many there are in all is known to the last only, so each counts itself alone. */
async function* pagesOf(name: string, all: AsyncIterable<HsdsObject>): AsyncGenerator<ExportFile> {
  let [page, contents]: [number, HsdsObject[]] = [0, []];
  const file = (): ExportFile => ({ name: `${name}-${String(++page).padStart(4, '0')}.json`, content: JSON.stringify(hsdsPage(contents, contents.length, { page: 1, perPage: PER_FILE })) });
  for await (const one of all) {
    contents.push(one);
    if (contents.length === PER_FILE) { yield file(); contents = []; }
  }
  if (contents.length > 0 || page === 0) yield file();
}

/**
 * The whole directory as files of HSDS JSON: services whole, organizations with their locations, taxonomies, terms. Each file is a page as the API
 * has it and complete in itself, so that each can be read alone.
 */
export async function* jsonFiles(all: Everything, form: HsdsForm): AsyncGenerator<ExportFile> {
  yield* pagesOf('organizations', withoutServices(all.eachOrganization({ full: true }, form)));
  yield* pagesOf('services', all.eachService({ full: true }, form));
  yield* pagesOf('taxonomies', all.eachTaxonomy({}));
  yield* pagesOf('taxonomy_terms', all.eachTerm({}));
}

/** Services have a file of their own and would stand there twice. */
async function* withoutServices(all: AsyncIterable<HsdsObject>): AsyncGenerator<HsdsObject> {
  for await (const { services: _services, ...rest } of all) yield rest;
}
