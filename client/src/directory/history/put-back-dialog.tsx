import { useId, useState } from 'react';
import type { ServiceChangeView } from '../../../../server/contract/directory-edit.js';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { exactTime, day } from '../../app/format.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { useToasts } from '../../ui/toast.js';
import { saveFailure } from '../save-failure.js';
import { hearService, serviceQuery } from '../services-query.js';
import { historyWords } from './history-words.js';

/** Asks why the state before `change` shall come back, and puts it back. Open while `change` is given. */
export function PutBackDialog({ service, change, onClose }: { service: ServiceView; change: ServiceChangeView | null; onClose: () => void }) {
  const form = useId();
  const toasts = useToasts();
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const fail = (words: string) => setFailure((last) => ({ words, count: (last?.count ?? 0) + 1 }));
  const close = () => {
    setFailure(null);
    setWhy('');
    onClose();
  };
  const save = async () => {
    if (!change) return;
    if (why.trim() === '') return fail(historyWords('put-back.why-missing'));
    setBusy(true);
    try {
      hearService(await call('POST /api/v1/services/:id/history/:changeId/put-back', { id: service.id, changeId: change.id, seenVersion: service.version, why: why.trim() }));
      const words = historyWords('put-back.done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      close();
    } catch (error) {
      if (isProblem(error, 'directory/changed')) {
        fail(historyWords('put-back.changed'));
        await queries.fetchQuery({ ...serviceQuery(service.id), staleTime: 0 });
      } else fail(isProblem(error, 'directory/nothing-to-put-back') ? historyWords('put-back.same') : saveFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={change !== null}
      title={historyWords('put-back.title')}
      closeLabel={historyWords('close')}
      onClose={close}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {historyWords('put-back.act')}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {failure && <ErrorSummary key={failure.count} title={failure.words} />}
        {change && <p>{historyWords('put-back.words', { time: `${day(change.at)}, ${exactTime(change.at)}` })}</p>}
        <TextField label={historyWords('put-back.why')} maxLength={300} value={why} onChange={({ target }) => setWhy(target.value)} />
      </form>
    </Dialog>
  );
}
