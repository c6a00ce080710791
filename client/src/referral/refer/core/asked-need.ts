import { HELP_KIND_LABELS } from '../../../../../server/contract/directory.js';
import type { MatchAnswer, MatchInput } from '../../../../../server/contract/matching.js';

/** The longest need that a referral carries. */
export const LONGEST_NEED = 300;

/**
 * What a service is told is needed, unless somebody writes it otherwise: the kinds of help, and nothing that changes from
 * one minute to the next, because the same words keep the clock when the next service is asked.
 */
export function usualNeed(asked: MatchInput, need: MatchAnswer['need'] | undefined): string {
  const kinds = asked.kinds?.map((kind) => HELP_KIND_LABELS[kind]).join(', ');
  // The kinds come first; what stands before a colon says only where they were taken from.
  const words = kinds ?? need?.[0]?.words.split(': ').at(-1) ?? '';
  return words.slice(0, LONGEST_NEED);
}

/** A need without case, marks and spaces, as the server compares them: the same words keep one clock. */
export const sameNeed = (need: string): string =>
  need.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
