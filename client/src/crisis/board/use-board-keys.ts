import { useLocation } from 'wouter';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { asksWords } from '../asks/asks-words.js';
import { actsOf } from '../asks/core/card-acts.js';
import type { Act } from '../asks/core/card-acts.js';
import type { BoardDoing } from './board-doing.js';
import { usePageKeys } from '../../app/page-keys.js';
import { useAnnounce } from '../../ui/live-region.js';
import { useToasts } from '../../ui/toast.js';
import { boardWords } from './board-words.js';
import { BOARD_COLUMNS } from '../../../../server/contract/crisis.js';
import { LIST } from './board-list.js';
import { FILTER_ID } from './board-strip.js';
import { nextCard } from './core/next-card.js';
import { revealCard, shownOrder } from './shown-order.js';

const currentCard = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-card]') ?? null;
const actOf = (card: Element | null, act: string): HTMLButtonElement | null => card?.querySelector<HTMLButtonElement>(`[data-act='${act}']`) ?? null;

/** On a narrow window the strip with the field may be folded away. */
function openFilter(): void {
  const field = document.getElementById(FILTER_ID);
  field?.closest('details')?.setAttribute('open', '');
  field?.focus();
}

function focusOn(card: HTMLElement | undefined): void {
  card?.querySelector<HTMLElement>('.card-link')?.focus();
  card?.scrollIntoView({ block: 'nearest' });
}

/** Puts the keyboard on a card. @returns whether it is there */
function focusCard(id: string): boolean {
  const card = document.querySelector<HTMLElement>(`[data-card='${CSS.escape(id)}']`);
  focusOn(card ?? undefined);
  return card !== null;
}

/** So long a card that is out of view may take to be drawn. */
const DRAWN_WITHIN_MS = 3000;

/** The card that the keyboard is on its way to: keys that come meanwhile go on from there. */
let goingTo: string | null = null;

/** Puts the keyboard on a card, also on one that is not on the page yet. @returns false where it stands in no column */
export function goToCard(id: string): boolean {
  goingTo = null;
  if (focusCard(id)) return true;
  if (!revealCard(id)) return false;
  goingTo = id;
  const [from, begun] = [document.activeElement, performance.now()];
  const again = () => {
    if (goingTo !== id) return;
    // Whoever went elsewhere meanwhile stays there.
    const stayed = document.activeElement === from || document.activeElement === document.body;
    if (stayed && !focusCard(id) && performance.now() - begun < DRAWN_WITHIN_MS) requestAnimationFrame(again);
    else goingTo = null;
  };
  requestAnimationFrame(again);
  return true;
}

/**
 * The board's keys. The card that has the focus is the one meant; every key presses or leads to something that is a
 * button or link as well. `A` goes to the answer button, on which `Enter` then answers.
 */
export function useBoardKeys(find: (id: string) => BoardCard | undefined, { act, mayOf }: Pick<BoardDoing, 'act' | 'mayOf'>, meId: string): void {
  const [, go] = useLocation();
  const { polite } = useAnnounce();
  const { actOnNewest } = useToasts();

  const move = (by: 1 | -1) => {
    const next = nextCard(shownOrder([...BOARD_COLUMNS, LIST]), goingTo ?? currentCard()?.dataset['card'] ?? null, by);
    if (next !== null) goToCard(next);
  };
  const press = (act: string) => {
    const button = actOf(currentCard(), act);
    if (button) button.click();
    else if (!currentCard()) polite(boardWords('pick-first'));
  };
  const onCard = (act: (id: string) => void) => {
    const id = currentCard()?.dataset['card'];
    if (id === undefined) polite(boardWords('pick-first'));
    else act(id);
  };

  const doOnCard = (which: Act) =>
    onCard((id) => {
      const card = find(id);
      if (card && actsOf(card, mayOf(card), meId).includes(which)) act(card, which);
      else polite(boardWords('not-here'));
    });
  const handOver = () =>
    onCard((id) => {
      const card = find(id);
      if (card && (card.handOver !== null || mayOf(card).handOver)) go(`/crises/${id}/hand-over`);
      else polite(boardWords('not-here'));
    });

  usePageKeys([
    { key: 'j', caps: ['J', 'K'], words: boardWords('key.move'), act: () => move(1) },
    { key: 'k', words: boardWords('key.move'), act: () => move(-1), rare: true },
    { key: 'Enter', words: boardWords('key.open'), act: () => onCard((id) => go(`/crises/${id}`)) },
    {
      key: 'a',
      caps: ['A', 'Enter'],
      words: boardWords('key.answer'),
      act: () => (actOf(currentCard(), 'answer') ?? document.querySelector<HTMLButtonElement>("[data-act='answer']"))?.focus(),
    },
    { key: 'z', words: boardWords('key.undo'), act: actOnNewest },
    { key: 'x', words: boardWords('key.cannot'), act: () => press('cannot'), rare: true },
    { key: 'e', words: boardWords('key.escalate'), act: () => doOnCard('escalate') },
    { key: 'h', words: asksWords('key.hand-over'), act: handOver },
    { key: 's', words: asksWords('key.assign'), act: () => doOnCard('assign'), rare: true },
    { key: 'r', words: boardWords('key.refer'), act: () => onCard((id) => go(`/crises/${id}/refer`)) },
    { key: '/', words: boardWords('key.filter'), act: openFilter },
  ]);
}
