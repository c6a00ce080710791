import type { Answer, ScreenerDefinition, ScreenerItem } from '../../../../../server/contract/triage.js';

/** What was answered so far, by item. */
export type Given = Readonly<Record<string, Answer>>;

/** The questions to ask, in their order, as far as the answers so far tell: one that hangs on another comes only once that was answered so. */
export function questionsFor({ items }: Pick<ScreenerDefinition, 'items'>, given: Given): ScreenerItem[] {
  const asked = new Set<string>();
  return items.filter(({ id, askWhen }) => {
    const is = !askWhen || askWhen.anyOf.some((other) => asked.has(other) && askWhen.is.includes(given[other] ?? 'not-asked'));
    if (is) asked.add(id);
    return is;
  });
}

/** Where somebody goes on: the place of the first question without an answer, or after the last. */
export function firstOpen(definition: Pick<ScreenerDefinition, 'items'>, given: Given): number {
  const questions = questionsFor(definition, given);
  const open = questions.findIndex(({ id }) => given[id] === undefined);
  return Object.keys(given).length === 0 ? 0 : open === -1 ? questions.length : open;
}

/** Only the answers to questions that are asked: what was said before an earlier answer changed does not go along. */
export function answersToSend(definition: Pick<ScreenerDefinition, 'items'>, given: Given): Record<string, Answer> {
  return Object.fromEntries(questionsFor(definition, given).flatMap(({ id }) => {
    const answer = given[id];
    return answer === undefined || answer === 'not-asked' ? [] : [[id, answer]];
  }));
}

/** What was kept of an unfinished screener, read anew; null for what is none. */
export function restoreGiven(kept: unknown): { screener: string; given: Given } | null {
  if (typeof kept !== 'object' || kept === null || !('screener' in kept) || !('given' in kept)) return null;
  const { screener, given } = kept;
  return typeof screener === 'string' && typeof given === 'object' && given !== null ? { screener, given: given as Given } : null;
}
