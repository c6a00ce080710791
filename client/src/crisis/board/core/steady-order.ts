export interface SteadyOrder {
  /** What to show, in this order. While held it may name cards that left the column: their place stays, so nothing moves. */
  ids: readonly string[];
  /** How many wait to be shown further up until the column is let go. */
  newAbove: number;
}

/**
 * The order of a column that somebody may be pointing at. Held, nothing that is shown moves: who left keeps a place, who
 * comes after the last one is added there, and who belongs further up is only counted. Let go, it is the ideal order.
 */
export function steadyOrder(shown: readonly string[], ideal: readonly string[], held: boolean): SteadyOrder {
  if (!held) return { ids: ideal, newAbove: 0 };
  const standing = new Set(shown);
  const lastStanding = ideal.findLastIndex((id) => standing.has(id));
  const below = ideal.slice(lastStanding + 1);
  const above = ideal.slice(0, Math.max(lastStanding, 0)).filter((id) => !standing.has(id));
  return { ids: below.length > 0 ? [...shown, ...below] : shown, newAbove: above.length };
}
