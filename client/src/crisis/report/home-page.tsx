import { Suspense, useDeferredValue } from 'react';
import { Link, Redirect } from 'wouter';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { exactTime } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { QuickExit } from '../../app/quick-exit.js';
import { lazyPage } from '../../app/lazy-page.js';
import { isRoute } from '../../app/routes.js';
import { may } from '../../app/session.js';
import { shellWords } from '../../app/shell-words.js';
import { Button, ButtonLink, PhoneLink } from '../../ui/button.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import type { Draft } from '../raise/core/draft.js';
import { isWaiting } from '../raise/core/sending.js';
import { drafts, useDrafts } from '../raise/drafts.js';
import { useLines } from '../raise/lines.js';
import { raiseWords } from '../raise/raise-words.js';
import { onlyByPhone, useRaiser } from '../raise/raiser.js';
import { WaitingHere } from '../raise/without-session.js';
import { ReportCard, WaitingCard } from './report-card.js';
import { useMyReports } from './report-query.js';
import { reportWords } from './report-words.js';
import './report.css';

const BOARD = '/board';
/** Only desks need it, so it is not fetched with what a worker must have. */
const DeskHome = lazyPage(() => import('../../identity/desk-home-page.js'), 'DeskHome');

/** The first page. Whoever may watch the board goes there, unless a report of theirs waits on this phone. */
export function HomePage() {
  const { session } = useRaiser();
  const { list, opened } = useDrafts();
  const { quickExitTo } = useLines();
  const waiting = list.filter(isWaiting);
  if (!session) return <PageLoading />;
  if (may(session, 'board:watch') && isRoute(BOARD)) {
    if (!opened) return <PageLoading />;
    if (waiting.length === 0) return <Redirect to={BOARD} replace />;
  }
  if (!may(session, 'report:follow') && waiting.length === 0) {
    return (
      <Suspense fallback={<PageLoading />}>
        <DeskHome />
      </Suspense>
    );
  }
  return (
    <div className="home">
      <WaitingHere notOf={session.staff.id} />
      {may(session, 'report:create') && (
        <Link href="/raise" asChild>
          <ButtonLink variant="primary" size="l" block icon="add" className="home-raise">
            {raiseWords('title')}
          </ButtonLink>
        </Link>
      )}
      {session.lacksFactor && (
        <Note tone="warning" icon="lock">
          {reportWords('home.lacks-factor')}{' '}
          <Link href="/me/settings" className="page-link">
            {reportWords('home.add-factor')}
          </Link>
        </Note>
      )}
      {onlyByPhone(session) && (
        <Note tone="neutral" icon="lock">
          {reportWords('home.only-phone')}{' '}
          <Link href="/sign-in" className="page-link">
            {reportWords('home.sign-in')}
          </Link>
        </Note>
      )}
      <MyReports waiting={waiting} />
      <div className="home-exit">
        <QuickExit to={quickExitTo} />
      </div>
    </div>
  );
}

function MyReports({ waiting }: { waiting: readonly Draft[] }) {
  const { data: known, isError, dataUpdatedAt, refetch } = useMyReports(true);
  const { dutyPhone } = useLines();
  // The way to raise is drawn before them, however many they are.
  const data = useDeferredValue(known, undefined);
  const open = data?.filter(({ state }) => state !== 'CLOSED') ?? [];
  if (!data && !isError && waiting.length === 0) {
    return (
      <>
        <PageHead title={reportWords('home.title')} />
        <PageLoading />
      </>
    );
  }
  return (
    <section className="home-reports">
      <PageHead title={reportWords('home.title')} />
      {isError && (
        <Note tone="warning" icon="warning">
          {data ? reportWords('home.lost', { time: exactTime(dataUpdatedAt) }) : reportWords('home.lost-none')}
        </Note>
      )}
      {isError && !data && (
        <div className="row">
          <Button variant="primary" onClick={() => void refetch()}>
            {shellWords('lost.try')}
          </Button>
          {dutyPhone && <PhoneLink number={dutyPhone} words={shellWords('offline.call')} />}
        </div>
      )}
      {open.length + waiting.length > 0 ? (
        <ul className="stack">
          {waiting.map((draft) => (
            <WaitingCard key={draft.id} draft={draft} />
          ))}
          {open.map((report: ReportView) => (
            <ReportCard key={report.id} report={report} draft={drafts.find(report.id)} />
          ))}
        </ul>
      ) : (
        !isError && <EmptyState title={reportWords('home.none')}>{reportWords('home.checked', { time: exactTime(dataUpdatedAt) })}</EmptyState>
      )}
    </section>
  );
}
