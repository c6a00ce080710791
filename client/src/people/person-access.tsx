import { useState } from 'react';
import type { PasswordLinkView, StaffRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { timeNear } from '../app/format.js';
import { queries } from '../app/queries.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { hearPerson, peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';

/** How somebody signs in: a link to choose a password, and the lock-out. */
export function PersonAccess({ person, isMe }: { person: StaffRecordView; isMe: boolean }) {
  const toasts = useToasts();
  const now = useNow(60_000);
  const [link, setLink] = useState<PasswordLinkView | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const say = (words: string) => toasts.show({ title: words, spoken: words, seconds: 6 });

  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setBusy(false);
    }
  };
  const make = () =>
    act(async () => {
      setLink(await call('POST /api/v1/staff/:id/password-link', { id: person.id }));
      await queries.invalidateQueries(peopleQuery);
    });
  const lockOut = () =>
    act(async () => {
      hearPerson(await call('POST /api/v1/staff/:id/lock-out', { id: person.id }));
      setLink(null);
      setAsking(false);
      say(peopleWords('lock.done', { name: person.name }));
    });
  const copy = async (url: string) => {
    try {
      await navigator.clipboard.writeText(url);
      say(peopleWords('link.copied'));
    } catch {
      // The browser forbids it: the field is there to copy from by hand.
      document.getElementById('password-link')?.focus();
    }
  };

  return (
    <Panel title={peopleWords('access')}>
      <p className={person.signIn === 'none' ? 'people-care' : undefined}>{peopleWords(`access.${person.signIn}`)}</p>
      {failure && !asking && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
      {link && (
        <div className="stack" role="status">
          <p>{peopleWords('link.words', { until: timeNear(link.endsAt, now) })}</p>
          <TextField id="password-link" label={peopleWords('link.label', { name: person.name })} readOnly value={link.url} onFocus={({ target }) => target.select()} />
          <div>
            <Button icon="check" onClick={() => void copy(link.url)}>
              {peopleWords('link.copy')}
            </Button>
          </div>
        </div>
      )}
      <div className="row">
        <Button variant={person.signIn === 'none' && !link ? 'primary' : 'outline'} busy={busy} onClick={() => void make()}>
          {peopleWords('link.make')}
        </Button>
        {!isMe && (
          <Button icon="lock" onClick={() => setAsking(true)}>
            {peopleWords('lock.act')}
          </Button>
        )}
      </div>
      {isMe && <p className="muted">{peopleWords('own')}</p>}
      <Dialog
        open={asking}
        title={peopleWords('lock.title', { name: person.name })}
        closeLabel={peopleWords('close')}
        onClose={() => setAsking(false)}
        actions={
          <Button variant="primary" busy={busy} onClick={() => void lockOut()}>
            {peopleWords('lock.act')}
          </Button>
        }
      >
        <div className="stack">
          {failure && (
            <Note tone="warning" icon="warning">
              {failure}
            </Note>
          )}
          <p>{peopleWords('lock.words')}</p>
        </div>
      </Dialog>
    </Panel>
  );
}
