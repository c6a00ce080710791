import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { settingsWords } from './settings-words.js';

/** Why something was not done, in words. @throws what is neither a refusal nor a lost line */
export function failureWords(error: unknown): string {
  if (error instanceof Unreachable) return settingsWords('unreachable');
  if (isProblem(error, 'request/too-fast')) return settingsWords('too-fast');
  if (isProblem(error, 'identity/wrong-code')) return settingsWords('check.wrong');
  if (!(error instanceof Problem)) throw error;
  return settingsWords('refused', { why: [error.message, ...(error.body.errors ?? []).map(({ detail }) => detail)].join(', ') });
}
