import { MATCH_RULES } from '../../contract/matching.js';
import type { MatchRule } from '../../contract/matching.js';
import type { HelpKind, Service } from '../../contract/directory.js';
import { FAIL, UNKNOWN, VERDICT_NUMBERS } from './area-book.js';
import { forEachInAny } from './bits.js';
import type { Bits } from './bits.js';
import { placesOf } from './candidate.js';
import type { Places } from './candidate.js';
import { hasRoom, mustSaySo } from './checks.js';
import { milesBetween, unitVectorOf } from './geography.js';
import { BARS_FROM_EMERGENCY } from './judge.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import type { QueryTables } from './query-tables.js';
import { NOTHING_TOLD, NOT_COUNTED, ONE_NUMBER, TRAVELS } from './row-table.js';
import type { RowTable } from './row-table.js';
import { makeShortlist } from './shortlist.js';
import { capacityValue, distanceValue, reachOf, scoreOf } from './soft-terms.js';
import type { Travel } from './candidate.js';

/** A rule's place in a mask of rules. */
export const placeOf = (rule: MatchRule): number => MATCH_RULES.indexOf(rule);
const maskOf = (rules: Iterable<MatchRule>): number => [...rules].reduce((mask, rule) => mask | (1 << placeOf(rule)), 0);
const AREA = maskOf(['area']);
const LETTER = maskOf(['letter']);
const BARRING = maskOf(BARS_FROM_EMERGENCY);
const AT = Object.fromEntries(MATCH_RULES.map((rule) => [rule, placeOf(rule)])) as Record<MatchRule, number>;

/** A service as the index holds it: its rows are in the order of its places. */
export interface Slot { service: Service; rows: readonly number[] }

/** A service by its number, at the row of the place that counts. Miles are `Infinity` where they are not known. */
export interface Chosen { slot: number; row: number; miles: number; score: number }

export interface FastRanking {
  matches: readonly Chosen[];
  phoneFirst: readonly Chosen[];
  excluded: readonly Chosen[];
  counts: ReadonlyMap<MatchRule, number>;
  frees: ReadonlyMap<MatchRule, number>;
  emergencyPlace: Chosen | null;
}

/** What only this person's own history says of a service: rules it fails by it, and whether it knows them. */
export interface Special { failed: number; known: boolean }

export interface FastRankInput {
  table: RowTable;
  slots: readonly (Slot | undefined)[];
  /** By slot: when it was last offered, in milliseconds, and what its record is worth. */
  lastOfferedAt: Float64Array;
  historyWorth: Float64Array;
  /** What certainty is worth, by the mask of unknown rules. */
  certainty: Float64Array;
  tables: QueryTables;
  special: ReadonlyMap<number, Special>;
  need: Need;
  context: MatchContext;
}

