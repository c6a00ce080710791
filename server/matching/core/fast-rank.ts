import { CAPACITY_KINDS } from '../../contract/directory.js';
import type { CapacityKind, HelpKind, Service } from '../../contract/directory.js';
import { MATCH_RULES } from '../../contract/matching.js';
import type { MatchRule } from '../../contract/matching.js';
import { FAIL, UNKNOWN, VERDICT_NUMBERS } from './area-book.js';
import { forEachInAny } from './bits.js';
import type { Bits } from './bits.js';
import { placesOf } from './candidate.js';
import type { Places, Travel } from './candidate.js';
import { hasRoom, mustSaySo } from './checks.js';
import { chordOf, milesBetween, unitVectorOf } from './geography.js';
import { BARS_FROM_EMERGENCY } from './judge.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import type { EaseWorth, QueryTables } from './query-tables.js';
import { LARGE, LARGE_STRIDE, NOTHING_TOLD, NOT_COUNTED, ONE_NUMBER, ROUGH_COVERAGE, ROUGH_STRIDE, TRAVELS, WHOLE, WHOLE_STRIDE, marks } from './row-table.js';
import type { RowTable } from './row-table.js';
import { makeShortlist } from './shortlist.js';
import { capacityValue, distanceValue, reachOf, scoreOf } from './soft-terms.js';

/** A rule's place in a mask of rules. */
export const placeOf = (rule: MatchRule): number => MATCH_RULES.indexOf(rule);
const maskOf = (rules: Iterable<MatchRule>): number => [...rules].reduce((mask, rule) => mask | (1 << placeOf(rule)), 0);
const AREA = maskOf(['area']);
const LETTER = maskOf(['letter']);
const BARRING = maskOf(BARS_FROM_EMERGENCY);
const AT = Object.fromEntries(MATCH_RULES.map((rule) => [rule, placeOf(rule)])) as Record<MatchRule, number>;

/** A service as the index holds it: its rows are in the order of its places. */
export interface Slot { service: Service; rows: readonly number[]; lastOfferedAt: number }

/** A service by its number, at the row of the place that counts. Miles are `Infinity` where they are not known. */
export interface Chosen { slot: number; row: number; miles: number; score: number; idKey: number }

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
  /** What certainty is worth, by the mask of unknown rules. */
  certainty: Float64Array;
  tables: QueryTables;
  special: ReadonlyMap<number, Special>;
  need: Need;
  context: MatchContext;
}

