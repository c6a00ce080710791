import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { sharedFolder } from '../../directory/support/shared-data.js';

type Schema = Record<string, unknown> & { properties?: Record<string, unknown> };

/**
 * What the compiled schemas of the API add to the plain ones: an organization with its services, a service at a location with its service.
 * Source: openreferral/specification 3.0, `openapi.json` and `examples/{organization,service_at_location}_full.json`.
 */
const NESTED: Readonly<Record<string, Record<string, unknown>>> = {
  'organization.json': { services: { type: 'array', items: { $ref: 'service.json' } } },
  'service_at_location.json': { service: { $ref: 'service.json' } },
};

/** Validators for what the API answers, against the published schemas, keys not named there refused. */
export function compiledValidators(version: '3.0' | '3.1-dev'): (kind: string) => ValidateFunction {
  const folder = join(sharedFolder('hsds-schema'), version, 'schema');
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // the default export of a CommonJS package, seen from ESM with and without interop
  const add = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? (addFormats as unknown as typeof addFormats.default);
  add(ajv);
  for (const file of readdirSync(folder)) {
    if (file === 'openapi.json') continue;
    const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema;
    ajv.addSchema({ ...schema, properties: { ...schema.properties, ...NESTED[file] }, ...(schema['type'] === 'object' ? { additionalProperties: false } : {}) }, file);
  }
  const { Page } = (JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8')) as { components: { schemas: { Page: Schema } } }).components.schemas;
  ajv.addSchema({ ...Page, properties: { ...Page.properties, contents: { type: 'array' } }, required: [...Object.keys(Page.properties ?? {}), 'contents'], additionalProperties: false }, 'page.json');
  return (kind) => {
    const validate = ajv.getSchema(`${kind}.json`);
    if (!validate) throw new Error(`no schema ${kind}`);
    return validate as ValidateFunction;
  };
}
