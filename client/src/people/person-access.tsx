import { useState } from 'react';
import type { PasswordLinkView, StaffRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { timeNear } from '../app/format.js';
import { queries } from '../app/queries.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
import { failureWords } from './failure.js';
import { hearPerson, peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';

/** How somebody signs in: a link to choose a password, and the lock-out. */
export function PersonAccess({ person, isMe }: { person: StaffRecordView; isMe: boolean }) {
  const toasts = useToasts();
  const now = useNow(60_000);
  const [link, setLink] = useState<PasswordLinkView | null>(null);
  const [asking, setAsking] = useState(false);
  const { busy, failure, attempt } = useTries();
  const say = (words: string) => toasts.show({ title: words, spoken: words, seconds: 6 });

  const make = () =>
    attempt(async () => {
      setLink(await call('POST /api/v1/staff/:id/password-link', { id: person.id }));
      await queries.invalidateQueries(peopleQuery);
    }, failureWords);
  const lockOut = () =>
    attempt(async () => {
      hearPerson(await call('POST /api/v1/staff/:id/lock-out', { id: person.id }));
      setLink(null);
      setAsking(false);
      say(peopleWords('lock.done', { name: person.name }));
    }, failureWords);
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
          {failure.words}
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
      {asking && (
        <FormDialog title={peopleWords('lock.title', { name: person.name })} closeLabel={peopleWords('close')} onClose={() => setAsking(false)} act={peopleWords('lock.act')} onAct={lockOut} busy={busy} failure={failure}>
          <p>{peopleWords('lock.words')}</p>
        </FormDialog>
      )}
    </Panel>
  );
}
