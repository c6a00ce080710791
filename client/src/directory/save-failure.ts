import { Unreachable, isProblem } from '../app/core/problem.js';
import { directoryWords } from './directory-words.js';

/** Why something was not saved, and what to do. */
export function saveFailure(error: unknown): string {
  if (error instanceof Unreachable) return directoryWords('failed.save');
  if (isProblem(error, 'directory/changed')) return directoryWords('verify.changed');
  return directoryWords('failed.other', { why: error instanceof Error ? error.message : String(error) });
}
