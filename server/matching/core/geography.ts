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

/** The ground in cells of two degrees, numbered; for looking away quickly, never for measuring. */
const CELL_DEGREES = 2;
const CELLS_AROUND = 360 / CELL_DEGREES;
export const NO_CELL = 65_535;
/** Farther from a cell's middle to its corner than at the equator it never is: half of the diagonal, in miles, rounded up. */
const CELL_RADIUS_MILES = 99;

export const cellOf = ({ latitude, longitude }: Point): number =>
  Math.min(Math.floor((latitude + 90) / CELL_DEGREES), 180 / CELL_DEGREES - 1) * CELLS_AROUND + (Math.floor((longitude + 180) / CELL_DEGREES) % CELLS_AROUND);

/** True only when no point of a cell is within `miles`. */
export function isCellBeyond(cell: number, from: UnitVector, miles: number): boolean {
  const middle = unitVectorOf({
    latitude: (Math.floor(cell / CELLS_AROUND) + 0.5) * CELL_DEGREES - 90, longitude: ((cell % CELLS_AROUND) + 0.5) * CELL_DEGREES - 180,
  });
  return milesBetween(from, middle.x, middle.y, middle.z) > miles + CELL_RADIUS_MILES;
}

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
