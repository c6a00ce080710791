import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { GuestFrame } from '../../app/focus-frame.js';
import { PageLoading } from '../../app/page-loading.js';
import { usePageTitle } from '../../app/page-title.js';
import { MAIN_ID } from '../../app/shell-frame.js';
import { Problem, isProblem } from '../../app/core/problem.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { useAnnounce } from '../../ui/live-region.js';
import { ErrorSummary } from '../../ui/states.js';
import { AskScreen } from './ask-screen.js';
import { ComingScreen } from './coming-screen.js';
import { screenOf } from './core/provider-screen.js';
import { failureWords } from './failure-words.js';
import { ListedScreen } from './listed-screen.js';
import { OverScreen } from './over-screen.js';
import { ProveScreen } from './prove-screen.js';
import { ProviderContext } from './provider-context.js';
import type { Provider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { useProviderLink } from './use-provider-link.js';
import type { ProviderLink } from './use-provider-link.js';
import type { Who } from './who-fields.js';
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
  const link = useProviderLink(token);
  if (link.view) return <ProviderScreens link={link} view={link.view} />;
  return (
    <Outside>
      {link.error === null && <PageLoading lines={6} />}
      {link.error && (isProblem(link.error, 'link/invalid') || isProblem(link.error, 'request/malformed') ? <Invalid error={link.error} /> : <Failed onTry={link.look} />)}
    </Outside>
  );
}

/** Everything that is known of a referral whose link still holds. */
function ProviderScreens({ link, view }: { link: ProviderLink; view: Provider['view'] }) {
  const [who, setWho] = useState<Who>({ name: '', role: '' });
  const [known, setKnown] = useState(false);
  const [seenAt, setSeenAt] = useState<Provider['seenAt']>({ accepted: null, identified: null });
  const code = useCode(link, view);
  const provider = useMemo(
    (): Provider => ({
      link, view, owner: view.ownerName ?? view.org, phone: readableNumber(view.ownerPhone), who, setWho, known, setKnown, code, seenAt,
      setSeenAt: (seen) => setSeenAt((now) => ({ ...now, ...seen })),
    }),
    [link, view, who, known, code, seenAt],
  );
  const screen = screenOf(view);
  useScreenSpoken(screen, provider);

  return (
    <ProviderContext value={provider}>
      {screen === 'ask' && <AskScreen />}
      {screen === 'listed' && <ListedScreen />}
      {screen === 'prove' && <ProveScreen />}
      {screen === 'coming' && view.person && <ComingScreen person={view.person} />}
      {screen === 'over' && <OverScreen />}
    </ProviderContext>
  );
}

/** Sending the code, wherever it is asked for. */
function useCode(link: ProviderLink, view: Provider['view']): Provider['code'] {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await link.sendCode();
    } catch (error) {
      const phone = readableNumber(view.ownerPhone);
      setFailure(isProblem(error, 'request/too-fast') ? providerWords('code.too-often', { owner: phone }) : failureWords(error, phone));
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, failure };
}

/** After a change of screen the keyboard stands at its beginning, and the ear is told what was done. */
function useScreenSpoken(screen: string, { owner }: Provider): void {
  const announce = useAnnounce();
  const last = useRef(screen);
  useEffect(() => {
    if (last.current === screen) return;
    last.current = screen;
    window.scrollTo(0, 0);
    document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
    if (screen === 'prove') announce.polite(providerWords('accepted', { owner }));
    if (screen === 'coming') announce.polite(providerWords('yours', { owner }));
  }, [screen, owner, announce]);
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
