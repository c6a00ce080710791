import { useState } from 'react';
import type { MyChannelsView, StaffNumberView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { day } from '../app/format.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Tag } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
import { AddNumber } from './add-number.js';
import { CheckNumber } from './check-number.js';
import { CheckState } from './check-state.js';
import { failureWords } from './failure.js';
import { SettingRow } from './setting-row.js';
import { hearChannels } from './settings-query.js';
import { settingsWords } from './settings-words.js';
import { usePhoneCheck } from './use-phone-check.js';

type Open = { kind: 'add' } | { kind: 'check' | 'remove'; number: StaffNumberView } | null;

/** My numbers: adding, checking, testing and removing them. */
export function NumbersPanel({ view }: { view: MyChannelsView }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Panel title={settingsWords('numbers')}>
      {view.numbers.length === 0 && <p className="muted">{settingsWords('numbers.none')}</p>}
      <ul className="setting-list">
        {view.numbers.map((number, place) => (
          <NumberRow
            key={number.id}
            view={view}
            number={number}
            isFirst={place === 0 && view.numbers.length > 1}
            onCheck={() => setOpen({ kind: 'check', number })}
            onRemove={() => setOpen({ kind: 'remove', number })}
          />
        ))}
      </ul>
      <div>
        <Button icon="add" onClick={() => setOpen({ kind: 'add' })}>
          {settingsWords('number.add')}
        </Button>
      </div>
      {open?.kind === 'add' && <AddNumber onAdded={(number) => setOpen({ kind: 'check', number })} onClose={close} />}
      {open?.kind === 'check' && <CheckNumber number={open.number} onClose={close} />}
      {open?.kind === 'remove' && <RemoveNumber number={open.number} onClose={close} />}
    </Panel>
  );
}

function NumberRow({ view, number, isFirst, onCheck, onRemove }: { view: MyChannelsView; number: StaffNumberView; isFirst: boolean; onCheck: () => void; onRemove: () => void }) {
  const { check, follow } = usePhoneCheck();
  const { busy, failure, attempt } = useTries();
  const shown = readableNumber(number.number);
  const isChecked = number.verifiedAt !== null;

  const test = (channel: 'sms' | 'voice') => attempt(async () => follow(await call('POST /api/v1/me/numbers/:id/test', { id: number.id, channel })), failureWords);
  const putFirst = () =>
    attempt(async () => {
      const order = [number.id, ...view.numbers.filter(({ id }) => id !== number.id).map(({ id }) => id)];
      hearChannels(await call('PUT /api/v1/me/channels', { seenVersion: view.version, order, choices: view.choices, quiet: view.quiet }));
    }, failureWords);

  return (
    <SettingRow
      name={
        <>
          <b>
            <bdi className="num nowrap">{shown}</bdi>
          </b>
          <span className="muted">{settingsWords(`number.${number.kind}`)}</span>
          {isFirst && <Tag tone="neutral">{settingsWords('number.first')}</Tag>}
        </>
      }
      state={number.optedOut ? settingsWords('number.opted-out') : isChecked ? checkedWords(number) : settingsWords('number.unchecked')}
      care={!isChecked || number.optedOut}
      acts={
        <>
          {!isChecked && (
            <Button variant="primary" onClick={onCheck} aria-label={settingsWords('number.check-of', { number: shown })}>
              {settingsWords('number.check')}
            </Button>
          )}
          {isChecked && number.kind === 'text-and-call' && !number.optedOut && (
            <Button busy={busy} onClick={() => void test('sms')} aria-label={settingsWords('number.test-text-of', { number: shown })}>
              {settingsWords('number.test-text')}
            </Button>
          )}
          {isChecked && (
            <Button busy={busy} onClick={() => void test('voice')} aria-label={settingsWords('number.test-call-of', { number: shown })}>
              {settingsWords('number.test-call')}
            </Button>
          )}
          {isChecked && view.numbers[0]?.id !== number.id && (
            <Button variant="quiet" busy={busy} onClick={() => void putFirst()} aria-label={settingsWords('number.use-first-of', { number: shown })}>
              {settingsWords('number.use-first')}
            </Button>
          )}
          <Button variant="quiet" onClick={onRemove} aria-label={settingsWords('number.remove-of', { number: shown })}>
            {settingsWords('number.remove')}
          </Button>
        </>
      }
      failure={failure?.words}
      below={check && <CheckState check={check} />}
    />
  );
}

const checkedWords = ({ verifiedAt, verifiedBy }: StaffNumberView): string =>
  verifiedBy === 'code' && verifiedAt !== null ? settingsWords('number.checked', { when: day(verifiedAt) }) : settingsWords('number.set-up');

function RemoveNumber({ number, onClose }: { number: StaffNumberView; onClose: () => void }) {
  const toasts = useToasts();
  const tries = useTries();
  const shown = readableNumber(number.number);
  const remove = () =>
    tries.attempt(async () => {
      hearChannels(await call('DELETE /api/v1/me/numbers/:id', { id: number.id }));
      const words = settingsWords('number.removed', { number: shown });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onClose();
    }, failureWords);
  return (
    <FormDialog title={settingsWords('remove.title', { number: shown })} closeLabel={settingsWords('close')} onClose={onClose} act={settingsWords('remove.act')} onAct={remove} busy={tries.busy} failure={tries.failure}>
      <p>{settingsWords('remove.words')}</p>
    </FormDialog>
  );
}
