import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { BoardCard, CrisisSearchInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { FilterFold } from '../../app/filter-fold.js';
import { exactTime, timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { may, useNetwork, useSession } from '../../app/session.js';
import { Deadline } from '../../app/time.js';
import { useNow } from '../../live/server-clock.js';
import { useConnection } from '../../live/socket.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from '../board/board-words.js';
import { dueAtOf } from '../board/core/card-order.js';
import { LevelTag, toneOf } from '../board/level-tag.js';
import { BoardWatch } from '../board/use-watch-board.js';
import { NEW_SEARCH, inputOf, isForRef, narrowedBy } from './core/search-input.js';
import type { SearchForm as Filled } from './core/search-input.js';
import { listWords } from './list-words.js';
import { SearchForm } from './search-form.js';
import './list.css';

/** What was looked for last, for the way back from a crisis. In this page's memory only: a name never stands in an address. */
let last: Filled = NEW_SEARCH;

const firstPage = (form: Filled) => ['crises', inputOf(form)] as const;
const fetchPage = (input: CrisisSearchInput, after: string | null, signal?: AbortSignal) =>
  call('POST /api/v1/crises/search', { ...input, ...(after !== null && { after }) }, signal ? { signal } : {});

/** Search over the crises of my teams: open ones at first, any by what is known of them. */
export function CrisesPage() {
  const session = useSession();
  const [form, setForm] = useState(last);
  const [sent, setSent] = useState(last);
  const [, go] = useLocation();
  const [unfolded, setUnfolded] = useState(false);
  const search = (filled: Filled) => {
    last = filled;
    setSent(filled);
    setUnfolded(false);
    if (isForRef(filled)) void openOnlyHit(filled, go);
    // The same again means: look again.
    else void queries.invalidateQueries({ queryKey: firstPage(filled), exact: true });
  };
  return (
    <>
      {may(session, 'board:watch') && <BoardWatch />}
      <PageHead title={listWords('title')} />
      <div className="crises">
        <FilterFold used={narrowedBy(sent)} unfolded={unfolded} onFold={setUnfolded}>
          <SearchForm form={form} busy={false} onChange={setForm} onSearch={search} />
        </FilterFold>
        <Results form={sent} meId={session.staff.id} />
      </div>
    </>
  );
}

/** A ref as people say it on the phone leads to its crisis. */
async function openOnlyHit(form: Filled, go: (to: string) => void): Promise<void> {
  const { crises: [only, ...more] } = await fetchPage(inputOf(form), null).catch(() => ({ crises: [] as BoardCard[] }));
  if (only && more.length === 0) go(`/crises/${only.id}`);
}

function Results({ form, meId }: { form: Filled; meId: string }) {
  const phone = useNetwork()?.dutyPhone ?? '';
  const { state: line, listening } = useConnection();
  const input = inputOf(form);
  const { data, isError, isFetchNextPageError, isFetchingNextPage, hasNextPage, fetchNextPage, refetch, dataUpdatedAt } = useInfiniteQuery({
    queryKey: firstPage(form),
    queryFn: ({ pageParam, signal }) => fetchPage(input, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (!data) {
    if (!isError) return <Skeleton label={listWords('loading')} lines={6} slow={boardWords('slow', { phone })} />;
    return (
      <FailedState title={listWords('failed')} act={listWords('try-again')} onTry={() => void refetch()} also={<PhoneLink number={phone} />}>
        {listWords('failed.words', { phone })}
      </FailedState>
    );
  }
  const cards = data.pages.flatMap(({ crises }) => crises);
  const old = listening && (line === 'stale' || line === 'offline');
  const anything = JSON.stringify(form) === JSON.stringify(NEW_SEARCH);
  return (
    <>
      {(isError || old) && (
        <Note tone="warning" icon="offline">
          <span className="row">
            {listWords('old', { time: exactTime(dataUpdatedAt) })}
            <Button size="s" onClick={() => void (isFetchNextPageError ? fetchNextPage() : refetch())}>
              {listWords('try-again')}
            </Button>
          </span>
        </Note>
      )}
      {cards.length === 0 ? (
        <EmptyState title={listWords(anything ? 'empty.open' : 'empty.found')}>{anything ? listWords('checked', { time: exactTime(dataUpdatedAt) }) : listWords('empty.words')}</EmptyState>
      ) : (
        <section className="stack" aria-label={listWords('results.label')}>
          <p className="muted num" role="status">
            {hasNextPage ? listWords('results.first', { count: cards.length }) : listWords('results', { count: cards.length })} {listWords('checked', { time: exactTime(dataUpdatedAt) })}
          </p>
          <ul className="card crisis-rows" data-old={old || undefined}>
            {cards.map((card) => (
              <ResultRow key={card.id} card={card} meId={meId} />
            ))}
          </ul>
          {hasNextPage && (
            <div>
              <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {listWords('results.more')}
              </Button>
            </div>
          )}
        </section>
      )}
    </>
  );
}

function ResultRow({ card, meId }: { card: BoardCard; meId: string }) {
  const now = useNow(60_000);
  const { owner } = card;
  const closed = card.state === 'CLOSED';
  const due = closed ? null : dueAtOf(card);
  return (
    <li>
      <LevelTag level={card.shows} unowned={card.state === 'OPEN'} />
      <Link href={`/crises/${card.id}`} className="crisis-row-title">
        <b className="num">{card.ref}</b> {card.headline ?? boardWords('headline.none')}
      </Link>
      <span>{closed ? listWords('closed') : boardWords(`column.${card.column}`)}</span>
      <span>{owner ? (owner.id === meId ? listWords('you', { name: owner.name }) : owner.name) : closed ? '' : listWords('nobody')}</span>
      <span className="num muted">{listWords('raised-by', { time: timeNear(card.raisedAt, now), name: card.raisedBy })}</span>
      <span className="crisis-row-due">{due && <Deadline at={due} coarse tone={toneOf(card.shows)} />}</span>
    </li>
  );
}
