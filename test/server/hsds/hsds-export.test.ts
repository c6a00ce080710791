import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Role } from '../../../server/contract/words.js';
import { readDirectory } from '../../../server/directory/core/import/read-directory.js';
import { NOW, filesOf, itWith, ownFolder, sharedFolder, someOptions } from '../directory/support/shared-data.js';
import type { OpenHsds } from './support/open-hsds.js';
import { REFUGE, openHsds } from './support/open-hsds.js';

let hsds: OpenHsds;
beforeAll(async () => { hsds = await openHsds(); });
afterAll(async () => { await hsds.close(); });

/** The files of an archive, read as the format says, from its directory at the end. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  for (let at = bytes.readUInt32LE(end + 16), n = 0; n < bytes.readUInt16LE(end + 10); n++) {
    const [packed, path, extra, note, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files.set(bytes.toString('utf8', at + 46, at + 46 + path), inflateRawSync(bytes.subarray(start, start + packed)).toString('utf8'));
    at += 46 + path + extra + note;
  }
  return files;
}
const take = async (path: string, role: Role | null = null): Promise<{ bytes: Buffer; files: Map<string, string> }> => {
  const { body } = await hsds.get(path, { role }).buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => { done(null, Buffer.concat(parts)); });
  }).expect(200);
  return { bytes: body as Buffer, files: unzip(body as Buffer) };
};
type Line = Record<string, string>;
interface Constraints { required?: boolean; enum?: string[] }
const table = (files: Map<string, string>, name: string): Line[] => (files.has(name) ? parse(files.get(name) as string, { columns: true }) : []);

describe('the directory taken away whole', () => {
  it('as JSON it can be brought in again, and is the demo directory without what is ours', async () => {
    const { files, bytes } = await take('/3.1/export/hsds-json.zip?handrail=true', 'directory-manager');
    const read = readDirectory([...files].map(([name, text]) => ({ name, content: new TextEncoder().encode(text) })), someOptions({ trusted: true }));
    expect(read.ok && read.reports.filter(({ refused }) => refused > 0)).toEqual([]);
    const demo = readDirectory(filesOf(ownFolder('config/demo/directory')), someOptions({ trusted: true }));
    if (!read.ok || !demo.ok) throw new Error('cannot be read');
    for (const service of demo.services) {
      const back = read.services.find(({ id }) => id === service.id);
      expect({ ...back, attributes: undefined }).toEqual({ ...service, attributes: undefined });
    }
    // Its locations stand in it now, which the demo's files leave to its services.
    for (const organization of demo.organizations) expect(read.organizations.find(({ id }) => id === organization.id)).toEqual({ ...organization, locationIds: expect.any(Array) });
    expect(bytes.length).toBeLessThan(2_000_000);
    expect(await hsds.rows('audit').countDocuments({ action: 'directory.exported' })).toBe(1);
  });

  it('what anybody may take holds nothing of ours and no refuge’s place, in either form', async () => {
    for (const path of ['/export/hsds-json.zip', '/3.1/export/hsds-csv.zip']) {
      const text = [...(await take(path)).files.values()].join('\n');
      expect(text).toContain(REFUGE.name);
      expect(text).not.toMatch(/Secret Street|somebody@house|"handrail"|"intake"/);
    }
  });

  itWith(sharedFolder('hsds-schema'))('as tables it is valid against the published data package: columns, required cells, kinds of values, references', async () => {
    for (const [path, version] of [['/export/hsds-csv.zip', '3.0'], ['/3.1/export/hsds-csv.zip', '3.1-dev']] as const) {
      const { files } = await take(path);
      interface Field { name: string; type: string; constraints?: Constraints }
      interface Resource { name: string; path: string; schema: { fields: Field[]; foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[] } }
      const published = (JSON.parse(readFileSync(join(sharedFolder('hsds-schema'), version, 'datapackage.json'), 'utf8')) as { resources: Resource[] }).resources;
      const own = (JSON.parse(files.get('datapackage.json') as string) as { resources: Resource[] }).resources;
      expect(own.map(({ path: file }) => file).toSorted()).toEqual([...files.keys()].filter((file) => file !== 'datapackage.json').toSorted());
      const faults: string[] = [];
      for (const { name, path: file } of own) {
        const theirs = published.find((one) => one.name === name);
        const rows = table(files, file);
        const columns = Object.keys(rows[0] ?? {});
        // The development version forgot the columns of its three new tables in the package; there the schemas say them.
        const known: Field[] = theirs && theirs.schema.fields.some((field) => field.name === 'id') && theirs.path === file ? theirs.schema.fields : schemaFields(version, name);
        faults.push(...columns.filter((column) => !known.some((field) => field.name === column)).map((column) => `${file}: column ${column} is not known`));
        for (const field of known) {
          for (const row of rows) {
            const value = row[field.name] ?? '';
            if (value === '' ? field.constraints?.required === true : !fits(field, value)) faults.push(`${file}.${field.name}: "${value.slice(0, 30)}" of ${row['id']}`);
          }
        }
        for (const { fields, reference } of theirs?.schema.foreignKeys ?? []) {
          const to = new Set(table(files, published.find((one) => one.name === reference.resource)?.path ?? '').map((row) => row[reference.fields]));
          faults.push(...rows.filter((row) => (row[fields] ?? '') !== '' && !to.has(row[fields] as string)).map((row) => `${file}.${fields} of ${row['id']} leads nowhere`));
        }
        if (new Set(rows.map((row) => row['id'])).size !== rows.length) faults.push(`${file}: an id occurs twice`);
      }
      expect(faults.slice(0, 8)).toEqual([]);
      expect(table(files, 'services.csv').length).toBe(await hsds.rows('services').countDocuments());
      expect(table(files, 'service_capacity.csv').length > 0).toBe(version === '3.1-dev');
    }
  });

  it('is an archive that others can read', async () => {
    const { bytes } = await take('/export/hsds-json.zip');
    const folder = await mkdtemp(join(tmpdir(), 'handrail-export-'));
    try {
      await writeFile(join(folder, 'all.zip'), bytes);
      const python = await promisify(execFile)('python3', ['-m', 'zipfile', '-e', join(folder, 'all.zip'), folder]).catch(() => null);
      if (python === null) { process.stdout.write('skipped: there is no python3 to read the archive with\n'); return; }
      expect(readdirSync(folder)).toContain('services-0001.json');
      expect(JSON.parse(await readFile(join(folder, 'services-0001.json'), 'utf8'))).toMatchObject({ first_page: true });
    } finally { await rm(folder, { recursive: true, force: true }); }
    expect(NOW.getUTCFullYear()).toBe(2026);
  });
});

const KINDS: Readonly<Record<string, RegExp>> = {
  number: /^-?\d+(\.\d+)?$/, date: /^\d{4}-\d\d-\d\d$/, time: /^\d\d:\d\d(:\d\d)?/, datetime: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
};
const fits = ({ type, constraints }: { type: string; constraints?: Constraints }, value: string): boolean =>
  (KINDS[type] ?? /^/).test(value) && (constraints?.enum?.includes(value) ?? true);

function schemaFields(version: string, name: string): { name: string; type: string; constraints: { required: boolean } }[] {
  const { properties, required } = JSON.parse(readFileSync(join(sharedFolder('hsds-schema'), version, 'schema', `${name}.json`), 'utf8')) as { properties: Record<string, { type?: string; datapackage_type?: string }>; required: string[] };
  return Object.entries(properties).map(([field, { type, datapackage_type: own }]) => ({ name: field, type: own ?? type ?? 'string', constraints: { required: required.includes(field) && type !== undefined } }));
}
