import { useId, useState } from 'react';
import type { NumberKind, StaffNumberView, StaffRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select, TextField } from '../ui/field.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { hearPerson } from './people-query.js';
import { peopleWords } from './people-words.js';

/** The numbers of somebody: added and removed here, checked by themselves. */
export function PersonNumbers({ person }: { person: StaffRecordView }) {
  const field = useId();
  const toasts = useToasts();
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<NumberKind>('text-and-call');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const act = async (work: () => Promise<StaffRecordView>, done: string): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      hearPerson(await work());
      toasts.show({ title: done, spoken: done, seconds: 6 });
      return true;
    } catch (error) {
      setFailure(isProblem(error, 'request/malformed') ? peopleWords('phone.bad') : failureWords(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const add = async () => {
    if (number.trim() === '') return setFailure(peopleWords('phone.bad'));
    if (await act(() => call('POST /api/v1/staff/:id/numbers', { id: person.id, number: number.trim(), kind }), peopleWords('number.added'))) setNumber('');
  };

  return (
    <Panel title={peopleWords('numbers')}>
      <p className="muted">{person.numbers.length === 0 ? peopleWords('numbers.none') : peopleWords('numbers.words')}</p>
      <ul className="people-teams">
        {person.numbers.map((one) => (
          <li key={one.id}>
            <span className="people-who">
              <b>
                <bdi className="num nowrap">{readableNumber(one.number)}</bdi>
              </b>
              <small className={one.verifiedAt === null || one.optedOut ? 'people-care' : 'muted'}>
                {peopleWords(`number.${one.kind}`)}, {stateWords(one)}
              </small>
            </span>
            <Button
              variant="quiet"
              busy={busy}
              aria-label={peopleWords('number.remove-of', { number: readableNumber(one.number) })}
              onClick={() => void act(() => call('DELETE /api/v1/staff/:id/numbers/:numberId', { id: person.id, numberId: one.id }), peopleWords('number.removed'))}
            >
              {peopleWords('number.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void add();
        }}
      >
        <div className="role-line">
          <TextField id={field} type="tel" label={peopleWords('phone')} error={failure ?? undefined} maxLength={30} value={number} autoComplete="off" onChange={({ target }) => setNumber(target.value)} />
          <Select label={peopleWords('number.kind')} value={kind} onChange={({ target }) => setKind(target.value === 'call-only' ? 'call-only' : 'text-and-call')}>
            <option value="text-and-call">{peopleWords('number.text-and-call')}</option>
            <option value="call-only">{peopleWords('number.call-only')}</option>
          </Select>
        </div>
        <div>
          <Button type="submit" icon="add" busy={busy}>
            {peopleWords('number.add')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const stateWords = ({ optedOut, verifiedAt, verifiedBy }: StaffNumberView): string =>
  peopleWords(optedOut ? 'number.opted-out' : verifiedAt === null ? 'number.unchecked' : verifiedBy === 'code' ? 'number.checked' : 'number.set-up');
