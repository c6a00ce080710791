import { Problem, Unreachable } from '../../app/core/problem.js';
import { agreementWords } from './agreement-words.js';

/** Why an agreement was not recorded or taken back. @throws what is neither a refusal nor a lost line */
export function agreementFailure(error: unknown): string {
  if (error instanceof Unreachable) return agreementWords('wrong.unreachable');
  if (error instanceof Problem) return agreementWords('wrong.other', { why: error.message });
  throw error;
}