/** The same ranking as `rankServices`, over rows of numbers. Why each thing is as it is stands there and in `checks.ts`. */
export function rankRows({ table, slots, lastOfferedAt, historyWorth, certainty, tables, special, need, context }: FastRankInput): FastRanking {
  const { columns } = table;
  const { worth } = tables;
  const { policy, asOf } = context;
  const { letter } = need;
  const now = asOf.getTime();
  const weigh = weightsFor(policy.weights, need, tables);
  const person = need.place.point === null ? null : unitVectorOf(need.place.point);
  const reach = reachOf(need, policy);
  const apart = mustSaySo(letter);
  const idOf = (slot: number): string => (slots[slot] as Slot).service.id;

  const betterScore = (a: Chosen, b: Chosen): boolean => {
    if (a.score !== b.score) return a.score > b.score;
    const [offeredA, offeredB] = [lastOfferedAt[a.slot] as number, lastOfferedAt[b.slot] as number];
    return offeredA === offeredB ? idOf(a.slot) < idOf(b.slot) : offeredA < offeredB;
  };
  const nearer = (a: Chosen, b: Chosen): boolean => (a.miles === b.miles ? idOf(a.slot) < idOf(b.slot) : a.miles < b.miles);
  const matches = makeShortlist(need.most, betterScore);
  const phoneFirst = makeShortlist(need.most, betterScore);
  const excluded = makeShortlist(policy.excludedListed, nearer);
  const counts = new Uint32Array(MATCH_RULES.length);
  const frees = new Uint32Array(MATCH_RULES.length);

  // what `judgeRow` finds, kept here so that a row costs no object
  let failed = 0;
  let unknown = 0;
  let miles = Infinity;
  let available = 0;
  let places: Places['state'] = 'unknown';

  function note(verdict: number, at: number): void {
    failed |= (verdict >> 1) << at;
    unknown |= (verdict & 1) << at;
  }

  function measure(row: number): void {
    const measured = person === null ? NaN : milesBetween(person, columns.x[row] as number, columns.y[row] as number, columns.z[row] as number);
    miles = Number.isNaN(measured) ? Infinity : measured;
  }

  function readPlaces(row: number): void {
    const told = columns.told[row] as number;
    available = columns.available[row] as number;
    if (told === NOTHING_TOLD) places = 'unknown';
    else if (told === NOT_COUNTED) places = 'not-counted';
    else if (told === ONE_NUMBER) {
      const age = Math.max(0, (now - (columns.toldAt[row] as number)) / 60_000);
      places = age < (columns.freshMinutes[row] as number) ? (available > 0 ? 'free' : 'full') : 'not-confirmed';
    } else {
      const read = placesOf((slots[columns.slot[row] as number] as Slot).service, travelAt(row), context);
      places = read.state;
      available = read.told?.available ?? 0;
    }
  }

  const travelAt = (row: number): Travel => TRAVELS[columns.travels[row] as number] as Travel;

  /** What every rule says of a row whose distance was measured. */
  function judgeRow(row: number): void {
    failed = special.size === 0 ? 0 : special.get(columns.slot[row] as number)?.failed ?? 0;
    unknown = 0;
    readPlaces(row);
    const covered = tables.coverage[columns.coverage[row] as number] as number;
    note(covered === UNKNOWN && miles !== Infinity && miles > policy.outOfReachMiles ? FAIL : covered, AT.area);
    note(columns.running[row] as number, AT.active);
    note(tables.urgency(columns.urgency[row] as number), AT.letter);
    note(tables.ages(columns.ages[row] as number), AT.age);
    note(tables.exclusions(columns.exclusions[row] as number), AT.exclusion);
    note(tables.spoken(columns.spoken[row] as number), AT.language);
    note(tables.entrance(columns.entrance[row] as number), AT.access);
    note(tables.entry(columns.entry[row] as number), AT.entry);
    note(tables.hours(columns.hours[row] as number), AT.hours);
    note(VERDICT_NUMBERS[hasRoom(places, columns.waitlist[row] === 1, letter)], AT.capacity);
  }

  /** In the order of the terms, because sums of fractions depend on it. */
  function scoreRow(row: number): number {
    const slot = columns.slot[row] as number;
    const ease = columns.ease[row] as number;
    const { setting, intake, cost, walkIn } = worth.ease[ease] as (typeof worth.ease)[number];
    const { weights } = policy;
    let sum = (certainty[unknown] as number) * weights.certainty;
    sum += distanceValue(miles === Infinity ? null : miles, travelAt(row), reach) * weights.distance;
    sum += capacityValue(places, available) * weights.capacity;
    sum += tables.hoursWorth(columns.hours[row] as number) * weights.hours;
    sum += setting * weights.setting;
    sum += worth.entry(columns.entry[row] as number) * weights.entry;
    sum += intake * weights.intake;
    sum += (historyWorth[slot] as number) * weights.history;
    if (worth.wishes) sum += worth.wishes(columns.traits[row] as number) * weights.wishes;
    if (need.knownServiceIds.size > 0) sum += (special.get(slot)?.known ? 1 : 0) * weights.continuity;
    if (worth.language) sum += worth.language(columns.spoken[row] as number) * weights.language;
    if (worth.fit) sum += worth.fit(columns.kinds[row] as number) * weights.fit;
    sum += cost * weights.cost;
    sum += walkIn * weights['walk-in'];
    if (worth.company) sum += worth.company(ease) * weights.company;
    return scoreOf(sum, weigh);
  }

  /** Puts the row that was judged last where its service belongs. */
  function settle(row: number): void {
    const slot = columns.slot[row] as number;
    if (failed === 0) {
      const score = scoreRow(row);
      const list = apart && (unknown & LETTER) !== 0 ? phoneFirst : matches;
      if (list.last === null || score >= list.last.score) list.offer({ slot, row, miles, score });
      return;
    }
    const first = 31 - Math.clz32(failed & -failed);
    const only = (failed & (failed - 1)) === 0;
    const near = miles <= policy.countedWithinMiles;
    const inTheArea = (failed & AREA) === 0 && ((unknown & AREA) === 0 || near || miles === Infinity);
    if (only && (inTheArea || near)) frees[first] = (frees[first] as number) + 1;
    if (!inTheArea) return;
    counts[first] = (counts[first] as number) + 1;
    if (excluded.last === null || miles <= excluded.last.miles) excluded.offer({ slot, row, miles, score: 0 });
  }

  const seen = new Set<number>();

  /** Of several places the nearest that can take them; see `judgeService`. */
  function visitSeveral(slot: number): void {
    if (seen.has(slot)) return;
    seen.add(slot);
    let best = { row: -1, failed: AREA, miles: Infinity };
    for (const row of (slots[slot] as Slot).rows) {
      measure(row);
      judgeRow(row);
      if (best.row === -1 || isBetter(failed, miles, best)) best = { row, failed, miles };
    }
    measure(best.row);
    judgeRow(best.row);
    settle(best.row);
  }

  /** True when the row's service surely does not serve where they are; leaves the distance measured otherwise. */
  function isElsewhere(row: number): boolean {
    const covered = tables.coverage[columns.coverage[row] as number];
    if (covered === FAIL) return true;
    measure(row);
    return covered === UNKNOWN && miles !== Infinity && miles > policy.outOfReachMiles;
  }

  const kinds = kindBits(table, need.kinds);
  forEachInAny(kinds, (row) => {
    if (isElsewhere(row)) return;
    if (columns.alone[row] === 0) visitSeveral(columns.slot[row] as number);
    else {
      judgeRow(row);
      settle(row);
    }
  });
  // services of other areas matter only when nothing else is left to say
  if (matches.all.length === 0 && phoneFirst.all.length === 0) {
    forEachInAny(kinds, (row) => {
      if (!isElsewhere(row)) return;
      measure(row);
      if (miles > policy.countedWithinMiles) return;
      if (columns.alone[row] === 0) visitSeveral(columns.slot[row] as number);
      else {
        judgeRow(row);
        settle(row);
      }
    });
  }
  return {
    matches: matches.all, phoneFirst: phoneFirst.all, excluded: excluded.all, counts: byRule(counts), frees: byRule(frees), emergencyPlace: findEmergencyPlace(),
  };

  function findEmergencyPlace(): Chosen | null {
    let nearest: Chosen | null = null;
    forEachInAny(kindBits(table, ['emergency-department']), (row) => {
      measure(row);
      const found = { slot: columns.slot[row] as number, row, miles, score: 0 };
      if (miles === Infinity || (nearest !== null && !isNearerPlace(found, nearest))) return;
      judgeRow(row);
      if ((failed & BARRING) === 0 && !tables.isShut(columns.hours[row] as number)) nearest = found;
    });
    return nearest;
  }

  function isNearerPlace(a: Chosen, b: Chosen): boolean {
    if (a.slot !== b.slot || a.miles !== b.miles) return nearer(a, b);
    const { rows } = slots[a.slot] as Slot;
    return rows.indexOf(a.row) < rows.indexOf(b.row);
  }
}

