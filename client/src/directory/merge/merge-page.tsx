import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { DuplicateSide, DuplicateView, FactName, MergeView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { BackLink } from '../../app/back-link.js';
import { timeNear } from '../../app/format.js';
import { isProblem } from '../../app/core/problem.js';
import { LeaveGuard } from '../../app/leave-guard.js';
import { PageLoading } from '../../app/page-loading.js';
import { queries } from '../../app/queries.js';
import { serverClock } from '../../live/server-clock.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Card, Panel } from '../../ui/card.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, ErrorSummary, FailedState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { editWords } from '../edit/edit-words.js';
import { factLines, factName } from '../edit/fact-words.js';
import { saveFailure } from '../save-failure.js';
import { hearService } from '../services-query.js';
import { mergeWords } from './merge-words.js';
import '../directory.css';
import './merge.css';

const LOOK_AGAIN_MS = 2000;

const duplicatesQuery = queryOptions({ queryKey: ['duplicate-services'], queryFn: ({ signal }) => call('GET /api/v1/duplicate-services', {}, { signal }), staleTime: 60_000, refetchInterval: ({ state: { data } }) => (data?.looking ? LOOK_AGAIN_MS : false) });

/** Pairs of entries that may be one, with why. A large directory is looked through while the page waits. */
export function DuplicatesPage() {
  const { data, error, refetch } = useQuery(duplicatesQuery);
  return (
    <>
      <BackLink to="/services" words={mergeWords('back')} />
      <PageHead title={mergeWords('title')}>{mergeWords('lead')}</PageHead>
      <div className="stack merge">
        {!data && !error && <PageLoading lines={5} />}
        {!data && error && <Failed onTry={() => void refetch()} />}
        {data && (
          <p className="muted" role="status">
            {data.asOf === null ? mergeWords('looking') : mergeWords('count', { count: data.total })}
            {data.asOf !== null && data.looking && ` ${mergeWords('looking-again', { time: timeNear(data.asOf, serverClock.now()) })}`}
          </p>
        )}
        {data?.pairs.length === 0 && data.asOf !== null && <EmptyState title={mergeWords('empty')}>{mergeWords('empty.words')}</EmptyState>}
        <ul className="stack merge-list">
          {data?.pairs.map((pair) => (
            <Pair key={`${pair.one.id} ${pair.other.id}`} pair={pair} />
          ))}
        </ul>
      </div>
    </>
  );
}

function Pair({ pair: { one, other, grounds } }: { pair: DuplicateView }) {
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const apart = async () => {
    setBusy(true);
    try {
      await call('POST /api/v1/duplicate-services/apart', { oneId: one.id, otherId: other.id });
      const words = mergeWords('apart.done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      const words = saveFailure(error);
      toasts.show({ title: words, spoken: words, seconds: 8 });
    } finally {
      setBusy(false);
      await queries.invalidateQueries(duplicatesQuery);
    }
  };
  return (
    <Card as="li" className="merge-pair" aria-label={mergeWords('pair', { one: one.name, other: other.name })}>
      <div className="merge-sides">
        <Side side={one} />
        <Side side={other} />
      </div>
      <p className="row">
        {grounds.map((ground) => (
          <Tag key={ground} tone="info">
            {mergeWords(`ground.${ground}`)}
          </Tag>
        ))}
      </p>
      <div className="row">
        <Link href={`/services/${one.id}/merge/${other.id}`} asChild>
          <ButtonLink variant="primary">{mergeWords('compare')}</ButtonLink>
        </Link>
        <Button busy={busy} onClick={() => void apart()}>
          {mergeWords('apart')}
        </Button>
      </div>
    </Card>
  );
}

function Side({ side: { id, name, organizationName, place, phone } }: { side: DuplicateSide }) {
  return (
    <div>
      <p>
        <Link href={`/services/${id}`}>{name}</Link>
      </p>
      <p className="muted">{[organizationName, place].filter(Boolean).join(', ')}</p>
      {phone !== null && <p className="num">{phone}</p>}
    </div>
  );
}

/** Two entries side by side: which one stays, and which one wins for every fact. */
export function MergePage() {
  const { id, other } = useParams<{ id: string; other: string }>();
  const { data, error, refetch } = useQuery({ queryKey: ['merge', id, other], queryFn: ({ signal }) => call('GET /api/v1/services/:id/merge', { id, goesId: other }, { signal }), gcTime: 0, staleTime: Infinity });
  return (
    <>
      <BackLink to="/services/duplicates" words={mergeWords('back.pairs')} />
      <PageHead title={mergeWords('join.title')}>{mergeWords('join.lead')}</PageHead>
      {!data && !error && <PageLoading lines={8} />}
      {!data && error && (isProblem(error, 'directory/merged') ? <EmptyState title={mergeWords('merged')} /> : <Failed onTry={() => void refetch()} />)}
      {data && <Joining view={data} onAgain={refetch} />}
    </>
  );
}

type Which = 'one' | 'other';

function Joining({ view, onAgain }: { view: MergeView; onAgain: () => Promise<unknown> }) {
  const toasts = useToasts();
  const [, go] = useLocation();
  const sides = { one: view.stays, other: view.goes } as const;
  const [stays, setStays] = useState<Which>('one');
  const [wins, setWins] = useState<Partial<Record<FactName, Which>>>({});
  const [why, setWhy] = useState('');
  const tries = useTries();
  const [done, setDone] = useState(false);
  const winner = (name: FactName): Which => wins[name] ?? stays;
  const goes: Which = stays === 'one' ? 'other' : 'one';

  const join = () => {
    if (why.trim() === '') return tries.fail(mergeWords('why.missing'));
    return tries.attempt(
      async () => {
        const service = await call('POST /api/v1/services/:id/merge', {
          id: sides[stays].id, goesId: sides[goes].id, seenVersion: sides[stays].version, goesSeenVersion: sides[goes].version, fromOther: view.differs.filter((name) => winner(name) === goes), why: why.trim(),
        });
        setDone(true);
        hearService(service);
        await queries.invalidateQueries({ predicate: ({ queryKey }) => ['service', 'duplicate-services'].includes(String(queryKey[0])) });
        const words = mergeWords('joined');
        toasts.show({ title: words, spoken: words, seconds: 6 });
        go(`/services/${service.id}`, { replace: true });
      },
      (error) => (isProblem(error, 'directory/changed') ? mergeWords('changed') : isProblem(error, 'directory/merged') ? mergeWords('merged') : saveFailure(error)),
      async (error) => isProblem(error, 'directory/changed') && onAgain(),
    );
  };

  return (
    <Form className="merge" busy={tries.busy} onSend={join} act={mergeWords('join')}>
      <LeaveGuard dirty={!done && (why !== '' || Object.keys(wins).length > 0)} words={editWords('leave')} />
      {tries.failure && <ErrorSummary key={tries.failure.count} title={tries.failure.words} />}
      <ChoiceCards
        legend={mergeWords('stays')}
        value={stays}
        onChoose={setStays}
        choices={(['one', 'other'] as const).map((which) => ({
          value: which,
          title: mergeWords('stays.one', { name: sides[which].name, organization: sides[which].facts.organizationName, referrals: mergeWords('referrals', { count: sides[which].referrals }) }),
        }))}
      />
      <Panel title={mergeWords('join.facts')}>
        <div className="stack">
          {view.differs.length === 0 && <p>{mergeWords('same')}</p>}
          {view.differs.map((name) => (
            <ChoiceCards
              key={name}
              legend={factName(name)}
              value={winner(name)}
              onChoose={(which) => setWins({ ...wins, [name]: which })}
              choices={(['one', 'other'] as const).map((which) => ({ value: which, title: factLines(name, sides[which].facts[name]).join('; '), hint: sides[which].name }))}
            />
          ))}
        </div>
      </Panel>
      <TextField label={mergeWords('why')} maxLength={300} value={why} onChange={({ target }) => setWhy(target.value)} />
    </Form>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <FailedState title={mergeWords('failed')} act={mergeWords('try-again')} onTry={onTry}>
      {mergeWords('failed.words')}
    </FailedState>
  );
}
