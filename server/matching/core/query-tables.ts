import type { EntryState, OpenState } from '../../contract/directory.js';
import { URGENCY_LETTERS } from '../../contract/triage.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { AreaBook } from './area-book.js';
import { PASS, VERDICT_NUMBERS } from './area-book.js';
import { canEnter, canSpeak, isShut, isTrusted, meetsExclusions, openBy, opensInTime, speaks, takesAge, takesUrgency } from './checks.js';
import type { HoursBook } from './hours-book.js';
import type { MatchContext } from './match-context.js';
import type { MatchingPolicy } from './matching-policy.js';
import type { Need } from './need.js';
import type { RowTable } from './row-table.js';
import type { Ease } from './shared-values.js';
import {
  COST_VALUES, ENTRY_VALUES, LANGUAGE_VALUES, companyValue, fitValue, hoursValue, intakeValue, openingValue, settingValue, toldValue, wishesValue,
} from './soft-terms.js';
import type { Verdict } from './verdict.js';

/** An answer by the number of a shared value. */
type ById = (id: number) => number;

const NOT_ASKED = 255;

/**
 * Each shared value answered once for one need, when a row first asks: what its rule says (0 pass, 1 unknown, 2 fail). The
 * numbers of one need overwrite those of the one before, because memory taken anew for each would have to be collected.
 */
function verdictsOver<T>(values: readonly T[]): (check: (value: T, id: number) => Verdict) => ById {
  let answers = new Uint8Array(0);
  return (check) => {
    if (answers.length < values.length) answers = new Uint8Array(values.length * 2);
    const mine = answers.fill(NOT_ASKED);
    return (id) => {
      const known = mine[id] as number;
      return known === NOT_ASKED ? (mine[id] = VERDICT_NUMBERS[check(values[id] as T, id)]) : known;
    };
  };
}

/** The same for what a value is worth. Null when the need does not ask for it, and then for no service. */
function worthsOver<T>(values: readonly T[]): (asked: boolean, worth: (value: T) => number | null) => ById | null {
  let answers = new Float64Array(0);
  return (asked, worth) => {
    if (!asked) return null;
    if (answers.length < values.length) answers = new Float64Array(values.length * 2);
    const mine = answers.fill(NaN);
    return (id) => {
      const known = mine[id] as number;
      return Number.isNaN(known) ? (mine[id] = worth(values[id] as T) ?? 0) : known;
    };
  };
}

export interface TableNeeds { values: RowTable['values']; areas: AreaBook; hours: HoursBook; policy: MatchingPolicy; entryState: (assuredOn: string | null, asOf: Date) => EntryState }

export type QueryTables = ReturnType<ReturnType<typeof makeTables>>;

/** Tables of answers for one need after another, each good until the next need; what does not depend on the person is kept from one to the next. */
export function makeTables({ values, areas, hours, policy, entryState }: TableNeeds) {
  const easeWorths = new Map(URGENCY_LETTERS.map((letter) => [letter, easeTable(values.ease.values, policy, letter)]));
  const entries = entriesByDay(values.entry.values, entryState);
  const opening = openingByPage(hours);
  const verdicts = {
    urgency: verdictsOver(values.urgency.values), ages: verdictsOver(values.ages.values), exclusions: verdictsOver(values.exclusions.values),
    spoken: verdictsOver(values.spoken.values), entrance: verdictsOver(values.entrance.values), entry: verdictsOver(values.entry.values),
  };
  const worths = {
    language: worthsOver(values.spoken.values), fit: worthsOver(values.kinds.values), wishes: worthsOver(values.traits.values), company: worthsOver(values.ease.values),
  };

  return (need: Need, context: MatchContext) => {
    const { network, asOf } = context;
    const { letter, circumstances: { bringsPets, bringsDependants }, language } = need;
    const foreign = language !== null && language !== network.defaultLanguage ? language : null;
    const entry = entries(asOf);
    return {
      coverage: areas.verdicts(need.place),
      urgency: verdicts.urgency((taken) => takesUrgency(taken, letter)),
      ages: verdicts.ages((ages) => takesAge(ages, need.age)),
      exclusions: verdicts.exclusions((rules) => meetsExclusions(rules, need)),
      spoken: verdicts.spoken((spoken) => canSpeak(spoken, need, network.defaultLanguage)),
      entrance: need.otherAccess.length === 0 && (need.access ?? []).length === 0 ? () => PASS : verdicts.entrance((told) => canEnter(told, told.travel, need)),
      entry: verdicts.entry(({ reviewed }, id) => isTrusted(ENTRY_STATES[entry[id] as number] as EntryState['state'], reviewed, letter)),
      ...opening(asOf, openBy(need, context), letter),
      worth: {
        ease: (easeWorths.get(letter) as () => Float64Array)(),
        entry: (id: number): number => ENTRY_WORTHS[entry[id] as number] as number,
        language: worths.language(foreign !== null, (spoken) => LANGUAGE_VALUES[speaks(spoken, foreign ?? '')]),
        fit: worths.fit(need.meantFor.length > 0, (kinds) => fitValue(kinds, need.meantFor)),
        wishes: worths.wishes(need.wishes.length > 0, (traits) => wishesValue(traits, need.wishes)),
        company: worths.company(bringsPets === true || bringsDependants === true, (accepts) => companyValue(accepts, bringsPets, bringsDependants)),
      },
    };
  };
}

