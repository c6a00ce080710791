import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { DuplicateSide, DuplicateView, FactName, MergeView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { LeaveGuard } from '../../app/leave-guard.js';
import { PageLoading } from '../../app/page-loading.js';
import { queries } from '../../app/queries.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Card, Panel } from '../../ui/card.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { TextField } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, ErrorSummary } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { editWords } from '../edit/edit-words.js';
import { factLines, factName } from '../edit/fact-words.js';
import { saveFailure } from '../save-failure.js';
import { hearService } from '../services-query.js';
import { mergeWords } from './merge-words.js';
import '../directory.css';
import './merge.css';

const duplicatesQuery = queryOptions({ queryKey: ['duplicate-services'], queryFn: ({ signal }) => call('GET /api/v1/duplicate-services', {}, { signal }), staleTime: 60_000 });

/** Pairs of entries that may be one, with why. */
export function DuplicatesPage() {
  const { data, error, refetch } = useQuery(duplicatesQuery);
  return (
    <>
      <Back to="/services" words={mergeWords('back')} />
      <PageHead title={mergeWords('title')}>{mergeWords('lead')}</PageHead>
      <div className="stack merge">
        {!data && !error && <PageLoading lines={5} />}
        {!data && error && <Failed onTry={() => void refetch()} />}
        {data && (
          <p className="muted" role="status">
            {mergeWords('count', { count: data.total })}
          </p>
        )}
        {data?.pairs.length === 0 && <EmptyState title={mergeWords('empty')}>{mergeWords('empty.words')}</EmptyState>}
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
      <Back to="/services/duplicates" words={mergeWords('back.pairs')} />
      <PageHead title={mergeWords('join.title')}>{mergeWords('join.lead')}</PageHead>
      {!data && !error && <PageLoading lines={8} />}
      {!data && error && (isProblem(error, 'directory/merged') ? <EmptyState title={mergeWords('merged')} /> : <Failed onTry={() => void refetch()} />)}
      {data && <Joining key={`${data.stays.version} ${data.goes.version}`} view={data} onAgain={() => void refetch()} />}
    </>
  );
}

type Which = 'one' | 'other';

function Joining({ view, onAgain }: { view: MergeView; onAgain: () => void }) {
  const toasts = useToasts();
  const [, go] = useLocation();
  const sides = { one: view.stays, other: view.goes } as const;
  const [stays, setStays] = useState<Which>('one');
  const [wins, setWins] = useState<Partial<Record<FactName, Which>>>({});
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const fail = (words: string) => setFailure((last) => ({ words, count: (last?.count ?? 0) + 1 }));
  const winner = (name: FactName): Which => wins[name] ?? stays;
  const goes: Which = stays === 'one' ? 'other' : 'one';

  const join = async () => {
    if (why.trim() === '') return fail(mergeWords('why.missing'));
    setBusy(true);
    try {
      const service = await call('POST /api/v1/services/:id/merge', {
        id: sides[stays].id, goesId: sides[goes].id, seenVersion: sides[stays].version, goesSeenVersion: sides[goes].version, fromOther: view.differs.filter((name) => winner(name) === goes), why: why.trim(),
      });
      setDone(true);
      hearService(service);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => ['service', 'duplicate-services'].includes(String(queryKey[0])) });
      const words = mergeWords('joined');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      go(`/services/${service.id}`, { replace: true });
    } catch (error) {
      if (isProblem(error, 'directory/changed')) onAgain();
      fail(isProblem(error, 'directory/changed') ? mergeWords('changed') : isProblem(error, 'directory/merged') ? mergeWords('merged') : saveFailure(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      noValidate
      className="stack merge"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void join();
      }}
    >
      <LeaveGuard dirty={!done && (why !== '' || Object.keys(wins).length > 0)} words={editWords('leave')} />
      {failure && <ErrorSummary key={failure.count} title={failure.words} />}
      <ChoiceCards
        legend={mergeWords('stays')}
        value={stays}
        onChoose={setStays}
        choices={(['one', 'other'] as const).map((which) => ({
          value: which,
          title: mergeWords('stays.one', { name: sides[which].name, organization: sides[which].facts.organizationName, referrals: mergeWords('referrals', { count: sides[which].referrals }) }),
        }))}
      />
      <Panel title={mergeWords('join.title')}>
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
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {mergeWords('join')}
        </Button>
      </div>
    </form>
  );
}

function Back({ to, words }: { to: string; words: string }) {
  return (
    <p className="service-back">
      <Link href={to} asChild>
        <ButtonLink variant="quiet" icon="back">
          {words}
        </ButtonLink>
      </Link>
    </p>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <>
      <ErrorSummary title={mergeWords('failed')}>{mergeWords('failed.words')}</ErrorSummary>
      <div>
        <Button variant="primary" onClick={onTry}>
          {mergeWords('try-again')}
        </Button>
      </div>
    </>
  );
}
