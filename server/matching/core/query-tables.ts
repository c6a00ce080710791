import type { EntryState } from '../../contract/directory.js';
import { URGENCY_LETTERS } from '../../contract/triage.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { AreaBook } from './area-book.js';
import { PASS, VERDICT_NUMBERS } from './area-book.js';
import { canEnter, canSpeak, isShut, isTrusted, isUrgent, meetsExclusions, openBy, opensInTime, speaks, takesAge, takesUrgency } from './checks.js';
import type { HoursBook } from './hours-book.js';
import type { MatchContext } from './match-context.js';
import type { MatchingPolicy } from './matching-policy.js';
import type { Need } from './need.js';
import type { Ease, RowTable } from './row-table.js';
import {
  COST_VALUES, ENTRY_VALUES, LANGUAGE_VALUES, companyValue, fitValue, hoursValue, intakeValue, openingValue, settingValue, toldValue, wishesValue,
} from './soft-terms.js';
import type { Verdict } from './verdict.js';

/** An answer by the number of a shared value. */
type ById = (id: number) => number;

/** Each shared value answered once for one need, when a row first asks: what its rule says (0 pass, 1 unknown, 2 fail). */
function verdictsOf<T>(values: readonly T[], check: (value: T, id: number) => Verdict): ById {
  const NOT_ASKED = 255;
  const answers = new Uint8Array(values.length).fill(NOT_ASKED);
  return (id) => {
    const known = answers[id] as number;
    return known === NOT_ASKED ? (answers[id] = VERDICT_NUMBERS[check(values[id] as T, id)]) : known;
  };
}

/** The same for what a value is worth. Null when the need does not ask for it, and then for no service. */
function worthsOf<T>(asked: boolean, values: readonly T[], worth: (value: T) => number | null): ById | null {
  if (!asked) return null;
  const answers = new Float64Array(values.length).fill(NaN);
  return (id) => {
    const known = answers[id] as number;
    return Number.isNaN(known) ? (answers[id] = worth(values[id] as T) ?? 0) : known;
  };
}

export interface TableNeeds { values: RowTable['values']; areas: AreaBook; hours: HoursBook; policy: MatchingPolicy; entryState: (assuredOn: string | null, asOf: Date) => EntryState }

export type QueryTables = ReturnType<ReturnType<typeof makeTables>>;

/** Tables of answers for one need after another; what does not depend on the person is kept from one to the next. */
export function makeTables({ values, areas, hours, policy, entryState }: TableNeeds) {
  const easeWorths = new Map(URGENCY_LETTERS.map((letter) => [letter, growing(values.ease.values, easeWorth(policy, letter))]));
  const entries = entriesByMinute(values.entry.values, entryState);
  const opening = openingByPage(hours);

  return (need: Need, context: MatchContext) => {
    const { network, asOf } = context;
    const { letter, circumstances: { bringsPets, bringsDependants }, language } = need;
    const foreign = language !== null && language !== network.defaultLanguage ? language : null;
    const entry = entries(asOf);
    return {
      coverage: areas.verdicts(need.place),
      urgency: verdictsOf(values.urgency.values, (taken) => takesUrgency(taken, letter)),
      ages: verdictsOf(values.ages.values, (ages) => takesAge(ages, need.age)),
      exclusions: verdictsOf(values.exclusions.values, (rules) => meetsExclusions(rules, need)),
      spoken: verdictsOf(values.spoken.values, (spoken) => canSpeak(spoken, need, network.defaultLanguage)),
      entrance: need.otherAccess.length === 0 && (need.access ?? []).length === 0 ? () => PASS : verdictsOf(values.entrance.values, (told) => canEnter(told, told.travel, need)),
      entry: verdictsOf(values.entry.values, ({ reviewed }, id) => isTrusted((entry[id] as EntryState).state, reviewed, letter)),
      ...opening(asOf, openBy(need, context), letter),
      worth: {
        ease: (easeWorths.get(letter) as () => readonly EaseWorth[])(),
        entry: (id: number): number => ENTRY_VALUES[(entry[id] as EntryState).state],
        language: worthsOf(foreign !== null, values.spoken.values, (spoken) => LANGUAGE_VALUES[speaks(spoken, foreign ?? '')]),
        fit: worthsOf(need.meantFor.length > 0, values.kinds.values, (kinds) => fitValue(kinds, need.meantFor)),
        wishes: worthsOf(need.wishes.length > 0, values.traits.values, (traits) => wishesValue(traits, need.wishes)),
        company: worthsOf(bringsPets === true || bringsDependants === true, values.ease.values, (accepts) => companyValue(accepts, bringsPets, bringsDependants)),
      },
    };
  };
}

