import type { Ring } from '../../contract/directory.js';

/** More corners than this are not a service area but an attack or a coastline. */
const MOST_CORNERS = 20_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function ringOf(value: unknown): Ring | null {
  if (!Array.isArray(value) || value.length < 4) return null;
  const ring: Ring = [];
  for (const corner of value as unknown[]) {
    if (!Array.isArray(corner)) return null;
    const [longitude, latitude] = corner as unknown[];
    if (typeof longitude !== 'number' || typeof latitude !== 'number' || !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return null;
    ring.push([longitude, latitude]);
  }
  return ring;
}

function polygonOf(value: unknown): Ring[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const rings = (value as unknown[]).map(ringOf);
  return rings.includes(null) ? null : rings as Ring[];
}

function shapesOf(value: unknown): (Ring[] | null)[] {
  if (!isRecord(value)) return [null];
  const { type } = value;
  if (type === 'Feature') return shapesOf(value['geometry']);
  if (type === 'FeatureCollection' && Array.isArray(value['features'])) return (value['features'] as unknown[]).flatMap(shapesOf);
  if (type === 'GeometryCollection' && Array.isArray(value['geometries'])) return (value['geometries'] as unknown[]).flatMap(shapesOf);
  if (type === 'Polygon') return [polygonOf(value['coordinates'])];
  if (type === 'MultiPolygon' && Array.isArray(value['coordinates'])) return (value['coordinates'] as unknown[]).map(polygonOf);
  return [null];
}

/**
 * The polygons of a service area's `extent`, when that is GeoJSON, TopoJSON or KML we can read whole. Null otherwise: a shape read in part
 * would turn people away from an area that is served. Without a type the text itself tells.
 */
export function polygonsOf(extent: string | null, extentType: string | null): Ring[][] | null {
  if (extent === null) return null;
  const type = (extentType ?? (extent.trimStart().startsWith('<') ? 'kml' : 'geojson')).toLowerCase();
  const shapes = type.includes('kml') ? kmlShapes(extent) : type.includes('topojson') || type.includes('geojson') ? jsonShapes(extent) : [null];
  if (shapes.length === 0 || shapes.includes(null)) return null;
  const polygons = shapes as Ring[][];
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0) > MOST_CORNERS ? null : polygons;
}

function jsonShapes(extent: string): (Ring[] | null)[] {
  let json: unknown;
  try { json = JSON.parse(extent); } catch { return [null]; }
  if (!isRecord(json) || json['type'] !== 'Topology') return shapesOf(json);
  const topology = json;
  const arcs = arcsOf(topology);
  return arcs === null || !isRecord(topology['objects']) ? [null] : Object.values(topology['objects']).flatMap((one) => topologyShapes(one, arcs));
}

type Pair = [number, number];
const isPair = (value: unknown): value is Pair => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

/** The arcs of a topology in degrees. Source: the TopoJSON format specification, §2.1.2 and §2.1.3: quantized arcs are delta-encoded. */
function arcsOf({ arcs, transform }: Record<string, unknown>): Pair[][] | null {
  if (!Array.isArray(arcs)) return null;
  const [scale, translate] = isRecord(transform) ? [transform['scale'], transform['translate']] : [null, null];
  const moves = isRecord(transform);
  if (moves && (!isPair(scale) || !isPair(translate))) return null;
  const result: Pair[][] = [];
  for (const arc of arcs as unknown[]) {
    if (!Array.isArray(arc) || !arc.every(isPair)) return null;
    let [x, y] = [0, 0];
    result.push(arc.map(([a, b]): Pair => {
      if (!moves) return [a, b];
      x += a;
      y += b;
      return [x * (scale as Pair)[0] + (translate as Pair)[0], y * (scale as Pair)[1] + (translate as Pair)[1]];
    }));
  }
  return result;
}

/** Rings are arcs one after the other that share their ends; a negative number is an arc backwards. */
function topologyRing(numbers: unknown, arcs: readonly Pair[][]): unknown {
  if (!Array.isArray(numbers)) return null;
  const ring: Pair[] = [];
  for (const number of numbers as unknown[]) {
    const arc = typeof number === 'number' ? arcs[number < 0 ? ~number : number] : undefined;
    if (!arc) return null;
    ring.push(...((number as number) < 0 ? arc.toReversed() : arc).slice(ring.length > 0 ? 1 : 0));
  }
  return ring;
}

function topologyShapes(object: unknown, arcs: readonly Pair[][]): (Ring[] | null)[] {
  if (!isRecord(object)) return [null];
  const polygon = (rings: unknown): Ring[] | null => (Array.isArray(rings) ? polygonOf(rings.map((one) => topologyRing(one, arcs))) : null);
  if (object['type'] === 'GeometryCollection' && Array.isArray(object['geometries'])) return (object['geometries'] as unknown[]).flatMap((one) => topologyShapes(one, arcs));
  if (object['type'] === 'Polygon') return [polygon(object['arcs'])];
  if (object['type'] === 'MultiPolygon' && Array.isArray(object['arcs'])) return (object['arcs'] as unknown[]).map(polygon);
  return [null];
}

/** Polygons of KML, longitude first, heights left out. Anything that is no polygon makes the whole unreadable; nothing is resolved or fetched. */
function kmlShapes(extent: string): (Ring[] | null)[] {
  if (/<(?:\w+:)?(?:Point|LineString|Model|NetworkLink|Track|MultiTrack|GroundOverlay)[\s>/]/.test(extent)) return [null];
  return [...extent.matchAll(/<(?:\w+:)?Polygon\b[^>]*>([\s\S]*?)<\/(?:\w+:)?Polygon>/g)].map(([, inside = '']) => {
    const rings = (side: 'outer' | 'inner'): unknown[] => [...inside.matchAll(new RegExp(`<(?:\\w+:)?${side}BoundaryIs\\b[^>]*>[\\s\\S]*?<(?:\\w+:)?coordinates>([^<]*)<`, 'g'))]
      .map(([, text = '']) => text.trim().split(/\s+/).map((corner) => corner.split(',').slice(0, 2).map(Number)));
    const outer = rings('outer');
    return outer.length === 1 ? polygonOf([...outer, ...rings('inner')]) : null;
  });
}
