import { ACCESS_CODES, CAPACITY_KINDS, EXCLUSION_RULES, HELP_KINDS, TRAITS } from '../../contract/directory.js';
import type { AccessCode, CapacityKind, ExclusionRule, HelpKind, Service, ServiceLocation, Setting, Trait, UrgencyTaken } from '../../contract/directory.js';
import type { AreaBook } from './area-book.js';
import { VERDICT_NUMBERS } from './area-book.js';
import { addBit, makeBits, removeBit } from './bits.js';
import type { Bits } from './bits.js';
import { countsPlaces, settingOf, travelOf } from './candidate.js';
import type { Travel } from './candidate.js';
import { isRunning, spokenAt } from './checks.js';
import type { Spoken } from './checks.js';
import { makeDictionary } from './dictionary.js';
import { isPoint, unitVectorOf } from './geography.js';
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
 * One record of 128 bytes for a service at one of its places, everything of it side by side: a search jumps from record to
 * record, and what it waits for is memory. Large numbers (`at` counts 8 bytes), whole numbers (`at` counts 4 bytes).
 */
export const LARGE = { x: 0, y: 1, z: 2, toldAt: 3, historyWorth: 4, idKey: 5 } as const;
export const WHOLE = {
  slot: 12, kinds: 13, coverage: 14, hours: 15, entry: 16, ages: 17, exclusions: 18, spoken: 19, entrance: 20, traits: 21, ease: 22, available: 23, urgency: 24, marks: 25,
} as const;
export const LARGE_STRIDE = 16;
export const WHOLE_STRIDE = 32;

/** Small things that share one number. */
export const marks = {
  pack: (running: number, travel: number, told: number, kind: number, waitlist: boolean, alone: boolean): number =>
    running | (travel << 2) | (told << 4) | (kind << 6) | (waitlist ? 256 : 0) | (alone ? 512 : 0),
  running: (packed: number): number => packed & 3,
  travel: (packed: number): number => (packed >> 2) & 3,
  told: (packed: number): number => (packed >> 4) & 3,
  capacityKind: (packed: number): number => (packed >> 6) & 3,
  waitlist: (packed: number): boolean => (packed & 256) !== 0,
  alone: (packed: number): boolean => (packed & 512) !== 0,
};

/** What the first look needs, much denser: whether the area may fit, and roughly where it is. */
export const ROUGH_STRIDE = 4;
export const ROUGH_COVERAGE = 3;

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
    if (row * LARGE_STRIDE >= space.large.length) grow(space);
    return row;
  }

  function idsOf(service: Service, site: ServiceLocation | null, travel: Travel): Omit<Record<keyof typeof WHOLE, number>, 'slot' | 'available' | 'marks'> {
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
      urgency: values.urgency.idOf(handrail.urgency === 'unknown' ? '' : handrail.urgency.from + handrail.urgency.to, () => handrail.urgency),
    };
  }

  return {
    space, values, ofKind,
    /** @returns the row */
    add(slot: number, service: Service, site: ServiceLocation | null): number {
      const row = take();
      const { large, whole, rough, roughIds } = space;
      const [first, at] = [row * LARGE_STRIDE, row * WHOLE_STRIDE];
      const travel = travelOf(service, site);
      const [told] = service.capacities;
      const { x, y, z } = vectorOf(site, travel);
      large.set([x, y, z, told?.updatedAt.getTime() ?? 0, 0, idKeyOf(service.id)], first);
      const ids = idsOf(service, site, travel);
      for (const [name, id] of Object.entries(ids)) whole[at + WHOLE[name as keyof typeof ids]] = id;
      whole[at + WHOLE.slot] = slot;
      whole[at + WHOLE.available] = told?.available ?? 0;
      whole[at + WHOLE.marks] = marks.pack(
        VERDICT_NUMBERS[isRunning(service, closedAlertBeginnings)], TRAVELS.indexOf(travel), howTold(service, travel),
        told ? capacityKindNumber(told.handrail.kind) : 0, service.handrail.waitlist === true, service.locations.length < 2,
      );
      rough.set([x, y, z], row * ROUGH_STRIDE);
      roughIds[row * ROUGH_STRIDE + ROUGH_COVERAGE] = ids.coverage;
      for (const kind of service.handrail.kinds) addBit(ofKind.get(kind) as Bits, row);
      return row;
    },
    remove(row: number): void {
      for (const bits of ofKind.values()) removeBit(bits, row);
      free.push(row);
    },
    setHistoryWorth(row: number, worth: number): void { space.large[row * LARGE_STRIDE + LARGE.historyWorth] = worth; },
  };
}

interface Space { large: Float64Array; whole: Int32Array; rough: Float32Array; roughIds: Int32Array }

function spaceFor(rows: number): Space {
  const [records, roughly] = [new ArrayBuffer(rows * LARGE_STRIDE * 8), new ArrayBuffer(rows * ROUGH_STRIDE * 4)];
  return { large: new Float64Array(records), whole: new Int32Array(records), rough: new Float32Array(roughly), roughIds: new Int32Array(roughly) };
}

function grow(space: Space): void {
  const larger = spaceFor((space.large.length / LARGE_STRIDE) * 2);
  larger.whole.set(space.whole);
  larger.roughIds.set(space.roughIds);
  Object.assign(space, larger);
}

function vectorOf(site: ServiceLocation | null, travel: Travel): { x: number; y: number; z: number } {
  const { latitude, longitude } = site?.location ?? { latitude: null, longitude: null };
  const known = travel !== 'none' && latitude !== null && longitude !== null && isPoint({ latitude, longitude });
  return known ? unitVectorOf({ latitude, longitude }) : { x: NaN, y: NaN, z: NaN };
}

const howTold = (service: Service, travel: Travel): number => {
  if (service.capacities.length === 0) return countsPlaces(service, travel) ? NOTHING_TOLD : NOT_COUNTED;
  return service.capacities.length === 1 ? ONE_NUMBER : SEVERAL_NUMBERS;
};

const capacityKindNumber = (kind: CapacityKind): number => CAPACITY_KINDS.indexOf(kind);

/** The first six signs of an id as a number in the same order; equal numbers say nothing. */
export function idKeyOf(id: string): number {
  let key = 0;
  for (let at = 0; at < 6; at++) key = key * 256 + (at < id.length ? Math.min(id.charCodeAt(at), 255) : 0);
  return key;
}

/** A set of listed words as one number, written down. */
const masked = <T extends string>(words: readonly T[], list: readonly T[]): string => {
  let mask = 0;
  for (const word of words) mask |= 1 << list.indexOf(word);
  return mask.toString(36);
};
