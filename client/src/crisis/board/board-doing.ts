import { createContext, useContext } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';

/** What a card can ask of the page it stands on. Stays the same while the rota does, so that cards rest. */
export interface BoardDoing {
  escalate: (card: BoardCard) => void;
  /** Whether to offer "I’ve got this". */
  mayAnswer: (card: BoardCard) => boolean;
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
