import type { AccessCode, Accessibility, Attribute, ImportFileReport, Language, ServiceArea, TaxonomyTerm } from '../../../contract/directory.js';
import { languageCodeOf } from '../languages.js';
import { namedId } from '../named-id.js';
import { idsIn, ownersOf } from './csv-owners.js';
import type { Table } from './csv-table.js';
import { readRows } from './csv-table.js';
import type { Draft } from './import-draft.js';
import { idIn } from './import-draft.js';

/** Texts of a comma list, `Chinese (Mandarin), Tagalog`. */
export const listIn = (cell: string): string[] => cell.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '');

/** Who a service is for, in words; several rows are put together. */
export const readEligibilities = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service');
  if (owners.length === 0) return;
  const text = cells('eligibility');
  if (text === '') { says.refused('eligibility', 'says nothing'); return; }
  for (const { is } of owners) is.eligibilityDescription = [is.eligibilityDescription, text].filter((one) => one !== null).join('. ');
});

/** Languages of services and locations. */
export const readLanguages = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service' || owner.kind === 'location');
  if (owners.length === 0) return;
  const names = listIn(cells('language'));
  if (names.length === 0) { says.refused('language', 'names no language'); return; }
  for (const { is } of owners) addLanguages(is, names);
});

/** Adds languages by name to a service or location. */
export function addLanguages(to: { id: string; languages: Language[] }, names: readonly string[]): void {
  for (const name of names) to.languages.push({ id: namedId(to.id, 'language', name), name, code: languageCodeOf(name), note: null });
}

/** Areas of services, by name only. */
export const readServiceAreas = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service');
  const names = listIn(cells('service_area'));
  if (owners.length === 0) return;
  if (names.length === 0) { says.refused('service_area', 'names no area'); return; }
  for (const { is } of owners) addAreas(is, names);
});

/** Adds areas of which only the name is known. */
export function addAreas(to: { id: string; serviceAreas: ServiceArea[] }, names: readonly string[]): void {
  for (const name of names) to.serviceAreas.push({ id: namedId(to.id, 'area', name), name, description: null, extent: null, extentType: null, uri: null, polygons: null, handrail: { postalCodes: null } });
}

/** Papers to bring. */
export const readRequiredDocuments = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service');
  if (owners.length === 0) return;
  for (const { is } of owners) is.requiredDocuments.push({ id: namedId(is.id, 'document', cells('document')), document: cells('document'), uri: null });
});

/** What older directories call the codes of ours. */
const ACCESS: Readonly<Record<string, AccessCode>> = {
  wheelchair: 'wheelchair', ramp: 'step-free', elevator: 'elevator', restroom: 'accessible-restroom', disabled_parking: 'accessible-parking', deaf_interpreter: 'asl', tape_braille: 'braille',
};

/** Access in the words of an older directory; what we have no code for stays as text. */
export function addAccess(draft: Draft, to: { id: string; accessibility: Accessibility[]; handrail: { access: { has: AccessCode[] } } }, names: readonly string[]): void {
  for (const name of names) {
    to.accessibility.push({ id: idIn(draft, 'accessibility', to.id, name), description: name.replaceAll('_', ' '), details: null, url: null });
    const code = ACCESS[name.toLowerCase().replaceAll(' ', '_')];
    if (code && !to.handrail.access.has.includes(code)) to.handrail.access.has.push(code);
  }
}

/** Access of locations. */
export const readAccessibility = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'location');
  for (const { is } of owners) addAccess(draft, is, listIn(cells('accessibility')));
});

/** A tree of terms; parents may come after their children. */
export const readTaxonomy = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const own = cells('taxonomy_id') || cells('id');
  if (own === '' || cells('name') === '') { says.refused(own === '' ? 'taxonomy_id' : 'name', 'a term needs an id and a name'); return; }
  const parent = cells('parent_id');
  draft.terms.set(own, {
    id: idIn(draft, 'term', own), code: own, name: cells('name'), description: null, parentId: parent === '' ? null : idIn(draft, 'term', parent), taxonomy: cells('vocabulary') || null,
    taxonomyId: null, language: null, uri: null,
  } satisfies TaxonomyTerm);
});

/** Classifies a service by terms; ids that are no term are returned. */
export function addTerms(draft: Draft, to: { id: string; attributes?: Attribute[] }, ids: readonly string[]): string[] {
  const terms = ids.map((id) => draft.terms.get(id));
  const found = terms.filter((term) => term !== undefined);
  if (found.length > 0) to.attributes = [...(to.attributes ?? []), ...found.map((term) => ({ id: namedId(to.id, 'attribute', term.id), linkType: 'service', value: null, label: null, term }))];
  return ids.filter((_, n) => terms[n] === undefined);
}

/** Which terms classify which service. */
export const readServiceTerms = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'service');
  if (owners.length === 0) return;
  const missing = owners.flatMap(({ is }) => addTerms(draft, is, idsIn(cells('taxonomy_id'))));
  if (missing.length > 0) says.refused('taxonomy_id', 'names a term that is not told');
});

/** Programs of organizations. */
export const readPrograms = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner) => owner.kind === 'organization');
  if (owners.length === 0) return;
  if (cells('name') === '') { says.refused('name', 'a program needs a name'); return; }
  for (const { is } of owners) is.programs.push({ id: idIn(draft, 'program', cells('id') || cells('name')), name: cells('name'), alternateName: cells('alternate_name') || null, description: null });
});
