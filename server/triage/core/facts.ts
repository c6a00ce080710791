import type { Answer, FactName, TriageFacts } from '../../contract/triage.js';
import { FACT_NAMES, MODIFIERS, type Modifier } from '../../contract/triage.js';

/** Facts whose yes makes things less urgent. Of two answers, the less reassuring one counts. */
export const PROTECTIVE_FACTS: readonly FactName[] = ['medicallyChecked'];

const WEIGHT: Record<Answer, number> = { yes: 4, declined: 3, 'not-known': 2, no: 1, 'not-asked': 0 };
const PROTECTIVE_WEIGHT: Record<Answer, number> = { no: 4, declined: 3, 'not-known': 2, yes: 1, 'not-asked': 0 };

/** Of two sources' answers to one question, the one that asks for more care: a no never hides an unknown, nor an unknown a yes. */
function strongerAnswer(name: FactName, a: Answer | undefined, b: Answer | undefined): Answer | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const weight = PROTECTIVE_FACTS.includes(name) ? PROTECTIVE_WEIGHT : WEIGHT;
  return weight[b] > weight[a] ? b : a;
}

/** What several sources (reports, screeners) say together; of ages the youngest. Order does not matter. */
export function mergeFacts(...sources: readonly TriageFacts[]): TriageFacts {
  const merged: TriageFacts = {};
  for (const source of sources) {
    for (const name of FACT_NAMES) {
      const answer = strongerAnswer(name, merged[name], source[name]);
      if (answer !== undefined) merged[name] = answer;
    }
    if (source.ageYears !== undefined) merged.ageYears = Math.min(source.ageYears, merged.ageYears ?? Infinity);
  }
  return merged;
}

/** The facts with the age said as `under18`, so that no rule reads it twice and no explanation shows it. */
export function withAgeAsFact({ ageYears, ...facts }: TriageFacts): TriageFacts {
  return ageYears !== undefined && ageYears < 18 ? { ...facts, under18: 'yes' } : facts;
}

/** The circumstances that are a yes. An unknown one shortens nothing. Expects `withAgeAsFact`. */
export const modifiersOf = (facts: TriageFacts): Modifier[] => MODIFIERS.filter((name) => facts[name] === 'yes');
