import type { BoardCard } from '../../../../server/contract/crisis.js';
import { useBoard } from '../../crisis/board/board-data.js';
import { byColumn, dueAtOf } from '../../crisis/board/core/card-order.js';
import { LevelTag } from '../../crisis/board/level-tag.js';
import { useNow } from '../../live/server-clock.js';
import { Countdown } from '../../ui/countdown.js';
import { remainingUntil } from '../../ui/core/duration.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { lockWords } from './lock-words.js';

const MOST = 8;

/** What waits for somebody, as the wall shows it: refs and clocks, nothing of any person. Source: reliability.md §8 "never hides the board". */
export function LockBoard() {
  const { data } = useBoard();
  if (!data) return null;
  const { 'needs-someone': waiting, 'has-it': owned, referral } = byColumn(data.board.cards, 0);
  return (
    <section className="lock-board" aria-labelledby="lock-board">
      <h2 id="lock-board">{lockWords('board')}</h2>
      <VisuallyHidden>
        <p role="status">{lockWords('board.spoken', { count: waiting.length })}</p>
      </VisuallyHidden>
      {waiting.length === 0 ? (
        <p className="muted">{lockWords('board.none')}</p>
      ) : (
        <ul className="lock-lines">
          {waiting.slice(0, MOST).map((card) => (
            <Line key={card.id} card={card} />
          ))}
          {waiting.length > MOST && <li className="muted num">{lockWords('board.more', { count: waiting.length - MOST })}</li>}
        </ul>
      )}
      {owned.length + referral.length > 0 && <p className="muted num">{lockWords('board.others', { count: owned.length + referral.length })}</p>}
    </section>
  );
}

function Line({ card }: { card: BoardCard }) {
  const now = useNow(1000);
  const dueAt = dueAtOf(card);
  return (
    <li className="lock-line">
      <b className="num">
        <bdi>{card.ref}</bdi>
      </b>
      <LevelTag level={card.shows} unowned />
      {dueAt !== null && <Countdown remaining={remainingUntil(Date.parse(dueAt), now)} left={lockWords('left')} over={lockWords('over')} coarse={card.shows !== 'Emergency'} tone={card.shows === 'Emergency' ? 'critical' : 'warning'} />}
    </li>
  );
}