/** What is worth the same to everybody with the same letter, four numbers for each ease. */
export const EASE = { setting: 0, intake: 1, cost: 2, walkIn: 3 } as const;
export const EASE_STRIDE = 4;

function easeTable(values: readonly Ease[], policy: MatchingPolicy, letter: UrgencyLetter): () => Float64Array {
  let table = new Float64Array(0);
  return () => {
    if (table.length !== values.length * EASE_STRIDE) {
      table = Float64Array.from(values.flatMap(({ setting, reachable, cost, walkIn }) =>
        [settingValue(setting, policy.idealSetting[letter]), intakeValue(reachable), COST_VALUES[cost], toldValue(walkIn)]));
    }
    return table;
  };
}

const ENTRY_STATES: readonly EntryState['state'][] = ['checked', 'unverified', 'never-checked', 'stale'];
const ENTRY_WORTHS = Float64Array.from(ENTRY_STATES, (state) => ENTRY_VALUES[state]);

/** What the directory says of each known day of checking, as numbers of states; worked out once for each UTC day, which is all that it depends on. */
function entriesByDay(values: readonly { assuredOn: string | null }[], entryState: TableNeeds['entryState']): (asOf: Date) => Uint8Array {
  let day = NaN;
  let states = new Uint8Array(0);
  return (asOf) => {
    const asked = Math.floor(asOf.getTime() / 86_400_000);
    if (asked !== day || states.length !== values.length) {
      states = Uint8Array.from(values, ({ assuredOn }) => ENTRY_STATES.indexOf(entryState(assuredOn, asOf).state));
      day = asked;
    }
    return states;
  };
}

const TIMES_STRIDE = 4;
const UNTIL = 1;
const TURN = 2;

/** Every kind of answer that opening hours can give; when it opens stands apart. */
const EXAMPLES: readonly OpenState[] = [
  { state: 'open', until: null, byAppointment: false }, { state: 'open', until: null, byAppointment: true }, { state: 'opens', at: new Date(0), byAppointment: false },
  { state: 'closed' }, { state: 'by-appointment' }, { state: 'unknown', opensAt: new Date(0) }, { state: 'unknown', opensAt: null },
];
const OPENS = 2;
const exampleOf = (state: OpenState): number => EXAMPLES.findIndex((example) => example.state === state.state
  && (example.state !== 'open' || state.state !== 'open' || example.byAppointment === state.byAppointment)
  && (example.state !== 'unknown' || state.state !== 'unknown' || (example.opensAt === null) === (state.opensAt === null)));
const BEFORE = new Date(-1);
const AFTER = new Date(1);

/**
 * Opening hours are the dearest to work out and the same for everybody: what a page says is kept as numbers while it holds.
 * It depends on the need only by whether it opens in time, so the rule is asked once for each kind of answer and either case.
 */
function openingByPage(hours: HoursBook) {
  let answers = new Uint8Array(0);
  /** For each page: from and until when its answer holds, and when it opens. */
  let times = new Float64Array(0);

  return (asOf: Date, by: Date, letter: UrgencyLetter) => {
    const [now, latest] = [asOf.getTime(), by.getTime()];
    if (answers.length < hours.size) [answers, times] = [new Uint8Array(hours.size * 2), new Float64Array(hours.size * 2 * TIMES_STRIDE)];
    const inTime = Uint8Array.from(EXAMPLES, (example) => VERDICT_NUMBERS[opensInTime(example, AFTER, letter)]);
    const late = Uint8Array.from(EXAMPLES, (example) => VERDICT_NUMBERS[opensInTime(example, BEFORE, letter)]);
    const worths = Float64Array.from(EXAMPLES, (example) => hoursValue(example, 0, 1));

    function answerOf(id: number): number {
      const at = id * TIMES_STRIDE;
      if (!((times[at] as number) <= now && now < (times[at + UNTIL] as number))) {
        const { from, to, state } = hours.readSegment(id, now);
        const turn = state.state === 'opens' ? state.at : state.state === 'unknown' ? state.opensAt : null;
        times[at] = from;
        times[at + UNTIL] = to;
        times[at + TURN] = turn?.getTime() ?? Infinity;
        answers[id] = exampleOf(state);
      }
      return answers[id] as number;
    }

    return {
      hours(id: number): number {
        const answer = answerOf(id);
        return ((times[id * TIMES_STRIDE + TURN] as number) <= latest ? inTime : late)[answer] as number;
      },
      hoursWorth(id: number): number {
        const answer = answerOf(id);
        return answer === OPENS ? openingValue(times[id * TIMES_STRIDE + TURN] as number, now, latest) : worths[answer] as number;
      },
      /** Known not to be open at this instant. */
      isShut: (id: number): boolean => isShut(EXAMPLES[answerOf(id)] as OpenState),
    };
  };
}
