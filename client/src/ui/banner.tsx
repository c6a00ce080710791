import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import './banner.css';

export type BannerKind = 'info' | 'stale' | 'offline' | 'error' | 'success' | 'warning';

const ICON: Readonly<Record<BannerKind, IconName>> = {
  info: 'message',
  stale: 'offline',
  offline: 'offline',
  error: 'warning',
  success: 'check',
  warning: 'clock',
};

/**
 * One sentence across the page about the whole page. `stale` and `offline` stand on ink: what is below is not the truth
 * of this moment. `error` is ink with an icon and a red edge. It announces nothing itself: say it through `useAnnounce`.
 */
export function Banner({
  kind,
  title,
  children,
  actions,
  icon = ICON[kind],
  slim = false,
}: {
  kind: BannerKind;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons; they take the banner's own colours. */
  actions?: ReactNode;
  icon?: IconName | undefined;
  /** Always there and never urgent: on a phone it takes as little of the first screen as it can. */
  slim?: boolean;
}) {
  return (
    <div className={classNames('banner', `banner-${kind}`, slim && 'banner-slim')} role="note">
      <Icon name={icon} size={20} />
      <p className="banner-words">
        <strong>{title}</strong> {children}
      </p>
      {actions && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
