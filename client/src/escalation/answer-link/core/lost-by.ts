import type { AnswerLinkView } from '../../../../../server/contract/messaging.js';

/** A claim that came this close to another's was a race; further apart it was simply taken. Decision of this project. */
const RACE_SECONDS = 30;

/**
 * By how many whole seconds somebody else was first, for "took this 2 s before you"; null when they were not, or when
 * it was no race. At least 1.
 * @param pressedAt when "I have it" was pressed, in milliseconds by the server's clock
 */
export function lostBySeconds({ state, takenBy }: Pick<AnswerLinkView, 'state' | 'takenBy'>, pressedAt: number | null): number | null {
  if (state !== 'taken' || takenBy === null || pressedAt === null) return null;
  const seconds = Math.max(1, Math.round((pressedAt - Date.parse(takenBy.at)) / 1000));
  return seconds <= RACE_SECONDS ? seconds : null;
}
