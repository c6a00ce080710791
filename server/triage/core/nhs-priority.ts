import type { UrgencyLetter } from '../../contract/triage.js';

/** NHS data dictionary, CLINICAL RESPONSE PRIORITY TYPE: 1 emergency, 4 very urgent, 2 urgent/serious, 3 routine. */
export type NhsPriority = '1' | '2' | '3' | '4';

/**
 * The code for UK exports, null when the letter has no priority there.
 * Trap: the codes are NOT in order of severity. 4 came later and stands between 1 and 2. Never sort or compare
 * them; sort by our letter. Source: domain.md §2.2; NHS Data Dictionary, release June 2026, "Clinical Response
 * Priority Type", National Codes.
 */
export function nhsPriority(letter: UrgencyLetter): NhsPriority | null {
  switch (letter) {
    case 'A': return '1';
    case 'B': return '4';
    case 'C': return '2';
    case 'D': case 'E': return '3';
    case 'F': case 'G': return null;
  }
}
