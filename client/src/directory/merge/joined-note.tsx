import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { may, useWho } from '../../app/session.js';
import { Banner } from '../../ui/banner.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { useToasts } from '../../ui/toast.js';
import { saveFailure } from '../save-failure.js';
import { mergeWords } from './merge-words.js';

/** Where an entry went; whoever looks after the directory can take that back. */
export function JoinedNote({ service, into }: { service: ServiceView; into: { id: string; name: string } }) {
  const { session } = useWho();
  const [undoing, setUndoing] = useState(false);
  return (
    <>
      <Banner
        kind="info"
        title={mergeWords('note', { name: into.name })}
        actions={
          <>
            <Link href={`/services/${into.id}`} asChild>
              <ButtonLink variant="primary">{mergeWords('note.go', { name: into.name })}</ButtonLink>
            </Link>
            {may(session, 'directory:edit') && <Button onClick={() => setUndoing(true)}>{mergeWords('undo')}</Button>}
          </>
        }
      />
      <UndoDialog service={service} open={undoing} onClose={() => setUndoing(false)} />
    </>
  );
}

function UndoDialog({ service, open, onClose }: { service: ServiceView; open: boolean; onClose: () => void }) {
  const form = useId();
  const toasts = useToasts();
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const fail = (words: string) => setFailure((last) => ({ words, count: (last?.count ?? 0) + 1 }));
  const undo = async () => {
    if (why.trim() === '') return fail(mergeWords('undo.why-missing'));
    setBusy(true);
    try {
      const { otherStays } = await call('POST /api/v1/services/:id/merge-undoing', { id: service.id, why: why.trim() });
      const words = mergeWords(otherStays ? 'undo.other-stays' : 'undo.done');
      toasts.show({ title: words, spoken: words, seconds: 8 });
      onClose();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => ['service', 'services', 'duplicate-services'].includes(String(queryKey[0])) });
    } catch (error) {
      fail(isProblem(error, 'directory/merge-changed') ? mergeWords('undo.changed') : saveFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      title={mergeWords('undo.title')}
      closeLabel={mergeWords('close')}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {mergeWords('undo')}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void undo();
        }}
      >
        {failure && <ErrorSummary key={failure.count} title={failure.words} />}
        <p>{mergeWords('undo.words')}</p>
        <TextField label={mergeWords('undo.why')} maxLength={300} value={why} onChange={({ target }) => setWhy(target.value)} />
      </form>
    </Dialog>
  );
}
