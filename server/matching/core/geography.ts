import type { Ring } from '../../contract/directory.js';

/** WGS84, degrees. */
export interface Point { latitude: number; longitude: number }

/** A point on the unit sphere: the straight line between two of them gives the distance with three multiplications. */
export interface UnitVector { x: number; y: number; z: number }

/** Mean radius of the earth. Source: IUGG, R1 = 6,371.0088 km. */
const EARTH_RADIUS_MILES = 6371.0088 / 1.609344;
const KILOMETERS_PER_MILE = 1.609344;
const RADIANS = Math.PI / 180;

/** True for a place on earth. (0, 0) is the sea, and what broken imports write for "not known". */
export const isPoint = ({ latitude, longitude }: { latitude: number | null; longitude: number | null }): boolean =>
  latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);

export function unitVectorOf({ latitude, longitude }: Point): UnitVector {
  const across = Math.cos(latitude * RADIANS);
  return { x: across * Math.cos(longitude * RADIANS), y: across * Math.sin(longitude * RADIANS), z: Math.sin(latitude * RADIANS) };
}

/** Miles along the ground, as the crow flies; exact to the centimetre for near places, unlike the arc cosine. */
export function milesBetween(a: UnitVector, bx: number, by: number, bz: number): number {
  const x = a.x - bx;
  const y = a.y - by;
  const z = a.z - bz;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2));
}

/** The straight line through the unit sphere between two points so many miles apart on its surface. */
export const chordOf = (miles: number): number => 2 * Math.sin(Math.min(miles / (2 * EARTH_RADIUS_MILES), Math.PI / 2));

export type DistanceUnit = 'mi' | 'km';

export const milesFrom = (distance: number, unit: DistanceUnit): number => (unit === 'mi' ? distance : distance / KILOMETERS_PER_MILE);

/** In the network's unit, to one decimal. */
export const distanceOf = (miles: number, unit: DistanceUnit): number => Math.round((unit === 'mi' ? miles : miles * KILOMETERS_PER_MILE) * 10) / 10;

/** Countries whose roads count miles. */
const COUNTING_MILES: ReadonlySet<string> = new Set(['US', 'GB', 'LR', 'MM']);

/** What a locale's country measures roads in. A locale without a country counts kilometres. */
export const distanceUnitOf = (locale: string): DistanceUnit => (COUNTING_MILES.has(new Intl.Locale(locale).region ?? '') ? 'mi' : 'km');

/** Inside one of the polygons and in none of its holes. A point on an edge may fall on either side. */
export const isInside = (polygons: readonly (readonly Ring[])[], at: Point): boolean =>
  polygons.some(([outer, ...holes]) => outer !== undefined && isInRing(outer, at) && !holes.some((hole) => isInRing(hole, at)));

function isInRing(ring: Ring, { latitude, longitude }: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x, y] = ring[i] as [number, number];
    const [px, py] = ring[j] as [number, number];
    if ((y > latitude) !== (py > latitude) && longitude < ((px - x) * (latitude - y)) / (py - y) + x) inside = !inside;
  }
  return inside;
}

/** A postcode as codes are compared: capital letters and digits only. `20009-1234` begins with `20009`. Null when nothing is left. */
export function plainPostcode(postcode: string): string | null {
  const plain = postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return plain === '' ? null : plain;
}
