import type { Polygons } from '../../core/service-areas.js';

/** One request takes 64 KB with everything else of the entry: a larger shape comes by an import. */
const LONGEST = 30_000;
/** Five decimals are a metre: nobody is turned away by less. */
const DECIMALS = 5;

type Corner = [longitude: number, latitude: number];

/** A shape as somebody gave it, made small enough to send; or why it is none. */
export type ReadShape = { geojson: string; polygons: Polygons } | { wrong: 'no-json' | 'no-polygons' | 'off-map' | 'too-large' };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** Every polygon in a GeoJSON value; null as soon as something else is in it, because a part of an area would turn people away. */
function polygonsIn(value: unknown): unknown[] | null {
  if (!isRecord(value)) return null;
  const all = (parts: unknown): unknown[] | null => {
    if (!isList(parts) || parts.length === 0) return null;
    const found = parts.map(polygonsIn);
    return found.includes(null) ? null : found.flatMap((one) => one ?? []);
  };
  switch (value['type']) {
    case 'Feature': return polygonsIn(value['geometry']);
    case 'FeatureCollection': return all(value['features']);
    case 'GeometryCollection': return all(value['geometries']);
    case 'Polygon': return [value['coordinates']];
    case 'MultiPolygon': return isList(value['coordinates']) && value['coordinates'].length > 0 ? value['coordinates'] : null;
    default: return null;
  }
}

const rounded = (degrees: number): number => Number(degrees.toFixed(DECIMALS));

function ringOf(value: unknown): Corner[] | 'no-polygons' | 'off-map' {
  if (!isList(value) || value.length < 4) return 'no-polygons';
  const ring: Corner[] = [];
  for (const corner of value) {
    const [longitude, latitude] = isList(corner) ? corner : [];
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return 'no-polygons';
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return 'off-map';
    const next: Corner = [rounded(longitude), rounded(latitude)];
    const last = ring.at(-1);
    // Corners that fall together when rounded say nothing more.
    if (!last || last[0] !== next[0] || last[1] !== next[1]) ring.push(next);
  }
  const [first] = ring;
  const last = ring.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  return ring.length < 4 ? 'no-polygons' : ring;
}

/** Reads GeoJSON of polygons as it was pasted or lay in a file. Rings are closed, coordinates rounded to a metre, everything else left out. */
export function readShape(text: string): ReadShape {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { wrong: 'no-json' };
  }
  const found = polygonsIn(json);
  if (found === null || found.length === 0) return { wrong: 'no-polygons' };
  const polygons: Polygons = [];
  for (const polygon of found) {
    if (!isList(polygon) || polygon.length === 0) return { wrong: 'no-polygons' };
    const rings: Corner[][] = [];
    for (const given of polygon) {
      const ring = ringOf(given);
      if (typeof ring === 'string') return { wrong: ring };
      rings.push(ring);
    }
    polygons.push(rings);
  }
  const geojson = JSON.stringify(polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0] } : { type: 'MultiPolygon', coordinates: polygons });
  return geojson.length > LONGEST ? { wrong: 'too-large' } : { geojson, polygons };
}

/** How many corners a shape has that `readShape` made; 0 for anything else. */
export function cornersIn(geojson: string): number {
  const read = readShape(geojson);
  return 'wrong' in read ? 0 : read.polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}
