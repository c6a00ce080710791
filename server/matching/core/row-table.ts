import { HELP_KINDS } from '../../contract/directory.js';
import type { HelpKind, Service, ServiceLocation, UrgencyTaken } from '../../contract/directory.js';
import { VERDICT_NUMBERS, coveredFrom } from './area-book.js';
import type { AreaBook } from './area-book.js';
import { addBit, makeBits, moved, removeBit } from './bits.js';
import type { Bits } from './bits.js';
import { sitesOf } from './candidate.js';
import { isRunning } from './checks.js';
import { makeDictionary } from './dictionary.js';
import type { Dictionary } from './dictionary.js';
import type { Digested, SiteDigest } from './digest.js';
import { NO_CELL, cellOf, unitVectorOf } from './geography.js';
import type { HoursBook } from './hours-book.js';
import { AGES, EASES, ENTRANCES, ENTRIES, EXCLUSIONS, KINDS, SPOKEN, TRAITS_TOLD, TRAVELS, URGENCY } from './shared-values.js';
import type { Shared } from './shared-values.js';

/**
 * One record of 64 bytes for a service at one of its places, everything of it side by side: a search jumps from record to
 * record, and what it waits for is memory. `toldAt` is the first 8 bytes, in milliseconds; the others are 4 bytes each.
 */
export const FIELD = {
  idKey: 2, slot: 3, hours: 4, entry: 5, spoken: 6, entrance: 7, coverage: 8, available: 9, marks: 10, ages: 11, exclusions: 12, traits: 13, ease: 14, kinds: 15,
} as const;
export const STRIDE = 16;

/** Where a row is, as a point on the unit sphere, and what the record of its service is worth: 8 bytes each. */
export const SPOT_STRIDE = 4;
export const HISTORY_WORTH = 3;

/** Small things that share one number. */
export const marks = {
  pack: (running: number, travel: number, told: number, kind: number, waitlist: boolean, alone: boolean, urgency: number): number =>
    running | (travel << 2) | (told << 4) | (kind << 6) | (waitlist ? 256 : 0) | (alone ? 512 : 0) | (urgency << 10),
  urgency: (packed: number): number => packed >>> 10,
  running: (packed: number): number => packed & 3,
  travel: (packed: number): number => (packed >> 2) & 3,
  told: (packed: number): number => (packed >> 4) & 3,
  capacityKind: (packed: number): number => (packed >> 6) & 3,
  waitlist: (packed: number): boolean => (packed & 256) !== 0,
  alone: (packed: number): boolean => (packed & 512) !== 0,
};

export type RowTable = ReturnType<typeof makeRowTable>;

export interface RowTableNeeds { hours: HoursBook; areas: AreaBook; closedAlertBeginnings: readonly string[] }

/** What is told about free places. */
export const NOTHING_TOLD = 0;
export const NOT_COUNTED = 1;
export const ONE_NUMBER = 2;
export const SEVERAL_NUMBERS = 3;

