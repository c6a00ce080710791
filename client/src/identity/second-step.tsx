import { useState } from 'react';
import type { SessionView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { Button, PhoneLink } from '../ui/button.js';
import { CodeField, TextField } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { ErrorSummary } from '../ui/states.js';
import { atField, useTries } from '../ui/use-tries.js';
import type { Told } from '../ui/use-tries.js';
import { identityWords } from './identity-words.js';
import { useLinesForAnybody } from './public-lines.js';
import { SignInFrame } from './sign-in-frame.js';

const LENGTH = 6;

/** The second step of signing in: the code of the authenticator app, or a recovery code. */
export function SecondStep({ onEnter, onBack }: { onEnter: (session: SessionView) => void; onBack: () => void }) {
  const { name, ring } = useLinesForAnybody();
  const [way, setWay] = useState<'code' | 'recovery'>('code');
  const [code, setCode] = useState('');
  const { busy, failure, wrong, fail, forget, attempt } = useTries();

  const send = () => {
    if (way === 'code' ? code.length !== LENGTH : code.trim() === '') return fail(atField('step-code', identityWords(way === 'code' ? 'step.short' : 'step.missing')));
    return attempt(async () => onEnter(await call('POST /api/v1/session/second-step', { code })), toldOf);
  };
  const turn = () => {
    setWay(way === 'code' ? 'recovery' : 'code');
    setCode('');
    forget();
  };

  return (
    <SignInFrame name={name ?? 'Handrail'} form="second-step" busy={busy} title={identityWords('step.title')} lead={identityWords('step.lead', { name: name ?? 'Handrail' })}>
      {failure && <ErrorSummary key={failure.count} title={identityWords('wrong.title')} fields={failure.fields}>{failure.fields.length === 0 && failure.words}</ErrorSummary>}
      <Form id="second-step" busy={busy} onSend={send}>
        {way === 'code' ? (
          <CodeField id="step-code" label={identityWords('step.code')} error={wrong('step-code')} length={LENGTH} value={code} onChange={setCode} />
        ) : (
          <TextField
            id="step-code" label={identityWords('step.recovery')} hint={identityWords('step.recovery-hint')} error={wrong('step-code')} value={code} maxLength={40} autoComplete="off" autoCapitalize="characters" spellCheck={false}
            onChange={({ target }) => setCode(target.value)}
          />
        )}
      </Form>
      <div className="row">
        <Button onClick={turn}>{identityWords(way === 'code' ? 'step.recovery-instead' : 'step.code-instead')}</Button>
        <Button variant="quiet" onClick={onBack}>
          {identityWords('step.back')}
        </Button>
      </div>
      {ring && (
        <div className="sign-in-end">
          <PhoneLink number={ring} words={identityWords('call')} block />
        </div>
      )}
    </SignInFrame>
  );
}

function toldOf(error: unknown): Told {
  if (isProblem(error, 'identity/second-step-wrong')) return atField('step-code', identityWords('step.wrong'));
  if (isProblem(error, 'identity/second-step-locked')) return identityWords('step.locked');
  if (isProblem(error, 'identity/second-step-over')) return identityWords('step.over');
  if (isProblem(error, 'request/too-fast')) return identityWords('wrong.too-fast');
  if (error instanceof Unreachable) return identityWords('wrong.unreachable-lead');
  if (error instanceof Problem) return identityWords('wrong.fault-lead');
  throw error;
}
