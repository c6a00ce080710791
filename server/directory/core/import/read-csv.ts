import type { ImportFileReport } from '../../../contract/directory.js';
import { kindsOfAttributes } from '../kinds-of-terms.js';
import { cleanLanguageCode } from '../languages.js';
import { namedId } from '../named-id.js';
import { zoneOfState } from '../time-zone.js';
import { addAreas, addLanguages, addTerms, listIn, readAccessibility, readEligibilities, readLanguages, readPrograms, readRequiredDocuments, readServiceAreas, readServiceTerms, readTaxonomy } from './csv-details.js';
import { readLocations, readOrganizations, readServiceAtLocation, serviceIn } from './csv-entities.js';
import { readHolidays, readWeeklyHours } from './csv-hours.js';
import { readAddresses, readContacts, readPhones } from './csv-phones.js';
import type { Table } from './csv-table.js';
import { readRows, unusedFile } from './csv-table.js';
import type { Draft } from './import-draft.js';
import { placeService } from './import-draft.js';

type Reader = (draft: Draft, table: Table) => ImportFileReport;

/** An HSDS 1.x service names its organization. */
const readHsds1Services: Reader = (draft, table) => readRows(table, (cells, says) => { serviceIn(draft, cells, says, cells('organization_id'), null); });

/** An Ohana service names its location, and keeps lists in single cells. */
const readOhanaServices: Reader = (draft, table) => readRows(table, (cells, says) => {
  const own = cells('location_id');
  const location = draft.locations.get(own);
  const owner = [...draft.organizations].find(([, organization]) => organization.id === location?.organizationId)?.[0] ?? '';
  const service = serviceIn(draft, cells, says, owner, draft.refused.location.has(own) ? 'belongs to a refused location' : null);
  if (!service) return;
  if (location) placeService(draft, `${service.id}/${location.id}`, service, location, null);
  else says.repaired('location_id', 'names a location that is not told: kept without one');
  addLanguages(service, listIn(cells('languages')));
  addAreas(service, listIn(cells('service_areas')));
  service.eligibilityDescription = [cells('audience'), cells('eligibility')].filter((text) => text !== '' && text !== 'None').join('. ') || null;
  service.feesDescription = [cells('fees'), cells('accepted_payments')].filter((text) => text !== '').join(' ') || null;
  service.requiredDocuments = listIn(cells('required_documents')).map((document) => ({ id: namedId(service.id, 'document', document), document, uri: null }));
  service.funding = listIn(cells('funding_sources')).map((source) => ({ id: namedId(service.id, 'funding', source), source }));
  const keywords = listIn(cells('keywords')).map((value) => ({ id: namedId(service.id, 'keyword', value), linkType: 'keyword', value, label: null, term: null }));
  if (keywords.length > 0) service.attributes = keywords;
  const missing = addTerms(draft, service, listIn(cells('taxonomy_ids')));
  if (missing.length > 0) says.repaired('taxonomy_ids', `terms that are not told were left out: ${missing.join(', ')}`);
  if (service.languages.some((language) => language.code === null && cleanLanguageCode(language.name ?? '') === null)) says.noted('languages', 'a language without a code is kept by name');
});

/** Files in the order in which they must be read: what is named before what names it. */
const COMMON: readonly (readonly [string, Reader])[] = [
  ['taxonomy.csv', readTaxonomy], ['organizations.csv', readOrganizations], ['programs.csv', readPrograms], ['locations.csv', readLocations],
];
const CHILDREN: readonly (readonly [string, Reader])[] = [
  ['contacts.csv', readContacts], ['phones.csv', readPhones], ['regular_schedules.csv', readWeeklyHours], ['holiday_schedules.csv', readHolidays],
  ['addresses.csv', (draft, table) => readAddresses(draft, table, 'physical')], ['physical_addresses.csv', (draft, table) => readAddresses(draft, table, 'physical')],
  ['postal_addresses.csv', (draft, table) => readAddresses(draft, table, 'postal')], ['mail_addresses.csv', (draft, table) => readAddresses(draft, table, 'postal')],
  ['eligibilities.csv', readEligibilities], ['eligibility.csv', readEligibilities], ['languages.csv', readLanguages], ['service_areas.csv', readServiceAreas],
  ['required_documents.csv', readRequiredDocuments], ['accessibility_for_disabilities.csv', readAccessibility], ['services_taxonomy.csv', readServiceTerms],
];

function readAll(draft: Draft, tables: readonly Table[], readers: readonly (readonly [string, Reader])[]): ImportFileReport[] {
  const reports = readers.flatMap(([name, reader]) => tables.filter((table) => table.file === name).map((table) => reader(draft, table)));
  const names = new Set(readers.map(([name]) => name));
  finish(draft);
  return [...reports, ...tables.filter((table) => !names.has(table.file)).map(unusedFile)];
}

/** Reads the tables of an HSDS 1.x folder into `draft`. */
export const readHsds1Csv = (draft: Draft, tables: readonly Table[]): ImportFileReport[] =>
  readAll(draft, tables, [...COMMON, ['services.csv', readHsds1Services], ['service_at_location.csv', readServiceAtLocation], ['services_at_location.csv', readServiceAtLocation], ...CHILDREN]);

/** Reads the tables of an Ohana folder into `draft`. */
export const readOhanaCsv = (draft: Draft, tables: readonly Table[]): ImportFileReport[] =>
  readAll(draft, tables, [...COMMON, ['services.csv', readOhanaServices], ...CHILDREN]);

/** What can only be said when everything is read: the zone of the hours, and the names of the organizations. */
function finish(draft: Draft): void {
  const names = new Map([...draft.organizations.values()].map((one) => [one.id, one.name]));
  const byOrganization = new Map<string, string>();
  for (const location of draft.locations.values()) {
    location.handrail.timeZone = draft.options.timeZone ?? location.addresses.map((one) => zoneOfState(one.stateProvince)).find((zone) => zone !== null) ?? null;
    if (location.organizationId !== null && location.handrail.timeZone !== null && !byOrganization.has(location.organizationId)) byOrganization.set(location.organizationId, location.handrail.timeZone);
  }
  const usual = mostCommon([...byOrganization.values()]);
  for (const location of draft.locations.values()) location.handrail.timeZone ??= byOrganization.get(location.organizationId ?? '') ?? usual;
  for (const service of draft.services.values()) {
    service.organizationName = names.get(service.organizationId) ?? '';
    const { stated, read } = kindsOfAttributes(service.attributes ?? []);
    service.handrail.kinds = [...new Set([...service.handrail.kinds, ...stated, ...read])];
  }
}

function mostCommon(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))[0]?.[0] ?? null;
}
