import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { call } from '../app/api.js';
import { Unreachable, isProblem } from '../app/core/problem.js';
import { PageLoading } from '../app/page-loading.js';
import { LanguageChoice } from '../app/language-choice.js';
import { RaiseFrame } from '../crisis/raise/raise-frame.js';
import { Button, ButtonLink } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { EmptyState, ErrorSummary } from '../ui/states.js';
import { Checkbox } from '../ui/toggle.js';
import { identityWords } from './identity-words.js';
import './sign-in.css';

/** As the server asks for. */
const SHORTEST = 15;

/** The page behind a sign-in link: somebody chooses a password, once. Opening it changes nothing. */
export function NewPasswordPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [isDone, setDone] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['password-link'],
    queryFn: ({ signal }) => call('POST /api/v1/password-link/view', { token }, { signal }),
    enabled: token !== '' && !isDone,
    retry: false,
    gcTime: 0,
  });
  const isOver = token === '' || isProblem(error, 'link/invalid') || isProblem(error, 'request/malformed');
  return (
    <RaiseFrame title={identityWords('new-password.title')}>
      {isDone ? (
        <EmptyState
          title={identityWords('new-password.done')}
          action={
            <Link href="/sign-in" asChild>
              <ButtonLink variant="primary">{identityWords('sign-in')}</ButtonLink>
            </Link>
          }
        >
          {identityWords('new-password.done-words')}
        </EmptyState>
      ) : isOver ? (
        <EmptyState title={identityWords('new-password.over')}>{identityWords('new-password.over-words')}</EmptyState>
      ) : data ? (
        <PasswordForm name={data.name} token={token} onDone={() => setDone(true)} />
      ) : error ? (
        <div className="stack">
          <ErrorSummary title={identityWords('wrong.unreachable')} />
          <div>
            <Button variant="primary" onClick={() => void refetch()}>
              {identityWords('new-password.try-again')}
            </Button>
          </div>
        </div>
      ) : (
        <PageLoading lines={3} />
      )}
      <LanguageChoice />
    </RaiseFrame>
  );
}

function PasswordForm({ name, token, onDone }: { name: string; token: string; onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ words: string; atField: boolean; count: number } | null>(null);
  const fail = (words: string, atField: boolean) => setWrong((last) => ({ words, atField, count: (last?.count ?? 0) + 1 }));

  const save = async () => {
    if (password.length < SHORTEST) return fail(identityWords('new-password.short'), true);
    setBusy(true);
    try {
      await call('POST /api/v1/password-link/password', { token, password });
      onDone();
    } catch (error) {
      if (isProblem(error, 'link/invalid')) fail(identityWords('new-password.over'), false);
      else if (isProblem(error, 'identity/weak-password')) fail(identityWords('new-password.short'), true);
      else fail(error instanceof Unreachable ? identityWords('wrong.unreachable') : identityWords('wrong.fault'), false);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <div>
        <h1>{identityWords('new-password.title')}</h1>
        <p className="muted">{identityWords('new-password.lead', { name })}</p>
      </div>
      {wrong && <ErrorSummary key={wrong.count} title={wrong.words} fields={wrong.atField ? [{ fieldId: 'new-password', words: wrong.words }] : []} />}
      <form
        className="sign-in-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <TextField
          id="new-password"
          name="new-password"
          type={shown ? 'text' : 'password'}
          label={identityWords('new-password.field')}
          hint={identityWords('new-password.hint')}
          error={wrong?.atField ? wrong.words : undefined}
          value={password}
          maxLength={200}
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Checkbox label={identityWords('password.show')} checked={shown} onToggle={setShown} />
        <Button type="submit" variant="primary" size="l" block busy={busy}>
          {identityWords('new-password.save')}
        </Button>
      </form>
    </>
  );
}
