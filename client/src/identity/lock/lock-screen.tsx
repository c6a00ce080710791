import { useEffect, useRef, useState } from 'react';
import type { SessionView } from '../../../../server/contract/identity.js';
import { call } from '../../app/api.js';
import { Unreachable, isProblem } from '../../app/core/problem.js';
import { EmergencyCall } from '../../app/emergency-call.js';
import { Mark } from '../../app/mark.js';
import { queries } from '../../app/queries.js';
import { openScreen } from '../../app/screen-lock.js';
import { may, signOut, signedIn, useWho } from '../../app/session.js';
import { Button, LinkButton, PhoneLink } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { Checkbox } from '../../ui/toggle.js';
import { passkeysHere, unlockByPasskey } from '../passkey.js';
import { LockBoard } from './lock-board.js';
import { lockWords } from './lock-words.js';
import './lock.css';

interface Mistake {
  words: string;
  field: boolean;
  at: number;
}

/**
 * What stands before everything after 30 minutes without a touch: who is signed in, the way back, and what must not wait for it, raising
 * and ringing. Whoever may see the board sees what waits.
 */
export function LockScreen() {
  const { session } = useWho();
  const dialog = useModal();
  return (
    <dialog ref={dialog} className="lock" aria-labelledby="lock-title">
      {session && <Inside session={session} />}
    </dialog>
  );
}

function Inside({ session }: { session: SessionView }) {
  const { network, staff } = session;
  return (
    <>
      <header className="lock-top">
        <span className="lock-brand">
          <Mark />
          {network.name}
        </span>
        {network.emergencyNumber && <EmergencyCall number={network.emergencyNumber} />}
      </header>
      <div className="lock-main">
        <div className="lock-side">
          <div className="lock-words">
            <h1 id="lock-title" tabIndex={-1}>{lockWords('title')}</h1>
            <p className="muted">{lockWords('lead')}</p>
            <p>{lockWords.rich('who', { name: <bdi>{staff.name}</bdi> })}</p>
          </div>
          <UnlockForm />
          {may(session, 'report:create') && <Raise />}
          <div className="lock-end">
            {network.dutyPhone && <PhoneLink number={network.dutyPhone} words={lockWords('call')} />}
            <SignOut />
          </div>
        </div>
        {may(session, 'board:watch') && <LockBoard />}
      </div>
    </>
  );
}

function UnlockForm() {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [mistake, setMistake] = useState<Mistake | null>(null);
  const tries = useRef(0);
  const wrong = (words: string, field = false) => {
    tries.current += 1;
    setMistake({ words, field, at: tries.current });
  };
  const open = async (ask: () => Promise<SessionView | null>) => {
    setBusy(true);
    try {
      const session = await ask();
      if (session) {
        signedIn(session);
        openScreen();
        void queries.invalidateQueries();
        return;
      }
    } catch (error) {
      if (isProblem(error, 'identity/unknown')) {
        // The sign-in is over: the way back is the sign-in page.
        void queries.refetchQueries({ queryKey: ['session'] });
      } else {
        wrong(wordsOf(error), isProblem(error, 'identity/wrong-password'));
      }
    }
    setBusy(false);
  };
  return (
    <form
      className="lock-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        if (password === '') wrong(lockWords('wrong.missing'), true);
        else void open(() => call('POST /api/v1/session/unlock', { password }));
      }}
    >
      {mistake && (
        <ErrorSummary key={mistake.at} title={lockWords('wrong.title')} fields={mistake.field ? [{ fieldId: 'lock-password', words: mistake.words }] : []}>
          {!mistake.field && mistake.words}
        </ErrorSummary>
      )}
      {passkeysHere() && (
        <>
          <Button block icon="lock" disabled={busy} onClick={() => void open(unlockByPasskey)}>
            {lockWords('passkey')}
          </Button>
          <p className="lock-or muted">{lockWords('or')}</p>
        </>
      )}
      <TextField
        id="lock-password"
        name="password"
        type={shown ? 'text' : 'password'}
        label={lockWords('password')}
        error={mistake?.field && mistake.words}
        value={password}
        autoComplete="current-password"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Checkbox label={lockWords('password.show')} checked={shown} onToggle={setShown} />
      <Button variant="primary" size="l" block type="submit" busy={busy}>
        {lockWords('unlock')}
      </Button>
    </form>
  );
}

function wordsOf(error: unknown): string {
  if (isProblem(error, 'identity/wrong-password')) return lockWords('wrong.password');
  if (isProblem(error, 'identity/passkey-refused')) return lockWords('wrong.passkey');
  if (isProblem(error, 'request/too-fast')) return lockWords('wrong.too-fast');
  return lockWords(error instanceof Unreachable ? 'wrong.unreachable' : 'wrong.fault');
}

function Raise() {
  return (
    <div className="lock-raise">
      <Button size="l" block icon="add" onClick={raise}>
        {lockWords('raise')}
      </Button>
      <p className="muted">{lockWords('raise.note')}</p>
    </div>
  );
}

/** Raising opens anew, so that nothing of this page comes along; beside it where something here is not kept yet. */
function raise(): void {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  if (leaving.defaultPrevented) window.open('/raise', '_blank', 'noopener');
  else window.location.assign('/raise');
}

function SignOut() {
  const [failed, setFailed] = useState(false);
  return (
    <div>
      <LinkButton onClick={() => void signOut().catch(() => setFailed(true))}>{lockWords('sign-out')}</LinkButton>
      <p className="muted" role="status">
        {lockWords(failed ? 'sign-out.failed' : 'sign-out.note')}
      </p>
    </div>
  );
}

/** Above everything, dialogs too, and not to be put aside: keys reach nothing but this. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const stand = () => {
      if (!element.open) element.showModal();
    };
    const onKey = (event: KeyboardEvent) => {
      // Typing, Tab and Enter are the browser's own and go on; what the pages beneath do with keys does not.
      event.stopImmediatePropagation();
      if (event.key === 'Escape') event.preventDefault();
    };
    const stay = (event: Event) => event.preventDefault();
    stand();
    // Not on a number to ring; and a phone's keyboard would hide the rest.
    element.querySelector<HTMLElement>(window.matchMedia('(pointer: fine)').matches ? '#lock-password' : 'h1')?.focus();
    element.addEventListener('cancel', stay);
    element.addEventListener('close', stand);
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      element.removeEventListener('cancel', stay);
      element.removeEventListener('close', stand);
      window.removeEventListener('keydown', onKey, { capture: true });
      element.close();
    };
  }, []);
  return dialog;
}
