import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { sharedFolder } from './shared-data.js';

type Schema = Record<string, unknown>;

/** Every property of every HSDS object must be one that the schema names: a misspelt key would else go unseen. */
function closed(schema: Schema): Schema {
  return schema['type'] === 'object' ? { ...schema, additionalProperties: false } : schema;
}

/** A validator of one kind of object against the published schemas of one HSDS version, keys not named there refused. */
export function hsdsValidator(version: '3.0' | '3.1-dev', kind: string): ValidateFunction {
  const folder = join(sharedFolder('hsds-schema'), version, 'schema');
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // the default export of a CommonJS package, seen from ESM with and without interop
  const add = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? (addFormats as unknown as typeof addFormats.default);
  add(ajv);
  for (const file of readdirSync(folder)) {
    if (file !== 'openapi.json' && file !== 'datapackage.json') ajv.addSchema(closed(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema), file);
  }
  const validate = ajv.getSchema(`${kind}.json`);
  if (!validate) throw new Error(`no schema ${kind}`);
  return validate as ValidateFunction;
}
