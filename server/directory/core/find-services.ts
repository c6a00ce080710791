import type { FoundPoint } from '../../contract/found-services.js';
import type { HelpKind, OpenState, Service, ServiceStatus } from '../../contract/directory.js';
import { isHidden } from './hidden-places.js';

interface Point { latitude: number; longitude: number }

/** What is kept of a service while everything is looked through. */
export interface Candidate { id: string; name: string; points: Point[]; miles: number | null }

/** What is kept of every service between questions. */
export interface TableRow { id: string; name: string; words: readonly string[]; kinds: readonly HelpKind[]; status: ServiceStatus; points: Point[] }

/** Mean radius of the earth. Source: IUGG, R1 = 6,371.0088 km. */
const EARTH_MILES = 6371.0088 / 1.609344;
const RADIANS = Math.PI / 180;

/** Miles along the ground, as the crow flies. */
export function milesTo(from: Point, to: Point): number {
  const half = (x: number): number => Math.sin((x * RADIANS) / 2) ** 2;
  const h = half(to.latitude - from.latitude) + Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS) * half(to.longitude - from.longitude);
  return 2 * EARTH_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The points of a service that may be drawn. A refuge has none, whatever an import told; (0, 0) is what broken imports write for "not known". */
export const pointsOf = (service: Service): Point[] => service.locations.flatMap(({ location }) => {
  const { latitude, longitude } = location;
  return latitude === null || longitude === null || (latitude === 0 && longitude === 0) || location.type !== 'physical' || isHidden(service, location) ? [] : [{ latitude, longitude }];
});

/** What a service says to "open now": it is, it is not, or nobody can tell. Only running services count. */
export function opennessOf({ status }: Service, { state }: OpenState): 'open' | 'shut' | 'unknown' {
  if (status !== 'active') return 'shut';
  return state === 'open' ? 'open' : state === 'unknown' || state === 'by-appointment' ? 'unknown' : 'shut';
}

export const candidateOf = (service: Service, near: Point | null): Candidate => {
  const points = pointsOf(service);
  return { id: service.id, name: service.name, points, miles: near === null || points.length === 0 ? null : Math.min(...points.map((point) => milesTo(near, point))) };
};

/** The nearest first where a postcode is given, those of unknown place last; else by name. Always the same order for the same things. */
export const inOrder = (candidates: readonly Candidate[]): Candidate[] => candidates.toSorted((a, b) =>
  (a.miles ?? Infinity) - (b.miles ?? Infinity) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || (a.id < b.id ? -1 : 1));

/** Those that fit a question, in the order in which they came. Every word of it begins a word of the name. */
export function fitting(rows: readonly TableRow[], { words, kind, status }: { words: readonly string[]; kind?: HelpKind | undefined; status?: ServiceStatus | undefined }): readonly TableRow[] {
  if (words.length === 0 && kind === undefined && status === undefined) return rows;
  return rows.filter((row) => (kind === undefined || row.kinds.includes(kind)) && (status === undefined || row.status === status) && words.every((word) => row.words.some((one) => one.startsWith(word))));
}

/**
 * The first `most` of rows that are sorted by name, in the order of `inOrder`: without a postcode they are it already; with one only
 * those near enough are sorted.
 */
export function firstOf(rows: readonly TableRow[], near: Point | null, most: number): Candidate[] {
  if (near === null) return rows.slice(0, most).map(({ id, name, points }) => ({ id, name, points, miles: null }));
  const miles = rows.map(({ points }) => points.reduce((least, point) => Math.min(least, milesTo(near, point)), Infinity));
  const farthest = miles.length <= most ? Infinity : Float64Array.from(miles).toSorted()[most - 1] ?? Infinity;
  const close = rows.flatMap(({ id, name, points }, n): Candidate[] => {
    const own = miles[n] ?? Infinity;
    return own <= farthest ? [{ id, name, points, miles: own === Infinity ? null : own }] : [];
  });
  return inOrder(close).slice(0, most);
}

/** What the map draws of these, and how many it cannot draw. Every service is one or the other. */
export function mapOf(candidates: readonly Candidate[]): { points: FoundPoint[]; notOnMap: number } {
  return {
    points: candidates.flatMap(({ id, name, points }) => points.map(({ latitude, longitude }) => ({ serviceId: id, name, latitude, longitude }))),
    notOnMap: candidates.filter(({ points }) => points.length === 0).length,
  };
}
