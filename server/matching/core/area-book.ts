import type { Service, ServiceArea, ServiceLocation } from '../../contract/directory.js';
import { inArea, inVirtualArea, plainCodes, together } from './area.js';
import { makeDictionary } from './dictionary.js';
import type { PersonPlace } from './need.js';
import { shortKey } from './short-key.js';
import type { Verdict } from './verdict.js';

/** All areas that count for a service at one place. */
interface Covered {
  areas: readonly ServiceArea[];
  /** Null when the service has a place of its own, or did not tell. */
  virtual: readonly string[] | null;
}
interface Coverage extends Covered {
  /** Outside, when nothing of it can hold the person and all of it can be compared with what is known of their place. */
  tells: { any: boolean; byCodes: boolean; byShape: boolean; byEither: boolean; notAtAll: boolean };
}

export const PASS = 0;
export const UNKNOWN = 1;
export const FAIL = 2;
/** A verdict as a small number, for tables. */
export const VERDICT_NUMBERS: Readonly<Record<Verdict, number>> = { pass: PASS, unknown: UNKNOWN, fail: FAIL };

export type AreaBook = ReturnType<typeof makeAreaBook>;

/**
 * Which areas hold a place, without looking at each area: coverages are found by the beginnings of the postcode and by the
 * square degrees that their shapes touch, and only those are looked at closely. The rest can only be outside or not known.
 */
export function makeAreaBook() {
  const coverages = makeDictionary<string, Coverage>();
  const byCode = new Map<string, number[]>();
  const bySquare = new Map<string, number[]>();
  const virtualLists = makeDictionary<string, readonly string[]>();
  const virtual: { id: number; list: number }[] = [];
  let longestCode = 0;
  let verdicts = new Uint8Array(0);

  function register(id: number, { areas, virtual: covered }: Coverage): void {
    if (covered) virtual.push({ id, list: virtualLists.idOf(covered.join(), () => covered) });
    for (const code of new Set(areas.flatMap(codesOf))) {
      push(byCode, code, id);
      longestCode = Math.max(longestCode, code.length);
    }
    for (const square of new Set(areas.flatMap(squaresOf))) push(bySquare, square, id);
  }

  /** What a postcode's beginnings name for certain, and what has to be looked at closely. */
  function nearby({ postcode, point }: PersonPlace): { inside: Set<number>; doubtful: Set<number> } {
    const [inside, doubtful] = [new Set<number>(), new Set<number>()];
    const add = (to: Set<number>, ids: readonly number[] | undefined) => { for (const id of ids ?? []) to.add(id); };
    if (postcode !== null) {
      for (let length = 1; length <= postcode.length; length++) add(inside, byCode.get(postcode.slice(0, length)));
      if (postcode.length < longestCode) for (const [code, ids] of byCode) if (code.startsWith(postcode)) add(doubtful, ids);
    }
    if (point !== null) add(doubtful, bySquare.get(squareAt(point.latitude, point.longitude)));
    return { inside, doubtful };
  }

  return {
    /** The number of the coverage with this key; `covered` is asked for it the first time. */
    coverageOf(key: string, covered: () => Covered): number {
      const before = coverages.values.length;
      const id = coverages.idOf(key, () => {
        const { areas, virtual: codes } = covered();
        return { areas, virtual: codes, tells: tellsOf(areas) };
      });
      if (id === before) register(id, coverages.values[id] as Coverage);
      return id;
    },
    /** For every coverage, as numbers: whether it holds this place. Good until the next place is asked for. */
    verdicts(place: PersonPlace): Uint8Array {
      const [codes, shapes] = [place.postcode !== null, place.point !== null];
      if (verdicts.length < coverages.values.length) verdicts = new Uint8Array(coverages.values.length * 2);
      for (let id = 0; id < coverages.values.length; id++) verdicts[id] = isOutside((coverages.values[id] as Coverage).tells, codes, shapes) ? FAIL : UNKNOWN;
      const { inside, doubtful } = nearby(place);
      for (const id of doubtful) verdicts[id] = VERDICT_NUMBERS[together((coverages.values[id] as Coverage).areas.map((area) => inArea(area, place)))];
      for (const id of inside) verdicts[id] = PASS;
      const covering = virtualLists.values.map((list) => VERDICT_NUMBERS[inVirtualArea(list, place)]);
      for (const { id, list } of virtual) verdicts[id] = withVirtual(verdicts[id] as number, (coverages.values[id] as Coverage).tells.any, covering[list] as number);
      return verdicts;
    },
  };
}

/** Far from every area of a coverage: outside of it when all of them can be compared with what is known of the place. */
const isOutside = ({ any, byCodes, byShape, byEither, notAtAll }: Coverage['tells'], codes: boolean, shapes: boolean): boolean =>
  any && !notAtAll && (codes || !byCodes) && (shapes || !byShape) && (codes || shapes || !byEither);

const withVirtual = (areas: number, anyAreas: boolean, covered: number): number =>
  (anyAreas && areas !== covered ? (areas === PASS || covered === PASS ? PASS : UNKNOWN) : covered);

function push(lists: Map<string, number[]>, key: string, id: number): void {
  const list = lists.get(key);
  if (list) list.push(id); else lists.set(key, [id]);
}

const codesOf = ({ handrail: { postalCodes } }: ServiceArea): readonly string[] => (postalCodes === null ? [] : plainCodes(postalCodes));
const hasCodes = (area: ServiceArea): boolean => codesOf(area).length > 0;

const hasShape = ({ polygons }: ServiceArea): boolean => polygons !== null && polygons.length > 0;

const tellsOf = (areas: readonly ServiceArea[]): Coverage['tells'] => ({
  any: areas.length > 0,
  byCodes: areas.some((area) => hasCodes(area) && !hasShape(area)),
  byShape: areas.some((area) => !hasCodes(area) && hasShape(area)),
  byEither: areas.some((area) => hasCodes(area) && hasShape(area)),
  notAtAll: areas.some((area) => !hasCodes(area) && !hasShape(area)),
});

/** Everything that `service` covers from `site`. */
export const coveredFrom = (service: Service, site: ServiceLocation | null, travels: boolean): Covered =>
  ({ areas: [...site?.serviceAreas ?? [], ...service.serviceAreas], virtual: travels ? null : service.handrail.virtualArea });

/** Areas with equal codes and shapes are one, whatever they are called. */
export function coverageKeyOf(service: Service, site: ServiceLocation | null, travels: boolean): string {
  const { areas, virtual } = coveredFrom(service, site, travels);
  return shortKey(JSON.stringify([virtual, ...areas.map(({ polygons, handrail: { postalCodes } }) => [postalCodes, polygons])]));
}

const squareAt = (latitude: number, longitude: number): string => `${Math.floor(latitude)} ${Math.floor(longitude)}`;

/** Every square degree that the outer rings of an area touch with their bounds. */
function squaresOf({ polygons }: ServiceArea): string[] {
  const squares: string[] = [];
  for (const [outer] of polygons ?? []) {
    if (!outer || outer.length === 0) continue;
    const [longitudes, latitudes] = [outer.map(([x]) => x), outer.map(([, y]) => y)];
    const last = { latitude: Math.floor(Math.max(...latitudes)), longitude: Math.floor(Math.max(...longitudes)) };
    for (let y = Math.floor(Math.min(...latitudes)); y <= last.latitude; y++) {
      for (let x = Math.floor(Math.min(...longitudes)); x <= last.longitude; x++) squares.push(`${y} ${x}`);
    }
  }
  return squares;
}