const kindBits = ({ ofKind }: RowTable, kinds: readonly HelpKind[]): Bits[] => kinds.map((kind) => ofKind.get(kind)).filter((bits) => bits !== undefined);

/** First one that serves where they are, then one that fails nothing, then the nearer one. */
function isBetter(failed: number, miles: number, best: { failed: number; miles: number }): boolean {
  const served = (failed & AREA) - (best.failed & AREA);
  if (served !== 0) return served < 0;
  const fails = Number(failed !== 0) - Number(best.failed !== 0);
  return fails !== 0 ? fails < 0 : miles < best.miles;
}

/** The sum of the weights of all terms that this need asks for, in their order. */
function weightsFor(weights: MatchContext['policy']['weights'], need: Need, { worth }: QueryTables): number {
  let sum = weights.certainty + weights.distance + weights.capacity + weights.hours + weights.setting + weights.entry + weights.intake + weights.history;
  if (worth.wishes) sum += weights.wishes;
  if (need.knownServiceIds.size > 0) sum += weights.continuity;
  if (worth.language) sum += weights.language;
  if (worth.fit) sum += weights.fit;
  sum += weights.cost;
  sum += weights['walk-in'];
  return worth.company ? sum + weights.company : sum;
}

const byRule = (numbers: Uint32Array): Map<MatchRule, number> => new Map(MATCH_RULES.map((rule, at) => [rule, numbers[at] as number]));
