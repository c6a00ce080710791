import { useId, useState } from 'react';
import type { NumberKind, StaffNumberView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { ErrorSummary } from '../ui/states.js';
import { failureWords } from './failure.js';
import { hearChannels } from './settings-query.js';
import { settingsWords } from './settings-words.js';

/** Adds a number; checking it comes next. */
export function AddNumber({ open, onAdded, onClose }: { open: boolean; onAdded: (number: StaffNumberView) => void; onClose: () => void }) {
  const form = useId();
  const field = useId();
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<NumberKind>('text-and-call');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ words: string; atField: boolean; count: number } | null>(null);
  const fail = (words: string, atField: boolean) => setWrong((last) => ({ words, atField, count: (last?.count ?? 0) + 1 }));
  const leave = () => {
    setNumber('');
    setWrong(null);
    onClose();
  };

  const add = async () => {
    if (number.trim() === '') return fail(settingsWords('add.missing'), true);
    setBusy(true);
    try {
      const view = await call('POST /api/v1/me/numbers', { number, kind });
      hearChannels(view);
      const added = view.numbers.at(-1);
      leave();
      if (added) onAdded(added);
    } catch (error) {
      fail(isProblem(error, 'request/malformed') ? settingsWords('add.bad') : failureWords(error), isProblem(error, 'request/malformed'));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      title={settingsWords('add.title')}
      closeLabel={settingsWords('close')}
      onClose={leave}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {settingsWords('add.act')}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void add();
        }}
      >
        {wrong && <ErrorSummary key={wrong.count} title={wrong.words} fields={wrong.atField ? [{ fieldId: field, words: wrong.words }] : []} />}
        <TextField
          id={field}
          type="tel"
          autoComplete="tel"
          label={settingsWords('add.number')}
          hint={settingsWords('add.hint')}
          error={wrong?.atField ? wrong.words : undefined}
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
      </form>
    </Dialog>
  );
}
