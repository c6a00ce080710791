import type { TriageProfile, UrgencyLetter } from '../../contract/triage.js';
import { addMinutes } from '../../kernel/durations.js';

/**
 * The instant (ISO 8601, UTC) by which somebody must be face to face with the person, counted from `from`;
 * null when the letter has no clock. A's zero minutes are `from` itself: the emergency service is called now.
 * Source: domain.md §2.1.
 */
export function contactDue(profile: TriageProfile, letter: UrgencyLetter, from: Date): string | null {
  const minutes = profile.minutesToContact[letter];
  return minutes === null ? null : addMinutes(from, minutes).toISOString();
}

/** The earlier of two instants; no clock is later than any. */
export function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
