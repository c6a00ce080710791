import type { Service, ServiceArea, ServiceLocation } from '../../contract/directory.js';

interface Point { latitude: number; longitude: number }

/** A postcode whose middle may be known, and how far from it places may lie, in meters. */
export interface Near { postcode: string; at: Point | null; meters?: number }

/** Mean radius of the earth. Source: IUGG, R1 = 6,371,008.8 m. */
const EARTH_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Metres along the ground, as the crow flies. */
export function metersBetween(a: Point, b: Point): number {
  const half = (x: number): number => Math.sin((x * RADIANS) / 2) ** 2;
  const h = half(b.latitude - a.latitude) + Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * half(b.longitude - a.longitude);
  return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Whether a service at one place serves a postcode: inside one of its areas where it tells them (an area that cannot be compared does
 * not exclude), and within the distance where one is asked for. Without a known distance it is not within it.
 */
export function coverage(service: Service, { location, serviceAreas }: ServiceLocation, { postcode, at, meters }: Near): boolean {
  const areas = [...serviceAreas, ...service.serviceAreas];
  if (areas.length > 0 && areas.every((area) => isOutside(area, postcode, at))) return false;
  if (meters === undefined) return true;
  const { latitude, longitude } = location;
  return at !== null && latitude !== null && longitude !== null && metersBetween(at, { latitude, longitude }) <= meters;
}

const plain = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** Outside for certain: by the area's postcodes where it has any, else by its shape. */
function isOutside({ polygons, handrail: { postalCodes } }: ServiceArea, postcode: string, at: Point | null): boolean {
  const codes = (postalCodes ?? []).map(plain).filter((code) => code !== '');
  const wanted = plain(postcode);
  if (codes.length > 0) return !codes.some((code) => wanted.startsWith(code) || code.startsWith(wanted));
  return polygons !== null && polygons.length > 0 && at !== null && !polygons.some(([outer, ...holes]) => outer !== undefined && isInRing(outer, at) && !holes.some((hole) => isInRing(hole, at)));
}

function isInRing(ring: readonly (readonly [number, number])[], { latitude, longitude }: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[x, y], [px, py]] = [ring[i] as [number, number], ring[j] as [number, number]];
    if ((y > latitude) !== (py > latitude) && longitude < ((px - x) * (latitude - y)) / (py - y) + x) inside = !inside;
  }
  return inside;
}
