import { useState } from 'react';
import type { NewReferral } from '../../../../server/contract/referral.js';
import { REFERRAL_REASONS } from '../../../../server/contract/words.js';
import type { ReferralReason } from '../../../../server/contract/words.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useSend } from '../../crisis/board/use-send.js';
import { Button } from '../../ui/button.js';
import { Select, TextField } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { referralWords } from '../list/referral-words.js';
import { referWords } from './refer-words.js';

type Phoned = NonNullable<NewReferral['phoned']>;

/** What a service said when it was rung, with name and role of whoever said it. */
export function PhonedForm({ onSave, disabled = false }: { onSave: (phoned: Phoned) => Promise<unknown>; disabled?: boolean | undefined }) {
  const [answer, setAnswer] = useState<Phoned['answer'] | null>(null);
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [reason, setReason] = useState<ReferralReason>('AT_CAPACITY');
  const [missing, setMissing] = useState(false);
  const { busy, failure, send } = useSend();

  const save = () => {
    const unnamed = answer !== 'no-answer' && (name.trim() === '' || role.trim() === '');
    setMissing(unnamed);
    if (answer === null || unnamed) return;
    const who = { name: name.trim(), role: role.trim() };
    void send(() => onSave(answer === 'no-answer' ? { answer } : answer === 'declined' ? { answer, ...who, reason } : { answer, ...who }));
  };

  return (
    <form
      className="phoned-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Segmented
        legend={referWords('phoned')}
        value={answer}
        segments={(['accepted', 'declined', 'no-answer'] as const).map((value) => ({ value, label: referWords(`phoned.${value}`) }))}
        onChoose={setAnswer}
      />
      {answer !== null && (
        <>
          {answer === 'no-answer' && <p className="muted">{referWords('phoned.no-answer.words')}</p>}
          {answer !== 'no-answer' && <div className="phoned-who">
            <TextField label={referWords('phoned.name')} value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            <TextField label={referWords('phoned.role')} value={role} maxLength={80} autoComplete="off" onChange={(event) => setRole(event.target.value)} />
            {answer === 'declined' && (
              <Select label={referWords('phoned.reason')} value={reason} onChange={(event) => setReason(REFERRAL_REASONS.find((value) => value === event.target.value) ?? 'OTHER')}>
                {REFERRAL_REASONS.map((value) => (
                  <option key={value} value={value}>
                    {referralWords(`reason.${value}`)}
                  </option>
                ))}
              </Select>
            )}
          </div>}
          <FailureNote failure={failure ?? (missing ? referWords('phoned.missing') : null)} />
          <div>
            <Button type="submit" variant="primary" size="s" busy={busy} disabled={disabled}>
              {referWords('phoned.save')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
