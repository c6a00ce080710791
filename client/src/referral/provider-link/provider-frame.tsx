import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { exactTime } from '../../app/format.js';
import { Link } from 'wouter';
import { GuestFrame } from '../../app/focus-frame.js';
import { Banner } from '../../ui/banner.js';
import { PhoneLink } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { ErrorSummary } from '../../ui/states.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

/** The frame of every screen of the link: whose page it is, for which service, and what is true of all of it. */
export function ProviderFrame({ strip, children, footer, footerNote }: { strip?: ReactNode; children: ReactNode; footer?: ReactNode; footerNote?: ReactNode }) {
  const { link, view, owner, phone, isAccount } = useProvider();
  const changed = useRef<HTMLDivElement>(null);

  // A dialog that closes at the same time gives the focus back to its button first.
  useEffect(() => {
    if (!link.changed) return undefined;
    const drawn = requestAnimationFrame(() => changed.current?.focus());
    return () => cancelAnimationFrame(drawn);
  }, [link.changed]);

  return (
    <GuestFrame
      name={view.org}
      guest={view.serviceName}
      footer={footer}
      footerNote={footerNote}
      banner={
        link.isOld && (
          <Banner
            kind="offline"
            title={providerWords('offline')}
            actions={<PhoneLink number={phone} words={providerWords('offline.ring', { owner })} />}
          >
            {providerWords('offline.words', { time: exactTime(link.fetchedAt) })}
          </Banner>
        )
      }
    >
      {strip}
      {isAccount && (
        <p>
          <Link href="/inbox" className="focus-back">
            <Icon name="back" size={15} />
            {providerWords('back')}
          </Link>
        </p>
      )}
      {link.changed && (
        <div ref={changed} tabIndex={-1}>
          <ErrorSummary title={providerWords('changed')}>{providerWords('changed.words')}</ErrorSummary>
        </div>
      )}
      {children}
    </GuestFrame>
  );
}
