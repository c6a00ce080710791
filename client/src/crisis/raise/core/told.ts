import { FACT_NAMES, QUICK_QUESTIONS, factsFromQuickAnswers } from '../../../../../server/contract/triage.js';
import type { Answer, QuickAnswers, QuickQuestionId, TriageFacts } from '../../../../../server/contract/triage.js';
import type { ReportDetails } from '../../../../../server/contract/crisis.js';

/** The parts of a report that a worker writes in words, and the longest text that the server takes for each. */
export const LONGEST = { headline: 140, place: 300, theySaid: 2000, whatHelps: 2000, narrative: 8000 } as const;
export type TextName = keyof typeof LONGEST;
export const TEXT_NAMES = Object.keys(LONGEST) as readonly TextName[];

/** What was told about the person and the moment so far. An empty text and a missing answer mean: nothing told. */
export interface Told {
  texts: Readonly<Record<TextName, string>>;
  answers: Readonly<QuickAnswers>;
}

export const NOTHING_TOLD: Told = { texts: { headline: '', place: '', theySaid: '', whatHelps: '', narrative: '' }, answers: {} };

/** `told` with one text changed; longer than the server takes is cut. */
export function withText(told: Told, name: TextName, text: string): Told {
  return { ...told, texts: { ...told.texts, [name]: text.slice(0, LONGEST[name]) } };
}

/** `told` with one answer; without one the question counts as not asked. */
export function withAnswer(told: Told, id: QuickQuestionId, answer: Answer | undefined): Told {
  const { [id]: _before, ...others } = told.answers;
  return { ...told, answers: answer === undefined ? others : { ...others, [id]: answer } };
}

/** What a report that the server holds tells, as far as the worker's pages show it. */
export function toldIn(details: ReportDetails): Told {
  const texts = Object.fromEntries(TEXT_NAMES.map((name) => [name, details[name] ?? ''])) as Record<TextName, string>;
  return { texts, answers: answersFromFacts(details.facts ?? {}) };
}

/** The short questions' answers behind these facts; a fact that was never asked gives none. */
export function answersFromFacts(facts: TriageFacts): QuickAnswers {
  const answers: QuickAnswers = {};
  for (const { id, fact, yesMeans } of QUICK_QUESTIONS) {
    const known = facts[fact];
    if (known === undefined || known === 'not-asked') continue;
    answers[id] = yesMeans === 'yes' ? known : known === 'yes' ? 'no' : known === 'no' ? 'yes' : known;
  }
  return answers;
}

/**
 * What `now` tells beyond `known`, ready to be added to a report; null when that is nothing. A text that was emptied and
 * an answer that was taken back add nothing: what was once told is corrected, not erased.
 */
export function newSince(now: Told, known: Told): ReportDetails | null {
  const details: ReportDetails = {};
  for (const name of TEXT_NAMES) {
    const text = now.texts[name].trim();
    if (text !== '' && text !== known.texts[name].trim()) details[name] = text;
  }
  const before = factsFromQuickAnswers(known.answers);
  const facts = factsFromQuickAnswers(now.answers);
  const changed: TriageFacts = {};
  for (const fact of FACT_NAMES) {
    const answer = facts[fact];
    if (answer !== undefined && answer !== before[fact]) changed[fact] = answer;
  }
  if (Object.keys(changed).length > 0) details.facts = changed;
  return Object.keys(details).length > 0 ? details : null;
}

/** `mine`, with whatever I have not touched since `base` taken from `theirs`: others may have added to the report meanwhile. */
export function mergeTold(mine: Told, base: Told, theirs: Told): Told {
  const texts = Object.fromEntries(
    TEXT_NAMES.map((name) => [name, mine.texts[name] === base.texts[name] ? theirs.texts[name] : mine.texts[name]]),
  ) as Record<TextName, string>;
  const answers: QuickAnswers = {};
  for (const { id } of QUICK_QUESTIONS) {
    const answer = mine.answers[id] === base.answers[id] ? theirs.answers[id] : mine.answers[id];
    if (answer !== undefined) answers[id] = answer;
  }
  return { texts, answers };
}

/** Whether both tell the same, word for word. */
export function tellSame(one: Told, other: Told): boolean {
  return TEXT_NAMES.every((name) => one.texts[name] === other.texts[name]) && QUICK_QUESTIONS.every(({ id }) => one.answers[id] === other.answers[id]);
}
