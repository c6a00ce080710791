import { useState } from 'react';
import type { MySignInView, PasskeyView } from '../../../server/contract/sign-in.js';
import { call } from '../app/api.js';
import { timeNear } from '../app/format.js';
import { makePasskey, passkeysHere } from '../identity/passkey.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Tag } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
import { PASSWORD_FIELD, hearSignIn, whyNot } from './sign-in-query.js';
import { signInWords } from './sign-in-words.js';

/** My passkeys: what each is, when it was last used, and its end. */
export function PasskeysPart({ passkeys: { possible, keys } }: { passkeys: MySignInView['passkeys'] }) {
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PasskeyView | null>(null);
  const now = useNow(60_000);
  const can = possible && passkeysHere();
  return (
    <section className="sign-in-part" aria-labelledby="passkeys">
      <h3 id="passkeys">{signInWords('passkeys')}</h3>
      <p className="muted">{signInWords('passkeys.words')}</p>
      {keys.length === 0 && can && <p>{signInWords('passkeys.none')}</p>}
      {keys.length > 0 && (
        <ul className="setting-list">
          {keys.map((key) => {
            const added = timeNear(key.addedAt, now);
            return (
              <li key={key.id} className="setting-row">
                <div className="setting-what">
                  <span className="row">
                    <b>{key.name}</b>
                    {key.synced && <Tag tone="neutral">{signInWords('passkey.synced')}</Tag>}
                  </span>
                  <span className="muted">{key.lastUsedAt === null ? signInWords('passkey.added', { added }) : signInWords('passkey.used', { added, used: timeNear(key.lastUsedAt, now) })}</span>
                </div>
                <div className="setting-acts">
                  <Button aria-label={signInWords('passkey.remove-of', { name: key.name })} onClick={() => setRemoving(key)}>
                    {signInWords('passkey.remove')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {can ? (
        <div>
          <Button icon="add" onClick={() => setAdding(true)}>
            {signInWords('passkey.add')}
          </Button>
        </div>
      ) : (
        <p>{signInWords(possible ? 'passkeys.browser' : 'passkeys.off')}</p>
      )}
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
      {removing && <RemovePasskey passkey={removing} onClose={() => setRemoving(null)} />}
    </section>
  );
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const toasts = useToasts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { busy, failure, wrong, fail, attempt } = useTries();

  const add = () => {
    const fields = [
      ...(name.trim() === '' ? [{ fieldId: 'passkey-name', words: signInWords('passkey.name-missing') }] : []),
      ...(password === '' ? [{ fieldId: PASSWORD_FIELD, words: signInWords('password.missing') }] : []),
    ];
    if (fields[0]) return fail({ words: fields[0].words, fields });
    return attempt(async () => {
      const { options } = await call('POST /api/v1/me/passkeys/options', { password });
      const made = await makePasskey(options).catch(() => { throw new NotMade(signInWords('passkey.failed')); });
      if (made === null || made === 'known') throw new NotMade(signInWords(made === null ? 'passkey.put-aside' : 'passkey.known'));
      hearSignIn(await call('POST /api/v1/me/passkeys', { name: name.trim(), response: made.response }));
      const words = signInWords('passkey.done', { name: name.trim() });
      toasts.show({ title: words, spoken: words, seconds: 8 });
      onClose();
    }, (error) => (error instanceof NotMade ? error.message : whyNot(error)));
  };

  return (
    <FormDialog title={signInWords('passkey.add')} closeLabel={signInWords('close')} onClose={onClose} act={signInWords('passkey.add-act')} onAct={add} busy={busy} failure={failure}>
      <p>{signInWords('passkey.add-words')}</p>
      <TextField id="passkey-name" label={signInWords('passkey.name')} hint={signInWords('passkey.name-hint')} error={wrong('passkey-name')} maxLength={60} value={name} autoComplete="off" onChange={({ target }) => setName(target.value)} />
      <PasswordField error={wrong(PASSWORD_FIELD)} value={password} onChange={setPassword} />
    </FormDialog>
  );
}

/** No passkey came of it, for a reason that is told as it is. */
class NotMade extends Error {}

function RemovePasskey({ passkey: { id, name }, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const toasts = useToasts();
  const [password, setPassword] = useState('');
  const { busy, failure, wrong, attempt } = useTries();
  const remove = () => attempt(async () => {
    hearSignIn(await call('POST /api/v1/me/passkeys/:id/removal', { id, password }));
    const words = signInWords('passkey.removed', { name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  }, whyNot);
  return (
    <FormDialog title={signInWords('passkey.remove-title', { name })} closeLabel={signInWords('close')} onClose={onClose} act={signInWords('passkey.remove-act')} onAct={remove} busy={busy} failure={failure}>
      <p>{signInWords('passkey.remove-words')}</p>
      <PasswordField error={wrong(PASSWORD_FIELD)} value={password} onChange={setPassword} />
    </FormDialog>
  );
}

/** My password again, before something that guards my account is changed. */
export function PasswordField({ error, value, onChange }: { error: string | undefined; value: string; onChange: (password: string) => void }) {
  return <TextField id={PASSWORD_FIELD} type="password" label={signInWords('password')} error={error} value={value} autoComplete="current-password" onChange={({ target }) => onChange(target.value)} />;
}
