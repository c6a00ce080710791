import { useState } from 'react';
import { Link } from 'wouter';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { may, useWho } from '../../app/session.js';
import { Banner } from '../../ui/banner.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
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
      {undoing && <UndoDialog service={service} onClose={() => setUndoing(false)} />}
    </>
  );
}

function UndoDialog({ service, onClose }: { service: ServiceView; onClose: () => void }) {
  const toasts = useToasts();
  const tries = useTries();
  const [why, setWhy] = useState('');
  const undo = () => {
    if (why.trim() === '') return tries.fail(mergeWords('undo.why-missing'));
    return tries.attempt(
      async () => {
        const { otherStays } = await call('POST /api/v1/services/:id/merge-undoing', { id: service.id, why: why.trim() });
        const words = mergeWords(otherStays ? 'undo.other-stays' : 'undo.done');
        toasts.show({ title: words, spoken: words, seconds: 8 });
        onClose();
        await queries.invalidateQueries({ predicate: ({ queryKey }) => ['service', 'services', 'duplicate-services'].includes(String(queryKey[0])) });
      },
      (error) => (isProblem(error, 'directory/merge-changed') ? mergeWords('undo.changed') : saveFailure(error)),
    );
  };
  return (
    <FormDialog title={mergeWords('undo.title')} closeLabel={mergeWords('close')} onClose={onClose} act={mergeWords('undo')} onAct={undo} busy={tries.busy} failure={tries.failure}>
      <p>{mergeWords('undo.words')}</p>
      <TextField label={mergeWords('undo.why')} maxLength={300} value={why} onChange={({ target }) => setWhy(target.value)} />
    </FormDialog>
  );
}
