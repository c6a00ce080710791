import { useId, useState } from 'react';
import type { StaffNumberView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { CodeField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useToasts } from '../ui/toast.js';
import { atField, useTries } from '../ui/use-tries.js';
import { CheckState } from './check-state.js';
import { failureWords } from './failure.js';
import { hearChannels } from './settings-query.js';
import { settingsWords } from './settings-words.js';
import { usePhoneCheck } from './use-phone-check.js';

const CODE_LENGTH = 6;

/** Sends a code to a number and takes it back. */
export function CheckNumber({ number, onClose }: { number: StaffNumberView; onClose: () => void }) {
  const field = useId();
  const toasts = useToasts();
  const tries = useTries();
  const { check, follow } = usePhoneCheck();
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const shown = readableNumber(number.number);

  const send = (channel: 'sms' | 'voice') =>
    tries.attempt(async () => {
      follow(await call('POST /api/v1/me/numbers/:id/code', { id: number.id, channel }));
      setCode('');
      setSent(true);
    }, failureWords);
  const verify = () => {
    if (code.length < CODE_LENGTH) return tries.fail(atField(field, settingsWords('check.short')));
    return tries.attempt(
      async () => {
        hearChannels(await call('POST /api/v1/me/numbers/:id/verification', { id: number.id, code }));
        const words = settingsWords('check.done', { number: shown });
        toasts.show({ title: words, spoken: words, seconds: 6 });
        onClose();
      },
      (error) => atField(field, failureWords(error)),
    );
  };

  return (
    <FormDialog
      title={settingsWords('check.title', { number: shown })}
      closeLabel={settingsWords('close')}
      onClose={onClose}
      act={isSent ? settingsWords('check.act') : null}
      onAct={verify}
      busy={tries.busy}
      failure={tries.failure}
    >
      <p>{settingsWords('check.words')}</p>
      <div className="row">
        {number.kind === 'text-and-call' && (
          <Button variant={isSent ? 'outline' : 'primary'} busy={tries.busy} onClick={() => void send('sms')}>
            {settingsWords(isSent ? 'check.again-sms' : 'check.sms')}
          </Button>
        )}
        <Button variant={isSent || number.kind === 'text-and-call' ? 'outline' : 'primary'} busy={tries.busy} onClick={() => void send('voice')}>
          {settingsWords(isSent ? 'check.again-voice' : 'check.voice')}
        </Button>
      </div>
      {check && <CheckState check={check} />}
      {isSent && (
        <CodeField
          id={field}
          label={settingsWords('check.code')}
          hint={settingsWords('check.code-hint')}
          error={tries.wrong(field)}
          length={CODE_LENGTH}
          value={code}
          onChange={setCode}
        />
      )}
    </FormDialog>
  );
}
