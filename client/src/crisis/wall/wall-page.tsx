import { useEffect } from 'react';
import { Link } from 'wouter';
import { applyPreferences, getPreferences } from '../../app/preferences.js';
import { hourOfDay } from './hour-of-day.js';
import { usePageTitle } from '../../app/page-title.js';
import { useWho } from '../../app/session.js';
import { live } from '../../live/socket.js';
import { useNow } from '../../live/server-clock.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { EmptyState, ErrorSummary, Skeleton } from '../../ui/states.js';
import { isNight } from './core/wall-state.js';
import { isRefused, useWall } from './wall-data.js';
import { WallScreen } from './wall-screen.js';
import { wallWords } from './wall-words.js';
import './wall.css';

/**
 * The big screen: what waits, who has what, who is on call, and how old all of that is. Read from four metres by whoever walks past,
 * so it says nothing about any person and nothing can be done with it.
 */
export function WallPage() {
  const { data, error, refetch } = useWall();
  const { session } = useWho();
  useNightLook();
  useOwnLine(session === null);
  usePageTitle(data ? wallWords('of-teams', { teams: data.view.teams.map(({ name }) => name).join(', ') }) : wallWords('title'), data?.view.network.name ?? '');
  if (isRefused(error)) return <Refused denied={error.status === 403} />;
  if (data) return <WallScreen view={data.view} />;
  return (
    <main className="wall-alone">
      <h1 className="visually-hidden">{wallWords('title')}</h1>
      {error ? (
        <div className="stack">
          <ErrorSummary title={wallWords('failed')}>{wallWords('failed.words')}</ErrorSummary>
          <div>
            <Button variant="primary" onClick={() => void refetch()}>
              {wallWords('failed.try')}
            </Button>
          </div>
        </div>
      ) : (
        <Skeleton label={wallWords('loading')} lines={8} slow={wallWords('slow')} />
      )}
    </main>
  );
}

/** No key, an ended one, or a person without the right: who can help. */
function Refused({ denied }: { denied: boolean }) {
  return (
    <main className="wall-alone">
      <h1 className="visually-hidden">{wallWords('title')}</h1>
      <EmptyState
        title={wallWords(denied ? 'denied' : 'off')}
        action={
          !denied && (
            <Link href="/sign-in?to=%2Fwall" asChild>
              <ButtonLink>{wallWords('off.sign-in')}</ButtonLink>
            </Link>
          )
        }
      >
        {wallWords(denied ? 'denied.words' : 'off.words')}
      </EmptyState>
    </main>
  );
}

/** Dark by night where nobody chose a look for this device. */
function useNightLook(): void {
  const now = useNow(60_000);
  const dark = isNight(hourOfDay(now));
  useEffect(() => {
    if (getPreferences().theme === 'system' && dark) document.documentElement.dataset['theme'] = 'dark';
    return applyPreferences;
  }, [dark]);
}

/** Where nobody is signed in the line is this page's own and ends with it. */
function useOwnLine(own: boolean): void {
  useEffect(() => (own ? () => live.hangUp() : undefined), [own]);
}
