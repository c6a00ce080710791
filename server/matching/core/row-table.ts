import { ACCESS_CODES, EXCLUSION_RULES, HELP_KINDS, TRAITS } from '../../contract/directory.js';
import type { AccessCode, ExclusionRule, HelpKind, Service, ServiceLocation, Setting, Trait, UrgencyTaken } from '../../contract/directory.js';
import type { AreaBook } from './area-book.js';
import { VERDICT_NUMBERS } from './area-book.js';
import { addBit, makeBits, removeBit } from './bits.js';
import type { Bits } from './bits.js';
import { countsPlaces, settingOf, travelOf } from './candidate.js';
import type { Travel } from './candidate.js';
import { makeDictionary } from './dictionary.js';
import { isPoint, unitVectorOf } from './geography.js';
import { isRunning, spokenAt } from './checks.js';
import type { Spoken } from './checks.js';
import type { HoursBook } from './hours-book.js';
import { costOf, isReachable } from './soft-terms.js';
import type { Cost } from './soft-terms.js';

/** What is told about free places, for tables: nothing, nothing needed, one number, several. */
export const NOTHING_TOLD = 0;
export const NOT_COUNTED = 1;
export const ONE_NUMBER = 2;
export const SEVERAL_NUMBERS = 3;

/** What makes a service pleasant or easy, apart from what needs a list. */
export interface Ease { setting: Setting | null; reachable: boolean; cost: Cost; walkIn: boolean | null; pets: boolean | null; dependants: boolean | null }
export interface Entrance { has: readonly AccessCode[]; lacks: readonly AccessCode[]; travel: Travel }
export interface EntryKnown { assuredOn: string | null; reviewed: boolean }

/** One row for a service at one of its places: numbers side by side, shared values by their number in a dictionary. */
const COLUMNS = {
  slot: Int32Array, kinds: Int32Array, coverage: Int32Array, running: Uint8Array, urgency: Uint8Array, ages: Int32Array, exclusions: Int32Array,
  spoken: Int32Array, entrance: Int32Array, entry: Int32Array, hours: Int32Array, traits: Int32Array, ease: Int32Array, travels: Uint8Array,
  alone: Uint8Array, told: Uint8Array, available: Int32Array, toldAt: Float64Array, freshMinutes: Float64Array, waitlist: Uint8Array,
  x: Float64Array, y: Float64Array, z: Float64Array,
} as const;
type Columns = { -readonly [Name in keyof typeof COLUMNS]: InstanceType<(typeof COLUMNS)[Name]> };

export const TRAVELS: readonly Travel[] = ['none', 'to-person', 'to-place'];

export type RowTable = ReturnType<typeof makeRowTable>;

export interface RowTableNeeds {
  hours: HoursBook;
  areas: AreaBook;
  closedAlertBeginnings: readonly string[];
  freshMinutes: Readonly<Record<'bed' | 'team' | 'programme', number>>;
}

