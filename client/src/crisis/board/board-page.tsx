import { Fragment, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { BOARD_COLUMNS } from '../../../../server/contract/crisis.js';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { isSnoozed } from '../asks/core/attention.js';
import { mayOnCard } from '../asks/core/card-acts.js';
import { useActing } from '../asks/use-acting.js';
import { useViewer } from '../asks/use-viewer.js';
import { exactTime } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { useSession } from '../../app/session.js';
import { useNarrow } from '../../app/use-narrow.js';
import { useNow } from '../../live/server-clock.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { BoardColumn } from './board-column.js';
import { BoardList } from './board-list.js';
import { boardQuery } from './board-data.js';
import { BoardDoingContext } from './board-doing.js';
import { BoardRail } from './board-rail.js';
import { BoardStrip } from './board-strip.js';
import { useBoardLook } from './board-view.js';
import { boardWords } from './board-words.js';
import { BurstNote } from './burst-note.js';
import type { BoardState } from './core/board-state.js';
import { allByTimeLeft, byColumn } from './core/card-order.js';
import { NO_FILTER, filterCards, isNarrowed } from './core/filter-cards.js';
import { NoticeNote } from './notice-note.js';
import { SoundNote } from './sound-note.js';
import { UnsentNote } from './unsent-note.js';
import { goToCard, useBoardKeys } from './use-board-keys.js';
import { useCatchUp } from './use-catch-up.js';
import type { CatchUp } from './use-catch-up.js';
import { useWatchBoard } from './use-watch-board.js';
import './board.css';

const NONE: ReadonlySet<string> = new Set();
/** So long the keyboard waits for a card that moves. */
const FOLLOW_MS = 2000;

/** The live board: what needs somebody, who has what, which service was asked, and what comes after. */
export function BoardPage() {
  const { data, isError, isPending, isRefetchError } = useWatchBoard();
  const catchUp = useCatchUp(data);
  const { network } = useSession();
  return (
    <div className="board" data-old={catchUp.old || undefined}>
      <h1>
        <VisuallyHidden>{boardWords('title')}</VisuallyHidden>
      </h1>
      {data && <Board state={data} catchUp={catchUp} failed={isRefetchError} />}
      {isPending && !isError && <Skeleton label={boardWords('loading')} lines={9} slow={boardWords('slow', { phone: network.dutyPhone })} />}
      {!data && isError && <Failed phone={network.dutyPhone} />}
    </div>
  );
}

function Failed({ phone }: { phone: string }) {
  return (
    <div className="board-failed">
      <FailedState title={boardWords('failed')} act={boardWords('try-again')} onTry={fetchAgain} also={<PhoneLink number={phone} />}>
        {boardWords('failed.words', { phone })}
      </FailedState>
    </div>
  );
}

const fetchAgain = () => void queries.refetchQueries(boardQuery);

function TryAgain() {
  return (
    <Button size="s" onClick={fetchAgain}>
      {boardWords('try-again')}
    </Button>
  );
}

function Board({ state: { board }, catchUp, failed }: { state: BoardState; catchUp: CatchUp; failed: boolean }) {
  const { staff } = useSession();
  const narrow = useNarrow();
  const [filter, setFilter] = useState(NO_FILTER);
  const { act, dialogs } = useActing();
  const everywhere = useMemo(() => new Map(board.cards.map((card) => [card.id, card])), [board.cards]);
  const soonest = useSnoozeClock(board.cards);
  const look = useBoardLook();
  const found = useMemo(() => filterCards(board.cards, filter), [board.cards, filter]);
  const columns = useMemo(() => byColumn(found, soonest), [found, soonest]);
  const rows = useMemo(() => (look === 'list' ? allByTimeLeft(found, soonest) : []), [look, found, soonest]);
  const followCard = useFollowedCard(board.cards);
  const viewer = useViewer(board.onCall);
  const doing = useMemo(() => ({ act, followCard, mayOf: (card: BoardCard) => mayOnCard(card, viewer) }), [act, followCard, viewer]);
  const shared = { everywhere, meId: staff.id, stale: catchUp.old, changed: catchUp.changed ?? NONE };
  useBoardKeys((id) => everywhere.get(id), doing, staff.id);
  // On a phone it would push down whoever waits longest.
  const burst = <BurstNote board={board} old={catchUp.old} />;

  return (
    <BoardDoingContext value={doing}>
      <BoardStrip board={board} filter={filter} onFilter={setFilter} />
      <UnsentNote />
      {!narrow && (
        <>
          {burst}
          <SoundNote />
          <NoticeNote />
        </>
      )}
      <CatchUpNote catchUp={catchUp} failed={failed} />
      <div className="board-columns" data-look={look}>
        {look === 'list' && (
          <>
            <BoardList {...shared} cards={rows} empty={<NoCards words={boardWords(isNarrowed(filter) ? 'empty.filtered' : 'empty.needs-someone')} old={catchUp.old} />} between={narrow && burst} />
            {narrow && <PhoneNotes />}
          </>
        )}
        {look === 'columns' &&
          BOARD_COLUMNS.map((name) => (
            <Fragment key={name}>
              <BoardColumn
                {...shared}
                name={name}
                cards={columns[name]}
                empty={<NoCards words={boardWords(isNarrowed(filter) ? 'empty.filtered' : `empty.${name}`)} old={catchUp.old} />}
                between={narrow && name === 'needs-someone' && burst}
              />
              {narrow && name === 'needs-someone' && <PhoneNotes />}
            </Fragment>
          ))}
        <BoardRail board={board} meId={staff.id} />
      </div>
      {dialogs}
    </BoardDoingContext>
  );
}

/** On a phone whoever waits comes first; what this device lacks stands below them. */
function PhoneNotes() {
  return (
    <div className="board-notes">
      <SoundNote />
      <NoticeNote />
    </div>
  );
}

/** Nothing here, and by what time that is true. */
function NoCards({ words, old }: { words: string; old: boolean }) {
  const now = useNow(5000);
  return <EmptyState title={words}>{!old && <span className="num">{boardWords('empty.checked', { time: exactTime(now) })}</span>}</EmptyState>;
}

function CatchUpNote({ catchUp: { fetching, changed, old }, failed }: { catchUp: CatchUp; failed: boolean }) {
  if (failed) {
    return (
      <Note tone="warning" icon="warning">
        <span className="row">
          {boardWords('failed.again')} <TryAgain />
        </span>
      </Note>
    );
  }
  if (fetching) return <Note tone="neutral">{boardWords('catching-up')}</Note>;
  if (old || !changed) return null;
  return (
    <Note tone="success" icon="check">
      {changed.size === 0 ? boardWords('again.none') : boardWords('again', { count: changed.size })}
    </Note>
  );
}

/**
 * An instant by which to tell what is snoozed, in milliseconds. It moves on only when a snooze ends, so that nothing is sorted
 * anew each second.
 */
function useSnoozeClock(cards: readonly BoardCard[]): number {
  const snoozed = cards.filter(({ snooze }) => snooze !== null);
  const now = useNow(snoozed.length > 0 ? 1000 : 3_600_000);
  const ended = snoozed.flatMap((card) => (card.snooze && !isSnoozed(card, now) ? [Date.parse(card.snooze.until)] : []));
  return Math.max(0, ...ended);
}

/** Keeps the keyboard on a card that moves to another column: as soon as it stands there, whether news or the answer came first. */
function useFollowedCard(cards: readonly BoardCard[]): (id: string) => void {
  const followed = useRef<string | null>(null);
  const latest = useRef(cards);
  const follow = useCallback(() => {
    const id = followed.current;
    // Its old place may still be kept: the one to follow is where it stands now.
    const moved = id !== null && latest.current.find((card) => card.id === id)?.column !== 'needs-someone';
    if (moved && goToCard(id)) followed.current = null;
  }, []);
  useEffect(() => {
    latest.current = cards;
    follow();
  }, [cards, follow]);
  return useCallback(
    (id: string) => {
      followed.current = id;
      follow();
      // Later the keyboard may be needed elsewhere.
      setTimeout(() => {
        if (followed.current === id) followed.current = null;
      }, FOLLOW_MS);
    },
    [follow],
  );
}
