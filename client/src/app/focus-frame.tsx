import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '../ui/icon.js';
import { BottomBar } from '../ui/page.js';
import { SkipLink } from '../ui/skip-link.js';
import { EmergencyCall } from './emergency-call.js';
import { LanguageChoice } from './language-choice.js';
import { Mark } from './mark.js';
import { MAIN_ID } from './shell-frame.js';
import { useNetwork } from './session.js';
import { shellWords } from './shell-words.js';
import './frames.css';

interface Parts {
  /** Bars above everything: not sent, sent, who has it. */
  banner?: ReactNode;
  children: ReactNode;
  /** The one thing to do, within reach of the thumb. */
  footer?: ReactNode;
  footerNote?: ReactNode;
}

/** A page that does one thing, made for one hand: the way back, the emergency call, and what to do at the bottom. */
export function FocusFrame({
  back,
  title,
  emergencyNumber: givenNumber,
  exit,
  ...parts
}: Parts & {
  back?: { href: string; label?: string } | undefined;
  title?: ReactNode;
  /** Default: the network's. */
  emergencyNumber?: string | undefined;
  /** The way out at once, on pages that somebody might be seen with. */
  exit?: ReactNode;
}) {
  const networkNumber = useNetwork()?.emergencyNumber;
  const emergencyNumber = givenNumber ?? networkNumber;
  return (
    <Frame
      {...parts}
      top={
        <>
          {back && (
            <Link href={back.href} className="focus-back">
              <Icon name="back" size={15} />
              {back.label ?? shellWords('back')}
            </Link>
          )}
          {title && <span className="focus-title">{title}</span>}
          {exit}
          {emergencyNumber && <EmergencyCall number={emergencyNumber} />}
        </>
      }
    />
  );
}

/** A page for somebody without an account: whose it is, and whom it is for. */
export function GuestFrame({
  name,
  guest,
  keepsLanguage,
  ...parts
}: Parts & {
  name: string;
  guest?: ReactNode;
  /** False where nothing may stay on the device. */
  keepsLanguage?: boolean | undefined;
}) {
  return (
    <Frame
      {...parts}
      top={
        <>
          <span className="guest-brand">
            <Mark />
            {name}
          </span>
          {guest && (
            <span className="guest-service">
              <Icon name="lock" size={14} />
              {guest}
            </span>
          )}
          <LanguageChoice kept={keepsLanguage} />
        </>
      }
    />
  );
}

function Frame({ top, banner, children, footer, footerNote }: Parts & { top: ReactNode }) {
  return (
    <div className="focus-frame">
      <SkipLink to={MAIN_ID}>{shellWords('nav.skip')}</SkipLink>
      <header>
        {banner}
        <div className="focus-top">{top}</div>
      </header>
      <main id={MAIN_ID} className="focus-main" tabIndex={-1}>
        <div className="focus-body">{children}</div>
        {footer && <BottomBar note={footerNote}>{footer}</BottomBar>}
      </main>
    </div>
  );
}