/** Services as columns of numbers, so that a hundred thousand of them can be looked through in milliseconds. */
export function makeRowTable({ hours, areas, closedAlertBeginnings, freshMinutes }: RowTableNeeds) {
  let length = 64;
  const columns = Object.fromEntries(Object.entries(COLUMNS).map(([name, Kind]) => [name, new Kind(length)])) as unknown as Columns;
  let used = 0;
  const free: number[] = [];
  const ofKind = new Map<HelpKind, Bits>(HELP_KINDS.map((kind) => [kind, makeBits()]));
  const values = {
    kinds: makeDictionary<readonly HelpKind[]>(), urgency: makeDictionary<UrgencyTaken>(), ages: makeDictionary<Service['age']>(),
    exclusions: makeDictionary<readonly ExclusionRule[]>(), spoken: makeDictionary<Spoken>(), entrance: makeDictionary<Entrance>(),
    entry: makeDictionary<EntryKnown>(), traits: makeDictionary<readonly Trait[]>(), ease: makeDictionary<Ease>(),
  };

  function grow(): void {
    length *= 2;
    for (const [name, Kind] of Object.entries(COLUMNS)) {
      const longer = new Kind(length);
      longer.set(columns[name as keyof Columns] as never);
      columns[name as 'slot'] = longer as Int32Array<ArrayBuffer>;
    }
  }

  function take(): number {
    const row = free.pop() ?? used++;
    if (row >= length) grow();
    return row;
  }

  function writePlaces(row: number, service: Service, travel: Travel): void {
    const [told] = service.capacities;
    columns.told[row] = !told ? (countsPlaces(service, travel) ? NOTHING_TOLD : NOT_COUNTED) : service.capacities.length === 1 ? ONE_NUMBER : SEVERAL_NUMBERS;
    columns.available[row] = told?.available ?? 0;
    columns.toldAt[row] = told?.updatedAt.getTime() ?? 0;
    columns.freshMinutes[row] = told ? freshMinutes[told.handrail.kind] : 0;
    columns.waitlist[row] = service.handrail.waitlist === true ? 1 : 0;
  }

  function writePoint(row: number, site: ServiceLocation | null, travel: Travel): void {
    const { latitude, longitude } = site?.location ?? { latitude: null, longitude: null };
    const known = travel !== 'none' && latitude !== null && longitude !== null && isPoint({ latitude, longitude });
    const { x, y, z } = known ? unitVectorOf({ latitude, longitude }) : { x: NaN, y: NaN, z: NaN };
    columns.x[row] = x;
    columns.y[row] = y;
    columns.z[row] = z;
  }

  return {
    columns, values, ofKind,
    /** @returns the row */
    add(slot: number, service: Service, site: ServiceLocation | null): number {
      const row = take();
      columns.alone[row] = service.locations.length > 1 ? 0 : 1;
      const { handrail, age, assuredOn } = service;
      const travel = travelOf(service, site);
      columns.slot[row] = slot;
      columns.kinds[row] = values.kinds.idOf(masked(handrail.kinds, HELP_KINDS), () => handrail.kinds);
      columns.coverage[row] = areas.coverageOf(service, site, travel !== 'none');
      columns.running[row] = VERDICT_NUMBERS[isRunning(service, closedAlertBeginnings)];
      columns.urgency[row] = values.urgency.idOf(handrail.urgency === 'unknown' ? '' : handrail.urgency.from + handrail.urgency.to, () => handrail.urgency);
      columns.ages[row] = values.ages.idOf(`${age.minimum} ${age.maximum}`, () => age);
      columns.exclusions[row] = values.exclusions.idOf(masked(handrail.exclusions, EXCLUSION_RULES), () => handrail.exclusions);
      const spoken = spokenAt(service, site);
      columns.spoken[row] = values.spoken.idOf(`${[...spoken.own].sort().join()} ${spoken.interpreted ? [...spoken.interpreted].sort().join() : '?'}`, () => spoken);
      const { has, lacks } = site?.location.handrail.access ?? { has: [], lacks: [] };
      columns.entrance[row] = values.entrance.idOf(`${travel} ${masked(has, ACCESS_CODES)} ${masked(lacks, ACCESS_CODES)}`, () => ({ has, lacks, travel }));
      const reviewed = handrail.review === null;
      columns.entry[row] = values.entry.idOf(`${assuredOn} ${reviewed}`, () => ({ assuredOn, reviewed }));
      columns.hours[row] = hours.pageOf(service, site, null);
      columns.traits[row] = values.traits.idOf(masked(handrail.traits, TRAITS), () => handrail.traits);
      const ease: Ease = {
        setting: settingOf(service), reachable: isReachable(service), cost: costOf(service), walkIn: handrail.walkIn,
        pets: handrail.accepts.pets, dependants: handrail.accepts.dependants,
      };
      columns.ease[row] = values.ease.idOf(Object.values(ease).join(), () => ease);
      columns.travels[row] = TRAVELS.indexOf(travel);
      writePlaces(row, service, travel);
      writePoint(row, site, travel);
      for (const kind of handrail.kinds) addBit(ofKind.get(kind) as Bits, row);
      return row;
    },
    remove(row: number): void {
      for (const bits of ofKind.values()) removeBit(bits, row);
      free.push(row);
    },
  };
}

/** A set of listed words as one number, written down. */
const masked = <T extends string>(words: readonly T[], list: readonly T[]): string => {
  let mask = 0;
  for (const word of words) mask |= 1 << list.indexOf(word);
  return mask.toString(36);
};
