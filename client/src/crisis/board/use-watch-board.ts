import { useEffect, useRef } from 'react';
import { useWaitingInTitle } from '../../app/page-title.js';
import { useSession } from '../../app/session.js';
import { play } from '../../app/sound.js';
import { referralWords } from '../../referral/list/referral-words.js';
import { serverClock } from '../../live/server-clock.js';
import { useAnnounce } from '../../ui/live-region.js';
import { useBoard } from './board-data.js';
import { asksWords } from '../asks/asks-words.js';
import { useWatcher } from '../asks/use-viewer.js';
import { boardWords } from './board-words.js';
import { alarmDue } from './core/alarms.js';
import type { AlarmMemory } from './core/alarms.js';
import { showNotice } from './notices-here.js';
import { happeningsBetween } from './core/board-changes.js';
import type { Happening } from './core/board-changes.js';
import type { BoardState } from './core/board-state.js';

/** How often to look whether something must sound. */
const LOOK_EVERY_MS = 1000;

/**
 * Keeps watch over the board from any page of a clinician: sounds for what nobody has, says what changed, and shows in
 * the browser's tab how many wait.
 */
export function useWatchBoard(): ReturnType<typeof useBoard> {
  const board = useBoard();
  useAlarms(board.data);
  useSpokenChanges(board.data);
  useWaitingInTitle(board.data?.board.cards.filter(({ column }) => column === 'needs-someone').length ?? 0);
  return board;
}

/** The watch alone, for pages that show something else. */
export function BoardWatch(): null {
  useWatchBoard();
  return null;
}

function useAlarms(state: BoardState | undefined): void {
  const watcher = useWatcher();
  const latest = useRef(state);
  const memory = useRef<AlarmMemory | null>(null);
  useEffect(() => {
    const look = () => {
      if (!latest.current) return;
      const alarm = alarmDue(latest.current.board.cards, serverClock.now(), memory.current, watcher);
      memory.current = alarm.memory;
      if (alarm.sound) play(alarm.sound);
    };
    latest.current = state;
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [state, watcher]);
}

function useSpokenChanges(state: BoardState | undefined): void {
  const announce = useAnnounce();
  const { staff } = useSession();
  const watcher = useWatcher();
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (!was || !state) return;
    for (const happening of happeningsBetween(was, state, watcher)) {
      const words = wordsOf(happening, staff.id);
      // Only an emergency interrupts.
      const urgent = happening.kind === 'no-answer' || (happening.kind === 'needs-someone' && happening.card.shows === 'Emergency');
      if (urgent) announce.assertive(words);
      else announce.polite(words);
      noticeOf(happening);
    }
  }, [state, announce, staff.id, watcher]);
}

/** What must be seen also where the board cannot be: an emergency or an urgent crisis that nobody has. */
function noticeOf({ kind, card: { id, ref, shows } }: Happening): void {
  if (kind === 'no-answer') void showNotice(boardWords('notice.no-answer', { ref }), id);
  else if (kind === 'needs-someone' && (shows === 'Emergency' || shows === 'Urgent')) void showNotice(boardWords('notice.needs-someone', { level: boardWords(`level.${shows}`), ref }), id);
}

function wordsOf(happening: Happening, meId: string): string {
  const { card } = happening;
  const { ref } = card;
  switch (happening.kind) {
    case 'called':
      return asksWords(`spoken.${happening.why}`, { ref });
    case 'needs-someone':
      return boardWords('spoken.needs-someone', { level: boardWords(`level.${card.shows}`), ref });
    case 'no-answer':
      return boardWords('spoken.no-answer', { ref });
    case 'taken':
      return card.owner?.id === meId ? boardWords('spoken.taken-you', { ref }) : boardWords('spoken.taken', { ref, name: card.owner?.name ?? '' });
    case 'referral':
      return boardWords('spoken.referral', { ref, service: card.referral?.serviceName ?? '', state: card.referral ? referralWords(`state.${card.referral.state}`) : '' });
    case 'left':
      return boardWords('spoken.left', { ref });
  }
}
