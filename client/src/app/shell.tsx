import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { SessionView } from '../../../server/contract/identity.js';
import { live, useConnection } from '../live/socket.js';
import { Banner } from '../ui/banner.js';
import { Button, ButtonLink, LinkButton } from '../ui/button.js';
import { PillButton } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { AccountMenu } from './account-menu.js';
import { LineBanner, useLineSpoken } from './line-banner.js';
import { LinePill } from './line-pill.js';
import { KeyHelp, openKeyHelp, useCurrentPageKeys } from './page-keys.js';
import { PaletteDoor, openPalette } from './palette/open-palette.js';
import type { PageKey } from './page-keys.js';
import { ROUTES, isRoute } from './routes.js';
import type { PageRoute } from './routes.js';
import { may, signOut, useNetwork, useWho } from './session.js';
import { takeUpdate, useUpdateReady } from './service-worker.js';
import { PHONE_NAV, ShellFrame } from './shell-frame.js';
import type { NavEntry } from './shell-frame.js';
import { shellWords } from './shell-words.js';
import { useShortcuts } from './shortcuts.js';
import { turnSoundOff, turnSoundOn, useSoundOn } from './sound.js';

/** On their keyboards the key is ⌘. */
const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);
const RAISE = '/raise';
const PHONES = '/phones';

/** The frame around every page for staff, with who is signed in, how the line is, and the keys that work everywhere. */
export function Shell({ children }: { children: ReactNode }) {
  const [location, go] = useLocation();
  const { session } = useWho();
  const network = useNetwork();
  const connection = useConnection();
  const pageKeys = useCurrentPageKeys();
  const nav = navFor(session, location);
  const raiseHref = isRoute(RAISE) && may(session, 'report:create') ? RAISE : null;
  const everywhere = useKeysEverywhere(raiseHref, go);
  useLineSpoken(connection);

  return (
    <>
      <ShellFrame
        name={network?.name ?? 'Handrail'}
        nav={nav}
        homeHref="/"
        raiseHref={raiseHref}
        emergencyNumber={network?.emergencyNumber ?? null}
        crisisLine={network?.crisisLine ?? null}
        line={<LinePill connection={connection} />}
        sound={session && !session.organization && <SoundPill />}
        account={session && <Account session={session} more={[]} onGo={go} />}
        phoneAccount={session && <Account session={session} more={nav.slice(PHONE_NAV)} onGo={go} />}
        banners={
          <>
            {network?.simulated && <SimulatedBanner />}
            <UpdateBanner />
            <LineBanner connection={connection} dutyPhone={network?.dutyPhone ?? null} onTry={live.tryNow} />
          </>
        }
        keys={pageKeys}
        help={session && <KeyButtons />}
      >
        {children}
      </ShellFrame>
      <KeyHelp everywhere={everywhere} />
      {session && <PaletteDoor pages={[...nav, ...menuFor(session), ...(raiseHref ? [{ href: raiseHref, label: shellWords('raise') }] : [])]} />}
    </>
  );
}

/** The pages in the navigation that this person may open, in their order. */
function navFor(session: SessionView | null, location: string): NavEntry[] {
  return ROUTES.filter((route): route is PageRoute & { nav: NonNullable<PageRoute['nav']> } => route.nav !== undefined && mayOpen(session, route))
    .sort((a, b) => a.nav.place - b.nav.place)
    .map(({ path, nav }) => ({
      href: path,
      label: nav.label(),
      icon: nav.icon,
      current: location === path || location.startsWith(`${path}/`),
    }));
}

/** The pages of one's own menu that this person may open. */
function menuFor(session: SessionView): { href: string; label: string }[] {
  return ROUTES.flatMap((route) => (route.menu && mayOpen(session, route) ? [{ href: route.path, label: route.menu.label() }] : []));
}

function mayOpen(session: SessionView | null, { access }: PageRoute): boolean {
  if (access === 'anyone') return true;
  return access === 'staff' ? session !== null && !session.organization : may(session, access);
}

function useKeysEverywhere(raiseHref: string | null, go: (to: string) => void): readonly PageKey[] {
  const { actOnNewest } = useToasts();
  const keys: PageKey[] = [
    ...(raiseHref ? [{ key: 'n', words: shellWords('raise'), act: () => go(raiseHref) }] : []),
    { key: 'z', words: shellWords('keys.undo'), act: actOnNewest },
  ];
  useShortcuts(Object.fromEntries(keys.map(({ key, act }) => [key, act])));
  return [...keys, { key: 'mod+k', caps: [IS_APPLE ? '⌘' : 'Ctrl', 'K'], words: shellWords('keys.commands'), act: openPalette }, { key: '?', words: shellWords('keys.help'), act: () => undefined }];
}

/** The way to commands and keys for whoever uses neither of their keys. */
function KeyButtons() {
  return (
    <span className="row key-buttons">
      <LinkButton onClick={openPalette}>{shellWords('keys.commands-button')}</LinkButton>
      <LinkButton onClick={openKeyHelp}>{shellWords('keys.help-button')}</LinkButton>
    </span>
  );
}

function SoundPill() {
  const on = useSoundOn();
  return (
    <PillButton icon={on ? 'sound' : 'sound-off'} onClick={() => (on ? turnSoundOff() : void turnSoundOn())} title={on ? undefined : shellWords('sound.turn-on')}>
      <span className="sound-words">{shellWords(on ? 'sound.on' : 'sound.off')}</span>
    </PillButton>
  );
}

function SimulatedBanner() {
  const [location, go] = useLocation();
  const mayPhones = may(useWho().session, 'phones:simulate');
  const atPhones = location.startsWith(PHONES);
  const href = atPhones ? '/' : PHONES;
  return (
    <Banner
      kind="info"
      slim
      title={shellWords('simulated.title')}
      actions={
        isRoute(PHONES) && mayPhones && (
          <ButtonLink
            href={href}
            onClick={(event) => {
              event.preventDefault();
              go(href);
            }}
          >
            {shellWords(atPhones ? 'back-to-board' : 'simulated.open')}
          </ButtonLink>
        )
      }
    />
  );
}

function UpdateBanner() {
  const ready = useUpdateReady();
  if (!ready) return null;
  return (
    <Banner kind="info" title={shellWords('update.title')} actions={<Button onClick={takeUpdate}>{shellWords('update.now')}</Button>}>
      {shellWords('update.words')}
    </Banner>
  );
}

function Account({ session, more, onGo }: { session: SessionView; more: readonly NavEntry[]; onGo: (to: string) => void }) {
  const toasts = useToasts();
  const leave = async () => {
    try {
      await signOut();
      onGo('/');
    } catch {
      toasts.show({ title: shellWords('sign-out.failed'), spoken: shellWords('sign-out.failed'), seconds: 10 });
    }
  };
  const phones = session.network.simulated && isRoute(PHONES) && may(session, 'phones:simulate') ? [{ href: PHONES, label: shellWords('nav.phones') }] : [];
  return (
    <AccountMenu
      name={session.staff.name}
      initials={session.staff.initials}
      about={session.organization?.name ?? session.teams.map((team) => team.name).join(', ')}
      more={[...more, ...menuFor(session), ...phones]}
      onSignOut={() => void leave()}
      onGo={onGo}
    />
  );
}
