import type { ScreenerResult, UrgencyLetter } from '../../contract/triage.js';
import type { Evidence } from './evidence.js';
import { DECLINED_RULE } from './rules.js';

/**
 * Somebody should speak with the person now instead of asking on from a list: danger now, an important question
 * declined, or a screener that says so. Source: domain.md §3.1, §3.2.
 */
export function needsHumanNow(letter: UrgencyLetter, evidence: Evidence, screeners: readonly ScreenerResult[]): boolean {
  return letter === 'A'
    || evidence.rules.some(({ id }) => id === DECLINED_RULE)
    || screeners.some((result) => result.needsHumanNow);
}

/**
 * Whether a report that goes elsewhere (F) or cannot be decided (G) still hints at risk, so that somebody must
 * ring back: a circumstance that raises others, a hint in the words, a question answered with an unknown, an
 * unfinished screener; for F also thoughts of suicide that nobody has ruled out. Source: domain.md §2.3, rule 7.
 */
export function hintsAtRisk(letter: 'F' | 'G', { facts, modifiers }: Evidence, screeners: readonly ScreenerResult[]): boolean {
  return modifiers.length > 0
    || facts.hintsOfRisk === 'yes'
    || Object.values(facts).some((answer) => answer === 'not-known' || answer === 'declined')
    || screeners.some(({ level }) => level === 'INCOMPLETE' || level === 'FULL_EVALUATION')
    || (letter === 'F' && facts.suicidalThoughts !== 'no');
}
