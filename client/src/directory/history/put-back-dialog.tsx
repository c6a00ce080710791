import { useState } from 'react';
import type { ServiceChangeView } from '../../../../server/contract/directory-edit.js';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { exactTime, day } from '../../app/format.js';
import { TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { saveFailure } from '../save-failure.js';
import { hearService, serviceQuery } from '../services-query.js';
import { historyWords } from './history-words.js';

/** Asks why the state before `change` shall come back, and puts it back. */
export function PutBackDialog({ service, change, onClose }: { service: ServiceView; change: ServiceChangeView; onClose: () => void }) {
  const toasts = useToasts();
  const tries = useTries();
  const [why, setWhy] = useState('');
  const save = () => {
    if (why.trim() === '') return tries.fail(historyWords('put-back.why-missing'));
    return tries.attempt(
      async () => {
        hearService(await call('POST /api/v1/services/:id/history/:changeId/put-back', { id: service.id, changeId: change.id, seenVersion: service.version, why: why.trim() }));
        const words = historyWords('put-back.done');
        toasts.show({ title: words, spoken: words, seconds: 6 });
        onClose();
      },
      (error) => {
        if (isProblem(error, 'directory/changed')) return historyWords('put-back.changed');
        return isProblem(error, 'directory/nothing-to-put-back') ? historyWords('put-back.same') : saveFailure(error);
      },
      async (error) => isProblem(error, 'directory/changed') && queries.fetchQuery({ ...serviceQuery(service.id), staleTime: 0 }),
    );
  };
  return (
    <FormDialog title={historyWords('put-back.title')} closeLabel={historyWords('close')} onClose={onClose} act={historyWords('put-back.act')} onAct={save} busy={tries.busy} failure={tries.failure}>
      <p>{historyWords('put-back.words', { time: `${day(change.at)}, ${exactTime(change.at)}` })}</p>
      <TextField label={historyWords('put-back.why')} maxLength={300} value={why} onChange={({ target }) => setWhy(target.value)} />
    </FormDialog>
  );
}
