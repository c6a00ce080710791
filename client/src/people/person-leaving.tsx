import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DutiesView, StaffRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { PageLoading } from '../app/page-loading.js';
import { queries } from '../app/queries.js';
import { languageTag } from '../app/words.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Dialog } from '../ui/dialog.js';
import { ErrorSummary } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { Checkbox } from '../ui/toggle.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { hearPerson, peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';

const listed = (names: readonly string[]): string => new Intl.ListFormat(languageTag()).format(names);

/** Somebody leaves, or comes back. */
export function PersonLeaving({ person }: { person: StaffRecordView }) {
  const toasts = useToasts();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const reactivate = async () => {
    setBusy(true);
    setFailure(null);
    try {
      hearPerson(await call('POST /api/v1/staff/:id/reactivation', { id: person.id }));
      const words = peopleWords('back.done', { name: person.name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Panel title={peopleWords('leave')}>
      <p className="muted">{peopleWords(person.active ? 'leave.words' : 'back.words')}</p>
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
      <div>
        {person.active ? (
          <Button onClick={() => setOpen(true)}>{peopleWords('leave.act')}</Button>
        ) : (
          <Button variant="primary" busy={busy} onClick={() => void reactivate()}>
            {peopleWords('back.act')}
          </Button>
        )}
      </div>
      <Deactivate person={open ? person : null} onClose={() => setOpen(false)} />
    </Panel>
  );
}

/** Asks before somebody is deactivated, with what hangs on them. */
function Deactivate({ person, onClose }: { person: StaffRecordView | null; onClose: () => void }) {
  const toasts = useToasts();
  const { data: duties, isError } = useQuery({
    queryKey: ['duties', person?.id],
    queryFn: ({ signal }) => call('GET /api/v1/staff/:id/duties', { id: person?.id ?? '' }, { signal }),
    enabled: person !== null,
    gcTime: 0,
  });
  const [seen, setSeen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const fail = (words: string) => setFailure((last) => ({ words, count: (last?.count ?? 0) + 1 }));
  const leaves = duties !== undefined && duties.rotas.length + duties.ladders.length > 0;
  const blocked = duties === undefined || duties.crises.length > 0;
  const close = () => {
    setSeen(false);
    setFailure(null);
    onClose();
  };

  const deactivate = async () => {
    if (!person) return;
    if (leaves && !seen) return fail(peopleWords('leave.despite-missing'));
    setBusy(true);
    try {
      hearPerson(await call('POST /api/v1/staff/:id/deactivation', { id: person.id, seenVersion: person.version, despiteDuties: seen }));
      const words = peopleWords('leave.done', { name: person.name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      close();
    } catch (error) {
      fail(failureWords(error));
      if (isProblem(error, 'identity/changed')) await queries.invalidateQueries(peopleQuery);
      else await queries.invalidateQueries({ queryKey: ['duties', person.id] });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={person !== null}
      title={peopleWords('leave.title', { name: person?.name ?? '' })}
      closeLabel={peopleWords('close')}
      onClose={close}
      actions={
        !blocked && (
          <Button variant="primary" busy={busy} onClick={() => void deactivate()}>
            {peopleWords('leave.act')}
          </Button>
        )
      }
    >
      <div className="stack">
        {failure && <ErrorSummary key={failure.count} title={failure.words} />}
        {isError && !duties && <ErrorSummary title={peopleWords('wrong.unreachable')} />}
        {!duties && !isError && <PageLoading lines={2} />}
        {duties && <Duties duties={duties} />}
        {leaves && !blocked && <Checkbox label={peopleWords('leave.despite')} checked={seen} onToggle={setSeen} />}
      </div>
    </Dialog>
  );
}

function Duties({ duties: { crises, rotas, ladders } }: { duties: DutiesView }) {
  if (crises.length + rotas.length + ladders.length === 0) return <p>{peopleWords('leave.nothing')}</p>;
  return (
    <>
      {crises.length > 0 && (
        <Note tone="warning" icon="warning">
          {peopleWords('leave.crises', { count: crises.length, refs: listed(crises) })}
        </Note>
      )}
      {rotas.length > 0 && <p>{peopleWords('leave.rotas', { rotas: listed(rotas) })}</p>}
      {ladders.length > 0 && <p>{peopleWords('leave.ladders', { ladders: listed(ladders) })}</p>}
    </>
  );
}
