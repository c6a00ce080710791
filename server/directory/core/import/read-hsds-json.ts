import type { ImportFileReport, ImportReason, Location, Organization, Service } from '../../../contract/directory.js';
import { locationFromHsds, organizationFromHsds, serviceFromHsds } from '../from-hsds.js';
import { refOf, taxonomyFromHsds, termFromHsds } from '../hsds-parts.js';
import type { Json, Reading } from '../json-reader.js';
import { isJson, listOf, objectOf, textOf } from '../json-reader.js';
import type { FileProblem, ImportFile } from './import-file.js';
import { MOST_ROWS, textOfFile } from './import-file.js';
import type { Draft } from './import-draft.js';
import { organizationFor } from './import-draft.js';
import { unrealRow } from './placeholder-rows.js';

/** A file's objects, and by how much its instants are to be moved. */
export interface JsonFile { readonly file: string; readonly objects: readonly unknown[]; readonly shiftMs: number }

type Kind = 'service' | 'organization' | 'location' | 'service-at-location' | 'taxonomy' | 'term' | 'other';

/** HSDS objects do not say what they are; their required and telling fields do. */
function kindOf(object: Json, file: string): Kind {
  // A taxonomy has nothing that an organization could not have: the file's name tells.
  if (/taxonomy_?terms?/i.test(file)) return 'term';
  if (/taxonom/i.test(file)) return 'taxonomy';
  if ('location_type' in object) return 'location';
  if ('status' in object || 'service_at_locations' in object || ('organization_id' in object && 'name' in object)) return 'service';
  if ('service' in object && 'location' in object) return 'service-at-location';
  if ('taxonomy' in object || 'taxonomy_id' in object || 'parent_id' in object || 'term_uri' in object) return 'term';
  if ('name' in object) return 'version' in object ? 'taxonomy' : 'organization';
  return 'other';
}

/** The objects of one file: an object, a list of them, or a page of the HSDS API with `contents`. */
export function readJsonFile(file: ImportFile, draft: Draft): JsonFile | FileProblem {
  const decoded = textOfFile(file);
  if ('why' in decoded) return decoded;
  let json: unknown;
  try { json = JSON.parse(decoded.text.replace(/^\uFEFF/, '')); } catch { return { file: file.name, why: 'is not JSON' }; }
  const page = isJson(json) ? json : {};
  const objects: unknown[] = Array.isArray(json) ? json : Array.isArray(page['contents']) ? page['contents'] : isJson(json) ? [json] : [];
  if (objects.length === 0 && !Array.isArray(json) && !Array.isArray(page['contents'])) return { file: file.name, why: 'holds no HSDS object, list or page' };
  if (objects.length > MOST_ROWS) return { file: file.name, why: `has more than ${MOST_ROWS} objects` };
  const asOf = draft.options.trusted ? Date.parse(textOf(objectOf(page, 'handrail') ?? {}, 'as_of') ?? '') : Number.NaN;
  return { file: file.name, objects, shiftMs: Number.isNaN(asOf) ? 0 : draft.options.now.getTime() - asOf };
}

/** Organizations and locations anywhere in the objects are learned before services ask for them. */
const ORDER: readonly Kind[] = ['taxonomy', 'term', 'organization', 'location', 'service', 'service-at-location', 'other'];

/** Reads HSDS 3.x files into `draft`, whatever mixture of services, organizations and locations they hold. */
export function readHsdsJson(draft: Draft, files: readonly JsonFile[]): ImportFileReport[] {
  const reports = files.map(({ file, objects }): ImportFileReport => ({ file, rows: objects.length, taken: 0, repaired: 0, refused: 0, reasons: [] }));
  for (const wanted of ORDER) {
    files.forEach(({ file, objects, shiftMs }, n) => {
      objects.forEach((object, index) => {
        if ((isJson(object) ? kindOf(object, file) : 'other') !== wanted) return;
        const reasons: ImportReason[] = [];
        const reading: Reading = { source: draft.options.source, country: draft.options.country, trusted: draft.options.trusted, shiftMs, row: index + 1, reasons };
        settle(reports[n] as ImportFileReport, reasons, isJson(object) && takeObject(draft, reading, object, wanted));
      });
    });
  }
  return reports;
}

