import type { BoardCard, CrisisSearchInput, CrisisSearchView } from '../../../server/contract/crisis.js';

const PAGE = 50;

/** A page of the cards that fit, newest first, as the server would find them. A name fits where its first word stands in the headline. */
export function foundIn(cards: readonly BoardCard[], { ref, states, shows, owner, personName, after }: CrisisSearchInput): CrisisSearchView {
  const fits = (card: BoardCard): boolean =>
    (ref === undefined || card.ref === ref) && (states === undefined || states.includes(card.state)) && (shows === undefined || shows.includes(card.shows)) &&
    (owner === undefined || (owner === 'nobody' ? card.owner === null : card.owner?.id === owner)) && (personName === undefined || (card.headline ?? '').includes(personName.split(' ')[0] ?? ''));
  const found = cards.filter(fits).toSorted((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt));
  const from = Number(after ?? 0);
  return { crises: found.slice(from, from + PAGE), next: from + PAGE < found.length ? String(from + PAGE) : null };
}
