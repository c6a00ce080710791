import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useState } from 'react';
import type { FocusEvent, ReactNode, RefObject } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { classNames } from '../../ui/class-names.js';
import { showOrder } from './shown-order.js';
import { firstWaiting } from './core/bursts.js';
import { pinnedRange } from './core/pinned-range.js';

/** Above this many only those in view, and a few around them, are on the page. */
export const MANY = 40;
/** Drawn before and after what is in view, so that scrolling finds them ready. */
const OVERSCAN = 4;
/** Between two cards, as in `board.css`, in CSS pixels. */
const GAP_PX = 11;

export interface CardRowsProps {
  /** Whose cards these are, to tell the keyboard their order. */
  name: string;
  cards: readonly BoardCard[];
  /** Those of them that the keyboard passes over: what left and only keeps its place. */
  passedOver: ReadonlySet<string>;
  list: RefObject<HTMLUListElement | null>;
  /** About how high one is, in CSS pixels, until it was measured. */
  heightPx: number;
  className?: string | undefined;
  draw: (card: BoardCard) => ReactNode;
  /** What stands below whoever waits first (`firstWaiting`). It may be empty. */
  between?: ReactNode;
}

/** Cards one below the other. Few are all on the page; of many only those in view are, each knowing its place among all. */
export function CardRows(props: CardRowsProps) {
  return props.cards.length > MANY ? <ManyRows {...props} /> : <FewRows {...props} />;
}

/** Tells the keyboard which cards stand here, and how to bring one into view that is not on the page. */
function useShownOrder({ name, cards, passedOver }: CardRowsProps, reveal: (place: number) => void): void {
  useEffect(() => showOrder(name, { ids: cards.map(({ id }) => id).filter((id) => !passedOver.has(id)), reveal: (id) => reveal(cards.findIndex((card) => card.id === id)) }));
}

function FewRows(props: CardRowsProps) {
  const { cards, list, className, draw, between } = props;
  useShownOrder(props, () => undefined);
  const rows = cards.map((card) => <li key={card.id}>{draw(card)}</li>);
  // By a key of its own, so that it stays what it is when another card becomes the first.
  if (between) rows.splice(firstWaiting(cards) + 1, 0, <li key="between" className="board-between">{between}</li>);
  return (
    <ul ref={list} className={classNames('board-list', className)}>
      {rows}
    </ul>
  );
}

function ManyRows(props: CardRowsProps) {
  const { cards, list, heightPx, className, draw, between } = props;
  const scrollMargin = useDistanceFromTop(list);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  // What has the keyboard stays on the page however far somebody scrolls: taken off it, it would lose it.
  const pinned = focusedId === null ? -1 : cards.findIndex(({ id }) => id === focusedId);
  // Its answers are read while drawing and never kept.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer<HTMLLIElement>({
    count: cards.length,
    estimateSize: useCallback(() => heightPx, [heightPx]),
    overscan: OVERSCAN,
    gap: GAP_PX,
    scrollMargin,
    getItemKey: useCallback((place: number) => cards[place]?.id ?? place, [cards]),
    rangeExtractor: useCallback((range: Range) => pinnedRange(defaultRangeExtractor(range), pinned), [pinned]),
  });
  // Four columns share one scroll position: what one of them measures must not move the others.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  const watching = {
    onFocus: ({ target }: FocusEvent) => setFocusedId(target.closest<HTMLElement>('[data-card]')?.dataset['card'] ?? null),
    onBlur: ({ relatedTarget, currentTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setFocusedId(null);
    },
  };
  useShownOrder(props, (place) => virtualizer.scrollToIndex(place, { align: 'auto' }));

  return (
    <ul
      ref={list}
      className={classNames('board-list board-list-many', className)}
      style={{ blockSize: virtualizer.getTotalSize() }}
      {...watching}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start, size }) => {
        const card = cards[index];
        return (
          card && (
            <li key={key} ref={virtualizer.measureElement} data-index={index} aria-posinset={index + 1} aria-setsize={cards.length} style={{ transform: `translateY(${start - scrollMargin}px)` }}>
              <Shortly heightPx={size} draw={() => draw(card)} />
              {between && index === firstWaiting(cards) && <div className="board-between">{between}</div>}
            </li>
          )
        );
      })}
    </ul>
  );
}

/**
 * Keeps a card's place and draws it a moment later, in small parts: a turn of the wheel brings a dozen cards at once, and the page
 * must answer keys meanwhile.
 */
function Shortly({ heightPx, draw }: { heightPx: number; draw: () => ReactNode }) {
  const ready = useDeferredValue(true, false);
  return ready ? draw() : <div className="card" style={{ blockSize: heightPx }} />;
}

/** How far below the beginning of the page an element stands, in CSS pixels; measured anew whenever the page grows or shrinks. */
function useDistanceFromTop(element: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0);
  useLayoutEffect(() => {
    const measure = () => element.current && setDistance(Math.round(element.current.getBoundingClientRect().top + window.scrollY));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, [element]);
  return distance;
}
