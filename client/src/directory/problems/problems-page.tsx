import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServiceProblemView } from '../../../../server/contract/directory-edit.js';
import { BackLink } from '../../app/back-link.js';
import { PageLoading } from '../../app/page-loading.js';
import { may, useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { PageHead } from '../../ui/page.js';
import { Segmented } from '../../ui/segmented.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { ProblemCard } from './problem-card.js';
import { myProblemsQuery, problemQueue } from './problem-queries.js';
import { problemWords } from './problem-words.js';
import '../directory.css';

const SHOWN = ['open', 'answered', 'mine'] as const;

/** Reported problems: the queue for whoever looks after the directory, one's own reports for everybody. */
export function ProblemsPage() {
  const manages = may(useSession(), 'directory:edit');
  const [shown, setShown] = useState<(typeof SHOWN)[number]>(manages ? 'open' : 'mine');
  return (
    <>
      <BackLink to="/services" words={problemWords('back')} />
      <PageHead title={problemWords(manages ? 'title' : 'title.mine')}>{problemWords(manages ? 'title.lead' : 'title.mine-lead')}</PageHead>
      <div className="stack">
        {manages && <Segmented legend={problemWords('show')} value={shown} onChoose={setShown} strong segments={SHOWN.map((one) => ({ value: one, label: problemWords(one) }))} />}
        {shown === 'mine' ? <Mine /> : <Queue answered={shown === 'answered'} />}
      </div>
    </>
  );
}

function Mine() {
  const { data, error, refetch } = useQuery(myProblemsQuery);
  if (!data) return error ? <Failed onTry={() => void refetch()} /> : <PageLoading lines={4} />;
  return <List problems={data.problems} empty={problemWords('empty.mine')} />;
}

function Queue({ answered }: { answered: boolean }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(problemQueue(answered));
  if (!data) return error ? <Failed onTry={() => void refetch()} /> : <PageLoading lines={4} />;
  return (
    <>
      <p className="muted" role="status">
        {problemWords('count', { count: data.pages[0]?.total ?? 0 })}
      </p>
      <List problems={data.pages.flatMap(({ problems }) => problems)} empty={problemWords(answered ? 'empty.answered' : 'empty.open')} />
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {problemWords('earlier')}
          </Button>
        </div>
      )}
    </>
  );
}

function List({ problems, empty }: { problems: readonly ServiceProblemView[]; empty: string }) {
  if (problems.length === 0) return <EmptyState title={empty}>{problemWords('empty.words')}</EmptyState>;
  return (
    <ul className="stack problem-list">
      {problems.map((problem) => (
        <Card as="li" key={problem.id}>
          <ProblemCard problem={problem} />
        </Card>
      ))}
    </ul>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <FailedState title={problemWords('failed')} act={problemWords('try-again')} onTry={onTry}>
      {problemWords('failed.words')}
    </FailedState>
  );
}
