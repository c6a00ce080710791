/**
 * The card to go to from `here` (null: none has the keyboard) by one step down (1) or up (-1) through all columns one after
 * the other; the same card at either end, and null on an empty board.
 */
export function nextCard(columns: readonly (readonly string[])[], here: string | null, by: 1 | -1): string | null {
  const all = columns.flat();
  const at = here === null ? -1 : all.indexOf(here);
  if (at === -1) return all[0] ?? null;
  return all[Math.min(Math.max(at + by, 0), all.length - 1)] ?? null;
}
