import { useId, useState } from 'react';
import type { TeamRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Select, TextField } from '../ui/field.js';
import { ErrorSummary } from '../ui/states.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';

/** Adds a team or changes one. Open while `team` is given. */
export function TeamDialog({ team, teams, onClose }: { team: TeamRecordView | 'new' | null; teams: readonly TeamRecordView[]; onClose: () => void }) {
  const form = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={team !== null}
      title={peopleWords(team === 'new' ? 'team.title-add' : 'team.title-change')}
      closeLabel={peopleWords('close')}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {peopleWords('save')}
        </Button>
      }
    >
      {team && <TeamForm form={form} team={team === 'new' ? null : team} teams={teams} busy={busy} onBusy={setBusy} onClose={onClose} />}
    </Dialog>
  );
}

const ITSELF = '';

function TeamForm({
  form,
  team,
  teams,
  busy,
  onBusy,
  onClose,
}: {
  form: string;
  team: TeamRecordView | null;
  teams: readonly TeamRecordView[];
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onClose: () => void;
}) {
  const field = useId();
  const toasts = useToasts();
  const [name, setName] = useState(team?.name ?? '');
  const [receiver, setReceiver] = useState(team && team.receivedBy !== team.id ? team.receivedBy : ITSELF);
  const [wrong, setWrong] = useState<{ words: string; atName: boolean; count: number } | null>(null);
  const fail = (words: string, atName: boolean) => setWrong((last) => ({ words, atName, count: (last?.count ?? 0) + 1 }));

  const save = async () => {
    if (name.trim() === '') return fail(peopleWords('team.missing'), true);
    onBusy(true);
    try {
      const receivedBy = receiver === ITSELF ? team?.id : receiver;
      const input = { name: name.trim(), ...(receivedBy !== undefined && { receivedBy }) };
      if (team) await call('PUT /api/v1/teams/:id', { id: team.id, ...input });
      else await call('POST /api/v1/teams', input);
      await queries.invalidateQueries(peopleQuery);
      const words = peopleWords('saved', { name: input.name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onClose();
    } catch (error) {
      const inUse = isProblem(error, 'identity/team-name-in-use');
      fail(inUse ? peopleWords('team.in-use') : failureWords(error), inUse);
    } finally {
      onBusy(false);
    }
  };

  return (
    <form
      id={form}
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {wrong && <ErrorSummary key={wrong.count} title={wrong.words} fields={wrong.atName ? [{ fieldId: field, words: wrong.words }] : []} />}
      <TextField id={field} label={peopleWords('team.name')} error={wrong?.atName ? wrong.words : undefined} maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
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
    </form>
  );
}
