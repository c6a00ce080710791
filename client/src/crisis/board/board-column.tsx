import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import type { BoardCard, BoardColumn as ColumnName } from '../../../../server/contract/crisis.js';
import { PillButton } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { columnOf } from './core/card-order.js';
import { Figure } from './figure.js';
import { CrisisCard } from './crisis-card.js';
import { useHold } from './use-hold.js';
import { useKeptFocus, useSteadyCards } from './use-steady-cards.js';

/** Above this many cards those out of view are not drawn whole. */
const MANY = 40;

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
}

/** One column, steady under pointer and keyboard: what would push cards down waits behind "2 new above". */
export function BoardColumn({ name, cards, everywhere, meId, stale, changed, empty }: ColumnProps) {
  const heading = useId();
  const { held, release, handlers } = useHold();
  const { shown, newAbove } = useSteadyCards(cards, held !== null);
  const list = useKeptFocus<HTMLUListElement>(shown);
  const here = new Set(cards.map(({ id }) => id));
  const section = useRef<HTMLElement>(null);

  useEffect(() => {
    // What the keyboard was on has gone elsewhere, and the focus with it.
    if (held === 'keys' && !section.current?.contains(document.activeElement)) release();
  });

  return (
    <section ref={section} className="board-column" aria-labelledby={heading} {...handlers}>
      <div className="board-column-head">
        <h2 id={heading}>
          {boardWords(`column.${name}`)} <span className="num board-count"><Figure value={cards.length} /></span>
        </h2>
        {newAbove > 0 && <PillButton onClick={release}>{boardWords('new-above', { count: newAbove })}</PillButton>}
      </div>
      {shown.length === 0 ? (
        empty
      ) : (
        <ul ref={list} className="board-list" data-many={shown.length > MANY || undefined}>
          {shown.map((card) => (
            <CrisisCard
              key={card.id}
              card={card}
              meId={meId}
              stale={stale}
              changed={changed.has(card.id)}
              many={shown.length > MANY}
              ghost={here.has(card.id) ? null : ghostWords(everywhere.get(card.id), meId)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function ghostWords(now: BoardCard | undefined, meId: string): string {
  if (!now) return boardWords('ghost.left');
  const column = columnOf(now);
  if (now.owner && column === 'has-it') return now.owner.id === meId ? boardWords('ghost.yours') : boardWords('ghost.taken', { name: now.owner.name });
  return boardWords('ghost.moved', { column: boardWords(`column.${column}`) });
}
