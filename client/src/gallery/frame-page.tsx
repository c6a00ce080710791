import { useState } from 'react';
import { useParams } from 'wouter';
import { AccountMenu } from '../app/account-menu.js';
import { FocusFrame } from '../app/focus-frame.js';
import { LineBanner } from '../app/line-banner.js';
import { LinePill } from '../app/line-pill.js';
import { ShellFrame } from '../app/shell-frame.js';
import type { Connection } from '../live/socket.js';
import { useNow } from '../live/server-clock.js';
import { Banner } from '../ui/banner.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { PillButton } from '../ui/tag.js';
import { BoardExample } from './board-example.js';

/** The two frames with invented content: `live`, `stale`, `offline`, `simulated`, `raise`. */
export function FramePage() {
  const { state } = useParams<{ state: string }>();
  return state === 'raise' ? <RaiseExample /> : <ShellExample state={state} />;
}

function ShellExample({ state }: { state: string | undefined }) {
  const now = useNow(1000);
  const [opened] = useState(now);
  const stale = state === 'stale';
  const connection: Connection = {
    state: state === 'stale' || state === 'offline' ? state : 'live',
    listening: true,
    heardAt: stale ? opened - 48_000 : now - (now % 5000 === 0 ? 5000 : now % 5000),
    comebacks: 0,
  };
  return (
    <ShellFrame
      name="Northside Crisis Team"
      homeHref="/gallery"
      raiseHref="/gallery/frame/raise"
      emergencyNumber="911"
      crisisLine="988"
      nav={[
        { href: '/gallery/frame/live', label: 'Board', icon: 'board', current: true },
        { href: '/gallery/frame/stale', label: 'Crises', icon: 'list', current: false },
        { href: '/gallery/frame/offline', label: 'Referrals', icon: 'transfer', current: false },
        { href: '/gallery/frame/simulated', label: 'Services', icon: 'pin', current: false },
        { href: '/gallery/frame/raise', label: 'Rota', icon: 'calendar', current: false },
        { href: '/gallery', label: 'My shift', icon: 'clock', current: false },
      ]}
      line={<LinePill connection={connection} />}
      sound={
        <PillButton icon="sound" onClick={() => undefined}>
          <span className="sound-words">Sound on</span>
        </PillButton>
      }
      account={<AccountExample more={[]} />}
      phoneAccount={<AccountExample more={[{ href: '/gallery', label: 'My shift' }]} />}
      banners={
        <>
          {state === 'simulated' && (
            <Banner kind="info" slim title="Simulated phones. Nobody real is contacted." actions={<Button>Open the phones</Button>}>
              Same code and same signed webhooks as the real carrier.
            </Banner>
          )}
          <LineBanner connection={connection} dutyPhone="(202) 555-0100" onTry={() => undefined} />
        </>
      }
      keys={[
        { key: 'j', caps: ['J', 'K'], words: 'move', act: () => undefined },
        { key: 'Enter', words: 'open', act: () => undefined },
        { key: 'a', caps: ['A', 'Enter'], words: 'I’ve got this', act: () => undefined },
        { key: 'z', words: 'undo, 10 s', act: () => undefined },
        { key: '?', words: 'all keys, turn off', act: () => undefined },
      ]}
    >
      <BoardExample stale={stale || state === 'offline'} />
    </ShellFrame>
  );
}

function AccountExample({ more }: { more: readonly { href: string; label: string }[] }) {
  return <AccountMenu name="Priya Nair" initials="PN" about="Northside, nights" more={more} onSignOut={() => undefined} onGo={() => undefined} />;
}

function RaiseExample() {
  const [what, setWhat] = useState<string | null>('life');
  return (
    <FocusFrame
      back={{ href: '/gallery' }}
      emergencyNumber="911"
      footer={
        <Button variant="danger" size="l">
          Send now
        </Button>
      }
      footerNote="You can add details after you send."
    >
      <div>
        <h1>What is happening now?</h1>
        <p className="muted">Choose the closest. You can change it later.</p>
      </div>
      <ChoiceCards
        legend="What is happening now?"
        legendHidden
        value={what}
        onChoose={setWhat}
        choices={[
          { value: 'life', title: 'Life may be at risk', hint: 'We ask on-call staff now', shape: 'octagon', tone: 'critical' },
          { value: 'serious', title: 'Serious, could get worse', hint: 'We aim to answer in 5 minutes', shape: 'triangle', tone: 'warning' },
          { value: 'struggling', title: 'Struggling, needs help soon', hint: 'We aim to answer in 15 minutes', shape: 'triangle-outline', tone: 'warning' },
          { value: 'not-sure', title: 'I am not sure', hint: 'We treat it as serious until we know', shape: 'bubble', tone: 'neutral' },
        ]}
      />
    </FocusFrame>
  );
}
