import { useId, useState } from 'react';
import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { call } from '../../app/api.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { freeNumber } from './core/phones-shown.js';
import { asE164, readableNumber } from './core/readable-number.js';
import { phonesWords } from './phones-words.js';
import { usePhoneAct } from './use-phone-act.js';

/** Adds a phone with a number of one's own, ready with a free one that nobody real can have. */
export function AddPhone({ open, phones, onAdded, onClose }: { open: boolean; phones: readonly SimulatedPhone[]; onAdded: (number: string) => void; onClose: () => void }) {
  const form = useId();
  const field = useId();
  const { busy, failure, run } = usePhoneAct();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const value = typed ?? readableNumber(freeNumber(phones));

  const close = () => {
    setTyped(null);
    setWrong(false);
    onClose();
  };

  const add = async () => {
    const number = asE164(value);
    setWrong(number === null);
    if (number === null) {
      document.getElementById(field)?.focus();
      return;
    }
    if (await run(() => call('POST /api/v1/simulated-phones', { number }))) {
      onAdded(number);
      close();
    }
  };

  return (
    <Dialog
      open={open}
      title={phonesWords('add.title')}
      closeLabel={phonesWords('close')}
      onClose={close}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {phonesWords('add.act')}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <p className="muted">{phonesWords('add.words')}</p>
        {failure && (
          <Note tone="warning" icon="warning">
            {failure}
          </Note>
        )}
        <TextField
          id={field}
          type="tel"
          label={phonesWords('add.number')}
          hint={phonesWords('add.hint')}
          error={wrong && phonesWords('add.bad')}
          value={value}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
