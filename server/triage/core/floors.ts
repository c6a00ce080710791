import type { FactName, FiredRule, RaiseChoice, ScreenerLevel, ScreenerResult, TriageFacts, UrgencyLetter } from '../../contract/triage.js';
import { any, inputsThatHold, type Condition } from './condition.js';

/**
 * The floor under the letter that the worker's first choice sets; none without a choice.
 * Struggling is C until thoughts of suicide are answered no, and any unknown is not a no.
 * Source: design.md §9 "Raising".
 */
export function choiceFloor(choice: RaiseChoice | null, facts: TriageFacts): FiredRule[] {
  if (choice === null) return [];
  const inputs = [{ name: 'choice', value: choice }];
  switch (choice) {
    case 'life-at-risk': return [{ id: 'choice-life-at-risk', letter: 'A', words: 'The worker said that life may be at risk.', inputs }];
    case 'serious': return [{ id: 'choice-serious', letter: 'B', words: 'The worker said that it is serious and could get worse.', inputs }];
    case 'not-sure': return [{ id: 'choice-not-sure', letter: 'B', words: 'The worker is not sure. We treat it as serious until we know.', inputs }];
    case 'struggling': return facts.suicidalThoughts === 'no'
      ? [{ id: 'choice-struggling-no-thoughts', letter: 'D', words: 'The worker said that they are struggling, without thoughts of suicide.', inputs: [...inputs, { name: 'suicidalThoughts', value: 'no' }] }]
      : [{ id: 'choice-struggling', letter: 'C', words: 'The worker said that they are struggling. Thoughts of suicide are not ruled out.', inputs }];
  }
}

const LEVEL_FLOORS: Partial<Record<ScreenerLevel, { id: string; letter: UrgencyLetter; words: string }>> = {
  HIGH: { id: 'screener-high', letter: 'B', words: 'The screener came out high.' },
  ACUTE_POSITIVE: { id: 'screener-acute-positive', letter: 'B', words: 'The screener shows thoughts of suicide right now.' },
  NON_ACUTE_POSITIVE: { id: 'screener-non-acute-positive', letter: 'C', words: 'The screener is positive.' },
  MODERATE: { id: 'screener-moderate', letter: 'D', words: 'The screener came out in the middle.' },
  LOW: { id: 'screener-low', letter: 'E', words: 'The screener came out low.' },
};

const inputOf = (result: ScreenerResult) => ({ name: result.screener, value: result.level });

/** Floors that a screener sets; what an unfinished one already reached counts. Never a ceiling. Source: domain.md §3.4. */
export function screenerFloors(result: ScreenerResult): FiredRule[] {
  const inputs = [inputOf(result)];
  const floors: FiredRule[] = [];
  const level = LEVEL_FLOORS[result.reached];
  if (level) floors.push({ ...level, inputs });
  if (result.declinedKeyItems.length > 0) {
    floors.push({ id: 'screener-key-question-declined', letter: 'C', words: 'They declined an important question of the screener.', inputs });
  }
  if (result.level === 'INCOMPLETE' && result.reached === 'SOME') {
    floors.push({ id: 'screener-some-not-ruled-out', letter: 'C', words: 'The screener found risk, and more is not ruled out.', inputs });
  }
  return floors;
}

const askedAndNotNo = (fact: FactName): Condition => ({ fact, is: ['yes', 'not-known', 'declined'] });
const aloneOrMeans = any(askedAndNotNo('alone'), askedAndNotNo('suicideMeans'), askedAndNotNo('accessToFirearmsOrMedicines'));

/**
 * The floors that already weigh circumstances, so that a modifier must not raise them once more: MODERATE while
 * alone or with means to hand is C. Asked and not ruled out counts like a yes. Source: domain.md §3.4.
 */
export function screenerFloorsByCircumstance(result: ScreenerResult, facts: TriageFacts): FiredRule[] {
  const inputs = result.reached === 'MODERATE' ? inputsThatHold(aloneOrMeans, facts) : null;
  return inputs === null ? [] : [{
    id: 'screener-moderate-alone-or-means', letter: 'C', words: 'The screener came out in the middle, and being alone or means to hand are not ruled out.', inputs: [inputOf(result), ...inputs],
  }];
}
