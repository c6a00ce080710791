import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MyNoticesView, PushBrowserView } from '../../../server/contract/notices.js';
import { call } from '../app/api.js';
import { timeNear } from '../app/format.js';
import { queries } from '../app/queries.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Note, Tag } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
import { failureWords } from './failure.js';
import { NoticeState, useNoticeCheck } from './notice-state.js';
import { hearNotices } from './notices-query.js';
import { noticeWords } from './notices-words.js';
import { Refusal, SettingRow } from './setting-row.js';
import { sessionsQuery } from './settings-query.js';
import { lookAtThisBrowser, turnOffHere, turnOnHere } from './this-browser.js';

const HERE = ['this-browser'];

/** The browsers that are told beside texts and calls: this one turned on, others tested and removed. */
export function BrowsersPanel({ push: { on, publicKey, browsers } }: { push: MyNoticesView['push'] }) {
  const { data: here } = useQuery({ queryKey: [...HERE, publicKey], queryFn: () => lookAtThisBrowser(publicKey ?? ''), enabled: publicKey !== null, staleTime: 0 });
  const hereId = here?.state === 'ready' ? here.id : null;
  const isOnHere = browsers.some(({ id }) => id === hereId);
  return (
    <Panel title={noticeWords('browsers')}>
      <p className="muted">{noticeWords('browsers.words')}</p>
      {!on && <Note tone="neutral">{noticeWords('browsers.off')}</Note>}
      {on && here && here.state !== 'ready' && (
        <Note tone="warning" icon="warning">
          {noticeWords(`browsers.${here.state}`)}
        </Note>
      )}
      {on && browsers.length === 0 && <p className="muted">{noticeWords('browsers.none')}</p>}
      <ul className="setting-list">
        {browsers.map((browser) => (
          <BrowserRow key={browser.id} browser={browser} isHere={browser.id === hereId} mayTest={on} />
        ))}
      </ul>
      {on && here?.state === 'ready' && !isOnHere && publicKey !== null && <TurnOn publicKey={publicKey} />}
    </Panel>
  );
}

function TurnOn({ publicKey }: { publicKey: string }) {
  const toasts = useToasts();
  const { data: sessions } = useQuery(sessionsQuery);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const name = sessions?.find(({ current }) => current)?.about ?? noticeWords('browser.unnamed');

  const turnOn = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const subscribed = await turnOnHere(publicKey);
      if (subscribed === 'refused' || subscribed === 'no-service') setFailure(noticeWords(subscribed === 'refused' ? 'browser.not-now' : 'browser.no-service'));
      else {
        hearNotices(await call('POST /api/v1/me/push-browsers', { ...subscribed, name }));
        const words = noticeWords('browser.on');
        toasts.show({ title: words, spoken: words, seconds: 6 });
      }
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      await queries.invalidateQueries({ queryKey: HERE });
      setBusy(false);
    }
  };

  return (
    <>
      {failure && <Refusal>{failure}</Refusal>}
      <div>
        <Button icon="add" busy={busy} onClick={() => void turnOn()} aria-describedby="turn-on-hint">
          {noticeWords('browser.turn-on')}
        </Button>
      </div>
      <p id="turn-on-hint" className="muted">
        {noticeWords('browser.turn-on.hint')}
      </p>
    </>
  );
}

function BrowserRow({ browser: { id, name, addedAt, failing }, isHere, mayTest }: { browser: PushBrowserView; isHere: boolean; mayTest: boolean }) {
  const toasts = useToasts();
  const now = useNow(60_000);
  const { check, follow } = useNoticeCheck();
  const { busy, failure, attempt } = useTries();
  const since = timeNear(addedAt, now);

  const test = () => attempt(async () => follow(await call('POST /api/v1/me/push-browsers/:id/test', { id })), failureWords);
  const remove = () =>
    attempt(async () => {
      const view = await call('DELETE /api/v1/me/push-browsers/:id', { id });
      if (isHere) await turnOffHere();
      const words = noticeWords('browser.removed', { name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      hearNotices(view);
      await queries.invalidateQueries({ queryKey: HERE });
    }, failureWords);

  return (
    <SettingRow
      name={
        <>
          <b>{name}</b>
          {isHere && <Tag tone="success">{noticeWords('browser.this')}</Tag>}
        </>
      }
      state={failing ? noticeWords('browser.failing', { when: timeNear(failing.at, now) }) : noticeWords('browser.since', { since })}
      care={failing !== null}
      acts={
        <>
          {mayTest && (
            <Button busy={busy} onClick={() => void test()} aria-label={noticeWords('browser.test-of', { name, since })}>
              {noticeWords('browser.test')}
            </Button>
          )}
          <Button variant="quiet" busy={busy} onClick={() => void remove()} aria-label={noticeWords('browser.remove-of', { name, since })}>
            {noticeWords('browser.remove')}
          </Button>
        </>
      }
      failure={failure?.words}
      below={check && <NoticeState check={check} />}
    />
  );
}
