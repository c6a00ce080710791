import type { ReactNode } from 'react';
import type { BoardCard, BoardColumn as ColumnName } from '../../../../server/contract/crisis.js';
import { boardWords } from './board-words.js';
import { columnOf } from './core/card-order.js';
import { CrisisCard } from './crisis-card.js';
import { SteadyList } from './steady-list.js';

export interface ColumnProps {
  name: ColumnName;
  /** Its cards, least time left first. */
  cards: readonly BoardCard[];
  /** Every card on the board, to tell where one went that left. */
  everywhere: ReadonlyMap<string, BoardCard>;
  meId: string;
  stale: boolean;
  changed: ReadonlySet<string>;
  /** What stands here when there are none. */
  empty: ReactNode;
  /** What stands below whoever waits first. */
  between?: ReactNode;
}

/** About how high a card of each column is, in CSS pixels. */
const HEIGHTS: Readonly<Record<ColumnName, number>> = { 'needs-someone': 270, 'has-it': 190, referral: 200, 'follow-up': 130 };

/** One column of the board. */
export function BoardColumn({ name, cards, everywhere, meId, stale, changed, empty, between }: ColumnProps) {
  return (
    <SteadyList
      name={name}
      title={boardWords(`column.${name}`)}
      cards={cards}
      heightPx={HEIGHTS[name]}
      empty={empty}
      between={between}
      draw={(card, isHere) => <CrisisCard card={card} meId={meId} stale={stale} changed={changed.has(card.id)} ghost={isHere ? null : ghostWords(everywhere.get(card.id), meId)} />}
    />
  );
}

/** Where a card went that left its place. */
export function ghostWords(now: BoardCard | undefined, meId: string): string {
  if (!now) return boardWords('ghost.left');
  const column = columnOf(now);
  if (now.owner && column === 'has-it') return now.owner.id === meId ? boardWords('ghost.yours') : boardWords('ghost.taken', { name: now.owner.name });
  return boardWords('ghost.moved', { column: boardWords(`column.${column}`) });
}
