import type { ReactNode } from 'react';
import { exactTime } from '../../app/format.js';
import { GuestFrame } from '../../app/focus-frame.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { Banner } from '../../ui/banner.js';
import { LinkButton, PhoneLink } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

/** The frame of every screen of the link: whose page it is, for which service, and what is true of all of it. */
export function ProviderFrame({ strip, children, footer, footerNote }: { strip?: ReactNode; children: ReactNode; footer?: ReactNode; footerNote?: ReactNode }) {
  const { link, view, owner } = useProvider();
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
            actions={<PhoneLink number={readableNumber(view.ownerPhone)} words={providerWords('offline.ring', { owner })} />}
          >
            {providerWords('offline.words', { time: exactTime(link.fetchedAt) })}
          </Banner>
        )
      }
    >
      {strip}
      {link.changed && (
        <div className="provider-changed" role="note">
          <Icon name="warning" size={20} />
          <p>
            <strong>{providerWords('changed')}</strong> {providerWords('changed.words')}
          </p>
          <LinkButton onClick={link.understood}>{providerWords('close')}</LinkButton>
        </div>
      )}
      {children}
    </GuestFrame>
  );
}
