import { useId, useState } from 'react';
import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { call } from '../../app/api.js';
import { TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { atField, useTries } from '../../ui/use-tries.js';
import { freeNumber } from './core/phones-shown.js';
import { asE164, readableNumber } from './core/readable-number.js';
import { hearPhones } from './phones-query.js';
import { phonesWords } from './phones-words.js';
import { phoneFailure } from './use-phone-act.js';

/** Adds a phone with a number of one's own, ready with a free one that nobody real can have. */
export function AddPhone({ phones, onAdded, onClose }: { phones: readonly SimulatedPhone[]; onAdded: (number: string) => void; onClose: () => void }) {
  const field = useId();
  const tries = useTries();
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? readableNumber(freeNumber(phones));

  const add = () => {
    const number = asE164(value);
    if (number === null) return tries.fail(atField(field, phonesWords('add.bad')));
    return tries.attempt(async () => {
      hearPhones(await call('POST /api/v1/simulated-phones', { number }));
      onAdded(number);
      onClose();
    }, phoneFailure);
  };

  return (
    <FormDialog title={phonesWords('add.title')} closeLabel={phonesWords('close')} onClose={onClose} act={phonesWords('add.act')} onAct={add} busy={tries.busy} failure={tries.failure}>
      <p className="muted">{phonesWords('add.words')}</p>
      <TextField id={field} type="tel" label={phonesWords('add.number')} hint={phonesWords('add.hint')} error={tries.wrong(field)} value={value} onChange={(event) => setTyped(event.target.value)} />
    </FormDialog>
  );
}
