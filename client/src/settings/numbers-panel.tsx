import { useState } from 'react';
import type { MyChannelsView, StaffNumberView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { day } from '../app/format.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Dialog } from '../ui/dialog.js';
import { ErrorSummary } from '../ui/states.js';
import { Tag } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { AddNumber } from './add-number.js';
import { CheckNumber } from './check-number.js';
import { CheckState } from './check-state.js';
import { failureWords } from './failure.js';
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
      <AddNumber open={open?.kind === 'add'} onAdded={(number) => setOpen({ kind: 'check', number })} onClose={close} />
      <CheckNumber number={open?.kind === 'check' ? open.number : null} onClose={close} />
      <RemoveNumber number={open?.kind === 'remove' ? open.number : null} onClose={close} />
    </Panel>
  );
}

function NumberRow({ view, number, isFirst, onCheck, onRemove }: { view: MyChannelsView; number: StaffNumberView; isFirst: boolean; onCheck: () => void; onRemove: () => void }) {
  const { check, follow } = usePhoneCheck();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const shown = readableNumber(number.number);
  const isChecked = number.verifiedAt !== null;

  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setBusy(false);
    }
  };
  const test = (channel: 'sms' | 'voice') => act(async () => follow(await call('POST /api/v1/me/numbers/:id/test', { id: number.id, channel })));
  const putFirst = () =>
    act(async () => {
      const order = [number.id, ...view.numbers.filter(({ id }) => id !== number.id).map(({ id }) => id)];
      hearChannels(await call('PUT /api/v1/me/channels', { seenVersion: view.version, order, choices: view.choices, quiet: view.quiet }));
    });

  return (
    <li className="setting-row">
      <div className="setting-what">
        <span className="row">
          <b>
            <bdi className="num nowrap">{shown}</bdi>
          </b>
          <span className="muted">{settingsWords(`number.${number.kind}`)}</span>
          {isFirst && <Tag tone="neutral">{settingsWords('number.first')}</Tag>}
        </span>
        <span className={isChecked && !number.optedOut ? 'muted' : 'setting-care'}>
          {number.optedOut ? settingsWords('number.opted-out') : isChecked ? checkedWords(number) : settingsWords('number.unchecked')}
        </span>
      </div>
      <div className="setting-acts">
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
      </div>
      {failure && (
        <p className="setting-wide setting-care" role="status">
          {failure}
        </p>
      )}
      {check && (
        <div className="setting-wide">
          <CheckState check={check} />
        </div>
      )}
    </li>
  );
}

const checkedWords = ({ verifiedAt, verifiedBy }: StaffNumberView): string =>
  verifiedBy === 'code' && verifiedAt !== null ? settingsWords('number.checked', { when: day(verifiedAt) }) : settingsWords('number.set-up');

function RemoveNumber({ number, onClose }: { number: StaffNumberView | null; onClose: () => void }) {
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const shown = number ? readableNumber(number.number) : '';
  const leave = () => {
    setFailure(null);
    onClose();
  };
  const remove = async () => {
    if (!number) return;
    setBusy(true);
    try {
      hearChannels(await call('DELETE /api/v1/me/numbers/:id', { id: number.id }));
      const words = settingsWords('number.removed', { number: shown });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      leave();
    } catch (error) {
      setFailure(failureWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={number !== null}
      title={settingsWords('remove.title', { number: shown })}
      closeLabel={settingsWords('close')}
      onClose={leave}
      actions={
        <Button variant="primary" busy={busy} onClick={() => void remove()}>
          {settingsWords('remove.act')}
        </Button>
      }
    >
      <div className="stack">
        {failure && <ErrorSummary key={failure} title={failure} />}
        <p>{settingsWords('remove.words')}</p>
      </div>
    </Dialog>
  );
}