/** The same ranking as `rankServices`, over records of numbers. Why each thing is as it is stands there and in `checks.ts`. */
export function rankRows({ table, slots, certainty, tables, special, need, context }: FastRankInput): FastRanking {
  const { large, whole, rough, roughIds } = table.space;
  const { worth, coverage } = tables;
  const { policy, asOf, directory } = context;
  const { letter } = need;
  const { weights } = policy;
  const now = asOf.getTime();
  const weigh = weightsFor(weights, need, tables);
  const person = need.place.point === null ? null : unitVectorOf(need.place.point);
  const farOff = chordOf(policy.outOfReachMiles) + ROUGHLY;
  const reach = reachOf(need, policy);
  const apart = mustSaySo(letter);
  const freshMinutes = CAPACITY_KINDS.map((kind: CapacityKind) => directory.freshMinutes[kind]);
  const slotAt = (slot: number): Slot => slots[slot] as Slot;

  const idFirst = (a: Chosen, b: Chosen): boolean => (a.idKey === b.idKey ? slotAt(a.slot).service.id < slotAt(b.slot).service.id : a.idKey < b.idKey);
  const betterScore = (a: Chosen, b: Chosen): boolean => {
    if (a.score !== b.score) return a.score > b.score;
    const [offeredA, offeredB] = [slotAt(a.slot).lastOfferedAt, slotAt(b.slot).lastOfferedAt];
    return offeredA === offeredB ? idFirst(a, b) : offeredA < offeredB;
  };
  const nearer = (a: Chosen, b: Chosen): boolean => (a.miles === b.miles ? idFirst(a, b) : a.miles < b.miles);
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
  let travel: Travel = 'to-place';

  function note(verdict: number, at: number): void {
    failed |= (verdict >> 1) << at;
    unknown |= (verdict & 1) << at;
  }

  /** Surely of another area. Rows that may be near pass, and are measured exactly later. */
  function isElsewhere(row: number): boolean {
    const at = row * ROUGH_STRIDE;
    const covered = coverage[roughIds[at + ROUGH_COVERAGE] as number];
    if (covered !== UNKNOWN || person === null) return covered === FAIL;
    const x = person.x - (rough[at] as number);
    const y = person.y - (rough[at + 1] as number);
    const z = person.z - (rough[at + 2] as number);
    return x * x + y * y + z * z > farOff * farOff;
  }

  function measure(row: number): void {
    const at = row * LARGE_STRIDE;
    const measured = person === null ? NaN : milesBetween(person, large[at] as number, large[at + 1] as number, large[at + 2] as number);
    miles = Number.isNaN(measured) ? Infinity : measured;
  }

  function readPlaces(row: number, packed: number): void {
    const told = marks.told(packed);
    available = whole[row * WHOLE_STRIDE + WHOLE.available] as number;
    if (told === NOTHING_TOLD) places = 'unknown';
    else if (told === NOT_COUNTED) places = 'not-counted';
    else if (told === ONE_NUMBER) {
      const age = Math.max(0, (now - (large[row * LARGE_STRIDE + LARGE.toldAt] as number)) / 60_000);
      places = age < (freshMinutes[marks.capacityKind(packed)] as number) ? (available > 0 ? 'free' : 'full') : 'not-confirmed';
    } else {
      const read = placesOf(slotAt(whole[row * WHOLE_STRIDE + WHOLE.slot] as number).service, travel, context);
      places = read.state;
      available = read.told?.available ?? 0;
    }
  }

  /** What every rule says of a row. */
  function judgeRow(row: number): void {
    const at = row * WHOLE_STRIDE;
    const packed = whole[at + WHOLE.marks] as number;
    failed = special.size === 0 ? 0 : special.get(whole[at + WHOLE.slot] as number)?.failed ?? 0;
    unknown = 0;
    travel = TRAVELS[marks.travel(packed)] as Travel;
    measure(row);
    readPlaces(row, packed);
    const covered = coverage[whole[at + WHOLE.coverage] as number] as number;
    note(covered === UNKNOWN && miles !== Infinity && miles > policy.outOfReachMiles ? FAIL : covered, AT.area);
    note(marks.running(packed), AT.active);
    note(tables.urgency(whole[at + WHOLE.urgency] as number), AT.letter);
    note(tables.ages(whole[at + WHOLE.ages] as number), AT.age);
    note(tables.exclusions(whole[at + WHOLE.exclusions] as number), AT.exclusion);
    note(tables.spoken(whole[at + WHOLE.spoken] as number), AT.language);
    note(tables.entrance(whole[at + WHOLE.entrance] as number), AT.access);
    note(tables.entry(whole[at + WHOLE.entry] as number), AT.entry);
    note(tables.hours(whole[at + WHOLE.hours] as number), AT.hours);
    note(VERDICT_NUMBERS[hasRoom(places, marks.waitlist(packed), letter)], AT.capacity);
  }

  /** Of the row that was judged last. In the order of the terms, because sums of fractions depend on it. */
  function scoreRow(row: number): number {
    const at = row * WHOLE_STRIDE;
    const ease = whole[at + WHOLE.ease] as number;
    const { setting, intake, cost, walkIn } = worth.ease[ease] as EaseWorth;
    let sum = (certainty[unknown] as number) * weights.certainty;
    sum += distanceValue(miles === Infinity ? null : miles, travel, reach) * weights.distance;
    sum += capacityValue(places, available) * weights.capacity;
    sum += tables.hoursWorth(whole[at + WHOLE.hours] as number) * weights.hours;
    sum += setting * weights.setting;
    sum += worth.entry(whole[at + WHOLE.entry] as number) * weights.entry;
    sum += intake * weights.intake;
    sum += (large[row * LARGE_STRIDE + LARGE.historyWorth] as number) * weights.history;
    if (worth.wishes) sum += worth.wishes(whole[at + WHOLE.traits] as number) * weights.wishes;
    if (need.knownServiceIds.size > 0) sum += (special.get(whole[at + WHOLE.slot] as number)?.known ? 1 : 0) * weights.continuity;
    if (worth.language) sum += worth.language(whole[at + WHOLE.spoken] as number) * weights.language;
    if (worth.fit) sum += worth.fit(whole[at + WHOLE.kinds] as number) * weights.fit;
    sum += cost * weights.cost;
    sum += walkIn * weights['walk-in'];
    if (worth.company) sum += worth.company(ease) * weights.company;
    return scoreOf(sum, weigh);
  }

  const chosen = (row: number, score: number): Chosen =>
    ({ slot: whole[row * WHOLE_STRIDE + WHOLE.slot] as number, row, miles, score, idKey: large[row * LARGE_STRIDE + LARGE.idKey] as number });

  /** Puts the row that was judged last where its service belongs. */
  function settle(row: number): void {
    if (failed === 0) {
      const score = scoreRow(row);
      const list = apart && (unknown & LETTER) !== 0 ? phoneFirst : matches;
      if (list.last === null || score >= list.last.score) list.offer(chosen(row, score));
      return;
    }
    const first = 31 - Math.clz32(failed & -failed);
    const only = (failed & (failed - 1)) === 0;
    const near = miles <= policy.countedWithinMiles;
    const inTheArea = (failed & AREA) === 0 && ((unknown & AREA) === 0 || near || miles === Infinity);
    if (only && (inTheArea || near)) frees[first] = (frees[first] as number) + 1;
    if (!inTheArea) return;
    counts[first] = (counts[first] as number) + 1;
    if (excluded.last === null || miles <= excluded.last.miles) excluded.offer(chosen(row, 0));
  }

  const seen = new Set<number>();

  /** Of several places the nearest that can take them; see `judgeService`. */
  function settleSeveral(slot: number): void {
    if (seen.has(slot)) return;
    seen.add(slot);
    let best = { row: -1, failed: AREA, miles: Infinity };
    for (const row of slotAt(slot).rows) {
      judgeRow(row);
      if (best.row === -1 || isBetter(failed, miles, best)) best = { row, failed, miles };
    }
    judgeRow(best.row);
    settle(best.row);
  }

  function visit(row: number): void {
    const at = row * WHOLE_STRIDE;
    if (!marks.alone(whole[at + WHOLE.marks] as number)) {
      settleSeveral(whole[at + WHOLE.slot] as number);
      return;
    }
    judgeRow(row);
    settle(row);
  }

  const kinds = kindBits(table, need.kinds);
  forEachInAny(kinds, (row) => { if (!isElsewhere(row)) visit(row); });
  // services of other areas matter only when nothing else is left to say, and then only the near ones
  if (matches.all.length === 0 && phoneFirst.all.length === 0) {
    forEachInAny(kinds, (row) => {
      if (!isElsewhere(row)) return;
      measure(row);
      if (miles <= policy.countedWithinMiles) visit(row);
    });
  }
  return {
    matches: matches.all, phoneFirst: phoneFirst.all, excluded: excluded.all, counts: byRule(counts), frees: byRule(frees), emergencyPlace: findEmergencyPlace(),
  };

  function findEmergencyPlace(): Chosen | null {
    let nearest: Chosen | null = null;
    forEachInAny(kindBits(table, ['emergency-department']), (row) => {
      measure(row);
      if (miles > (nearest?.miles ?? Infinity) || miles === Infinity) return;
      const found = chosen(row, 0);
      if (nearest !== null && !isNearerPlace(found, nearest)) return;
      judgeRow(row);
      if ((failed & BARRING) === 0 && !tables.isShut(whole[row * WHOLE_STRIDE + WHOLE.hours] as number)) nearest = found;
    });
    return nearest;
  }

  function isNearerPlace(a: Chosen, b: Chosen): boolean {
    if (a.slot !== b.slot || a.miles !== b.miles) return nearer(a, b);
    const { rows } = slotAt(a.slot);
    return rows.indexOf(a.row) < rows.indexOf(b.row);
  }
}

/** More than the rounding of rough places can amount to, on the unit sphere; some 40 metres. */
const ROUGHLY = 1e-5;

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
