import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ButtonLink } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import type { IconName } from '../ui/icon.js';
import { KeyHints } from '../ui/page.js';
import { SkipLink } from '../ui/skip-link.js';
import { coversBottom, coversTop } from '../ui/sticky-bar.js';
import { EmergencyCall } from './emergency-call.js';
import { Mark } from './mark.js';
import { capsOf } from './page-keys.js';
import type { PageKey } from './page-keys.js';
import { shellWords } from './shell-words.js';
import { Clock } from './time.js';
import { useNarrow } from './use-narrow.js';
import './shell.css';

export interface NavEntry {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
}

/** Where every page's content begins, for the skip link and after a change of page. */
export const MAIN_ID = 'main';

/** On a phone this many entries fit beside "Raise" and the menu; the rest stand in the menu. */
export const PHONE_NAV = 3;

/**
 * The frame of a page for staff, drawn from what it is given. Wide: one bar on top. Phone: name, line and emergency call
 * on top, everything one does with the thumb at the bottom, clear of the phone's own bar.
 */
export function ShellFrame({
  name,
  nav,
  homeHref,
  raiseHref,
  emergencyNumber,
  crisisLine,
  line,
  sound,
  account,
  phoneAccount,
  banners,
  keys,
  help,
  children,
}: {
  /** Whose screens these are. */
  name: string;
  nav: readonly NavEntry[];
  homeHref: string;
  raiseHref: string | null;
  emergencyNumber: string | null;
  crisisLine: string | null;
  /** The pill about the line to the server. */
  line: ReactNode;
  sound: ReactNode;
  /** One's own menu, at the end of the bar on top. */
  account: ReactNode;
  /** The same at the end of the phone's bar, with the pages that found no room there. */
  phoneAccount: ReactNode;
  banners: ReactNode;
  keys: readonly PageKey[];
  /** The way to all keys and commands, at the end of their line. */
  help?: ReactNode;
  children: ReactNode;
}) {
  // Only what this screen shows is made at all: on a slow phone the parts of the desk cost as much as those of the phone.
  const narrow = useNarrow();
  return (
    <div className="shell">
      <SkipLink to={MAIN_ID}>{shellWords('nav.skip')}</SkipLink>
      <header ref={coversTop} className="shell-top">
        <div className="shell-bar">
          <Link href={homeHref} className="brand">
            <Mark />
            <span className="brand-name">{name}</span>
          </Link>
          {!narrow && nav.length > 0 && (
            <nav className="shell-nav" aria-label={shellWords('nav.main')}>
              <ul>
                {nav.map((entry) => (
                  <li key={entry.href}>
                    <Link href={entry.href} aria-current={entry.current ? 'page' : undefined}>
                      {entry.label}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <div className="shell-end">
            {line}
            {!narrow && (
              <>
                {sound}
                <Clock />
                {raiseHref && (
                  <Link href={raiseHref} asChild>
                    <ButtonLink variant="primary" keys={['N']}>
                      {shellWords('raise')}
                    </ButtonLink>
                  </Link>
                )}
                {account}
              </>
            )}
            {narrow && emergencyNumber && <EmergencyCall number={emergencyNumber} />}
          </div>
        </div>
        {banners}
      </header>
      <main id={MAIN_ID} className="shell-main" tabIndex={-1}>
        {children}
      </main>
      <KeyHints label={shellWords('keys.here')} hints={keys.filter((key) => !key.rare).map((key) => ({ keys: capsOf(key), words: key.words }))}>
        {help}
        {(emergencyNumber ?? crisisLine) !== null && (
          <span className="row">
            {emergencyNumber && <a href={`tel:${emergencyNumber}`}>{shellWords.rich('emergency-number', { number: <bdi>{emergencyNumber}</bdi> })}</a>}
            {crisisLine && <a href={`tel:${crisisLine}`}>{shellWords.rich('call-line', { number: <bdi>{crisisLine}</bdi> })}</a>}
          </span>
        )}
      </KeyHints>
      {narrow && (nav.length > 0 || raiseHref) && (
        <PhoneBar nav={nav.slice(0, PHONE_NAV)} raiseHref={raiseHref}>
          {phoneAccount}
        </PhoneBar>
      )}
    </div>
  );
}

/** The thumb's bar: the first pages, "Raise" in its middle, the menu at its end. */
function PhoneBar({ nav, raiseHref, children }: { nav: readonly NavEntry[]; raiseHref: string | null; children: ReactNode }) {
  const middle = Math.ceil(nav.length / 2);
  const item = (entry: NavEntry) => (
    <li key={entry.href}>
      <Link href={entry.href} aria-current={entry.current ? 'page' : undefined}>
        <Icon name={entry.icon} size={20} />
        {entry.label}
      </Link>
    </li>
  );
  return (
    <nav ref={coversBottom} className="phone-bar" aria-label={shellWords('nav.main')}>
      <ul>
        {nav.slice(0, middle).map(item)}
        {raiseHref && (
          <li className="phone-raise">
            <Link href={raiseHref}>
              <Icon name="add" size={22} />
              {shellWords('raise.short')}
            </Link>
          </li>
        )}
        {nav.slice(middle).map(item)}
        <li>{children}</li>
      </ul>
    </nav>
  );
}