/** What is worth the same to everybody with the same letter. */
export interface EaseWorth { setting: number; intake: number; cost: number; walkIn: number }

const easeWorth = (policy: MatchingPolicy, letter: UrgencyLetter) => ({ setting, reachable, cost, walkIn }: Ease): EaseWorth =>
  ({ setting: settingValue(setting, policy.idealSetting[letter]), intake: intakeValue(reachable), cost: COST_VALUES[cost], walkIn: toldValue(walkIn) });

/** A list beside one that only grows. */
function growing<T, U>(values: readonly T[], make: (value: T) => U): () => readonly U[] {
  const made: U[] = [];
  return () => {
    for (let id = made.length; id < values.length; id++) made.push(make(values[id] as T));
    return made;
  };
}

/** What the directory says of each known day of checking; worked out once a minute. */
function entriesByMinute(values: readonly { assuredOn: string | null }[], entryState: TableNeeds['entryState']): (asOf: Date) => readonly EntryState[] {
  let minute = NaN;
  let states: EntryState[] = [];
  return (asOf) => {
    const asked = Math.floor(asOf.getTime() / 60_000);
    if (asked !== minute) [minute, states] = [asked, []];
    for (let id = states.length; id < values.length; id++) states.push(entryState((values[id] as { assuredOn: string | null }).assuredOn, asOf));
    return states;
  };
}

const PAGE = { from: 0, to: 1, turn: 2, worth: 3, shut: 4, urgentInTime: 5, urgentLate: 6, inTime: 7, late: 8 } as const;
const PAGE_STRIDE = 16;
const SOON = new Date(8.64e15);
const NEVER = new Date(-8.64e15);

/**
 * Opening hours are the dearest to work out and the same for everybody: what a page says is kept as numbers while it holds.
 * It depends on the need only by whether it opens in time, so the rule is asked once for either.
 */
function openingByPage(hours: HoursBook) {
  let pages = new Float64Array(0);

  function read(id: number, now: number): void {
    const { from, to, state } = hours.readSegment(id, now);
    const turn = state.state === 'opens' ? state.at : state.state === 'unknown' ? state.opensAt : null;
    const verdict = (by: Date, letter: UrgencyLetter): number => VERDICT_NUMBERS[opensInTime(state, by, letter)];
    pages.set([
      from, to, turn?.getTime() ?? Infinity, state.state === 'opens' ? NaN : hoursValue(state, 0, 0), isShut(state) ? 1 : 0,
      verdict(SOON, 'A'), verdict(NEVER, 'A'), verdict(SOON, 'G'), verdict(NEVER, 'G'),
    ], id * PAGE_STRIDE);
  }

  return (asOf: Date, by: Date, letter: UrgencyLetter) => {
    const [now, latest] = [asOf.getTime(), by.getTime()];
    if (pages.length < hours.size * PAGE_STRIDE) pages = new Float64Array(hours.size * 2 * PAGE_STRIDE).fill(NaN);
    const [inTime, late] = isUrgent(letter) ? [PAGE.urgentInTime, PAGE.urgentLate] : [PAGE.inTime, PAGE.late];
    const pageAt = (id: number): number => {
      const at = id * PAGE_STRIDE;
      if (!((pages[at] as number) <= now && now < (pages[at + PAGE.to] as number))) read(id, now);
      return at;
    };
    return {
      hours(id: number): number {
        const at = pageAt(id);
        return pages[at + ((pages[at + PAGE.turn] as number) <= latest ? inTime : late)] as number;
      },
      hoursWorth(id: number): number {
        const at = pageAt(id);
        const worth = pages[at + PAGE.worth] as number;
        return Number.isNaN(worth) ? openingValue(pages[at + PAGE.turn] as number, now, latest) : worth;
      },
      /** Known not to be open at this instant. */
      isShut: (id: number): boolean => pages[pageAt(id) + PAGE.shut] === 1,
    };
  };
}
