import type { HsdsForm, HsdsObject } from '../directory/index.js';

type Parameter = { name: string; in: 'query'; required: false; description: string; schema: HsdsObject };

const parameter = (name: string, description: string, schema: HsdsObject): Parameter => ({ name, in: 'query', required: false, description, schema });
const flag = { type: 'boolean', default: false };
const id = { type: 'string', format: 'uuid' };

const PARAMETERS = {
  search: parameter('search', 'Words that must all occur.', { type: 'string', maxLength: 100 }),
  page: parameter('page', 'Which page, from 1.', { type: 'integer', minimum: 1, default: 1 }),
  per_page: parameter('per_page', 'How many on a page.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  format: parameter('format', 'ndjson gives everything, one object a line, without pages.', { type: 'string', enum: ['json', 'ndjson'], default: 'json' }),
  taxonomy_term_id: parameter('taxonomy_term_id', 'Classified by this term.', id),
  taxonomy_id: parameter('taxonomy_id', 'Classified by a term of this taxonomy.', id),
  organization_id: parameter('organization_id', 'Of this organization.', id),
  modified_after: parameter('modified_after', 'Changed at this instant or later. An entry that does not say when it changed is among them.', { type: 'string', format: 'date-time' }),
  minimal: parameter('minimal', 'Only id and modified_date; all on one page unless per_page says otherwise.', flag),
  full: parameter('full', 'Whole, with everything nested.', flag),
  full_service: parameter('full_service', 'With the services whole.', flag),
  parent_id: parameter('parent_id', 'Terms directly under this one.', id),
  top_only: parameter('top_only', 'Only terms without a parent.', flag),
  postcode: parameter('postcode', 'Only where this postcode is served, as far as areas are told.', { type: 'string' }),
  proximity: parameter('proximity', 'Metres from the middle of the postcode.', { type: 'number' }),
  handrail: parameter('handrail', 'With what HSDS cannot say, in one object named handrail. Only for those who keep the directory.', flag),
};

const listing = ['search', 'page', 'per_page', 'format'] as const;
const byService = ['taxonomy_term_id', 'taxonomy_id', 'organization_id', 'modified_after', 'full'] as const;

/** Where the published schemas of a version stand. */
const SCHEMAS: Readonly<Record<HsdsForm['version'], string>> = {
  '3.0': 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema', '3.1': 'https://raw.githubusercontent.com/openreferral/specification/3.1-dev/schema',
};

/** The HSDS API as an OpenAPI 3.1 document: the addresses of the published one, with what they take here. */
export function hsdsDocument(version: HsdsForm['version'], base: string): HsdsObject {
  const problem = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: { type: 'object', required: ['type', 'title', 'status'] } } } };
  const answer = (schema: HsdsObject): HsdsObject => ({ 200: { description: 'As asked', content: { 'application/json': { schema } } }, 304: { description: 'Not changed since the given ETag' }, default: problem });
  const list = (says: string, names: readonly (keyof typeof PARAMETERS)[], schema: string): HsdsObject => ({ get: {
    summary: says, parameters: [...names, 'handrail' as const].map((name) => PARAMETERS[name]),
    responses: answer({ allOf: [{ $ref: '#/components/schemas/Page' }], properties: { contents: { type: 'array', items: { $ref: `${SCHEMAS[version]}/${schema}.json` } } } }),
  } });
  const one = (says: string, schema: string, names: readonly (keyof typeof PARAMETERS)[] = []): HsdsObject => ({ get: {
    summary: says, parameters: [{ name: 'id', in: 'path', required: true, schema: id }, ...[...names, 'handrail' as const].map((name) => PARAMETERS[name])],
    responses: answer({ $ref: `${SCHEMAS[version]}/${schema}.json` }),
  } });
  return {
    openapi: '3.1.0', info: { title: 'Handrail directory', version: '1', description: `The directory of services as HSDS ${version}. Reading only.` },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema', servers: [{ url: base }],
    paths: {
      '/': { get: { summary: 'What this API is', responses: answer({ type: 'object', properties: { version: { type: 'string' }, profile: { type: 'string', format: 'uri' }, openapi_url: { type: 'string', format: 'uri' } } }) } },
      '/services': list('Services by name', [...listing, ...byService, 'minimal'], 'compiled/service_list'),
      '/services/{id}': one('A service, whole', 'compiled/service'),
      '/service_at_locations': list('Services at their locations', [...listing, ...byService, 'postcode', 'proximity'], 'compiled/service_at_location_list'),
      '/service_at_locations/{id}': one('A service at one of its locations, whole', 'compiled/service_at_location'),
      '/organizations': list('Organizations by name', [...listing, 'full', 'full_service'], 'compiled/organization_list'),
      '/organizations/{id}': one('An organization with its locations and services', 'compiled/organization', ['full_service']),
      '/taxonomies': list('Taxonomies', listing, 'taxonomy'),
      '/taxonomies/{id}': one('A taxonomy', 'taxonomy'),
      '/taxonomy_terms': list('Terms', [...listing, 'taxonomy_id', 'parent_id', 'top_only'], 'taxonomy_term'),
      '/taxonomy_terms/{id}': one('A term', 'taxonomy_term'),
    },
    components: { schemas: { Page: { type: 'object', properties: {
      total_items: { type: 'integer' }, total_pages: { type: 'integer' }, page_number: { type: 'integer' }, size: { type: 'integer' }, first_page: { type: 'boolean' }, last_page: { type: 'boolean' }, empty: { type: 'boolean' },
    } } } },
  };
}
