import { Unreachable, isProblem } from '../../app/core/problem.js';
import { providerWords } from './provider-words.js';

/** Why something was not sent, and whom to ring instead. */
export function failureWords(error: unknown, phone: string): string {
  if (error instanceof Unreachable) return providerWords('failed.unreachable', { phone });
  if (isProblem(error, 'request/too-fast')) return providerWords('failed.too-fast', { phone });
  return providerWords('failed.other', { why: error instanceof Error ? error.message : String(error), phone });
}
