import { BURST } from '../../../../../server/contract/asks.js';
import type { BoardCard } from '../../../../../server/contract/crisis.js';

/** So many crises of one team came new in the last minutes. */
export interface Burst {
  teamId: string;
  count: number;
}

/** The place of whoever must never be pushed down: the first emergency that nobody has, else the first card. */
export function firstWaiting(cards: readonly Pick<BoardCard, 'column' | 'shows'>[]): number {
  return Math.max(0, cards.findIndex(({ column, shows }) => column === 'needs-someone' && shows === 'Emergency'));
}

/**
 * The teams of `teamIds` for which more came new in the last 10 minutes than is offered help for, most first. A crisis is new for
 * less than 10 minutes, whoever has it by now. @param now milliseconds
 */
export function burstsIn(cards: readonly Pick<BoardCard, 'teamId' | 'raisedAt'>[], teamIds: readonly string[], now: number): Burst[] {
  const since = now - BURST.minutes * 60_000;
  return teamIds
    .map((teamId) => ({ teamId, count: cards.filter((card) => card.teamId === teamId && Date.parse(card.raisedAt) > since).length }))
    .filter(({ count }) => count > BURST.over)
    .toSorted((a, b) => b.count - a.count);
}
