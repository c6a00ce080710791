import { HELP_KINDS } from '../../contract/directory.js';
import type { AccessCode, ExclusionRule, HelpKind, Service, Trait, UrgencyTaken } from '../../contract/directory.js';
import { VERDICT_NUMBERS, coveredFrom } from './area-book.js';
import type { AreaBook } from './area-book.js';
import { addBit, makeBits, removeBit } from './bits.js';
import type { Bits } from './bits.js';
import { sitesOf } from './candidate.js';
import type { Travel } from './candidate.js';
import { isRunning, spokenAt } from './checks.js';
import type { Spoken } from './checks.js';
import { makeDictionary } from './dictionary.js';
import { TRAVELS, easeOf } from './digest.js';
import type { Digested, Ease, SiteDigest } from './digest.js';
import { NO_CELL, cellOf, unitVectorOf } from './geography.js';
import type { HoursBook } from './hours-book.js';

export interface Entrance { has: readonly AccessCode[]; lacks: readonly AccessCode[]; travel: Travel }
export interface EntryKnown { assuredOn: string | null; reviewed: boolean }

/**
 * One record of 64 bytes for a service at one of its places, everything of it side by side: a search jumps from record to
 * record, and what it waits for is memory. `toldAt` is the first 8 bytes, in milliseconds; the others are 4 bytes each.
 */
export const FIELD = {
  idKey: 2, slot: 3, hours: 4, entry: 5, spoken: 6, entrance: 7, coverage: 8, available: 9, marks: 10, ages: 11, exclusions: 12, traits: 13, ease: 14, kinds: 15,
} as const;
export const STRIDE = 16;
const FIELDS = Object.entries(FIELD) as [keyof typeof FIELD, number][];

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

/** Services as records of numbers, so that a hundred thousand of them can be looked through in milliseconds. */
export function makeRowTable({ hours, areas, closedAlertBeginnings }: RowTableNeeds) {
  const space = spaceFor(64);
  let used = 0;
  const free: number[] = [];
  const ofKind = new Map<HelpKind, Bits>(HELP_KINDS.map((kind) => [kind, makeBits()]));
  const values = {
    kinds: makeDictionary<readonly HelpKind[]>(), urgency: makeDictionary<UrgencyTaken>(), ages: makeDictionary<Service['age']>(),
    exclusions: makeDictionary<readonly ExclusionRule[]>(), spoken: makeDictionary<Spoken>(), entrance: makeDictionary<Entrance>(),
    entry: makeDictionary<EntryKnown>(), traits: makeDictionary<readonly Trait[]>(), ease: makeDictionary<Ease>(),
  };

  function take(): number {
    const row = free.pop() ?? used++;
    if (row >= space.coverage.length) grow(space);
    return row;
  }

  function idsOf({ digest, open }: Digested, { travel, hours: hoursKey, coverage, spoken, entrance }: SiteDigest, at: number): Omit<Record<keyof typeof FIELD, number>, 'idKey' | 'slot' | 'available' | 'marks'> {
    const site = (service: Service) => sitesOf(service)[at] ?? null;
    const travels = TRAVELS[travel] as Travel;
    const of = <T>(read: (service: Service) => T) => (): T => read(open());
    return {
      kinds: values.kinds.idOf(digest.kindsKey, of(({ handrail }) => handrail.kinds)),
      coverage: areas.coverageOf(coverage, of((service) => coveredFrom(service, site(service), travels !== 'none'))),
      hours: hours.pageOf(hoursKey, of((service) => ({ service, site: site(service), contact: null }))),
      entry: values.entry.idOf(digest.entry, of(({ assuredOn, handrail }) => ({ assuredOn, reviewed: handrail.review === null }))),
      ages: values.ages.idOf(digest.ages, of(({ age }) => age)),
      exclusions: values.exclusions.idOf(digest.exclusions, of(({ handrail }) => handrail.exclusions)),
      spoken: values.spoken.idOf(spoken, of((service) => spokenAt(service, site(service)))),
      entrance: values.entrance.idOf(entrance, of((service) => ({ ...(site(service)?.location.handrail.access ?? { has: [], lacks: [] }), travel: travels }))),
      traits: values.traits.idOf(digest.traits, of(({ handrail }) => handrail.traits)),
      ease: values.ease.idOf(digest.ease, of(easeOf)),
    };
  }

  function marksOf({ digest, open }: Digested, { travel, told }: SiteDigest): number {
    const [status, alert] = digest.running;
    const taken = values.urgency.idOf(digest.urgency, () => open().handrail.urgency);
    return marks.pack(VERDICT_NUMBERS[isRunning({ status, alert }, closedAlertBeginnings)], travel, told, digest.capacity?.[2] ?? 0, digest.waitlist, digest.sites.length < 2, taken);
  }

  return {
    space, values, ofKind,
    /** Adds a service at its place number `at`. @returns the row */
    add(slot: number, service: Digested, at: number): number {
      const row = take();
      const { fields, toldAt, spots, coverage, cells } = space;
      const site = service.digest.sites[at] as SiteDigest;
      const point = site.point && { latitude: site.point[0], longitude: site.point[1] };
      const { x, y, z } = point ? unitVectorOf(point) : { x: NaN, y: NaN, z: NaN };
      const spot = row * SPOT_STRIDE;
      [spots[spot], spots[spot + 1], spots[spot + 2], spots[spot + 3]] = [x, y, z, 0];
      toldAt[(row * STRIDE) / 2] = service.digest.capacity?.[0] ?? 0;
      const ids = { ...idsOf(service, site, at), slot, idKey: idKeyOf(service.id), available: service.digest.capacity?.[1] ?? 0, marks: marksOf(service, site) };
      for (const [name, field] of FIELDS) fields[row * STRIDE + field] = ids[name];
      coverage[row] = ids.coverage;
      cells[row] = point ? cellOf(point) : NO_CELL;
      for (const kind of service.digest.kinds) addBit(ofKind.get(HELP_KINDS[kind] as HelpKind) as Bits, row);
      return row;
    },
    remove(row: number): void {
      for (const bits of ofKind.values()) removeBit(bits, row);
      free.push(row);
    },
    /** The page of the row's opening hours. */
    pageAt: (row: number): number => space.fields[row * STRIDE + FIELD.hours] as number,
    setHistoryWorth(row: number, worth: number): void { space.spots[row * SPOT_STRIDE + HISTORY_WORTH] = worth; },
  };
}

/** `coverage` is in the records, too; by itself, and with `cells`, it is dense enough for a first look at every row. */
interface Space { toldAt: Float64Array; fields: Int32Array; spots: Float64Array; coverage: Int32Array; cells: Uint16Array }

function spaceFor(rows: number): Space {
  const records = new ArrayBuffer(rows * STRIDE * 4);
  return { toldAt: new Float64Array(records), fields: new Int32Array(records), spots: new Float64Array(rows * SPOT_STRIDE), coverage: new Int32Array(rows), cells: new Uint16Array(rows) };
}

function grow(space: Space): void {
  const larger = spaceFor(space.coverage.length * 2);
  larger.fields.set(space.fields);
  larger.spots.set(space.spots);
  larger.coverage.set(space.coverage);
  larger.cells.set(space.cells);
  Object.assign(space, larger);
}

/** The first four signs of an id as a number in the same order; equal numbers say nothing. */
export function idKeyOf(id: string): number {
  let key = 0;
  for (let at = 0; at < 4; at++) key = key * 128 + (at < id.length ? Math.min(id.charCodeAt(at), 127) : 0);
  return key;
}
