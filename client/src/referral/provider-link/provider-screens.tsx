import { useEffect, useMemo, useRef, useState } from 'react';
import { MAIN_ID } from '../../app/shell-frame.js';
import { isProblem } from '../../app/core/problem.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { useAnnounce } from '../../ui/live-region.js';
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
import type { ProviderLink } from './use-provider-link.js';
import type { Who } from './who-fields.js';
import './provider-page.css';

const NOBODY_YET: Who = { name: '', role: '' };

/** Everything that a service sees of a referral, by its link or, with `account`, signed in: then who answers is known, and a yes takes one touch. */
export function ProviderScreens({ link, view, account = null }: { link: ProviderLink; view: Provider['view']; account?: Who | null }) {
  const [who, setWho] = useState<Who>(account ?? NOBODY_YET);
  const [known, setKnown] = useState(account !== null);
  const [seenAt, setSeenAt] = useState<Provider['seenAt']>({ accepted: null, identified: null });
  const code = useCode(link, view);
  const provider = useMemo(
    (): Provider => ({
      link, view, owner: view.ownerName ?? view.org, phone: readableNumber(view.ownerPhone), who, setWho, known, setKnown, code, seenAt, isAccount: account !== null,
      setSeenAt: (seen) => setSeenAt((now) => ({ ...now, ...seen })),
    }),
    [link, view, who, known, code, seenAt, account],
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
