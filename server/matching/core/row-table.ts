import { ACCESS_CODES, CAPACITY_KINDS, EXCLUSION_RULES, HELP_KINDS, TRAITS } from '../../contract/directory.js';
import type { AccessCode, ExclusionRule, HelpKind, Service, ServiceLocation, Setting, Trait, UrgencyTaken } from '../../contract/directory.js';
import type { AreaBook } from './area-book.js';
import { VERDICT_NUMBERS } from './area-book.js';
import { addBit, makeBits, removeBit } from './bits.js';
import type { Bits } from './bits.js';
import { countsPlaces, settingOf, travelOf } from './candidate.js';
import type { Travel } from './candidate.js';
import { isRunning, spokenAt } from './checks.js';
import type { Spoken } from './checks.js';
import { makeDictionary } from './dictionary.js';
import { NO_CELL, cellOf, isPoint, unitVectorOf } from './geography.js';
import type { Point } from './geography.js';
import type { HoursBook } from './hours-book.js';
import { costOf, isReachable } from './soft-terms.js';
import type { Cost } from './soft-terms.js';

/** What makes a service pleasant or easy, apart from what needs a list. */
export interface Ease { setting: Setting | null; reachable: boolean; cost: Cost; walkIn: boolean | null; pets: boolean | null; dependants: boolean | null }
export interface Entrance { has: readonly AccessCode[]; lacks: readonly AccessCode[]; travel: Travel }
export interface EntryKnown { assuredOn: string | null; reviewed: boolean }

export const TRAVELS: readonly Travel[] = ['none', 'to-person', 'to-place'];

/** What is told about free places. */
export const NOTHING_TOLD = 0;
export const NOT_COUNTED = 1;
export const ONE_NUMBER = 2;
export const SEVERAL_NUMBERS = 3;

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

  function idsOf(service: Service, site: ServiceLocation | null, travel: Travel): Omit<Record<keyof typeof FIELD, number>, 'idKey' | 'slot' | 'available' | 'marks'> {
    const { handrail, age, assuredOn } = service;
    const spoken = spokenAt(service, site);
    const { has, lacks } = site?.location.handrail.access ?? { has: [], lacks: [] };
    const reviewed = handrail.review === null;
    const ease: Ease = {
      setting: settingOf(service), reachable: isReachable(service), cost: costOf(service), walkIn: handrail.walkIn,
      pets: handrail.accepts.pets, dependants: handrail.accepts.dependants,
    };
    return {
      kinds: values.kinds.idOf(masked(handrail.kinds, HELP_KINDS), () => handrail.kinds),
      coverage: areas.coverageOf(service, site, travel !== 'none'),
      hours: hours.pageOf(service, site, null),
      entry: values.entry.idOf(`${assuredOn} ${reviewed}`, () => ({ assuredOn, reviewed })),
      ages: values.ages.idOf(`${age.minimum} ${age.maximum}`, () => age),
      exclusions: values.exclusions.idOf(masked(handrail.exclusions, EXCLUSION_RULES), () => handrail.exclusions),
      spoken: values.spoken.idOf(`${[...spoken.own].sort().join()} ${spoken.interpreted ? [...spoken.interpreted].sort().join() : '?'}`, () => spoken),
      entrance: values.entrance.idOf(`${travel} ${masked(has, ACCESS_CODES)} ${masked(lacks, ACCESS_CODES)}`, () => ({ has, lacks, travel })),
      traits: values.traits.idOf(masked(handrail.traits, TRAITS), () => handrail.traits),
      ease: values.ease.idOf(Object.values(ease).join(), () => ease),
    };
  }

  function marksOf(service: Service, travel: Travel): number {
    const { handrail: { urgency, waitlist }, capacities: [told], locations } = service;
    const taken = values.urgency.idOf(urgency === 'unknown' ? '' : urgency.from + urgency.to, () => urgency);
    return marks.pack(
      VERDICT_NUMBERS[isRunning(service, closedAlertBeginnings)], TRAVELS.indexOf(travel), howTold(service, travel),
      told ? CAPACITY_KINDS.indexOf(told.handrail.kind) : 0, waitlist === true, locations.length < 2, taken,
    );
  }

  return {
    space, values, ofKind,
    /** @returns the row */
    add(slot: number, service: Service, site: ServiceLocation | null): number {
      const row = take();
      const { fields, toldAt, spots, coverage, cells } = space;
      const travel = travelOf(service, site);
      const [told] = service.capacities;
      const point = groundOf(site, travel);
      const { x, y, z } = point ? unitVectorOf(point) : { x: NaN, y: NaN, z: NaN };
      spots.set([x, y, z, 0], row * SPOT_STRIDE);
      toldAt[(row * STRIDE) / 2] = told?.updatedAt.getTime() ?? 0;
      const ids = { ...idsOf(service, site, travel), slot, idKey: idKeyOf(service.id), available: told?.available ?? 0, marks: marksOf(service, travel) };
      for (const [name, value] of Object.entries(ids)) fields[row * STRIDE + FIELD[name as keyof typeof ids]] = value;
      coverage[row] = ids.coverage;
      cells[row] = point ? cellOf(point) : NO_CELL;
      for (const kind of service.handrail.kinds) addBit(ofKind.get(kind) as Bits, row);
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

/** Where somebody would have to travel; null when nobody told, or nobody travels. */
export function groundOf(site: ServiceLocation | null, travel: Travel): Point | null {
  const { latitude, longitude } = site?.location ?? { latitude: null, longitude: null };
  return travel !== 'none' && latitude !== null && longitude !== null && isPoint({ latitude, longitude }) ? { latitude, longitude } : null;
}

const howTold = (service: Service, travel: Travel): number => {
  if (service.capacities.length === 0) return countsPlaces(service, travel) ? NOTHING_TOLD : NOT_COUNTED;
  return service.capacities.length === 1 ? ONE_NUMBER : SEVERAL_NUMBERS;
};

/** The first four signs of an id as a number in the same order; equal numbers say nothing. */
export function idKeyOf(id: string): number {
  let key = 0;
  for (let at = 0; at < 4; at++) key = key * 128 + (at < id.length ? Math.min(id.charCodeAt(at), 127) : 0);
  return key;
}

/** A set of listed words as one number, written down. */
const masked = <T extends string>(words: readonly T[], list: readonly T[]): string => {
  let mask = 0;
  for (const word of words) mask |= 1 << list.indexOf(word);
  return mask.toString(36);
};
