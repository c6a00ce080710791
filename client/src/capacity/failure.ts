import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { capacityWords } from './capacity-words.js';

/** Why something was not saved, and what to do. */
export function failureOf(error: unknown): string {
  if (error instanceof Unreachable) return capacityWords('tell.failed');
  if (isProblem(error, 'capacity/changed')) return capacityWords('tell.changed');
  const [first] = error instanceof Problem ? (error.body.errors ?? []) : [];
  return capacityWords('tell.other', { why: first?.detail ?? (error instanceof Error ? error.message : String(error)) });
}
