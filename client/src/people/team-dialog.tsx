import { useId, useState } from 'react';
import type { TeamRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { Select, TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useToasts } from '../ui/toast.js';
import { atField, useTries } from '../ui/use-tries.js';
import { failureWords } from './failure.js';
import { peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';

const ITSELF = '';

/** Changes a team, or adds one where `team` is null. */
export function TeamDialog({ team, teams, onClose }: { team: TeamRecordView | null; teams: readonly TeamRecordView[]; onClose: () => void }) {
  const field = useId();
  const toasts = useToasts();
  const tries = useTries();
  const [name, setName] = useState(team?.name ?? '');
  const [receiver, setReceiver] = useState(team && team.receivedBy !== team.id ? team.receivedBy : ITSELF);

  const save = () => {
    if (name.trim() === '') return tries.fail(atField(field, peopleWords('team.missing')));
    return tries.attempt(
      async () => {
        const receivedBy = receiver === ITSELF ? team?.id : receiver;
        const input = { name: name.trim(), ...(receivedBy !== undefined && { receivedBy }) };
        if (team) await call('PUT /api/v1/teams/:id', { id: team.id, ...input });
        else await call('POST /api/v1/teams', input);
        await queries.invalidateQueries(peopleQuery);
        const words = peopleWords('saved', { name: input.name });
        toasts.show({ title: words, spoken: words, seconds: 6 });
        onClose();
      },
      (error) => (isProblem(error, 'identity/team-name-in-use') ? atField(field, peopleWords('team.in-use')) : failureWords(error)),
    );
  };

  return (
    <FormDialog
      title={peopleWords(team ? 'team.title-change' : 'team.title-add')}
      closeLabel={peopleWords('close')}
      onClose={onClose}
      act={peopleWords('save')}
      onAct={save}
      busy={tries.busy}
      failure={tries.failure}
    >
      <TextField id={field} label={peopleWords('team.name')} error={tries.wrong(field)} maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
      <Select label={peopleWords('team.receiver')} value={receiver} onChange={({ target }) => setReceiver(target.value)}>
        <option value={ITSELF}>{peopleWords('team.itself')}</option>
        {teams
          .filter(({ id }) => id !== team?.id)
          .map(({ id, name: other }) => (
            <option key={id} value={id}>
              {other}
            </option>
          ))}
      </Select>
    </FormDialog>
  );
}
