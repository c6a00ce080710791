import type { Answer, FieldError, ScreenerAnswers, ScreenerDefinition, ScreenerItem, ScreenerResult, TriageFacts } from '../../contract/triage.js';
import { mergeFacts } from './facts.js';

/** A result, or the fields that cannot be, by JSON pointer from the filled-in screener. */
export type ScreenerScore =
  | { readonly ok: true; readonly result: ScreenerResult }
  | { readonly ok: false; readonly refusal: 'triage/impossible-answers'; readonly fields: readonly FieldError[] };

type Level = ScreenerDefinition['scoring']['levels'][number];
type Answers = ScreenerAnswers['answers'];

/**
 * The highest level that the answers reach, never a sum. While an unanswered item could still raise it, the level is
 * INCOMPLETE and carries what was reached; below the age an instrument is validated for, FULL_EVALUATION likewise.
 * Answers that cannot be together, or that the instrument does not have, are refused by field.
 * Source: domain.md §3.1–§3.3.
 */
export function scoreScreener(filled: ScreenerAnswers, definition: ScreenerDefinition): ScreenerScore {
  const fields = impossibleFields(filled, definition);
  if (fields.length > 0) return { ok: false, refusal: 'triage/impossible-answers', fields };

  const { answers, ageYears } = filled;
  const { levels, noneLevel, keyItems } = definition.scoring;
  const open = openItems(definition, answers);
  const at = levels.findIndex((level) => holds(level, answers));
  const reached = levels[at]?.level ?? noneLevel;
  const stillPossible = (at === -1 ? levels : levels.slice(0, at)).filter((level) => couldHold(level, answers, open));
  const couldRaise = new Set(stillPossible.flatMap((level) => [...level.anyYes, ...(level.andYes ?? [])]));
  const tooYoung = ageYears !== undefined && ageYears < (definition.validFromAgeYears ?? 0);
  const level = tooYoung ? 'FULL_EVALUATION' : stillPossible.length > 0 ? 'INCOMPLETE' : reached;
  const declinedKeyItems = keyItems.filter((id) => answers[id] === 'declined');

  return {
    ok: true,
    result: {
      screener: definition.id,
      version: definition.version,
      level,
      reached,
      unanswered: [...open].filter((id) => couldRaise.has(id)),
      declinedKeyItems,
      needsHumanNow: tooYoung || declinedKeyItems.length > 0 || reached === 'HIGH' || reached === 'ACUTE_POSITIVE',
      facts: factsSetBy(definition, answers),
    },
  };
}

const answerTo = (id: string, answers: Answers): Answer => (Object.hasOwn(answers, id) ? answers[id] : undefined) ?? 'not-asked';
const isDefinite = (answer: Answer): boolean => answer === 'yes' || answer === 'no';

function holds({ anyYes, andYes = [], declinedCountsAsYes }: Level, answers: Answers): boolean {
  const positive = (id: string): boolean =>
    answerTo(id, answers) === 'yes' || (declinedCountsAsYes === true && answerTo(id, answers) === 'declined');
  return anyYes.some(positive) && andYes.every((id) => answerTo(id, answers) === 'yes');
}

/** Whether the open items could still make the level hold. */
function couldHold(level: Level, answers: Answers, open: ReadonlySet<string>): boolean {
  const asIfYes = { ...answers, ...Object.fromEntries([...open].map((id) => [id, 'yes' as const])) };
  return holds(level, asIfYes);
}

/** Items that should be asked, or may have to be, and have no definite answer. */
const openItems = ({ items }: ScreenerDefinition, answers: Answers): ReadonlySet<string> => new Set(items
  .filter((item) => !isNotToBeAsked(item, answers) && !isDefinite(answerTo(item.id, answers)))
  .map(({ id }) => id));

/** Only definite answers close a branch: an unknown leaves it open. */
function isNotToBeAsked({ askWhen }: ScreenerItem, answers: Answers): boolean {
  if (!askWhen) return false;
  const given = askWhen.anyOf.map((id) => answerTo(id, answers));
  return given.every((answer) => isDefinite(answer) && !askWhen.is.includes(answer));
}

function impossibleFields({ screener, answers }: ScreenerAnswers, definition: ScreenerDefinition): FieldError[] {
  if (screener !== definition.id) return [{ pointer: '/screener', detail: `is not ${definition.id}` }];
  const ids = new Set(definition.items.map(({ id }) => id));
  const unknown = Object.keys(answers).filter((id) => !ids.has(id))
    .map((id) => ({ pointer: pointerTo(id), detail: 'is not a question of this screener' }));
  const contradicting = definition.items.filter((item) => contradicts(item, answers))
    .map(({ id, askWhen }) => ({ pointer: pointerTo(id), detail: `does not fit the answer to ${askWhen?.anyOf.join(', ') ?? 'the others'}` }));
  return [...unknown, ...contradicting];
}

const pointerTo = (id: string): string => `/answers/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`;

function contradicts(item: ScreenerItem, answers: Answers): boolean {
  if (!isNotToBeAsked(item, answers)) return false;
  const answer = answerTo(item.id, answers);
  switch (item.impossibleWhenNotToBeAsked ?? 'any') {
    case 'any': return answer !== 'not-asked';
    case 'yes': return answer === 'yes';
    case 'none': return false;
  }
}

function factsSetBy({ items }: ScreenerDefinition, answers: Answers): TriageFacts {
  return mergeFacts(...items.flatMap(({ id, sets }) => {
    const answer = answerTo(id, answers);
    return sets.filter(({ on }) => on.includes(answer)).map(({ fact }): TriageFacts => ({ [fact]: answer }));
  }));
}
