import { useId, useState } from 'react';
import type { StaffNumberView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { CodeField } from '../ui/field.js';
import { ErrorSummary } from '../ui/states.js';
import { useToasts } from '../ui/toast.js';
import { CheckState } from './check-state.js';
import { failureWords } from './failure.js';
import { hearChannels } from './settings-query.js';
import { settingsWords } from './settings-words.js';
import { usePhoneCheck } from './use-phone-check.js';

const CODE_LENGTH = 6;

/** Sends a code to a number and takes it back. Open while `number` is given. */
export function CheckNumber({ number, onClose }: { number: StaffNumberView | null; onClose: () => void }) {
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [isSent, setSent] = useState(false);
  const leave = () => {
    setSent(false);
    onClose();
  };
  return (
    <Dialog
      open={number !== null}
      title={settingsWords('check.title', { number: number ? readableNumber(number.number) : '' })}
      closeLabel={settingsWords('close')}
      onClose={leave}
      actions={
        isSent && (
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {settingsWords('check.act')}
          </Button>
        )
      }
    >
      {number && <CheckForm key={number.id} form={form} number={number} isSent={isSent} onSent={() => setSent(true)} busy={busy} onBusy={setBusy} onClose={leave} />}
    </Dialog>
  );
}

function CheckForm({
  form,
  number,
  isSent,
  onSent,
  busy,
  onBusy,
  onClose,
}: {
  form: string;
  number: StaffNumberView;
  isSent: boolean;
  onSent: () => void;
  busy: boolean;
  onBusy: (busy: boolean) => void;
  onClose: () => void;
}) {
  const field = useId();
  const toasts = useToasts();
  const { check, follow } = usePhoneCheck();
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<{ words: string; atCode: boolean; count: number } | null>(null);
  const fail = (words: string, atCode: boolean) => setFailure((last) => ({ words, atCode, count: (last?.count ?? 0) + 1 }));

  const attempt = async (work: () => Promise<void>, atCode: boolean) => {
    onBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      fail(failureWords(error), atCode);
    } finally {
      onBusy(false);
    }
  };
  const send = (channel: 'sms' | 'voice') =>
    attempt(async () => {
      follow(await call('POST /api/v1/me/numbers/:id/code', { id: number.id, channel }));
      setCode('');
      onSent();
    }, false);
  const verify = () =>
    code.length < CODE_LENGTH
      ? Promise.resolve(fail(settingsWords('check.short'), true))
      : attempt(async () => {
          hearChannels(await call('POST /api/v1/me/numbers/:id/verification', { id: number.id, code }));
          const words = settingsWords('check.done', { number: readableNumber(number.number) });
          toasts.show({ title: words, spoken: words, seconds: 6 });
          onClose();
        }, true);

  return (
    <form
      id={form}
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && isSent) void verify();
      }}
    >
      {failure && <ErrorSummary key={failure.count} title={failure.words} fields={failure.atCode ? [{ fieldId: field, words: failure.words }] : []} />}
      <p>{settingsWords('check.words')}</p>
      <div className="row">
        {number.kind === 'text-and-call' && (
          <Button variant={isSent ? 'outline' : 'primary'} busy={busy} onClick={() => void send('sms')}>
            {settingsWords(isSent ? 'check.again-sms' : 'check.sms')}
          </Button>
        )}
        <Button variant={isSent || number.kind === 'text-and-call' ? 'outline' : 'primary'} busy={busy} onClick={() => void send('voice')}>
          {settingsWords(isSent ? 'check.again-voice' : 'check.voice')}
        </Button>
      </div>
      {check && <CheckState check={check} />}
      {isSent && (
        <CodeField
          id={field}
          label={settingsWords('check.code')}
          hint={settingsWords('check.code-hint')}
          error={failure?.atCode ? failure.words : undefined}
          length={CODE_LENGTH}
          value={code}
          onChange={setCode}
        />
      )}
    </form>
  );
}
