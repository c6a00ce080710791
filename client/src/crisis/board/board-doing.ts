import { createContext, useContext } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import type { ActMay } from '../asks/core/card-acts.js';
import type { Acting } from '../asks/use-acting.js';

/** What a card can ask of the page it stands on. Stays the same while the rota does, so that cards rest. */
export interface BoardDoing {
  /** Does something about a crisis, or opens what that asks first. */
  act: Acting['act'];
  /** What to offer on a card. */
  mayOf: (card: BoardCard) => ActMay;
  /** It is mine now: keep the keyboard on it, wherever it goes. */
  followCard: (id: string) => void;
}

export const BoardDoingContext = createContext<BoardDoing | null>(null);

/** For what stands on the board. */
export function useBoardDoing(): BoardDoing {
  const doing = useContext(BoardDoingContext);
  if (!doing) throw new Error('a card stands on a board');
  return doing;
}
