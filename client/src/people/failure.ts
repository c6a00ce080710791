import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { peopleWords } from './people-words.js';

/** Why something was not done, in words. @throws what is neither a refusal nor a lost line */
export function failureWords(error: unknown): string {
  if (error instanceof Unreachable) return peopleWords('wrong.unreachable');
  if (isProblem(error, 'identity/last-administrator')) return peopleWords('wrong.last-administrator');
  if (!(error instanceof Problem)) throw error;
  return peopleWords('wrong.other', { why: [error.message, ...(error.body.errors ?? []).map(({ detail }) => detail)].join(', ') });
}
