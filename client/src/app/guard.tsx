import type { ReactNode } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { Button } from '../ui/button.js';
import { EmptyState, ErrorSummary } from '../ui/states.js';
import { PageLoading } from './page-loading.js';
import { queries } from './queries.js';
import { isRoute } from './routes.js';
import type { PageRoute } from './routes.js';
import { may, sessionQuery, useWho } from './session.js';
import { shellWords } from './shell-words.js';

const SIGN_IN = '/sign-in';
const INBOX = '/inbox';

/**
 * Lets only those to a page who may open it. Nobody signed in: to the sign-in page, and back here afterwards. Signed in
 * without the right: who can help, never what is there. The server guards its data by itself; this guards only screens.
 */
export function Guard({ access, children }: { access: PageRoute['access']; children: ReactNode }) {
  const { session, state } = useWho();
  const [location] = useLocation();
  if (access === 'anyone') return children;
  if (state === 'asking') return <PageLoading />;
  if (state === 'away') return <Away />;
  if (!session) return isRoute(SIGN_IN) ? <Redirect to={`${SIGN_IN}?to=${encodeURIComponent(location)}`} replace /> : <Denied />;
  // Somebody at a service has one page of their own; the pages for staff are not theirs.
  if (session.organization && access === 'staff') return location === '/' ? <Redirect to={INBOX} replace /> : <Denied />;
  if (access !== 'staff' && !may(session, access)) return <Denied />;
  return children;
}

function Denied() {
  const { session } = useWho();
  if (session?.lacksFactor) {
    return (
      <EmptyState title={shellWords('denied.factor')} action={<Link href="/me/settings">{shellWords('denied.factor-add')}</Link>}>
        {shellWords('denied.factor-words')}
      </EmptyState>
    );
  }
  return <EmptyState title={shellWords('denied.title')}>{shellWords('denied.words')}</EmptyState>;
}

function Away() {
  return (
    <div className="stack">
      <ErrorSummary title={shellWords('error.unreachable')}>{shellWords('error.unreachable-words')}</ErrorSummary>
      <div>
        <Button variant="primary" onClick={() => void queries.refetchQueries(sessionQuery)}>
          {shellWords('lost.try')}
        </Button>
      </div>
    </div>
  );
}
