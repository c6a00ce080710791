import type { FoundPoint } from '../../../../../server/contract/found-services.js';

/** A place on the screen, in pixels. */
export interface Pixel {
  x: number;
  y: number;
}

/** Points that would lie over each other, drawn as one. */
export interface Cluster {
  key: string;
  latitude: number;
  longitude: number;
  points: readonly FoundPoint[];
}

/** Points nearer than this, across or down, would cover each other's targets, in pixels. */
const CELL = 44;

/**
 * Points put together where they would cover each other: each lies at the first of them, and no two clusters are nearer than a target. Every
 * point is in exactly one cluster; the same points at the same zoom always make the same clusters.
 */
export function clustersOf(points: readonly FoundPoint[], pixelOf: (point: FoundPoint) => Pixel): Cluster[] {
  const cells = new Map<string, { at: Pixel; inside: FoundPoint[] }>();
  const near = ({ x, y }: Pixel): FoundPoint[] | null => {
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    for (let across = column - 1; across <= column + 1; across++) {
      for (let down = row - 1; down <= row + 1; down++) {
        const cell = cells.get(`${across} ${down}`);
        if (cell && Math.abs(cell.at.x - x) < CELL && Math.abs(cell.at.y - y) < CELL) return cell.inside;
      }
    }
    return null;
  };
  for (const point of points) {
    const at = pixelOf(point);
    const known = near(at);
    if (known) known.push(point);
    // Two first points in one square would be nearer than a target: a square has one at most.
    else cells.set(`${Math.floor(at.x / CELL)} ${Math.floor(at.y / CELL)}`, { at, inside: [point] });
  }
  return [...cells].flatMap(([key, { inside }]) => {
    const [first] = inside;
    return first ? [{ key, latitude: first.latitude, longitude: first.longitude, points: inside }] : [];
  });
}

/** The rectangle that holds all these points: west, south, east, north. Null when there are none. */
export function boundsOf(points: readonly { latitude: number; longitude: number }[]): readonly [number, number, number, number] | null {
  if (points.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { latitude, longitude } of points) {
    [west, south, east, north] = [Math.min(west, longitude), Math.min(south, latitude), Math.max(east, longitude), Math.max(north, latitude)];
  }
  return [west, south, east, north];
}

/** Services at these points, each once, in the order given. */
export function servicesAt(points: readonly FoundPoint[]): { id: string; name: string }[] {
  return [...new Map(points.map(({ serviceId, name }) => [serviceId, { id: serviceId, name }])).values()];
}
