import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { exactTime, timeNear } from '../../app/format.js';
import { may, useNetwork, useSession } from '../../app/session.js';
import { Deadline } from '../../app/time.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { Segmented } from '../../ui/segmented.js';
import { EmptyState, ErrorSummary, Skeleton } from '../../ui/states.js';
import { boardWords } from '../board/board-words.js';
import { byTimeLeft, dueAtOf } from '../board/core/card-order.js';
import { FailureNote } from '../board/failure-note.js';
import { LevelTag, toneOf } from '../board/level-tag.js';
import { BoardWatch } from '../board/use-watch-board.js';
import { useSend } from '../board/use-send.js';
import { listWords } from './list-words.js';
import './list.css';

type Which = 'open' | 'closed';

/** All crises of my teams, open or closed, and one found by its ref. */
export function CrisesPage() {
  const [which, setWhich] = useState<Which>('open');
  const session = useSession();
  return (
    <>
      {may(session, 'board:watch') && <BoardWatch />}
      <PageHead
        title={listWords('title')}
        actions={
          <Segmented
            strong
            legend={listWords('show')}
            value={which}
            segments={(['open', 'closed'] as const).map((value) => ({ value, label: listWords(value) }))}
            onChoose={setWhich}
          />
        }
      />
      <div className="crises">
        <FindByRef />
        <Crises which={which} meId={session.staff.id} />
      </div>
    </>
  );
}

/** A ref as people say it on the phone leads to its crisis. */
function FindByRef() {
  const [text, setText] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const [, go] = useLocation();
  const { busy, failure, send } = useSend();
  const find = () => {
    const ref = text.trim();
    setMissing(null);
    if (!/^\d{4,6}$/.test(ref)) {
      setMissing(listWords('find.wrong'));
      return;
    }
    void send(async () => {
      const { crises: [found] } = await call('GET /api/v1/crises', { ref });
      if (found) go(`/crises/${found.id}`);
      else setMissing(listWords('find.none', { ref }));
    });
  };
  return (
    <form
      className="find-ref"
      noValidate
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <TextField label={listWords('find')} hint={listWords('find.hint')} error={missing} inputMode="numeric" autoComplete="off" maxLength={6} value={text} onChange={(event) => setText(event.target.value)} />
      <Button type="submit" icon="search" busy={busy}>
        {listWords('find.act')}
      </Button>
      <FailureNote failure={failure} />
    </form>
  );
}

function Crises({ which, meId }: { which: Which; meId: string }) {
  const network = useNetwork();
  const { data, isError, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['crises', which],
    queryFn: ({ signal }) => call('GET /api/v1/crises', { state: which }, { signal }),
  });
  const phone = network?.dutyPhone ?? '';
  if (data) {
    if (data.crises.length === 0) return <EmptyState title={listWords(`empty.${which}`)}>{listWords('checked', { time: exactTime(dataUpdatedAt) })}</EmptyState>;
    const rows = which === 'open' ? data.crises.toSorted(byTimeLeft) : data.crises;
    return (
      <ul className="card crisis-rows" aria-label={listWords(`caption.${which}`)}>
        {rows.map((card) => (
          <CrisisRow key={card.id} card={card} meId={meId} />
        ))}
      </ul>
    );
  }
  if (isError) {
    return (
      <div className="stack">
        <ErrorSummary title={listWords('failed')}>{listWords('failed.words', { phone })}</ErrorSummary>
        <div>
          <Button onClick={() => void refetch()}>{listWords('try-again')}</Button>
        </div>
      </div>
    );
  }
  return <Skeleton label={listWords('loading')} lines={6} slow={boardWords('slow', { phone })} />;
}

function CrisisRow({ card, meId }: { card: BoardCard; meId: string }) {
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
      <span>{owner ? (owner.id === meId ? listWords('you', { name: owner.name }) : owner.name) : listWords('nobody')}</span>
      <span className="num muted">{listWords('raised-by', { time: timeNear(card.raisedAt, now), name: card.raisedBy })}</span>
      <span className="crisis-row-due">{due && <Deadline at={due} coarse tone={toneOf(card.shows)} />}</span>
    </li>
  );
}