function settle(report: ImportFileReport, reasons: ImportReason[], taken: boolean): void {
  report.reasons.push(...reasons);
  if (!taken) report.refused++;
  else {
    report.taken++;
    if (reasons.some((one) => one.result === 'repaired')) report.repaired++;
  }
}

const refuse = (reading: Reading, field: string | null, why: string): false => {
  reading.reasons.push({ row: reading.row, field, why, result: 'refused' });
  return false;
};

function takeObject(draft: Draft, reading: Reading, object: Json, kind: Kind): boolean {
  if (kind === 'taxonomy' || kind === 'term') return takeTerm(draft, reading, object, kind);
  const unreal = unrealRow(textOf(object, 'name') ?? '', textOf(object, 'description') ?? '');
  if (unreal?.do === 'refuse') return refuse(reading, 'name', unreal.why);
  if (kind === 'organization') return takeOrganization(draft, reading, object) !== null || refuse(reading, 'name', 'an organization needs a name');
  if (kind === 'location') { takeLocation(draft, reading, object); return true; }
  if (kind === 'service') return takeService(draft, reading, object);
  if (kind === 'service-at-location') {
    const { service, ...place } = object;
    return isJson(service) && takeService(draft, reading, { ...service, service_at_locations: [...listOf(service, 'service_at_locations'), place] });
  }
  return refuse(reading, null, 'is no HSDS service, organization or location');
}

function takeTerm(draft: Draft, reading: Reading, object: Json, kind: 'taxonomy' | 'term'): boolean {
  const name = textOf(object, 'name') ?? (kind === 'term' ? textOf(object, 'code') : null);
  if (name === null) return refuse(reading, 'name', 'needs a name');
  if (kind === 'term') { const term = termFromHsds(reading, object, name); draft.terms.set(term.id, term); }
  else { const taxonomy = taxonomyFromHsds(reading, object, name); draft.taxonomies.set(taxonomy.id, taxonomy); }
  return true;
}

/** An organization with the locations and services inside it. What is known already is not overwritten by a shorter telling. */
function takeOrganization(draft: Draft, reading: Reading, json: Json): Organization | null {
  const organization = organizationFromHsds(reading, json);
  if (!organization) return null;
  const known = draft.organizations.get(organization.id);
  if (!known || draft.placeholders.has(known.id)) { draft.organizations.set(organization.id, organization); draft.placeholders.delete(organization.id); }
  for (const location of listOf(json, 'locations')) takeLocation(draft, reading, { organization_id: organization.id, ...location });
  for (const service of listOf(json, 'services')) takeService(draft, reading, { organization_id: organization.id, ...service });
  return organization;
}

function takeLocation(draft: Draft, reading: Reading, json: Json): Location {
  const location = locationFromHsds(reading, json, textOf(json, 'name') ?? 'location');
  const known = draft.locations.get(location.id);
  if (!known) draft.locations.set(location.id, location);
  return known ?? location;
}

function takeService(draft: Draft, reading: Reading, json: Json): boolean {
  const embedded = objectOf(json, 'organization');
  if (embedded) {
    const own = textOf(embedded, 'id');
    if (own === null || !draft.organizations.has(refOf(reading, 'organization', own))) takeOrganization(draft, { ...reading, reasons: [] }, embedded);
  }
  const service = serviceFromHsds(reading, json, {
    organization: (id) => draft.organizations.get(id) ?? null, location: (id) => draft.locations.get(id) ?? null,
  });
  if (!service) return refuse(reading, 'name', 'a service needs a name');
  if (draft.services.has(service.id)) return refuse(reading, 'id', 'the same service came before in this import');
  giveOrganization(draft, reading, service);
  for (const place of service.locations) {
    place.location.organizationId ??= service.organizationId;
    const known = draft.locations.get(place.location.id);
    if (known) place.location = known;
    else draft.locations.set(place.location.id, place.location);
  }
  draft.services.set(service.id, service);
  return true;
}

function giveOrganization(draft: Draft, reading: Reading, service: Service): void {
  const known = draft.organizations.get(service.organizationId);
  if (known) { service.organizationName = known.name; return; }
  const { organization } = organizationFor(draft, service.organizationId);
  service.organizationId = organization.id;
  service.organizationName = organization.name;
  service.handrail.review ??= organization.handrail.review;
  reading.reasons.push({ row: reading.row, field: 'organization_id', why: 'its organization is not told: put under one that stands in, marked for review', result: 'repaired' });
}
