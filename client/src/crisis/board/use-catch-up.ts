import { useEffect, useState } from 'react';
import { useConnection } from '../../live/socket.js';
import { useAnnounce } from '../../ui/live-region.js';
import { boardWords } from './board-words.js';
import { changedBetween } from './core/board-changes.js';
import type { BoardState } from './core/board-state.js';

/** For so long what changed while the line was lost stays marked. Source: product design guide §3. */
const MARK_MS = 60_000;

export interface CatchUp {
  /** What is shown may be old: the line is lost, or it is back and the newest state has not arrived. */
  old: boolean;
  /** The line is back, the newest state is on its way. */
  fetching: boolean;
  /** What changed meanwhile, while it is marked; null before and after. */
  changed: ReadonlySet<string> | null;
}

/** Whether the board can be believed, and after a break what changed. */
export function useCatchUp(state: BoardState | undefined): CatchUp {
  const { state: line, listening } = useConnection();
  const announce = useAnnounce();
  const lost = listening && (line === 'stale' || line === 'offline');
  /** The board as it stood when the line was lost. */
  const [stoodAt, setStoodAt] = useState<BoardState | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<string> | null>(null);

  if (lost && !stoodAt && state) setStoodAt(state);
  // News alone is not enough: what was said while nobody heard is only in a new fetch.
  if (!lost && stoodAt && state && state.board.asOf !== stoodAt.board.asOf) {
    setStoodAt(null);
    setChanged(changedBetween(stoodAt, state));
  }
  useEffect(() => {
    if (!changed) return undefined;
    if (changed.size > 0) announce.polite(boardWords('again.spoken', { count: changed.size }));
    const timer = setTimeout(() => setChanged(null), MARK_MS);
    return () => clearTimeout(timer);
  }, [changed, announce]);

  return { old: lost || stoodAt !== null, fetching: stoodAt !== null && !lost, changed };
}
