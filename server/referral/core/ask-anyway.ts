import type { MatchRule } from '../../contract/matching.js';

/** A shut door, or a rule that a service made for the safety of those who live there: no text goes there, somebody rings. Source: domain.md §9.1. */
const RUNG_FIRST: ReadonlySet<MatchRule> = new Set(['active', 'exclusion']);

/** What stands in the way of asking a service now; `rings`: the service was spoken with, and what it said is recorded. */
export type AskAnyway = 'may' | 'says-why' | 'rings-first' | 'never';

/**
 * Whether a service that matching excludes may be asked all the same. A reason lifts every rule but the person's own no, which
 * only they take back; a shut or protected door is rung and never sent a link.
 * @param failed all rules that the service fails for this crisis; none: it is offered
 * @param reason why it is asked all the same; null when nobody said
 */
export function mayAskAnyway(failed: readonly MatchRule[], reason: string | null, rings: boolean): AskAnyway {
  if (failed.length === 0) return 'may';
  if (failed.includes('consent')) return 'never';
  if (reason === null) return 'says-why';
  return !rings && failed.some((rule) => RUNG_FIRST.has(rule)) ? 'rings-first' : 'may';
}
