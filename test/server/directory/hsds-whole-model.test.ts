import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { polygonsOf } from '../../../server/directory/core/area-shape.js';
import { locationFromHsds, organizationFromHsds, serviceFromHsds } from '../../../server/directory/core/from-hsds.js';
import { taxonomyFromHsds, termFromHsds } from '../../../server/directory/core/hsds-parts.js';
import type { Json, Reading } from '../../../server/directory/core/json-reader.js';
import type { HsdsForm } from '../../../server/directory/core/to-hsds.js';
import { locationToHsds, organizationToHsds, serviceToHsds, taxonomyToHsds, termToHsds } from '../../../server/directory/core/to-hsds.js';
import { filesFrom, itWith, mustRead, sharedFolder } from './support/shared-data.js';

const withSchemas = itWith(sharedFolder('hsds-schema'));
const reading: Reading = { source: 'test', country: 'US', trusted: false, shiftMs: 0, row: 1, reasons: [] };
const example = (version: string, name: string): Json => JSON.parse(readFileSync(join(sharedFolder('hsds-schema'), version, 'examples', name), 'utf8')) as Json;

/** What HSDS itself has given up, and what is kept under another of its names. */
const GIVEN_UP = /\.(?:wait_time|fees)$/;

/** The examples have a latitude of 100; what is not on earth is no place. */
const OUTSIDE_THE_GLOBE = /\.(?:latitude 100|longitude 101)$/;

/** Spaces around a text and quotes around a number say nothing. */
const bare = (text: string): string => text.trim().replaceAll('"', '');

/** Every value of `told` that does not stand at the same place in `kept`; web addresses and instants count by what they mean. */
function lost(told: unknown, kept: unknown, path = ''): string[] {
  if (Array.isArray(told)) return told.flatMap((one, n) => lost(one, Array.isArray(kept) ? kept[n] : undefined, `${path}[${n}]`));
  if (typeof told === 'object' && told !== null) return Object.entries(told).flatMap(([key, value]) => lost(value, (kept as Record<string, unknown> | undefined)?.[key], `${path}.${key}`));
  if (told === kept || GIVEN_UP.test(path) || (OUTSIDE_THE_GLOBE.test(`${path} ${String(told)}`) && kept === undefined)) return [];
  if (typeof told === 'string' && typeof kept === 'string') {
    if (bare(told) === bare(kept)) return [];
    if (URL.canParse(told) && URL.canParse(kept) && new URL(told).href === new URL(kept).href) return [];
    if (/^\d{4}-\d\d-\d\dT/.test(told) && Date.parse(told) === Date.parse(kept)) return [];
    if (/^\d\d:\d\d/.test(told) && told.slice(0, 5) === kept.slice(0, 5)) return [];
  }
  return [`${path}: ${JSON.stringify(told)} became ${JSON.stringify(kept)}`];
}

describe('the whole HSDS model, by the examples of the specification', () => {
  for (const [version, form] of [['3.0', { version: '3.0', extension: false }], ['3.1-dev', { version: '3.1', extension: false }]] as const satisfies readonly (readonly [string, HsdsForm])[]) {
    withSchemas(`keeps every field of a service with all that belongs to it (${version})`, () => {
      const { organization, ...told } = example(version, 'service_full.json');
      const service = serviceFromHsds(reading, { ...told, organization }, { organization: () => null, location: () => null });
      if (!service) throw new Error('not read');
      expect(lost(told, JSON.parse(JSON.stringify(serviceToHsds(service, form))))).toEqual([]);
    });
    withSchemas(`keeps every field of an organization with its locations (${version})`, () => {
      const { services: _services, ...told } = example(version, 'organization_full.json');
      const organization = organizationFromHsds(reading, told);
      if (!organization) throw new Error('not read');
      const locations = (told['locations'] as Json[]).map((one) => locationFromHsds(reading, one, 'x'));
      expect(lost(told, JSON.parse(JSON.stringify(organizationToHsds(organization, locations, form))))).toEqual([]);
    });
    withSchemas(`keeps taxonomies, terms and locations (${version})`, () => {
      expect(lost(example(version, 'taxonomy.json'), taxonomyToHsds(taxonomyFromHsds(reading, example(version, 'taxonomy.json'), 'x')))).toEqual([]);
      expect(lost(example(version, 'taxonomy_term.json'), termToHsds(termFromHsds(reading, example(version, 'taxonomy_term.json'), 'x')))).toEqual([]);
      const location = locationToHsds(locationFromHsds(reading, example(version, 'location.json'), 'x'), form);
      expect(lost(example(version, 'location.json'), location)).toEqual([]);
    });
  }
});

