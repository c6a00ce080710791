/** A column: what kind of values it has, as tabular data packages call it. */
type FieldType = 'string' | 'number' | 'date' | 'datetime' | 'time';

/** One table of the tabular form of HSDS: its file, its columns, and the columns that name an owner. */
export interface Table { readonly file: string; readonly fields: Readonly<Record<string, FieldType>>; readonly owners: readonly string[]; readonly later?: true }

const strings = (...names: readonly string[]): Record<string, FieldType> => Object.fromEntries(names.map((name) => [name, 'string']));
const table = (file: string, fields: Readonly<Record<string, FieldType>>, owners: readonly string[] = []): Table => ({ file, fields: { id: 'string', ...fields }, owners });

/**
 * Tables and columns of HSDS 3.0, and those that the 3.1 development version adds (`later`).
 * Source: openreferral/specification 3.0 and 3.1-dev, `datapackage.json` and the schemas it is made from.
 */
export const TABLES = {
  organization: table('organizations.csv', {
    ...strings('name', 'alternate_name', 'description', 'email', 'website', 'tax_status', 'tax_id'), year_incorporated: 'number', ...strings('legal_status', 'logo', 'uri', 'parent_organization_id'),
  }),
  program: table('programs.csv', strings('organization_id', 'name', 'alternate_name', 'description')),
  service: table('services.csv', {
    ...strings('organization_id', 'program_id', 'name', 'alternate_name', 'description', 'url', 'email', 'status', 'interpretation_services', 'application_process', 'fees_description', 'accreditations', 'eligibility_description'),
    minimum_age: 'number', maximum_age: 'number', assured_date: 'date', ...strings('assurer_email', 'licenses', 'alert'), last_modified: 'datetime',
  }),
  attribute: table('attributes.csv', strings('link_id', 'taxonomy_term_id', 'link_type', 'link_entity', 'value')),
  service_at_location: table('service_at_location.csv', strings('service_id', 'location_id', 'description')),
  location: table('locations.csv', {
    ...strings('location_type', 'url', 'organization_id', 'name', 'alternate_name', 'description', 'transportation'), latitude: 'number', longitude: 'number', ...strings('external_identifier', 'external_identifier_type'),
  }),
  phone: table('phones.csv', { number: 'string', extension: 'number', ...strings('type', 'description') }, ['location', 'service', 'organization', 'contact', 'service_at_location']),
  contact: table('contacts.csv', strings('name', 'title', 'department', 'email'), ['organization', 'service', 'service_at_location', 'location']),
  address: table('addresses.csv', strings('attention', 'address_1', 'address_2', 'city', 'region', 'state_province', 'postal_code', 'country', 'address_type'), ['location']),
  schedule: table('schedules.csv', {
    valid_from: 'date', valid_to: 'date', dtstart: 'date', timezone: 'number', until: 'date', count: 'number', ...strings('wkst', 'freq'), interval: 'number',
    ...strings('byday', 'byweekno', 'bymonthday', 'byyearday', 'description'), opens_at: 'time', closes_at: 'time', ...strings('schedule_link', 'attending_type', 'notes'),
  }, ['service', 'location', 'service_at_location']),
  funding: table('funding.csv', strings('source'), ['organization', 'service']),
  service_area: table('service_areas.csv', strings('name', 'description', 'extent', 'extent_type', 'uri'), ['service', 'service_at_location']),
  required_document: table('required_documents.csv', strings('document', 'uri'), ['service']),
  language: table('languages.csv', strings('name', 'code', 'note'), ['service', 'location', 'phone']),
  accessibility: table('accessibility.csv', strings('description', 'details', 'url'), ['location']),
  taxonomy: table('taxonomies.csv', strings('name', 'description', 'uri', 'version')),
  taxonomy_term: table('taxonomy_terms.csv', strings('code', 'name', 'description', 'parent_id', 'taxonomy', 'language', 'taxonomy_id', 'term_uri')),
  cost_option: table('cost_options.csv', { valid_from: 'date', valid_to: 'date', ...strings('option', 'currency'), amount: 'number', amount_description: 'string' }, ['service']),
  organization_identifier: table('organization_identifiers.csv', strings('identifier_scheme', 'identifier_type', 'identifier'), ['organization']),
  metadata: table('metadata.csv', { ...strings('resource_id', 'resource_type'), last_action_date: 'date', ...strings('last_action_type', 'field_name', 'previous_value', 'replacement_value', 'updated_by') }),
  service_capacity: { ...table('service_capacity.csv', { service_id: 'string', unit_id: 'string', available: 'number', maximum: 'number', description: 'string', updated: 'datetime' }), later: true },
  unit: { ...table('units.csv', strings('name', 'scheme', 'identifier', 'uri')), later: true },
  url: { ...table('url.csv', strings('label', 'url'), ['organization', 'service']), later: true },
} as const satisfies Readonly<Record<string, Table>>;
export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The columns of a table in their order, with those that name an owner. The areas of a place are new in 3.1, and so are labels. */
export function columnsOf(name: TableName, version: '3.0' | '3.1'): { name: string; type: FieldType }[] {
  const { fields, owners }: Table = TABLES[name];
  const named = owners.filter((owner) => version === '3.1' || name !== 'service_area' || owner !== 'service_at_location').map((owner) => ({ name: `${owner}_id`, type: 'string' as const }));
  const own = Object.entries(fields).map(([field, type]) => ({ name: field, type }));
  return [...own.slice(0, 1), ...named, ...own.slice(1), ...(name === 'attribute' && version === '3.1' ? [{ name: 'label', type: 'string' as const }] : [])];
}

/** Which table the things of a list or a nested thing go to. */
export const TABLE_OF: Readonly<Record<string, TableName>> = {
  phones: 'phone', schedules: 'schedule', languages: 'language', contacts: 'contact', addresses: 'address', accessibility: 'accessibility', funding: 'funding', programs: 'program',
  program: 'program', organization_identifiers: 'organization_identifier', service_areas: 'service_area', service_at_locations: 'service_at_location', cost_options: 'cost_option',
  required_documents: 'required_document', attributes: 'attribute', metadata: 'metadata', capacities: 'service_capacity', unit: 'unit', additional_urls: 'url', additional_websites: 'url',
  location: 'location', locations: 'location', taxonomy_term: 'taxonomy_term', taxonomy_detail: 'taxonomy',
};
