import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type Pair = [number, number];
interface Shape { type: string; id?: string | number; properties?: { name?: string }; arcs?: unknown; geometries?: Shape[] }
interface Topology { type: 'Topology'; bbox?: number[]; transform: { scale: Pair; translate: Pair }; arcs: Pair[][]; objects: Record<string, Shape> }
interface Zip { city: string; state: string; country: string; latitude: number; longitude: number }

/** Where the files lie beside the page. The ending keeps them out of what every phone stores: they are fetched when a map needs them. */
const FOLDER = 'map';
/** Places named on the map of one state: the largest by ZIP codes. */
const MOST_PLACES = 150;

const require = createRequire(import.meta.url);
const read = <T>(name: string): T => JSON.parse(readFileSync(require.resolve(name), 'utf8')) as T;

/** Postal codes of states by their FIPS code. Source: US Census Bureau, ANSI/FIPS state codes. */
const STATES: Readonly<Record<string, string>> = {
  '01': 'AL', '02': 'AK', '04': 'AZ', '05': 'AR', '06': 'CA', '08': 'CO', '09': 'CT', 10: 'DE', 11: 'DC', 12: 'FL', 13: 'GA', 15: 'HI', 16: 'ID', 17: 'IL', 18: 'IN', 19: 'IA', 20: 'KS', 21: 'KY',
  22: 'LA', 23: 'ME', 24: 'MD', 25: 'MA', 26: 'MI', 27: 'MN', 28: 'MS', 29: 'MO', 30: 'MT', 31: 'NE', 32: 'NV', 33: 'NH', 34: 'NJ', 35: 'NM', 36: 'NY', 37: 'NC', 38: 'ND', 39: 'OH', 40: 'OK',
  41: 'OR', 42: 'PA', 44: 'RI', 45: 'SC', 46: 'SD', 47: 'TN', 48: 'TX', 49: 'UT', 50: 'VT', 51: 'VA', 53: 'WA', 54: 'WV', 55: 'WI', 56: 'WY', 60: 'AS', 66: 'GU', 69: 'MP', 72: 'PR', 78: 'VI',
};

const arcNumbers = (arcs: unknown): number[] => (Array.isArray(arcs) ? (arcs as unknown[]).flatMap(arcNumbers) : typeof arcs === 'number' ? [arcs] : []);
const renumbered = (arcs: unknown, to: ReadonlyMap<number, number>): unknown =>
  (Array.isArray(arcs) ? (arcs as unknown[]).map((one) => renumbered(one, to)) : typeof arcs === 'number' ? (arcs < 0 ? ~(to.get(~arcs) ?? 0) : to.get(arcs) ?? 0) : arcs);

/** Only these shapes, with only the arcs they are made of, and the rectangle they lie in: west, south, east, north. */
function cut(whole: Topology, name: string, shapes: readonly Shape[]): Topology & { bbox: number[] } {
  const used = [...new Set(shapes.flatMap(({ arcs }) => arcNumbers(arcs)).map((n) => (n < 0 ? ~n : n)))];
  const numbers = new Map(used.map((old, n) => [old, n]));
  const { scale, translate } = whole.transform;
  let [west, south, east, north] = [180, 90, -180, -90];
  const arcs = used.map((n) => {
    let [x, y] = [0, 0];
    for (const [dx, dy] of whole.arcs[n] ?? []) {
      x += dx;
      y += dy;
      const [longitude, latitude] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
      // Islands beyond the date line would make Alaska go round the world.
      if (longitude > 0 && west < -120) continue;
      [west, south, east, north] = [Math.min(west, longitude), Math.min(south, latitude), Math.max(east, longitude), Math.max(north, latitude)];
    }
    return whole.arcs[n] ?? [];
  });
  const geometries = shapes.map((shape) => ({ ...shape, arcs: renumbered(shape.arcs, numbers) }));
  return { type: 'Topology', bbox: [west, south, east, north].map((degrees) => Math.round(degrees * 1000) / 1000), transform: whole.transform, arcs, objects: { [name]: { type: 'GeometryCollection', geometries } } };
}

/** Towns of a state, the largest first: in the middle of their ZIP codes. */
function placesOf(zips: readonly Zip[]): [string, number, number, number][] {
  const towns = new Map<string, Zip[]>();
  for (const zip of zips) if (zip.latitude !== 0) towns.set(zip.city, [...towns.get(zip.city) ?? [], zip]);
  const mean = (values: readonly number[]): number => Math.round((values.reduce((sum, one) => sum + one, 0) / values.length) * 1000) / 1000;
  return [...towns].toSorted(([a, one], [b, other]) => other.length - one.length || a.localeCompare(b)).slice(0, MOST_PLACES)
    .map(([name, list]) => [name, mean(list.map(({ latitude }) => latitude)), mean(list.map(({ longitude }) => longitude)), list.length]);
}

/**
 * The bundled background of the map, cut into one file for each state, so that a phone fetches only the region of its directory:
 * county lines and towns, and `states` with all state lines. Lines: US Census Bureau by us-atlas; towns: zipcodes.
 */
function backgroundFiles(): Map<string, string> {
  const counties = read<Topology>('us-atlas/counties-10m.json');
  const states = read<Topology>('us-atlas/states-10m.json');
  const zips = Object.values((require('zipcodes') as { codes: Record<string, Zip> }).codes).filter(({ country }) => country === 'US');
  const files = new Map<string, string>();
  const index: Record<string, number[]> = {};
  for (const [fips, code] of Object.entries(STATES)) {
    const key = fips.padStart(2, '0');
    const own = (counties.objects['counties']?.geometries ?? []).filter(({ id }) => String(id).padStart(5, '0').startsWith(key));
    if (own.length === 0) continue;
    const topology = cut(counties, 'counties', own.map(({ properties, ...shape }) => ({ ...shape, properties: { name: properties?.name ?? '' } })));
    index[code] = topology.bbox;
    files.set(`${code}.topo`, JSON.stringify({ ...topology, places: placesOf(zips.filter(({ state }) => state === code)) }));
  }
  files.set('states.topo', JSON.stringify({ ...cut(states, 'states', states.objects['states']?.geometries ?? []), index }));
  return files;
}

/** Puts the map's background beside the built page, and serves it while developing. */
export function mapBackground(): Plugin {
  let files: Map<string, string> | undefined;
  const all = (): Map<string, string> => (files ??= backgroundFiles());
  return {
    name: 'map-background',
    generateBundle() { for (const [name, source] of all()) this.emitFile({ type: 'asset', fileName: `${FOLDER}/${name}`, source }); },
    configureServer(server) {
      server.middlewares.use(`/${FOLDER}`, (request, response, next) => {
        const found = all().get((request.url ?? '').replace(/^\//, '').replace(/\?.*$/, ''));
        if (found === undefined) next();
        else response.end(found);
      });
    },
  };
}
