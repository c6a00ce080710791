import { useEffect, useId, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { PillButton } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { CardRows } from './card-rows.js';
import { Figure } from './figure.js';
import { useHold } from './use-hold.js';
import { useKeptFocus, useSteadyCards } from './use-steady-cards.js';

/** Cards under a heading, steady under pointer and keyboard: what would push them down waits behind "2 new above". */
export function SteadyList({
  name,
  title,
  cards,
  heightPx,
  className,
  empty,
  draw,
  between,
}: {
  name: string;
  title: ReactNode;
  /** Least time left first. */
  cards: readonly BoardCard[];
  heightPx: number;
  className?: string | undefined;
  /** What stands here when there are none. */
  empty: ReactNode;
  /** @param isHere false for one that left while it was held: it keeps its place */
  draw: (card: BoardCard, isHere: boolean) => ReactNode;
  /** What stands below whoever waits first, or below `empty`. It may be empty. */
  between?: ReactNode;
}) {
  const heading = useId();
  const { held, release, handlers } = useHold();
  const { shown, newAbove } = useSteadyCards(cards, held !== null);
  const list = useKeptFocus<HTMLUListElement>(shown);
  const section = useRef<HTMLElement>(null);
  const here = useMemo(() => new Set(cards.map(({ id }) => id)), [cards]);
  const gone = useMemo(() => new Set(shown.map(({ id }) => id).filter((id) => !here.has(id))), [shown, here]);

  useEffect(() => {
    // What the keyboard was on has gone elsewhere, and the focus with it.
    if (held === 'keys' && !section.current?.contains(document.activeElement)) release();
  });

  return (
    <section ref={section} className="board-column" aria-labelledby={heading} {...handlers}>
      <div className="board-column-head">
        <h2 id={heading}>
          {title} <span className="num board-count"><Figure value={cards.length} /></span>
        </h2>
        {newAbove > 0 && <PillButton onClick={release}>{boardWords('new-above', { count: newAbove })}</PillButton>}
      </div>
      {shown.length > 0 && <CardRows name={name} cards={shown} passedOver={gone} list={list} heightPx={heightPx} className={className} draw={(card) => draw(card, !gone.has(card.id))} between={between} />}
      {shown.length === 0 && empty}
      {shown.length === 0 && between}
    </section>
  );
}
