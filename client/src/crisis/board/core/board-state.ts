import type { BoardCard, BoardView } from '../../../../../server/contract/crisis.js';
import type { LiveNews } from '../../../../../server/contract/live.js';

/** A crisis as it is now, as the line to the server tells it; `card` is null when it left the board. */
export type CardNews = Pick<Parameters<LiveNews['card']>[0], 'crisisId' | 'version' | 'card'>;

/** The board as this page knows it. */
export interface BoardState {
  board: BoardView;
  /** Crises that left, and at which version: news from before must not bring one back. */
  gone: Readonly<Record<string, number>>;
}

/** The board as it was just fetched. */
export function freshBoard(board: BoardView): BoardState {
  return { board: withCards(board, board.cards), gone: {} };
}

/**
 * The board after a piece of news. The law: an old snapshot with all news since then is the new snapshot, in whatever
 * order and however often the news came. News that is not newer than what stands here changes nothing, not even identity.
 */
export function applyNews(state: BoardState, { crisisId, version, card }: CardNews): BoardState {
  const { board, gone } = state;
  const place = board.cards.findIndex(({ id }) => id === crisisId);
  const known = board.cards[place];
  if (known ? version <= known.version : version <= (gone[crisisId] ?? 0)) return state;
  if (card === null) {
    const cards = board.cards.filter(({ id }) => id !== crisisId);
    return { board: known ? withCards(board, cards) : board, gone: { ...gone, [crisisId]: version } };
  }
  return { board: withCards(board, known ? board.cards.with(place, card) : [...board.cards, card]), gone };
}

const withCards = (board: BoardView, cards: BoardCard[]): BoardView => ({ ...board, cards, team: openWorkOf(cards), ...sumsOf(cards) });

/** The numbers over all cards: they follow from the cards too, so that news of one card cannot leave them behind. */
export function sumsOf(cards: readonly BoardCard[]): Pick<BoardView, 'unownedMinutes' | 'snoozed'> {
  const tenths = cards.reduce((sum, { unownedMinutes }) => sum + Math.round(unownedMinutes * 10), 0);
  return { unownedMinutes: tenths / 10, snoozed: cards.filter(({ snooze }) => snooze !== null).length };
}

const KINDS = { Emergency: 'emergency', Urgent: 'urgent', Soon: 'soon', Planned: 'planned' } as const satisfies Record<BoardCard['shows'], string>;

/** Who owns how many of the cards, by level: follows from the cards, so that it never says something else than they do. */
export function openWorkOf(cards: readonly BoardCard[]): BoardView['team'] {
  const work = new Map<string, BoardView['team'][number]>();
  for (const { owner, shows } of cards) {
    if (!owner) continue;
    const person = work.get(owner.id) ?? { staffId: owner.id, name: owner.name, initials: owner.initials, open: { emergency: 0, urgent: 0, soon: 0, planned: 0 } };
    work.set(owner.id, { ...person, open: { ...person.open, [KINDS[shows]]: person.open[KINDS[shows]] + 1 } });
  }
  return [...work.values()].sort((a, b) => (a.name === b.name ? (a.staffId < b.staffId ? -1 : 1) : a.name < b.name ? -1 : 1));
}
