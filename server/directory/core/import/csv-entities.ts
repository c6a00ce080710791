import type { ImportFileReport, Location, Organization, Service } from '../../../contract/directory.js';
import type { Json, Reading } from '../json-reader.js';
import { emailOf, urlOf } from '../hsds-parts.js';
import { namedId } from '../named-id.js';
import { cleanStatus } from '../status.js';
import type { Cells, Says, Table } from './csv-table.js';
import { readRows } from './csv-table.js';
import { idsIn } from './csv-owners.js';
import { addAccess, addLanguages, listIn } from './csv-details.js';
import { kindsOf } from './help-keywords.js';
import type { Draft } from './import-draft.js';
import { idIn, newLocation, newOrganization, newService, organizationFor, placeService } from './import-draft.js';
import { unrealRow } from './placeholder-rows.js';

/** Reads one cell with the reader of JSON values, and passes on what it had to say. */
function fromCell<T>(draft: Draft, cells: Cells, says: Says, column: string, read: (reading: Reading, from: Json, key: string) => T): T {
  const reading: Reading = { source: draft.options.source, country: draft.options.country, trusted: false, shiftMs: 0, row: 0, reasons: [] };
  const value = read(reading, { [column]: cells(column) }, column);
  for (const reason of reading.reasons) says.repaired(column, reason.why);
  return value;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Organizations; example rows are refused, rows that look like tests are marked for review. */
export const readOrganizations = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const [own, name] = [cells('id'), cells('name')];
  if (own === '' || name === '') { says.refused(own === '' ? 'id' : 'name', 'an organization needs an id and a name'); return; }
  const unreal = unrealRow(name, cells('description'));
  if (unreal?.do === 'refuse') { draft.refused.organization.add(own); says.refused('name', unreal.why); return; }
  if (draft.organizations.has(own)) { says.refused('id', 'the same id stands in the file twice'); return; }
  const organization: Organization = {
    ...newOrganization(idIn(draft, 'organization', own), name), alternateName: orNull(cells('alternate_name')), description: cells('description'),
    email: fromCell(draft, cells, says, 'email', emailOf), website: fromCell(draft, cells, says, cells('website') === '' ? 'url' : 'website', urlOf),
    taxStatus: orNull(cells('tax_status')), taxId: orNull(cells('tax_id')), legalStatus: orNull(cells('legal_status')),
    yearIncorporated: Number(/\b(?:1[6-9]|20)\d{2}\b/.exec(`${cells('year_incorporated')} ${cells('date_incorporated')}`)?.[0] ?? 0) || null,
  };
  organization.funding = listIn(cells('funding_sources')).map((source) => ({ id: namedId(organization.id, 'funding', source), source }));
  if (unreal) { organization.handrail.review = { reason: unreal.why }; says.noted('name', `${unreal.why}: marked for review`); }
  draft.organizations.set(own, organization);
});

/** Coordinates, both or none. */
function pointOf(cells: Cells, says: Says): { latitude: number | null; longitude: number | null } {
  if (cells('latitude') === '' || cells('longitude') === '') return { latitude: null, longitude: null };
  const [latitude, longitude] = [Number(cells('latitude')), Number(cells('longitude'))];
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  says.repaired('latitude', 'not a place on earth: kept without coordinates');
  return { latitude: null, longitude: null };
}

/** Locations under their organization, or under one that stands in. */
export const readLocations = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const [own, name, owner] = [cells('id'), cells('name'), cells('organization_id')];
  if (own === '') { says.refused('id', 'a location needs an id'); return; }
  const unreal = unrealRow(name, cells('description'), cells('short_desc'));
  const refusal = unreal?.do === 'refuse' ? unreal.why : draft.refused.organization.has(owner) ? 'belongs to a refused organization' : null;
  if (refusal !== null) { draft.refused.location.add(own); says.refused('name', refusal); return; }
  if (draft.locations.has(own)) { says.refused('id', 'the same id stands in the file twice'); return; }
  const { organization, standsIn } = organizationFor(draft, owner);
  if (standsIn) says.repaired('organization_id', 'its organization is not told: put under one that stands in, marked for review');
  const location: Location = {
    ...newLocation(idIn(draft, 'location', own), organization.id, /^(?:true|t|yes|1)$/i.test(cells('virtual')) ? 'virtual' : 'physical'), ...pointOf(cells, says),
    name: orNull(name), alternateName: orNull(cells('alternate_name')), description: orNull(cells('description') || cells('short_desc')),
    transportation: orNull(cells('transportation')), url: fromCell(draft, cells, says, 'website', urlOf),
  };
  addLanguages(location, listIn(cells('languages')));
  addAccess(draft, location, listIn(cells('accessibility')));
  if (unreal) { location.handrail.review = { reason: unreal.why }; says.noted('name', `${unreal.why}: marked for review`); }
  organization.locationIds.push(location.id);
  draft.locations.set(own, location);
});

