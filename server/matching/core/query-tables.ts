import type { EntryState } from '../../contract/directory.js';
import type { AreaBook } from './area-book.js';
import { VERDICT_NUMBERS } from './area-book.js';
import { canEnter, canSpeak, isTrusted, meetsExclusions, openBy, opensInTime, speaks, takesAge, takesUrgency } from './checks.js';
import type { HoursBook } from './hours-book.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';
import type { RowTable } from './row-table.js';
import {
  COST_VALUES, ENTRY_VALUES, LANGUAGE_VALUES, companyValue, fitValue, hoursValue, intakeValue, settingValue, toldValue, wishesValue,
} from './soft-terms.js';
import type { Verdict } from './verdict.js';

/** Every shared value answered once for one need: by its number, what the rule says (0 pass, 1 unknown, 2 fail), and what it is worth. */
export type QueryTables = ReturnType<typeof tablesFor>;

const verdicts = <T>(values: readonly T[], check: (value: T) => Verdict): Uint8Array => Uint8Array.from(values, (value) => VERDICT_NUMBERS[check(value)]);
const worths = <T>(values: readonly T[], worth: (value: T) => number): Float64Array => Float64Array.from(values, worth);
/** Null when the need does not ask for it: then it is null for every service. */
const worthsIf = <T>(asked: boolean, values: readonly T[], worth: (value: T) => number | null): Float64Array | null =>
  (asked ? worths(values, (value) => worth(value) ?? 0) : null);

export interface TableNeeds { values: RowTable['values']; areas: AreaBook; hours: HoursBook; entries: (asOf: Date) => readonly EntryState[] }

export function tablesFor({ values, areas, hours, entries }: TableNeeds, need: Need, context: MatchContext) {
  const { asOf, policy, network } = context;
  const { letter, circumstances: { bringsPets, bringsDependants }, language } = need;
  const by = openBy(need, context);
  const states = entries(asOf);
  const foreign = language !== null && language !== network.defaultLanguage ? language : null;
  const opening = openingTable(hours, asOf, by, letter);
  return {
    coverage: areas.verdicts(need.place),
    urgency: verdicts(values.urgency.values, (taken) => takesUrgency(taken, letter)),
    ages: verdicts(values.ages.values, (ages) => takesAge(ages, need.age)),
    exclusions: verdicts(values.exclusions.values, (rules) => meetsExclusions(rules, need)),
    spoken: verdicts(values.spoken.values, (spoken) => canSpeak(spoken, need, network.defaultLanguage)),
    entrance: verdicts(values.entrance.values, (told) => canEnter(told, told.travel, need)),
    entry: Uint8Array.from(values.entry.values, ({ reviewed }, id) => VERDICT_NUMBERS[isTrusted((states[id] as EntryState).state, reviewed, letter)]),
    ...opening,
    worth: {
      entry: worths(states, ({ state }) => ENTRY_VALUES[state]),
      language: worthsIf(foreign !== null, values.spoken.values, (spoken) => LANGUAGE_VALUES[speaks(spoken, foreign ?? '')]),
      fit: worthsIf(need.meantFor.length > 0, values.kinds.values, (kinds) => fitValue(kinds, need.meantFor)),
      wishes: worthsIf(need.wishes.length > 0, values.traits.values, (traits) => wishesValue(traits, need.wishes)),
      setting: worths(values.ease.values, ({ setting }) => settingValue(setting, policy.idealSetting[letter])),
      intake: worths(values.ease.values, ({ reachable }) => intakeValue(reachable)),
      cost: worths(values.ease.values, ({ cost }) => COST_VALUES[cost]),
      walkIn: worths(values.ease.values, ({ walkIn }) => toldValue(walkIn)),
      company: worthsIf(bringsPets === true || bringsDependants === true, values.ease.values, (accepts) => companyValue(accepts, bringsPets, bringsDependants)),
    },
  };
}

/** Opening hours are the dearest to work out, so a page is only read when a row asks for it. */
function openingTable(hours: HoursBook, asOf: Date, by: Date, letter: Need['letter']) {
  const NOT_READ = 255;
  const checked = new Uint8Array(hours.size).fill(NOT_READ);
  const shut = new Uint8Array(hours.size);
  const worth = new Float64Array(hours.size);
  const read = (id: number): void => {
    const { state } = hours.read(id, asOf.getTime());
    checked[id] = VERDICT_NUMBERS[opensInTime(state, by, letter)];
    shut[id] = state.state === 'closed' || state.state === 'opens' ? 1 : 0;
    worth[id] = hoursValue(state, asOf.getTime(), by.getTime());
  };
  const ensured = (id: number): number => {
    if (checked[id] === NOT_READ) read(id);
    return id;
  };
  return {
    hours: (id: number): number => checked[ensured(id)] as number,
    /** Known not to be open at this instant. */
    isShut: (id: number): boolean => shut[ensured(id)] === 1,
    hoursWorth: (id: number): number => worth[ensured(id)] as number,
  };
}
