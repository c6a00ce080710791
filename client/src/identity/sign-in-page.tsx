import { useEffect, useRef, useState } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import type { SessionView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { LanguageChoice } from '../app/language-choice.js';
import { signedIn, useWho } from '../app/session.js';
import { outbox } from '../crisis/raise/outbox.js';
import { onlyByPhone } from '../crisis/raise/raiser.js';
import { Button, PhoneLink } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { ErrorSummary } from '../ui/states.js';
import { Checkbox } from '../ui/toggle.js';
import { returnTo } from './core/return-to.js';
import { identityWords } from './identity-words.js';
import { takeOwnLanguage } from './own-language.js';
import { offerPasskeys, passkeysHere, signInByPasskey } from './passkey.js';
import { useLinesForAnybody } from './public-lines.js';
import { SecondStep } from './second-step.js';
import { SignInFrame } from './sign-in-frame.js';
import './sign-in.css';

type FieldName = 'email' | 'password';

/** What stood in the way: words for the summary, and for the fields concerned. */
interface Mistake {
  title: string;
  lead?: string;
  fields: Partial<Record<FieldName, string>>;
  /** Makes the summary a new one, so that it takes the focus again. */
  at: number;
}

/** Signing in. An enrolled phone may sign in too: it is known, but only for raising. */
export function SignInPage() {
  const { session } = useWho();
  const to = returnTo(new URLSearchParams(useSearch()).get('to'));
  if (session && !onlyByPhone(session)) return <Redirect to={to} replace />;
  return <SignInForm to={to} />;
}

function SignInForm({ to }: { to: string }) {
  const [, go] = useLocation();
  const { name, ring } = useLinesForAnybody();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [enrolPhone, setEnrolPhone] = useState(false);
  const [mistake, setMistake] = useState<Mistake | null>(null);
  const [busy, setBusy] = useState(false);
  const [step, setStep] = useState(false);
  const tries = useRef(0);

  const enter = (session: SessionView) => {
    signedIn(session);
    // What had to wait for this goes at once.
    outbox.send();
    const next = session.lacksFactor ? '/me/settings' : to;
    if (takeOwnLanguage(session)) window.location.replace(next);
    else go(next, { replace: true });
  };
  const wrong = (found: Omit<Mistake, 'at'>) => {
    tries.current += 1;
    setMistake({ ...found, at: tries.current });
  };

  const send = async () => {
    const missing = missingIn(email, password);
    if (missing) {
      wrong(missing);
      return;
    }
    setBusy(true);
    try {
      const session = await call('POST /api/v1/session', { email: email.trim(), password, ...(enrolPhone && { enrolPhone }) });
      enter(session);
    } catch (error) {
      setBusy(false);
      if (isProblem(error, 'identity/second-step')) setStep(true);
      else wrong(mistakeOf(error));
    }
  };
  const byPasskey = async () => {
    setBusy(true);
    try {
      const session = await signInByPasskey(enrolPhone);
      if (session) enter(session);
      else setBusy(false);
    } catch (error) {
      setBusy(false);
      wrong(mistakeOf(error));
    }
  };
  // The browser offers passkeys beside the field for the address, where it can. Whoever enrols the phone says so first.
  const offered = useRef({ enter, wrong });
  useEffect(() => {
    offered.current = { enter, wrong };
  });
  useEffect(() => offerPasskeys((session) => offered.current.enter(session), (error) => offered.current.wrong(mistakeOf(error))), []);

  if (step) return <SecondStep onEnter={enter} onBack={() => setStep(false)} />;

  const fields = Object.entries(mistake?.fields ?? {}) as [FieldName, string][];
  return (
    <SignInFrame name={name ?? 'Handrail'} form="sign-in" busy={busy} title={identityWords('title')} lead={ring ? identityWords.rich('lead.ring', { phone: <bdi className="num nowrap">{ring}</bdi> }) : identityWords('lead')}>
      {mistake && (
        <ErrorSummary key={mistake.at} title={mistake.title} fields={fields.map(([field, words]) => ({ fieldId: field, words }))}>
          {mistake.lead}
        </ErrorSummary>
      )}
      {passkeysHere() && (
        <>
          <Button size="l" block icon="lock" disabled={busy} onClick={() => void byPasskey()}>
            {identityWords('passkey')}
          </Button>
          <p className="sign-in-or">{identityWords('passkey.or')}</p>
        </>
      )}
      <form
        id="sign-in"
        className="sign-in-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
      >
        <TextField
          id="email"
          name="email"
          type="email"
          label={identityWords('e-mail')}
          error={mistake?.fields.email}
          value={email}
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          id="password"
          name="password"
          type={shown ? 'text' : 'password'}
          label={identityWords('password')}
          error={mistake?.fields.password}
          value={password}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Checkbox label={identityWords('password.show')} checked={shown} onToggle={setShown} />
        <Checkbox label={identityWords('remember')} hint={identityWords('remember.hint')} checked={enrolPhone} onToggle={setEnrolPhone} />
      </form>
      <div className="sign-in-end">
        {ring && <PhoneLink number={ring} words={identityWords('call')} block />}
        <LanguageChoice />
      </div>
    </SignInFrame>
  );
}

function missingIn(email: string, password: string): Omit<Mistake, 'at'> | null {
  const fields: Mistake['fields'] = {
    ...(email.trim() === '' && { email: identityWords('wrong.missing-e-mail') }),
    ...(password === '' && { password: identityWords('wrong.missing-password') }),
  };
  return Object.keys(fields).length > 0 ? { title: identityWords('wrong.title'), fields } : null;
}

function mistakeOf(error: unknown): Omit<Mistake, 'at'> {
  const title = identityWords('wrong.title');
  if (isProblem(error, 'identity/wrong-credentials')) {
    const words = identityWords('wrong.credentials');
    return { title, lead: identityWords('wrong.credentials-lead'), fields: { email: words, password: words } };
  }
  if (isProblem(error, 'identity/passkey-refused')) return { title, lead: identityWords('passkey.refused'), fields: {} };
  if (isProblem(error, 'request/malformed')) return { title, fields: { email: identityWords('wrong.e-mail') } };
  if (isProblem(error, 'request/too-fast')) return { title, lead: identityWords('wrong.too-fast'), fields: {} };
  if (error instanceof Unreachable) return { title: identityWords('wrong.unreachable'), lead: identityWords('wrong.unreachable-lead'), fields: {} };
  if (error instanceof Problem) return { title: identityWords('wrong.fault'), lead: identityWords('wrong.fault-lead'), fields: {} };
  throw error;
}