/** Services as records of numbers, so that a hundred thousand of them can be looked through in milliseconds. */
export function makeRowTable({ hours, areas, closedAlertBeginnings }: RowTableNeeds) {
  const space = spaceFor(64);
  let used = 0;
  const free: number[] = [];
  const ofKind: readonly Bits[] = HELP_KINDS.map(makeBits);
  const values = {
    kinds: makeShelf(KINDS), urgency: makeShelf(URGENCY), ages: makeShelf(AGES), exclusions: makeShelf(EXCLUSIONS), spoken: makeShelf(SPOKEN),
    entrance: makeShelf(ENTRANCES), entry: makeShelf(ENTRIES), traits: makeShelf(TRAITS_TOLD), ease: makeShelf(EASES),
  };

  function take(): number {
    const row = free.pop() ?? used++;
    if (row >= space.coverage.length) Object.assign(space, copied(space, spaceFor(space.coverage.length * 2)));
    return row;
  }

  function marksOf({ digest }: Digested, { travel, counted }: SiteDigest): number {
    const { running: [status, alert], told, waitlist, sites } = digest;
    const howTold = told.length === 0 ? (counted ? NOTHING_TOLD : NOT_COUNTED) : told.length === 1 ? ONE_NUMBER : SEVERAL_NUMBERS;
    return marks.pack(VERDICT_NUMBERS[isRunning({ status, alert }, closedAlertBeginnings)], travel, howTold, told[0]?.[2] ?? 0, waitlist, sites.length < 2, values.urgency.idOf(digest.urgency));
  }

  function coverageOf({ open }: Digested, { coverage, travel }: SiteDigest, at: number): number {
    return areas.coverageOf(coverage, () => {
      const service = open();
      return coveredFrom(service, siteAt(service, at), TRAVELS[travel] !== 'none');
    });
  }

  return {
    space, values, ofKind,
    /** Adds a service at its place number `at`. @returns the row */
    add(slot: number, service: Digested, at: number): number {
      const row = take();
      const { digest, open } = service;
      const { fields, toldAt, spots, coverage, cells } = space;
      const site = digest.sites[at] as SiteDigest;
      const point = site.point && { latitude: site.point[0], longitude: site.point[1] };
      const { x, y, z } = point ? unitVectorOf(point) : NOWHERE;
      const spot = row * SPOT_STRIDE;
      spots[spot] = x;
      spots[spot + 1] = y;
      spots[spot + 2] = z;
      spots[spot + HISTORY_WORTH] = 0;
      const [told] = digest.told;
      toldAt[(row * STRIDE) / 2] = told?.[0] ?? 0;
      const start = row * STRIDE;
      fields[start + FIELD.idKey] = idKeyOf(service.id);
      fields[start + FIELD.slot] = slot;
      fields[start + FIELD.hours] = hours.pageOf(site.hours, () => { const opened = open(); return { service: opened, site: siteAt(opened, at), contact: null }; });
      fields[start + FIELD.entry] = values.entry.idOf(digest.entry);
      fields[start + FIELD.spoken] = values.spoken.idOf(site.spoken);
      fields[start + FIELD.entrance] = values.entrance.idOf(site.entrance);
      fields[start + FIELD.coverage] = coverage[row] = coverageOf(service, site, at);
      fields[start + FIELD.available] = told?.[1] ?? 0;
      fields[start + FIELD.marks] = marksOf(service, site);
      fields[start + FIELD.ages] = values.ages.idOf(digest.ages);
      fields[start + FIELD.exclusions] = values.exclusions.idOf(digest.exclusions);
      fields[start + FIELD.traits] = values.traits.idOf(digest.traits);
      fields[start + FIELD.ease] = values.ease.idOf(digest.ease);
      fields[start + FIELD.kinds] = values.kinds.idOf(digest.kinds);
      cells[row] = point ? cellOf(point) : NO_CELL;
      for (let kind = 0; kind < ofKind.length; kind++) if ((digest.kinds & (1 << kind)) !== 0) addBit(ofKind[kind] as Bits, row);
      return row;
    },
    remove(row: number): void {
      for (const bits of ofKind) removeBit(bits, row);
      free.push(row);
    },
    /**
     * Lays neighbours of one kind side by side, because a search for one person reads them together.
     * @returns where each row lies now, by its number before
     */
    arrange(): Uint32Array {
      const { fields, cells } = space;
      // the row in the last 24 bits, so that numbers alone are sorted
      const keys = Float64Array.from({ length: used }, (_, row) => ((cells[row] as number) * 32 + firstKind(values.kinds.values[fields[row * STRIDE + FIELD.kinds] as number])) * ROWS + row).sort();
      const to = new Uint32Array(used);
      for (let at = 0; at < used; at++) to[(keys[at] as number) % ROWS] = at;
      Object.assign(space, copied(space, spaceFor(space.coverage.length), to));
      for (const bits of ofKind) bits.words = moved(bits, to).words;
      for (let at = 0; at < free.length; at++) free[at] = to[free[at] as number] as number;
      return to;
    },
    /** Facts of a row that the words of an exclusion can speak of. */
    toldOf(row: number) {
      const at = <T>(shelf: { values: readonly T[] }, field: number) => (): T => shelf.values[space.fields[row * STRIDE + field] as number] as T;
      const entrance = at(values.entrance, FIELD.entrance);
      return {
        urgency: () => values.urgency.values[marks.urgency(space.fields[row * STRIDE + FIELD.marks] as number)] as UrgencyTaken,
        ages: at(values.ages, FIELD.ages), exclusions: at(values.exclusions, FIELD.exclusions), lacks: () => entrance().lacks,
      };
    },
    /** When the row's number of free places was told, where there is one. */
    toldAt: (row: number): number => space.toldAt[(row * STRIDE) / 2] as number,
    /** The page of the row's opening hours. */
    pageAt: (row: number): number => space.fields[row * STRIDE + FIELD.hours] as number,
    setHistoryWorth(row: number, worth: number): void { space.spots[row * SPOT_STRIDE + HISTORY_WORTH] = worth; },
  };
}

const NOWHERE = { x: NaN, y: NaN, z: NaN };
const ROWS = 2 ** 24;

const siteAt = (service: Service, at: number): ServiceLocation | null => sitesOf(service)[at] ?? null;

const firstKind = (kinds: readonly HelpKind[] | undefined): number => HELP_KINDS.indexOf(kinds?.[0] ?? 'community-group');

/** A dictionary that makes its values of their keys. */
function makeShelf<K extends string | number, T>({ valueOf }: Shared<K, T>): Pick<Dictionary<K, T>, 'values'> & { idOf: (key: K) => number } {
  const dictionary = makeDictionary<K, T>();
  return { values: dictionary.values, idOf: (key) => dictionary.idOf(key, valueOf) };
}

/** `coverage` is in the records, too; by itself, and with `cells`, it is dense enough for a first look at every row. */
interface Space { toldAt: Float64Array; fields: Int32Array; spots: Float64Array; coverage: Int32Array; cells: Uint16Array }

function spaceFor(rows: number): Space {
  const records = new ArrayBuffer(rows * STRIDE * 4);
  return { toldAt: new Float64Array(records), fields: new Int32Array(records), spots: new Float64Array(rows * SPOT_STRIDE), coverage: new Int32Array(rows), cells: new Uint16Array(rows) };
}

/** The rows of one space in another that is as large or larger: each at the same place, or where `to` says. */
function copied(from: Space, into: Space, to: Uint32Array | null = null): Space {
  if (to === null) {
    into.fields.set(from.fields);
    into.spots.set(from.spots);
    into.coverage.set(from.coverage);
    into.cells.set(from.cells);
    return into;
  }
  for (let row = 0; row < to.length; row++) {
    const at = to[row] as number;
    for (let n = 0; n < STRIDE; n++) into.fields[at * STRIDE + n] = from.fields[row * STRIDE + n] as number;
    for (let n = 0; n < SPOT_STRIDE; n++) into.spots[at * SPOT_STRIDE + n] = from.spots[row * SPOT_STRIDE + n] as number;
    into.coverage[at] = from.coverage[row] as number;
    into.cells[at] = from.cells[row] as number;
  }
  return into;
}

/** The first four signs of an id as a number in the same order; equal numbers say nothing. */
export function idKeyOf(id: string): number {
  let key = 0;
  for (let at = 0; at < 4; at++) key = key * 128 + (at < id.length ? Math.min(id.charCodeAt(at), 127) : 0);
  return key;
}
