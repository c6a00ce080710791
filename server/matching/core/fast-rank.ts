import { HELP_KINDS } from '../../contract/directory.js';
import type { HelpKind } from '../../contract/directory.js';
import { MATCH_RULES } from '../../contract/matching.js';
import type { MatchRule } from '../../contract/matching.js';
import { FAIL, UNKNOWN, VERDICT_NUMBERS } from './area-book.js';
import { forEachInAny } from './bits.js';
import type { Bits } from './bits.js';
import type { Places, Travel } from './candidate.js';
import { hasRoom, mustSaySo } from './checks.js';
import { NO_CELL, isCellBeyond, milesBetween, unitVectorOf } from './geography.js';
import { BARS_FROM_EMERGENCY } from './judge.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import { EASE, EASE_STRIDE } from './query-tables.js';
import type { QueryTables } from './query-tables.js';
import type { Digested, ServiceDigest, ToldPlaces } from './digest.js';
import { FIELD, HISTORY_WORTH, NOTHING_TOLD, NOT_COUNTED, ONE_NUMBER, SPOT_STRIDE, STRIDE, marks } from './row-table.js';
import type { RowTable } from './row-table.js';
import { TRAVELS } from './shared-values.js';
import { makeShortlist } from './shortlist.js';
import { capacityValue, distanceValue, reachOf, scoreOf } from './soft-terms.js';
import { freshLimits, readTold } from './told-places.js';

/** A rule's place in a mask of rules. */
export const placeOf = (rule: MatchRule): number => MATCH_RULES.indexOf(rule);
const maskOf = (rules: Iterable<MatchRule>): number => [...rules].reduce((mask, rule) => mask | (1 << placeOf(rule)), 0);
const AREA = maskOf(['area']);
const LETTER = maskOf(['letter']);
const BARRING = maskOf(BARS_FROM_EMERGENCY);
const AT = Object.fromEntries(MATCH_RULES.map((rule) => [rule, placeOf(rule)])) as Record<MatchRule, number>;

/** A service as the index holds it: its rows are in the order of its places; `told` where it tells several numbers. */
export interface Slot extends Pick<Digested, 'id' | 'name' | 'open'>, Pick<ServiceDigest, 'running'> { rows: readonly number[]; told: readonly ToldPlaces[]; lastOfferedAt: number }

/** A service by its number, at the row of the place that counts. Miles are `Infinity` where they are not known. */
export interface Chosen { slot: number; row: number; miles: number; score: number; idKey: number; failed: number }

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
  /** By cell of the ground, room for whether it is far off; overwritten. See `makeFarOff`. */
  farOff: Uint8Array;
  need: Need;
  context: MatchContext;
}

/** Room for one number for each cell of the ground, to be used again by every ranking. */
export const makeFarOff = (): Uint8Array => new Uint8Array(NO_CELL + 1);

