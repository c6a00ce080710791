import type { AreaCircle } from '../../contract/directory.js';

/** The mean radius of the Earth in metres. Source: IUGG, mean radius R1 = 6371.0088 km. */
const EARTH = 6_371_008.8;
/** With so many corners the shape is nowhere more than 0.2 % inside the circle. */
const CORNERS = 48;
/** Five decimals are a metre. */
const rounded = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;

/**
 * A circle around a point as GeoJSON, for those who read shapes and no circles: one closed ring, counter-clockwise. Longitudes stay
 * within a turn, so that a circle over the date line is refused before it comes here.
 */
export function circleGeoJson({ latitude, longitude, meters }: AreaCircle): string {
  const [phi, lambda, angle] = [latitude * Math.PI / 180, longitude * Math.PI / 180, meters / EARTH];
  const ring = Array.from({ length: CORNERS }, (_, n): [number, number] => {
    const bearing = -2 * Math.PI * n / CORNERS;
    const north = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
    const east = lambda + Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(north));
    return [rounded(east * 180 / Math.PI), rounded(north * 180 / Math.PI)];
  });
  return JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
}

/** What keeps a circle from being a shape on the map: too near a pole or the date line, or no area at all. */
export const isCircle = ({ latitude, longitude, meters }: AreaCircle): boolean => {
  const degrees = meters / EARTH * 180 / Math.PI;
  const wide = degrees / Math.max(Math.cos(latitude * Math.PI / 180), 0.01);
  return meters > 0 && Math.abs(latitude) + degrees < 85 && Math.abs(longitude) + wide < 180;
};