describe('Open Eligibility', () => {
  const folder = sharedFolder('open-eligibility');
  const xml = `<?xml version="2.0"?><taxonomy><version>2.0</version><services><descriptions><category id="1" title="food">Meals &amp; more.</category></descriptions>
    <top_level id="1" title="Food"><second_level id='2' title="Free Meals"></second_level><second_level id="3" title=""/></top_level></services></taxonomy>`;

  itWith(folder)('both editions of its tree are read whole, though one calls itself XML 2.0', () => {
    for (const [name, codes] of [['taxonomy.xml', ['1101', '1123', '1124']], ['oe.json', ['101', '101-06', '101-06-01']]] as const) {
      const read = mustRead([{ name, content: new Uint8Array(readFileSync(join(folder, name))) }]);
      expect(read.format).toBe('open-eligibility');
      expect(read.reports.map(({ rows, taken, refused }) => rows - taken - refused)).toEqual([0]);
      expect(read.terms.length).toBeGreaterThan(150);
      const [top, , leaf] = codes.map((code) => read.terms.find((term) => term.code === code));
      expect([top?.name, top?.parentId, leaf?.name]).toEqual(['Emergency', null, 'Help Escape Violence']);
      const ids = new Set(read.terms.map(({ id }) => id));
      expect(ids.size).toBe(read.terms.length);
      expect(read.terms.filter(({ parentId }) => parentId !== null && !ids.has(parentId))).toEqual([]);
      expect(new Set(read.terms.map(({ taxonomyId }) => taxonomyId))).toEqual(new Set(read.taxonomies.map(({ id }) => id)));
    }
  });
  it('a term without a title is refused and counted, words are freed of their marks', () => {
    const read = mustRead(filesFrom({ 'taxonomy.xml': xml }));
    expect(read.reports[0]).toMatchObject({ rows: 3, taken: 2, refused: 1 });
    expect(read.terms.map(({ code, name, description }) => [code, name, description])).toEqual([['1', 'Food', 'Meals & more.'], ['2', 'Free Meals', null]]);
  });
  it('is never mixed with a directory, and other XML is named', () => {
    expect(() => mustRead(filesFrom({ 'taxonomy.xml': xml, 'services.json': '[]' }))).toThrow(/import them apart/);
    expect(() => mustRead(filesFrom({ 'other.xml': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>' }))).toThrow(/no Open Eligibility/);
  });
  it('terms give a service its kinds of help where nobody told them, and never where somebody did', () => {
    const term = { id: '99999999-0000-4000-8000-000000000001', name: 'Help Escape Violence', description: 'x', taxonomy: 'Open Eligibility' };
    const json = (more: Json) => ({ id: '99999999-0000-4000-8000-000000000002', name: 'Somewhere', status: 'active', attributes: [{ id: '99999999-0000-4000-8000-000000000003', taxonomy_term: term }], ...more });
    const kinds = (more: Json) => serviceFromHsds(reading, json(more), { organization: () => null, location: () => null })?.handrail;
    expect(kinds({})).toMatchObject({ kinds: ['domestic-abuse'], kindsFrom: 'keywords' });
    expect(kinds({ handrail: { kinds: ['legal'] } })).toMatchObject({ kinds: ['legal'], kindsFrom: 'stated' });
  });
});

describe('the extent of a service area', () => {
  const square = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]];
  const topology = { type: 'Topology', transform: { scale: [0.5, 0.5], translate: [0, 0] }, arcs: [[[0, 0], [4, 0], [0, 4]], [[0, 0], [0, 4], [4, 0]]], objects: { area: { type: 'Polygon', arcs: [[0, -2]] } } };
  const kml = '<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0,5 2,0,5 2,2,5 0,2,5 0,0,5</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>';
  it('is read as GeoJSON, TopoJSON and KML alike', () => {
    expect(polygonsOf(JSON.stringify({ type: 'Polygon', coordinates: square }), 'geojson')).toEqual([square]);
    expect(polygonsOf(JSON.stringify(topology), 'topojson')).toEqual([square]);
    expect(polygonsOf(kml, 'kml')).toEqual([square]);
    expect([polygonsOf(kml, null), polygonsOf(JSON.stringify(topology), null)]).toEqual([[square], [square]]);
  });
  it('is not known at all when a part of it cannot be read, or it is words', () => {
    for (const [extent, type] of [
      [kml.replace('<Polygon>', '<Point/><Polygon>'), 'kml'], [kml.replace('2,0,5', 'x,0'), 'kml'], [kml.replace('2,0,5', '200,0'), 'kml'], ['<kml/>', 'kml'],
      [JSON.stringify({ ...topology, objects: { area: { type: 'Polygon', arcs: [[0, 7]] } } }), 'topojson'], [JSON.stringify({ ...topology, arcs: 'x' }), 'topojson'], ['{', 'geojson'], ['The whole county', 'text'],
    ] as const) expect(polygonsOf(extent, type)).toBeNull();
  });
});
