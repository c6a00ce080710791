import { useState } from 'react';
import type { MySignInView, NewCodesView } from '../../../server/contract/sign-in.js';
import { call } from '../app/api.js';
import { timeNear } from '../app/format.js';
import { useNow } from '../live/server-clock.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { CodeField, TextArea } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useToasts } from '../ui/toast.js';
import { atField, useTries } from '../ui/use-tries.js';
import { PasswordField } from './passkeys-part.js';
import { PASSWORD_FIELD, hearSignIn, whyNot } from './sign-in-query.js';
import { signInWords } from './sign-in-words.js';

const LENGTH = 6;
/** From so few on, new ones are suggested. */
const FEW = 3;

/** Codes of an authenticator app: on or off, and the recovery codes beside them. */
export function CodesPart({ codes: { since, recoveryCodesLeft } }: { codes: MySignInView['codes'] }) {
  const [open, setOpen] = useState<'on' | 'off' | 'renew' | null>(null);
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const now = useNow(60_000);
  const close = () => setOpen(null);
  const show = (recoveryCodes: readonly string[]) => {
    setOpen(null);
    setShown(recoveryCodes);
  };
  return (
    <section className="sign-in-part" aria-labelledby="codes">
      <h3 id="codes">{signInWords('codes')}</h3>
      <p className="muted">{signInWords('codes.words')}</p>
      {since === null ? (
        <>
          <p>{signInWords('codes.off')}</p>
          <div>
            <Button icon="lock" onClick={() => setOpen('on')}>
              {signInWords('codes.turn-on')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>
            {signInWords('codes.on', { since: timeNear(since, now) })} {signInWords('codes.left', { count: recoveryCodesLeft })}
          </p>
          {recoveryCodesLeft <= FEW && <p className="setting-care">{signInWords('codes.few')}</p>}
          <div className="row">
            <Button icon="refresh" onClick={() => setOpen('renew')}>
              {signInWords('recovery.new')}
            </Button>
            <Button onClick={() => setOpen('off')}>{signInWords('codes.turn-off')}</Button>
          </div>
        </>
      )}
      {open === 'on' && <TurnOn onClose={close} onDone={show} />}
      {open === 'off' && <WithPassword act="off" onClose={close} onDone={close} />}
      {open === 'renew' && <WithPassword act="renew" onClose={close} onDone={show} />}
      {shown && <RecoveryCodes codes={shown} onKept={() => setShown(null)} />}
    </section>
  );
}

function TurnOn({ onClose, onDone }: { onClose: () => void; onDone: (recoveryCodes: readonly string[]) => void }) {
  const toasts = useToasts();
  const [password, setPassword] = useState('');
  const [made, setMade] = useState<NewCodesView | null>(null);
  const [code, setCode] = useState('');
  const { busy, failure, wrong, fail, attempt } = useTries();

  const begin = () => {
    if (password === '') return fail(atField(PASSWORD_FIELD, signInWords('password.missing')));
    return attempt(async () => setMade(await call('POST /api/v1/me/codes', { password })), whyNot);
  };
  const confirm = () => {
    if (code.length !== LENGTH) return fail(atField('app-code', signInWords('codes.short')));
    return attempt(async () => {
      const { recoveryCodes, signIn } = await call('POST /api/v1/me/codes/confirmation', { code });
      hearSignIn(signIn);
      const words = signInWords('codes.done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onDone(recoveryCodes);
    }, whyNot);
  };

  if (!made) {
    return (
      <FormDialog title={signInWords('codes.begin-title')} closeLabel={signInWords('close')} onClose={onClose} act={signInWords('codes.begin-act')} onAct={begin} busy={busy} failure={failure}>
        <p>{signInWords('codes.begin-words')}</p>
        <PasswordField error={wrong(PASSWORD_FIELD)} value={password} onChange={setPassword} />
      </FormDialog>
    );
  }
  return (
    <FormDialog title={signInWords('codes.secret-title')} closeLabel={signInWords('close')} onClose={onClose} act={signInWords('codes.confirm-act')} onAct={confirm} busy={busy} failure={failure}>
      <p>{signInWords('codes.secret-words')}</p>
      <TextArea id="setup-key" rows={2} label={signInWords('codes.secret')} readOnly value={grouped(made.secret)} onFocus={({ target }) => target.select()} />
      <div className="row">
        <CopyButton text={made.secret} words={signInWords('codes.copy')} done={signInWords('codes.copied')} fieldId="setup-key" />
        <ButtonLink href={made.url}>{signInWords('codes.open-app')}</ButtonLink>
      </div>
      <CodeField id="app-code" label={signInWords('codes.code')} error={wrong('app-code')} length={LENGTH} value={code} onChange={setCode} />
    </FormDialog>
  );
}

const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function WithPassword({ act, onClose, onDone }: { act: 'off' | 'renew'; onClose: () => void; onDone: (recoveryCodes: readonly string[]) => void }) {
  const toasts = useToasts();
  const [password, setPassword] = useState('');
  const { busy, failure, wrong, fail, attempt } = useTries();
  const isOff = act === 'off';
  const go = () => {
    if (password === '') return fail(atField(PASSWORD_FIELD, signInWords('password.missing')));
    return attempt(async () => {
      if (!isOff) {
        const { recoveryCodes, signIn } = await call('POST /api/v1/me/codes/recovery', { password });
        hearSignIn(signIn);
        onDone(recoveryCodes);
        return;
      }
      hearSignIn(await call('POST /api/v1/me/codes/removal', { password }));
      const words = signInWords('codes.off-done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onDone([]);
    }, whyNot);
  };
  return (
    <FormDialog title={signInWords(isOff ? 'codes.off-title' : 'recovery.new-title')} closeLabel={signInWords('close')} onClose={onClose} act={signInWords(isOff ? 'codes.turn-off' : 'recovery.new-act')} onAct={go} busy={busy} failure={failure}>
      <p>{signInWords(isOff ? 'codes.off-words' : 'recovery.new-words')}</p>
      <PasswordField error={wrong(PASSWORD_FIELD)} value={password} onChange={setPassword} />
    </FormDialog>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <Dialog
      open
      title={signInWords('recovery.title')}
      closeLabel={signInWords('close')}
      onClose={onKept}
      actions={
        <>
          <Button variant="primary" onClick={onKept}>
            {signInWords('recovery.kept')}
          </Button>
          <CopyButton text={codes.join('\n')} words={signInWords('recovery.copy')} done={signInWords('recovery.copied')} fieldId="recovery-codes" />
        </>
      }
    >
      <p>{signInWords('recovery.words')}</p>
      <ul id="recovery-codes" className="recovery-codes num" aria-label={signInWords('recovery.list')} tabIndex={-1}>
        {codes.map((code) => (
          <li key={code}>
            <bdi>{code}</bdi>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function CopyButton({ text, words, done, fieldId }: { text: string; words: string; done: string; fieldId: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser forbids it: there it is, to copy by hand.
      document.getElementById(fieldId)?.focus();
    }
  };
  return (
    <>
      <Button icon={copied ? 'check' : 'list'} onClick={() => void copy()}>
        {words}
      </Button>
      <span role="status" className="muted">
        {copied && done}
      </span>
    </>
  );
}
