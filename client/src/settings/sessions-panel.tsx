import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MySessionView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { timeNear } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Tag } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { hearSessions, sessionsQuery } from './settings-query.js';
import { settingsWords } from './settings-words.js';

/** Where I am signed in, and my enrolled phones, each with its end. */
export function SessionsPanel() {
  const { data, isError, refetch } = useQuery(sessionsQuery);
  const [failure, setFailure] = useState<string | null>(null);
  const signIns = data?.filter(({ kind }) => kind === 'session') ?? [];
  const toasts = useToasts();
  const [endingAll, setEndingAll] = useState(false);
  const endOthers = async () => {
    setEndingAll(true);
    setFailure(null);
    try {
      hearSessions((await call('DELETE /api/v1/me/sessions')).sessions);
      const words = settingsWords('sessions.others-ended');
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setEndingAll(false);
    }
  };
  const phones = data?.filter(({ kind }) => kind === 'device') ?? [];
  return (
    <Panel title={settingsWords('sessions')}>
      <p className="muted">{settingsWords('sessions.words')}</p>
      {isError && !data && (
        <div className="row">
          <p>{settingsWords('sessions.failed')}</p>
          <Button onClick={() => void refetch()}>{settingsWords('try-again')}</Button>
        </div>
      )}
      {!data && !isError && <PageLoading lines={2} />}
      {failure && (
        <p className="setting-care" role="status">
          {failure}
        </p>
      )}
      {data && (
        <>
          <SessionList sessions={signIns} onFail={setFailure} />
          <h3>{settingsWords('sessions.phones')}</h3>
          {phones.length === 0 ? <p className="muted">{settingsWords('sessions.no-phones')}</p> : <SessionList sessions={phones} onFail={setFailure} />}
          {data.some(({ current }) => !current) && (
            <div>
              <Button icon="sign-out" busy={endingAll} onClick={() => void endOthers()}>
                {settingsWords('sessions.end-others')}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function SessionList({ sessions, onFail }: { sessions: readonly MySessionView[]; onFail: (words: string | null) => void }) {
  const toasts = useToasts();
  const now = useNow(60_000);
  const [ending, setEnding] = useState<string | null>(null);

  const end = async ({ id }: MySessionView) => {
    setEnding(id);
    onFail(null);
    try {
      hearSessions((await call('DELETE /api/v1/me/sessions/:id', { id })).sessions);
      const words = settingsWords('session.ended');
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      if (isProblem(error, 'identity/session-absent')) hearSessions((await call('GET /api/v1/me/sessions')).sessions);
      else onFail(failureWords(error));
    } finally {
      setEnding(null);
    }
  };

  return (
    <ul className="setting-list">
      {sessions.map((session) => {
        const about = session.about ?? settingsWords('session.unknown');
        const since = timeNear(session.startedAt, now);
        return (
          <li key={session.id} className="setting-row">
            <div className="setting-what">
              <span className="row">
                <b>{about}</b>
                {session.current && <Tag tone="success">{settingsWords('session.current')}</Tag>}
              </span>
              <span className="muted">{settingsWords('session.since', { since, until: timeNear(session.endsAt, now) })}</span>
            </div>
            {!session.current && (
              <div className="setting-acts">
                <Button busy={ending === session.id} onClick={() => void end(session)} aria-label={settingsWords('session.end-of', { about, since })}>
                  {settingsWords('session.end')}
                </Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
