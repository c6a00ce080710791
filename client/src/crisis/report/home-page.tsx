import { Link, Redirect } from 'wouter';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { exactTime } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { isRoute } from '../../app/routes.js';
import { may } from '../../app/session.js';
import { ButtonLink } from '../../ui/button.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import type { Draft } from '../raise/core/draft.js';
import { isWaiting } from '../raise/core/sending.js';
import { drafts, useDrafts } from '../raise/drafts.js';
import { raiseWords } from '../raise/raise-words.js';
import { onlyByPhone, useRaiser } from '../raise/raiser.js';
import { WaitingHere } from '../raise/without-session.js';
import { ReportCard, WaitingCard } from './report-card.js';
import { useMyReports } from './report-query.js';
import { reportWords } from './report-words.js';
import './report.css';

const BOARD = '/board';

/** The first page. Whoever may watch the board goes there, unless a report of theirs waits on this phone. */
export function HomePage() {
  const { session } = useRaiser();
  const { list, opened } = useDrafts();
  const waiting = list.filter(isWaiting);
  if (!session) return <PageLoading />;
  if (may(session, 'board:watch') && isRoute(BOARD)) {
    if (!opened) return <PageLoading />;
    if (waiting.length === 0) return <Redirect to={BOARD} replace />;
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
      {onlyByPhone(session) && (
        <Note tone="neutral" icon="lock">
          {reportWords('home.only-phone')}{' '}
          <Link href="/sign-in" className="page-link">
            {reportWords('home.sign-in')}
          </Link>
        </Note>
      )}
      <MyReports waiting={waiting} />
    </div>
  );
}

function MyReports({ waiting }: { waiting: readonly Draft[] }) {
  const { data, isError, dataUpdatedAt } = useMyReports(true);
  const open = data?.filter(({ state }) => state !== 'CLOSED') ?? [];
  if (!data && !isError && waiting.length === 0) return <PageLoading />;
  return (
    <section className="home-reports">
      <PageHead title={reportWords('home.title')} />
      {isError && (
        <Note tone="warning" icon="warning">
          {data ? reportWords('home.lost', { time: exactTime(dataUpdatedAt) }) : reportWords('home.lost-none')}
        </Note>
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
