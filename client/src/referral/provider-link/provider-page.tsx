import type { ReactNode } from 'react';
import { useState, useSyncExternalStore } from 'react';
import { GuestFrame } from '../../app/focus-frame.js';
import { PageLoading } from '../../app/page-loading.js';
import { usePageTitle } from '../../app/page-title.js';
import { Problem, isProblem } from '../../app/core/problem.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/states.js';
import { ProviderScreens } from './provider-screens.js';
import { providerWords } from './provider-words.js';
import { linkDoor, useProviderLink } from './use-provider-link.js';
import './provider-page.css';

/** The page behind a service's link, without an account. The secret stands after the `#`, where no server or log sees it. */
export function ProviderPage() {
  const token = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => window.location.hash.slice(1),
  );
  usePageTitle(providerWords('title'), '');
  return token === '' ? <Outside><Invalid /></Outside> : <ProviderFor key={token} token={token} />;
}

function ProviderFor({ token }: { token: string }) {
  const [door] = useState(() => linkDoor(token));
  const link = useProviderLink(door);
  if (link.view) return <ProviderScreens link={link} view={link.view} />;
  return (
    <Outside>
      {link.error === null && (
        <>
          <h1 className="visually-hidden">{providerWords('title')}</h1>
          <PageLoading lines={6} />
        </>
      )}
      {link.error && (isProblem(link.error, 'link/invalid') || isProblem(link.error, 'request/malformed') ? <Invalid error={link.error} /> : <Failed onTry={link.look} />)}
    </Outside>
  );
}

function Outside({ children }: { children: ReactNode }) {
  return <GuestFrame name="Handrail">{children}</GuestFrame>;
}

function Invalid({ error }: { error?: Error | undefined }) {
  const dutyPhone = error instanceof Problem ? error.body.dutyPhone : undefined;
  return (
    <>
      <h1>{providerWords('invalid.title')}</h1>
      <p>{providerWords('invalid.words')}</p>
      {dutyPhone && <PhoneLink number={dutyPhone} size="l" block />}
    </>
  );
}

function Failed({ onTry }: { onTry: () => void }) {
  return (
    <>
      <h1>{providerWords('title')}</h1>
      <ErrorSummary title={providerWords('unreachable.title')}>{providerWords('unreachable.words')}</ErrorSummary>
      <Button variant="primary" size="l" block onClick={onTry}>
        {providerWords('try-again')}
      </Button>
    </>
  );
}
