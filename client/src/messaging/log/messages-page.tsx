import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { MessageLogQuery, MessageLogView } from '../../../../server/contract/reporting.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { exactTime } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { may, useSession } from '../../app/session.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Select, TextField } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { MessageItem } from './message-item.js';
import { messageWords } from './message-words.js';
import './messages.css';

const staffQuery = queryOptions({
  queryKey: ['staff', 'names'],
  queryFn: async ({ signal }) => (await call('GET /api/v1/staff', {}, { signal })).staff,
  staleTime: 60_000,
});

/** Each fetching is a look that is recorded, so nothing is fetched that nobody asked for. */
const logQuery = (query: MessageLogQuery | null) => queryOptions({
  queryKey: ['messages', query],
  queryFn: ({ signal }) => call('GET /api/v1/messages', query ?? {}, { signal }),
  enabled: query !== null,
  refetchOnWindowFocus: false,
  staleTime: 15_000,
});

/** Every message about a crisis, or to a colleague. The address keeps which: a crisis by `ref` or `crisis`, a colleague by `person`. */
export function MessagesPage() {
  const [params, setParams] = useSearchParams();
  const [crisisId, ref, staffId] = [params.get('crisis'), params.get('ref'), params.get('person')];
  const query: MessageLogQuery | null = crisisId ? { crisisId } : ref ? { ref } : staffId ? { staffId } : null;
  return (
    <>
      <PageHead title={messageWords('title')}>{messageWords('title.words')}</PageHead>
      <Find key={ref ?? ''} reference={ref ?? ''} staffId={staffId ?? ''} onRef={(next) => setParams({ ref: next })} onPerson={(next) => setParams(next === '' ? {} : { person: next })} />
      {query === null ? <EmptyState title={messageWords('start')}>{messageWords('start.words')}</EmptyState> : <Log query={query} />}
    </>
  );
}

function Find({ reference, staffId, onRef, onPerson }: { reference: string; staffId: string; onRef: (ref: string) => void; onPerson: (staffId: string) => void }) {
  const { data: staff = [] } = useQuery(staffQuery);
  const [typed, setTyped] = useState(reference);
  const [wrong, setWrong] = useState(false);
  return (
    <search className="message-find" aria-label={messageWords('find')}>
      <form
        noValidate
        className="message-ref"
        onSubmit={(event) => {
          event.preventDefault();
          const isRef = /^\d{4,6}$/.test(typed.trim());
          setWrong(!isRef);
          if (isRef) onRef(typed.trim());
        }}
      >
        <TextField
          label={messageWords('find.ref')}
          hint={messageWords('find.ref-hint')}
          error={wrong && messageWords('find.ref-wrong')}
          inputMode="numeric"
          maxLength={6}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" icon="search">
          {messageWords('find.ref-show')}
        </Button>
      </form>
      <Select label={messageWords('find.person')} value={staffId} onChange={({ target }) => onPerson(target.value)}>
        <option value="">{messageWords('find.person-choose')}</option>
        {staff.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </search>
  );
}

function Log({ query }: { query: MessageLogQuery }) {
  const { data, error, dataUpdatedAt, isFetching, refetch } = useQuery(logQuery(query));
  if (!data) {
    if (isProblem(error, 'crisis/absent')) return <EmptyState title={messageWords('absent')}>{messageWords('absent.words')}</EmptyState>;
    if (!error) return <PageLoading lines={9} />;
    return (
      <FailedState title={messageWords('failed')} act={messageWords('try-again')} onTry={() => void refetch()}>
        {messageWords('failed.words')}
      </FailedState>
    );
  }
  return (
    <section aria-labelledby="messages-of">
      <LogHead view={data} checkedAt={dataUpdatedAt} busy={isFetching} onAgain={() => void refetch()} />
      {error && <p className="muted">{messageWords('failed')}</p>}
      <Lines view={data} checkedAt={dataUpdatedAt} />
    </section>
  );
}

function LogHead({ view: { of, messages, more }, checkedAt, busy, onAgain }: { view: MessageLogView; checkedAt: number; busy: boolean; onAgain: () => void }) {
  const session = useSession();
  return (
    <div className="message-of">
      <h2 id="messages-of">{of.kind === 'crisis' ? messageWords('of.crisis', { ref: of.ref }) : messageWords('of.staff', { name: of.name })}</h2>
      <p className="muted num">
        {messages.length > 0 && messageWords('count', { count: messages.length })} {more && messageWords('more')} {messages.length > 0 && messageWords('empty.words', { time: exactTime(checkedAt) })}
      </p>
      <div className="row push">
        {of.kind === 'crisis' && may(session, 'crisis:open') && (
          <Link href={`/crises/${encodeURIComponent(of.crisisId)}`} asChild>
            <ButtonLink>{messageWords('of.open')}</ButtonLink>
          </Link>
        )}
        <Button icon="refresh" busy={busy} onClick={onAgain}>
          {messageWords('refresh')}
        </Button>
      </div>
    </div>
  );
}

function Lines({ view: { of, messages }, checkedAt }: { view: MessageLogView; checkedAt: number }) {
  const session = useSession();
  const [, go] = useLocation();
  if (messages.length === 0) return <EmptyState title={messageWords('empty')}>{messageWords('empty.words', { time: exactTime(checkedAt) })}</EmptyState>;
  const open = of.kind === 'staff' && may(session, 'crisis:open') ? (id: string) => go(`/crises/${encodeURIComponent(id)}`) : null;
  return (
    <ol className="messages" aria-label={messageWords('list')}>
      {messages.map((line) => (
        <MessageItem key={line.id} line={line} onCrisis={open} />
      ))}
    </ol>
  );
}
