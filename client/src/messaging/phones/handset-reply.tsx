import { useState } from 'react';
import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { call } from '../../app/api.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { phoneNameOf } from './holder.js';
import { phonesWords } from './phones-words.js';
import { usePhoneAct } from './use-phone-act.js';

/** The answers that a text to a responder offers. */
const QUICK = ['1', '2', '3', '4', '5'] as const;
type Line = 'staff' | 'public';
const LINES: readonly Line[] = ['staff', 'public'];

/** Writing from a phone: one digit at a touch, or any words. A phone that is nobody's may write to the public line too. */
export function HandsetReply({ phone }: { phone: SimulatedPhone }) {
  const { number, holder } = phone;
  const { busy, failure, run } = usePhoneAct();
  const [words, setWords] = useState('');
  const [to, setTo] = useState<Line>('staff');

  const reply = (body: string) => run(() => call('POST /api/v1/simulated-phones/replies', { number, body, to }));

  return (
    <form
      className="handset-reply"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() === '') return;
        void reply(words).then((sent) => sent && setWords(''));
      }}
    >
      {failure && (
        <p className="handset-state handset-bad" role="note">
          {failure}
        </p>
      )}
      {holder === null && (
        <div className="handset-to">
          <span>{phonesWords('reply.to')}</span>
          <Segmented
            legend={phonesWords('reply.to')}
            value={to}
            onChoose={setTo}
            segments={LINES.map((line) => ({ value: line, label: phonesWords(`reply.to.${line}`) }))}
          />
        </div>
      )}
      <div className="handset-keys" role="group" aria-label={phonesWords('quick')}>
        {QUICK.map((digit) => (
          <Button key={digit} onClick={() => void reply(digit)}>
            {digit} <small>{phonesWords(`quick.${digit}`)}</small>
          </Button>
        ))}
      </div>
      <div className="handset-write">
        <TextField
          label={<VisuallyHidden>{phonesWords('reply.label', { name: phoneNameOf(phone) })}</VisuallyHidden>}
          placeholder={phonesWords('reply.placeholder')}
          autoComplete="off"
          maxLength={1600}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" busy={busy}>
          {phonesWords('reply.act')}
        </Button>
      </div>
    </form>
  );
}
