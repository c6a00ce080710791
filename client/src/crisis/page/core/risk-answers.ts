import { FACTS, FACT_NAMES, QUICK_QUESTIONS } from '../../../../../server/contract/triage.js';
import type { Answer, FactName, TriageFacts } from '../../../../../server/contract/triage.js';

/** Asked of everybody: the five short questions, and what a service must plan for. */
const ALWAYS: readonly FactName[] = [...QUICK_QUESTIONS.map(({ fact }) => fact), 'weaponInHand', 'intoxicated', 'suicidePlan'];

export interface RiskAnswer {
  fact: FactName;
  words: string;
  answer: Answer;
}

const RANK: Readonly<Record<Answer, number>> = { yes: 0, 'not-known': 1, declined: 1, no: 2, 'not-asked': 3 };

/** The risks to show: what is always asked and whatever else was answered. What must be planned for stands first. */
export function riskAnswers(facts: TriageFacts | undefined): RiskAnswer[] {
  return FACT_NAMES.flatMap((fact) => {
    const answer = facts?.[fact] ?? 'not-asked';
    return answer !== 'not-asked' || ALWAYS.includes(fact) ? [{ fact, words: FACTS[fact], answer }] : [];
  }).sort((a, b) => RANK[a.answer] - RANK[b.answer]);
}

/** The questions to ask again, in the order in which they are asked; `all` adds those that are asked of few. */
export function riskQuestions(facts: TriageFacts | undefined, all: boolean): FactName[] {
  const rest = FACT_NAMES.filter((fact) => !ALWAYS.includes(fact) && (all || (facts?.[fact] !== undefined && facts[fact] !== 'not-asked')));
  return [...ALWAYS, ...rest];
}
