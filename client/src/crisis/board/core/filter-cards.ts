import type { BoardCard } from '../../../../../server/contract/crisis.js';

/** What somebody narrowed the board to; empty and null narrow nothing. */
export interface CardFilter {
  words: string;
  teamId: string | null;
  ownerId: string | null;
}

export const NO_FILTER: CardFilter = { words: '', teamId: null, ownerId: null };

/** Whether anything is left out. */
export const isNarrowed = ({ words, teamId, ownerId }: CardFilter): boolean => words.trim() !== '' || teamId !== null || ownerId !== null;

/** The cards that fit: each word must begin or stand in ref, headline, place, level or a name on the card. */
export function filterCards(cards: readonly BoardCard[], filter: CardFilter): readonly BoardCard[] {
  if (!isNarrowed(filter)) return cards;
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    if (filter.teamId !== null && card.teamId !== filter.teamId) return false;
    if (filter.ownerId !== null && card.owner?.id !== filter.ownerId) return false;
    const text = [card.ref, card.shows, card.headline, card.place, card.owner?.name, card.raisedBy, card.referral?.serviceName].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
