import type { Contact, Location, Organization, Service, ServiceLocation, Taxonomy, TaxonomyTerm } from '../../../contract/directory.js';
import { isUuid, namedId } from '../named-id.js';

/** What every reader is told by whoever starts the import. */
export interface ImportOptions {
  /** The name of the data set. The same name again updates; another name makes other entries. */
  readonly source: string;
  /** ISO 3166-1 code for telephone numbers and addresses that name no country. */
  readonly country: string;
  /** IANA zone of hours that name none; null: taken from the addresses, else left open. */
  readonly timeZone: string | null;
  /** Only the product's own demo directory: its verified contacts stay verified and its times are moved to `now`. */
  readonly trusted: boolean;
  readonly now: Date;
  /** The town of a postcode, where the caller knows one. */
  readonly cityOf: (postalCode: string) => string | null;
}

/** An import while its files are being read. Maps go by the ids of the source. */
export interface Draft {
  readonly options: ImportOptions;
  readonly organizations: Map<string, Organization>;
  readonly locations: Map<string, Location>;
  readonly services: Map<string, Service>;
  readonly places: Map<string, ServiceLocation>;
  readonly contacts: Map<string, Contact>;
  readonly terms: Map<string, TaxonomyTerm>;
  readonly taxonomies: Map<string, Taxonomy>;
  /** Ids, in the source's words, of rows that were refused: what belongs to them is refused too. */
  readonly refused: { organization: Set<string>; location: Set<string>; service: Set<string>; contact: Set<string> };
  /** Ids of organizations that only stand in for one that is not told. */
  readonly placeholders: Set<string>;
}

/** An import of which nothing is read yet. */
export const newDraft = (options: ImportOptions): Draft => ({
  options, organizations: new Map(), locations: new Map(), services: new Map(), places: new Map(), contacts: new Map(), terms: new Map(), taxonomies: new Map(),
  refused: { organization: new Set(), location: new Set(), service: new Set(), contact: new Set() }, placeholders: new Set(),
});

/** The id here of something with id `own` in the source; a UUID stays as it is. */
export const idIn = (draft: Draft, kind: string, own: string, ...more: readonly string[]): string =>
  (more.length === 0 && isUuid(own) ? own.toLowerCase() : namedId(draft.options.source, kind, own, ...more));

/** An organization of which nothing is known yet. */
export const newOrganization = (id: string, name: string): Organization => ({
  id, name, alternateName: null, description: '', email: null, website: null, additionalWebsites: [], taxStatus: null, taxId: null, yearIncorporated: null, legalStatus: null,
  logo: null, uri: null, parentOrganizationId: null, funding: [], contacts: [], phones: [], programs: [], identifiers: [], locationIds: [], handrail: { review: null },
});

/** A place of which nothing is known yet. */
export const newLocation = (id: string, organizationId: string | null, type: Location['type']): Location => ({
  id, organizationId, type, name: null, alternateName: null, description: null, transportation: null, url: null, latitude: null, longitude: null, externalIdentifier: null,
  externalIdentifierType: null, languages: [], addresses: [], contacts: [], accessibility: [], phones: [], schedules: [],
  handrail: { access: { has: [], lacks: [] }, timeZone: null, scheduleExceptions: [], review: null },
});

/** A service of which nothing is known yet: every question about it answers "unknown". */
export const newService = (id: string, organizationId: string, name: string): Service => ({
  id, organizationId, organizationName: '', program: null, name, alternateName: null, description: null, url: null, additionalUrls: [], email: null, status: 'active', alert: null,
  interpretationServices: null, applicationProcess: null, feesDescription: null, eligibilityDescription: null, accreditations: null, licenses: null,
  age: { minimum: null, maximum: null }, assuredOn: null, assurerEmail: null, lastModifiedAt: null, phones: [], schedules: [], serviceAreas: [], locations: [], languages: [],
  costOptions: [], requiredDocuments: [], contacts: [], funding: [], capacities: [],
  handrail: {
    kinds: [], kindsFrom: 'keywords', urgency: 'unknown', timeZone: null, exclusions: [], traits: [], languagesInterpreted: null, walkIn: null, alwaysOpen: false,
    byAppointment: false, scheduleExceptions: [], virtualArea: null, accepts: { pets: null, dependants: null }, waitlist: null, setting: null, intake: [], review: null,
  },
});

/** The organization `own`, or one that stands in for it until an import brings the real one. */
export function organizationFor(draft: Draft, own: string): { organization: Organization; standsIn: boolean } {
  const id = own === '' ? idIn(draft, 'organization', 'not told') : idIn(draft, 'organization', own);
  const known = draft.organizations.get(own);
  if (known) return { organization: known, standsIn: draft.placeholders.has(known.id) };
  const stand = newOrganization(id, own === '' ? 'Organization not told' : `Unknown organization ${own}`);
  stand.handrail.review = { reason: own === '' ? 'The source names no organization for this' : `The source names organization ${own}, but does not tell who that is` };
  draft.organizations.set(own, stand);
  draft.placeholders.add(id);
  return { organization: stand, standsIn: true };
}

/** Puts a service at a location, once. */
export function placeService(draft: Draft, own: string, service: Service, location: Location, description: string | null): void {
  if (service.locations.some((one) => one.location.id === location.id)) return;
  const place: ServiceLocation = { id: idIn(draft, 'service-at-location', service.id, location.id), description, contacts: [], phones: [], schedules: [], serviceAreas: [], location };
  service.locations.push(place);
  draft.places.set(own, place);
}
