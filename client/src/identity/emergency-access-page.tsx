import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { EMERGENCY_MINUTES, EMERGENCY_REASONS } from '../../../server/contract/emergency-access.js';
import type { EmergencyReason } from '../../../server/contract/emergency-access.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { useSession } from '../app/session.js';
import { PhoneLink } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { TextArea, TextField } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { PageHead } from '../ui/page.js';
import { ErrorSummary } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { atField, useTries } from '../ui/use-tries.js';
import type { Told } from '../ui/use-tries.js';
import { emergencyWords } from './emergency-access-words.js';
import './emergency-access.css';

const PASSWORD_FIELD = 'emergency-password';

/** Opens a crisis that is not one's own to see, with a reason and the password again, for a short while. Reached by the code of a crisis, or from the page of one that is not shown. */
export function EmergencyAccessPage() {
  const { network } = useSession();
  const [, go] = useLocation();
  const crisisId = new URLSearchParams(useSearch()).get('crisis');
  const [ref, setRef] = useState('');
  const [reason, setReason] = useState<EmergencyReason | null>(null);
  const [words, setWords] = useState('');
  const [password, setPassword] = useState('');
  const [open, setOpen] = useState(false);
  const { busy, failure, wrong, fail, attempt } = useTries();

  const send = () => {
    const fields = [
      ...(crisisId === null && !/^\d{4,6}$/.test(ref.trim()) ? [{ fieldId: 'emergency-ref', words: emergencyWords('ref-missing') }] : []),
      ...(reason === null ? [{ fieldId: 'emergency-reason', words: emergencyWords('reason-missing') }] : []),
      ...(words.trim().length < 5 ? [{ fieldId: 'emergency-words', words: emergencyWords('words-missing') }] : []),
      ...(password === '' ? [{ fieldId: PASSWORD_FIELD, words: emergencyWords('password-missing') }] : []),
    ];
    if (fields[0] || reason === null) return fail({ words: fields[0]?.words ?? '', fields });
    setOpen(false);
    return attempt(async () => {
      const given = await call('POST /api/v1/emergency-access', { ...(crisisId === null ? { ref: ref.trim() } : { crisisId }), reason, words: words.trim(), password });
      go(`/crises/${given.crisisId}`, { replace: true });
    }, (error) => {
      setOpen(isProblem(error, 'crisis/emergency-access-not-needed') && crisisId !== null);
      return toldOf(error);
    });
  };

  return (
    <div className="emergency-access">
      <PageHead title={emergencyWords('title')}>{emergencyWords('lead', { minutes: EMERGENCY_MINUTES })}</PageHead>
      <Note tone="neutral" icon="phone">
        <span className="emergency-first">
          {emergencyWords('first')} <PhoneLink number={network.dutyPhone} words={emergencyWords('call')} />
        </span>
      </Note>
      {failure && (
        <ErrorSummary key={failure.count} title={failure.words} fields={failure.fields}>
          {open && <Link href={`/crises/${crisisId ?? ''}`}>{emergencyWords('go')}</Link>}
        </ErrorSummary>
      )}
      <Form busy={busy} onSend={send} act={emergencyWords('act')}>
        {crisisId === null ? (
          <TextField id="emergency-ref" label={emergencyWords('ref')} hint={emergencyWords('ref-hint')} error={wrong('emergency-ref')} inputMode="numeric" maxLength={6} autoComplete="off" value={ref} onChange={({ target }) => setRef(target.value)} />
        ) : (
          <p className="muted">{emergencyWords('this')}</p>
        )}
        <div id="emergency-reason" tabIndex={-1}>
          {wrong('emergency-reason') && (
            <p id="emergency-reason-error" className="field-error">
              {wrong('emergency-reason')}
            </p>
          )}
          <ChoiceCards
            legend={emergencyWords('reason')}
            choices={EMERGENCY_REASONS.map((value) => ({ value, title: emergencyWords(`reason.${value}`) }))}
            value={reason}
            onChoose={setReason}
            {...(wrong('emergency-reason') && { describedBy: 'emergency-reason-error' })}
          />
        </div>
        <TextArea id="emergency-words" label={emergencyWords('words')} hint={emergencyWords('words-hint')} error={wrong('emergency-words')} maxLength={1000} value={words} onChange={({ target }) => setWords(target.value)} />
        <TextField id={PASSWORD_FIELD} type="password" label={emergencyWords('password')} error={wrong(PASSWORD_FIELD)} maxLength={200} autoComplete="current-password" value={password} onChange={({ target }) => setPassword(target.value)} />
      </Form>
    </div>
  );
}

function toldOf(error: unknown): Told {
  if (error instanceof Unreachable) return emergencyWords('unreachable');
  if (isProblem(error, 'identity/wrong-password')) return atField(PASSWORD_FIELD, emergencyWords('password-wrong'));
  if (isProblem(error, 'request/too-fast')) return emergencyWords('too-fast');
  if (isProblem(error, 'crisis/absent')) return emergencyWords('absent');
  if (isProblem(error, 'crisis/emergency-access-not-needed')) return emergencyWords('not-needed');
  if (!(error instanceof Problem)) throw error;
  return emergencyWords('refused', { why: error.message });
}
