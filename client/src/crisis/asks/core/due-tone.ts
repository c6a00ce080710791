/** This long before it is due, and later, a thing is near. */
export const NEAR_MS = 15 * 60_000;

/**
 * How loudly a due time stands on a card: plain while it is far, amber in its last 15 minutes, red from its exact instant on. At
 * exactly 15 minutes it is near. Both in milliseconds on one clock.
 * Source: domain fact sheet §10.4, "green; warning (inside threshold before due); critical (due/overdue)".
 */
export function dueTone(deadline: number, now: number): 'neutral' | 'warning' | 'critical' {
  const left = deadline - now;
  if (left <= 0) return 'critical';
  return left <= NEAR_MS ? 'warning' : 'neutral';
}
