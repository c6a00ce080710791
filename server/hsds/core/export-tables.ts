import type { HsdsForm, HsdsObject } from '../../directory/index.js';
import type { Everything } from './export-files.js';
import { TABLES, TABLE_NAMES, TABLE_OF, columnsOf } from './tables.js';
import type { Table, TableName } from './tables.js';

/** One row, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Things that occur inside several others and are one row all the same. */
const SHARED: ReadonlySet<TableName> = new Set(['organization', 'location', 'program', 'taxonomy', 'taxonomy_term', 'unit']);

const isObject = (value: unknown): value is HsdsObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): HsdsObject[] => (Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []);

const textIn = (object: HsdsObject, key: string): string => (typeof object[key] === 'string' ? object[key] : '');

interface Owner { kind: TableName; id: string; organizationId: string }

/**
 * Takes whole HSDS objects apart into rows of the tables, each thing once, with the ids of what it belongs to.
 * Owner ids stand in the columns of the tabular form; what JSON nests is only referred to.
 */
export function takingApart(put: (table: TableName, row: Row) => void) {
  const seen = new Set<string>();
  const told = { taxonomies: new Set<string>(), named: new Map<string, string>() };

  function take(kind: TableName, object: HsdsObject, owner: Owner | null): void {
    // A keyword is an attribute without a term, which the tables cannot say.
    if (kind === 'attribute' && !isObject(object['taxonomy_term'])) return;
    const id = textIn(object, 'id');
    if (SHARED.has(kind)) {
      if (seen.has(id)) return;
      seen.add(id);
    }
    const organizationId = kind === 'organization' ? id : kind === 'service' ? textIn(object, 'organization_id') : owner?.organizationId ?? '';
    put(kind, { ...object, ...ownerColumns(kind, object, owner, organizationId) });
    if (kind === 'taxonomy') told.taxonomies.add(id);
    if (kind === 'taxonomy_term' && typeof object['taxonomy_id'] === 'string') told.named.set(object['taxonomy_id'], textIn(object, 'taxonomy') || 'Unnamed taxonomy');
    for (const [key, value] of Object.entries(object)) {
      const inner = TABLE_OF[key];
      if (inner !== undefined) for (const one of objectsIn(value)) take(inner, one, { kind, id, organizationId });
    }
  }

  return {
    take: (kind: TableName, object: HsdsObject): void => { take(kind, object, null); },
    /** Taxonomies that terms name and nobody told get a row, so that no reference leads nowhere. */
    finish(): void {
      for (const [id, name] of told.named) if (!told.taxonomies.has(id)) put('taxonomy', { id, name, description: name });
    },
  };
}

function ownerColumns(kind: TableName, object: HsdsObject, owner: Owner | null, organizationId: string): Row {
  const { owners }: Table = TABLES[kind];
  const idOf = (key: string): string | undefined => objectsIn(object[key])[0]?.['id'] as string | undefined;
  switch (kind) {
    case 'program': return { organization_id: organizationId };
    case 'attribute': return { link_id: owner?.id, link_entity: owner?.kind, taxonomy_term_id: idOf('taxonomy_term') };
    case 'metadata': return { resource_id: owner?.id, resource_type: owner?.kind };
    case 'service_at_location': return { service_id: owner?.id ?? object['service_id'], location_id: idOf('location') ?? object['location_id'] };
    case 'service_capacity': return { service_id: owner?.id, unit_id: idOf('unit') };
    default: return owner && owners.includes(owner.kind) ? { [`${owner.kind}_id`]: owner.id } : {};
  }
}

/** A cell as RFC 4180 writes it. The text stays as it is: this is for machines, and a changed number would be a wrong one. */
const cell = (value: unknown): string => {
  const text = value === null || value === undefined || typeof value === 'object' ? '' : String(value as string | number | boolean);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Cells that the tabular form requires and that may not be known: empty would be invalid. Source: HSDS `datapackage.json`, constraints. */
const REQUIRED: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  organization: ['description'], program: ['description'], address: ['address_1', 'city', 'state_province', 'postal_code', 'country'], organization_identifier: ['identifier_type', 'identifier'],
  metadata: ['last_action_type', 'field_name', 'previous_value', 'replacement_value', 'updated_by'],
};
export const NOT_TOLD = 'not told';

/** The line of one row, without its end. */
export const lineOf = (name: TableName, version: HsdsForm['version'], row: Row): string => columnsOf(name, version).map((column) => {
  const text = cell(row[column.name]);
  return text === '' && REQUIRED[name]?.includes(column.name) === true ? NOT_TOLD : text;
}).join(',');
/** The line with the names of the columns, without its end. */
export const headOf = (name: TableName, version: HsdsForm['version']): string => columnsOf(name, version).map((column) => column.name).join(',');

/** What the package says of itself. Source: Frictionless Data, Tabular Data Package. */
export const packageOf = (names: readonly TableName[], version: HsdsForm['version']): HsdsObject => ({
  name: 'human_services_data', title: `Directory in HSDS ${version}`, profile: 'tabular-data-package', version: `${version}.0`, homepage: 'https://docs.openreferral.org/',
  resources: names.map((name) => ({
    name, path: TABLES[name].file, profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8',
    schema: { primaryKey: 'id', fields: columnsOf(name, version).map((column) => ({ name: column.name, type: column.type })) },
  })),
});

/** A file that grows while everything is read. */
export interface Growing<Done> { add: (text: string) => Promise<void>; finish: () => Promise<Done> }

/** Rows that wait in memory before they are packed. */
const WAITING = 2000;

/**
 * The whole directory as a tabular data package: a CSV file for each table that has rows, and `datapackage.json`. One pass over
 * everything; what is finished is kept packed.
 */
export async function* tablesOf<Done>(all: Everything, form: HsdsForm, grow: (name: string) => Growing<Done>): AsyncGenerator<Done | { name: string; content: string }> {
  const files = new Map<TableName, Growing<Done>>();
  const waiting = new Map<TableName, string[]>();
  let count = 0;
  const apart = takingApart((table, row) => {
    if (form.version === '3.0' && 'later' in TABLES[table]) return;
    const lines = waiting.get(table) ?? [];
    lines.push(lineOf(table, form.version, row));
    waiting.set(table, lines);
    count++;
  });
  const flush = async (): Promise<void> => {
    for (const [table, lines] of waiting) {
      let file = files.get(table);
      if (!file) {
        file = grow(TABLES[table].file);
        files.set(table, file);
        await file.add(`${headOf(table, form.version)}\r\n`);
      }
      await file.add(`${lines.join('\r\n')}\r\n`);
    }
    waiting.clear();
    count = 0;
  };
  const read = async (table: TableName, things: AsyncIterable<HsdsObject>): Promise<void> => {
    for await (const { services: _services, organization: _organization, ...one } of things) {
      apart.take(table, one);
      if (count >= WAITING) await flush();
    }
  };
  await read('taxonomy', all.eachTaxonomy({}));
  await read('taxonomy_term', all.eachTerm({}));
  await read('organization', all.eachOrganization({ full: true }, form));
  await read('service', all.eachService({ full: true }, form));
  apart.finish();
  await flush();
  const names = TABLE_NAMES.filter((name) => files.has(name));
  yield { name: 'datapackage.json', content: JSON.stringify(packageOf(names, form.version), null, 2) };
  for (const name of names) yield await (files.get(name) as Growing<Done>).finish();
}