const FREE = /^(?:free to everyone|free|none\.?|no charge\.?)$/i;

/**
 * The columns of a service that HSDS 1.x and Ohana share. Null when the row is refused.
 * @param owner the organization's id in the source @param otherRefusal why the row must be refused whatever it says, if so
 */
export function serviceIn(draft: Draft, cells: Cells, says: Says, owner: string, otherRefusal: string | null): Service | null {
  const [own, name] = [cells('id'), cells('name')];
  if (own === '' || name === '') {
    says.refused(own === '' ? 'id' : 'name', own === '' && name === '' ? 'the row has neither id nor name' : 'a service needs an id and a name');
    return null;
  }
  const unreal = unrealRow(name, cells('description'));
  const refusal = unreal?.do === 'refuse' ? unreal.why : draft.refused.organization.has(owner) ? 'belongs to a refused organization' : otherRefusal;
  if (refusal !== null) { draft.refused.service.add(own); says.refused('name', refusal); return null; }
  if (draft.services.has(own)) { says.refused('id', 'the same id stands in the file twice'); return null; }
  const { organization, standsIn } = organizationFor(draft, owner);
  const service: Service = {
    ...newService(idIn(draft, 'service', own), organization.id, name), alternateName: orNull(cells('alternate_name')), description: orNull(cells('description')),
    email: fromCell(draft, cells, says, 'email', emailOf), url: fromCell(draft, cells, says, cells('website') === '' ? 'url' : 'website', urlOf),
    interpretationServices: orNull(cells('interpretation_services')), applicationProcess: orNull(cells('application_process')), feesDescription: orNull(cells('fees')),
    accreditations: orNull(cells('accreditations')), licenses: orNull(cells('licenses')),
  };
  if (FREE.test(cells('fees'))) service.costOptions.push({ id: namedId(service.id, 'cost', 'free'), validFrom: null, validTo: null, option: 'Free', currency: null, amount: 0, amountDescription: cells('fees') });
  service.handrail.kinds = kindsOf([name, cells('description'), ...listIn(cells('keywords'))]);
  if (standsIn) {
    service.handrail.review = { reason: organization.handrail.review?.reason ?? 'Its organization is not told' };
    says.repaired('organization_id', 'its organization is not told: put under one that stands in, marked for review');
  }
  setStatus(service, cells('status'), says);
  if (unreal) {
    if (service.status === 'active') service.status = 'inactive';
    service.handrail.review = { reason: unreal.why };
    says.repaired('name', `${unreal.why}: marked for review, never offered`);
  }
  const program = organization.programs.find((one) => one.id === idIn(draft, 'program', cells('program_id')));
  if (program && cells('program_id') !== '') service.program = program;
  draft.services.set(own, service);
  return service;
}

function setStatus(service: Service, text: string, says: Says): void {
  if (text === '') { says.noted('status', 'no status is told: taken as active'); return; }
  const status = cleanStatus(text);
  service.status = status ?? 'inactive';
  if (status === null) says.repaired('status', `"${text.slice(0, 40)}" is no HSDS status: kept as inactive`);
  else if (status !== 'active') says.noted('status', `${status}: kept, never offered`);
}

/** The rows that say which service is where. Cells of several ids are taken apart; words in place of an id are left out. */
export const readServiceAtLocation = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const [serviceIds, location] = [idsIn(cells('service_id')), draft.locations.get(cells('location_id'))];
  if (serviceIds.length === 0) { says.refused('service_id', 'names no service'); return; }
  if (!location) { says.refused('location_id', draft.refused.location.has(cells('location_id')) ? 'belongs to a refused location' : 'names a location that is not told'); return; }
  const services = serviceIds.map((id) => draft.services.get(id)).filter((service) => service !== undefined);
  if (services.length === 0) { says.refused('service_id', 'names a service that is not told'); return; }
  if (services.length < serviceIds.length) says.repaired('service_id', 'names several services, of which some are not told; those were left out');
  else if (serviceIds.length > 1) says.repaired('service_id', 'names several services; each was put at the location');
  for (const service of services) {
    const own = cells('id') === '' || services.length > 1 ? `${service.id}/${location.id}` : cells('id');
    placeService(draft, own, service, location, orNull(cells('description')));
  }
});
