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
    if (typeof longitude !== 'number' || typeof latitude !== 'number' || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
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
 * The polygons of a service area's `extent`, when that is GeoJSON we can read whole. Null otherwise: a shape read in part would
 * turn people away from an area that is served.
 */
export function polygonsOf(extent: string | null, extentType: string | null): Ring[][] | null {
  if (extent === null || (extentType !== null && extentType.toLowerCase() !== 'geojson')) return null;
  let json: unknown;
  try { json = JSON.parse(extent); } catch { return null; }
  const shapes = shapesOf(json);
  if (shapes.length === 0 || shapes.includes(null)) return null;
  const polygons = shapes as Ring[][];
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0) > MOST_CORNERS ? null : polygons;
}
