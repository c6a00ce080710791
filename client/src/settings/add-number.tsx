import { useId, useState } from 'react';
import type { NumberKind, StaffNumberView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { atField, useTries } from '../ui/use-tries.js';
import { failureWords } from './failure.js';
import { hearChannels } from './settings-query.js';
import { settingsWords } from './settings-words.js';

/** Adds a number; checking it comes next. */
export function AddNumber({ onAdded, onClose }: { onAdded: (number: StaffNumberView) => void; onClose: () => void }) {
  const field = useId();
  const tries = useTries();
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<NumberKind>('text-and-call');

  const add = () => {
    if (number.trim() === '') return tries.fail(atField(field, settingsWords('add.missing')));
    return tries.attempt(
      async () => {
        const view = await call('POST /api/v1/me/numbers', { number, kind });
        hearChannels(view);
        const added = view.numbers.at(-1);
        onClose();
        if (added) onAdded(added);
      },
      (error) => (isProblem(error, 'request/malformed') ? atField(field, settingsWords('add.bad')) : failureWords(error)),
    );
  };

  return (
    <FormDialog title={settingsWords('add.title')} closeLabel={settingsWords('close')} onClose={onClose} act={settingsWords('add.act')} onAct={add} busy={tries.busy} failure={tries.failure}>
      <TextField
        id={field}
        type="tel"
        autoComplete="tel"
        label={settingsWords('add.number')}
        hint={settingsWords('add.hint')}
        error={tries.wrong(field)}
        value={number}
        maxLength={30}
        onChange={(event) => setNumber(event.target.value)}
      />
      <ChoiceCards
        legend={settingsWords('add.kind')}
        value={kind}
        onChoose={setKind}
        choices={(['text-and-call', 'call-only'] as const).map((value) => ({ value, title: settingsWords(`add.kind.${value}`), hint: settingsWords(`add.kind.${value}.hint`) }))}
      />
    </FormDialog>
  );
}
