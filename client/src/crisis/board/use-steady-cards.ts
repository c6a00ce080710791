import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { steadyOrder } from './core/steady-order.js';

export interface SteadyCards {
  /** What to show, in this order, each as it is or, for one that left while held, as it last was. */
  shown: readonly BoardCard[];
  newAbove: number;
}

/** The cards of a column in an order that keeps still while `held`. */
export function useSteadyCards(cards: readonly BoardCard[], held: boolean): SteadyCards {
  const [shown, setShown] = useState(cards);
  const known = new Map([...shown, ...cards].map((card) => [card.id, card]));
  const { ids, newAbove } = steadyOrder(shown.map(({ id }) => id), cards.map(({ id }) => id), held);
  const next = ids.flatMap((id) => known.get(id) ?? []);
  const isSame = next.length === shown.length && next.every((card, place) => card === shown[place]);
  if (!isSame) setShown(next);
  return { shown: isSame ? shown : next, newAbove };
}

/** For a list whose cards are moved about, or drawn in another way: a card that is moved loses the focus, and here it is given back without scrolling. */
export function useKeptFocus<Element extends HTMLElement>(order: unknown): RefObject<Element | null> {
  const list = useRef<Element>(null);
  const before = document.activeElement;
  const cardId = before?.closest<HTMLElement>('[data-card]')?.dataset['card'];
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || !(before instanceof HTMLElement)) return;
    if (list.current?.contains(before)) before.focus({ preventScroll: true });
    else if (cardId !== undefined) list.current?.querySelector<HTMLElement>(`[data-card='${CSS.escape(cardId)}'] .card-link`)?.focus({ preventScroll: true });
    // The focus is compared with what it was before this very order was drawn.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [order]);
  return list;
}