/** The same ranking as `rankServices`, over records of numbers. Why each thing is as it is stands there and in `checks.ts`. */
export function rankRows({ table, slots, certainty, tables, special, farOff, need, context }: FastRankInput): FastRanking {
  const { fields, toldAt, spots, coverage, cells } = table.space;
  const { worth } = tables;
  const { policy, asOf, directory } = context;
  const { letter } = need;
  const { weights } = policy;
  const now = asOf.getTime();
  const weigh = weightsFor(weights, need, tables);
  const person = need.place.point === null ? null : unitVectorOf(need.place.point);
  const reach = reachOf(need, policy);
  const apart = mustSaySo(letter);
  const freshMinutes = freshLimits(directory);
  const slotAt = (slot: number): Slot => slots[slot] as Slot;

  const idFirst = (a: Chosen, b: Chosen): boolean => (a.idKey === b.idKey ? slotAt(a.slot).id < slotAt(b.slot).id : a.idKey < b.idKey);
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
  let available = 0;
  let places: Places['state'] = 'unknown';
  let travel: Travel = 'to-place';
  // fractions stand in an array of numbers, where changing them makes no object
  const fractions = new Float64Array(1);
  const miles = (): number => fractions[0] as number;

  function note(verdict: number, at: number): void {
    failed |= (verdict >> 1) << at;
    unknown |= (verdict & 1) << at;
  }

  // by cell: 0 nobody asked, 1 may be in reach, 2 surely not
  farOff.fill(person === null ? 1 : 0);
  farOff[NO_CELL] = 1;

  function isFarOff(cell: number): boolean {
    if (farOff[cell] === 0) farOff[cell] = person !== null && isCellBeyond(cell, person, policy.outOfReachMiles) ? 2 : 1;
    return farOff[cell] === 2;
  }

  /** Surely of another area. Rows that may be near pass, and are measured exactly later. */
  function isElsewhere(row: number): boolean {
    const covered = tables.coverage[coverage[row] as number];
    return covered === FAIL || (covered === UNKNOWN && isFarOff(cells[row] as number));
  }

  function measure(row: number): void {
    const at = row * SPOT_STRIDE;
    const measured = person === null ? NaN : milesBetween(person, spots[at] as number, spots[at + 1] as number, spots[at + 2] as number);
    fractions[0] = Number.isNaN(measured) ? Infinity : measured;
  }

  function readPlaces(row: number, packed: number): void {
    const told = marks.told(packed);
    available = fields[row * STRIDE + FIELD.available] as number;
    if (told === NOTHING_TOLD) places = 'unknown';
    else if (told === NOT_COUNTED) places = 'not-counted';
    else if (told === ONE_NUMBER) {
      const age = Math.max(0, (now - (toldAt[(row * STRIDE) / 2] as number)) / 60_000);
      places = age < (freshMinutes[marks.capacityKind(packed)] as number) ? (available > 0 ? 'free' : 'full') : 'not-confirmed';
    } else {
      const read = readTold(slotAt(fields[row * STRIDE + FIELD.slot] as number).told, now, freshMinutes);
      places = read.state;
      [, available] = read.told;
    }
  }

  /** What the rules say of a row, up to the first that fails; with `all`, every rule. Area comes before them, because it tells where a service is counted. */
  function judgeRow(row: number, all = false): void {
    const at = row * STRIDE;
    const packed = fields[at + FIELD.marks] as number;
    failed = special.size === 0 ? 0 : special.get(fields[at + FIELD.slot] as number)?.failed ?? 0;
    unknown = 0;
    travel = TRAVELS[marks.travel(packed)] as Travel;
    measure(row);
    const covered = tables.coverage[fields[at + FIELD.coverage] as number] as number;
    note(covered === UNKNOWN && miles() !== Infinity && miles() > policy.outOfReachMiles ? FAIL : covered, AT.area);
    note(marks.running(packed), AT.active);
    if (failed !== 0 && !all) return;
    note(tables.urgency(marks.urgency(packed)), AT.letter);
    if (failed !== 0 && !all) return;
    note(tables.ages(fields[at + FIELD.ages] as number), AT.age);
    if (failed !== 0 && !all) return;
    note(tables.exclusions(fields[at + FIELD.exclusions] as number), AT.exclusion);
    note(tables.spoken(fields[at + FIELD.spoken] as number), AT.language);
    note(tables.entrance(fields[at + FIELD.entrance] as number), AT.access);
    note(tables.entry(fields[at + FIELD.entry] as number), AT.entry);
    if (failed !== 0 && !all) return;
    note(tables.hours(fields[at + FIELD.hours] as number), AT.hours);
    readPlaces(row, packed);
    note(VERDICT_NUMBERS[hasRoom(places, marks.waitlist(packed), letter)], AT.capacity);
  }

  /** Of the row that was judged last. In the order of the terms, because sums of fractions depend on it. */
  function scoreRow(row: number): number {
    const at = row * STRIDE;
    const ease = fields[at + FIELD.ease] as number;
    const easy = ease * EASE_STRIDE;
    let sum = (certainty[unknown] as number) * weights.certainty;
    sum += distanceValue(miles() === Infinity ? null : miles(), travel, reach) * weights.distance;
    sum += capacityValue(places, available) * weights.capacity;
    sum += tables.hoursWorth(fields[at + FIELD.hours] as number) * weights.hours;
    sum += (worth.ease[easy + EASE.setting] as number) * weights.setting;
    sum += worth.entry(fields[at + FIELD.entry] as number) * weights.entry;
    sum += (worth.ease[easy + EASE.intake] as number) * weights.intake;
    sum += (spots[row * SPOT_STRIDE + HISTORY_WORTH] as number) * weights.history;
    if (worth.wishes) sum += worth.wishes(fields[at + FIELD.traits] as number) * weights.wishes;
    if (need.knownServiceIds.size > 0) sum += (special.get(fields[at + FIELD.slot] as number)?.known ? 1 : 0) * weights.continuity;
    if (worth.language) sum += worth.language(fields[at + FIELD.spoken] as number) * weights.language;
    if (worth.fit) sum += worth.fit(fields[at + FIELD.kinds] as number) * weights.fit;
    sum += (worth.ease[easy + EASE.cost] as number) * weights.cost;
    sum += (worth.ease[easy + EASE.walkIn] as number) * weights['walk-in'];
    if (worth.company) sum += worth.company(ease) * weights.company;
    return scoreOf(sum, weigh);
  }

  const chosen = (row: number, score: number): Chosen =>
    ({ slot: fields[row * STRIDE + FIELD.slot] as number, row, miles: miles(), score, failed, idKey: fields[row * STRIDE + FIELD.idKey] as number });

  const isNear = (): boolean => miles() <= policy.countedWithinMiles;
  const isInTheArea = (): boolean => (failed & AREA) === 0 && ((unknown & AREA) === 0 || isNear() || miles() === Infinity);
  const firstFailed = (): number => 31 - Math.clz32(failed & -failed);

  /** Puts the row that was judged last where its service belongs. */
  function settle(row: number): void {
    if (failed === 0) {
      const score = scoreRow(row);
      const list = apart && (unknown & LETTER) !== 0 ? phoneFirst : matches;
      if (list.last === null || score >= list.last.score) list.offer(chosen(row, score));
      return;
    }
    if (!isInTheArea()) return;
    counts[firstFailed()] = (counts[firstFailed()] as number) + 1;
    if (excluded.last === null || miles() <= excluded.last.miles) excluded.offer(chosen(row, 0));
  }

  /** Whether the row that was judged last, by every rule, fails only one of them. */
  function settleFreed(): void {
    if ((failed & (failed - 1)) === 0 && (isInTheArea() || isNear())) frees[firstFailed()] = (frees[firstFailed()] as number) + 1;
  }

  /** Of several places the nearest that can take them; see `judgeService`. */
  function judgeSeveral(slot: number, all: boolean): number {
    const { rows } = slotAt(slot);
    let [best, bestFailed, bestMiles] = [-1, AREA, Infinity];
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] as number;
      judgeRow(row, all);
      if (best === -1 || isBetter(failed, miles(), bestFailed, bestMiles)) [best, bestFailed, bestMiles] = [row, failed, miles()];
    }
    judgeRow(best, all);
    return best;
  }

  const seen = new Set<number>();

  /** Judges the service of a row. @returns the row of the place that counts, or null when this service was judged before */
  function visit(row: number, all: boolean): number | null {
    const at = row * STRIDE;
    if (marks.alone(fields[at + FIELD.marks] as number)) {
      judgeRow(row, all);
      return row;
    }
    const slot = fields[at + FIELD.slot] as number;
    if (seen.has(slot)) return null;
    seen.add(slot);
    return judgeSeveral(slot, all);
  }

  const kinds = kindBits(table, need.kinds);
  forEachInAny(kinds, (row) => {
    const counted = isElsewhere(row) ? null : visit(row, false);
    if (counted !== null) settle(counted);
  });
  // which rule keeps out most matters only when nothing else is left to say; then near services of other areas count, too
  if (matches.all.length === 0 && phoneFirst.all.length === 0) {
    seen.clear();
    forEachInAny(kinds, (row) => {
      if (isElsewhere(row)) {
        measure(row);
        if (!isNear()) return;
      }
      if (visit(row, true) !== null) settleFreed();
    });
  }
  return {
    matches: matches.all, phoneFirst: phoneFirst.all, excluded: excluded.all, counts: byRule(counts), frees: byRule(frees), emergencyPlace: findEmergencyPlace(),
  };

  function findEmergencyPlace(): Chosen | null {
    let nearest: Chosen | null = null;
    let within = policy.countedWithinMiles;
    const mayLookAway = policy.outOfReachMiles >= within;
    forEachInAny(kindBits(table, ['emergency-department']), (row) => {
      if (mayLookAway && isFarOff(cells[row] as number)) return;
      measure(row);
      if (miles() > within) return;
      judgeRow(row, true);
      if ((failed & BARRING) !== 0 || tables.isShut(fields[row * STRIDE + FIELD.hours] as number)) return;
      const found = chosen(row, 0);
      if (nearest !== null && !isNearerPlace(found, nearest)) return;
      nearest = found;
      within = found.miles;
    });
    return nearest;
  }

  function isNearerPlace(a: Chosen, b: Chosen): boolean {
    if (a.slot !== b.slot || a.miles !== b.miles) return nearer(a, b);
    const { rows } = slotAt(a.slot);
    return rows.indexOf(a.row) < rows.indexOf(b.row);
  }
}

const kindBits = ({ ofKind }: RowTable, kinds: readonly HelpKind[]): Bits[] => kinds.map((kind) => ofKind[HELP_KINDS.indexOf(kind)]).filter((bits) => bits !== undefined);

/** First one that serves where they are, then one that fails nothing, then the nearer one. */
function isBetter(failed: number, miles: number, bestFailed: number, bestMiles: number): boolean {
  const served = (failed & AREA) - (bestFailed & AREA);
  if (served !== 0) return served < 0;
  const fails = Number(failed !== 0) - Number(bestFailed !== 0);
  return fails !== 0 ? fails < 0 : miles < bestMiles;
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
