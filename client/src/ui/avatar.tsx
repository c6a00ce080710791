import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import './avatar.css';

/** A person's initials in a circle. The name stands beside it, or is given as `name`. */
export function Avatar({ initials, name, size = 's' }: { initials: string; name?: string | undefined; size?: 's' | 'm' | undefined }) {
  return (
    <span
      className={classNames('avatar', size === 'm' && 'avatar-m')}
      {...(name !== undefined && { role: 'img', 'aria-label': name, title: name })}
    >
      {initials}
    </span>
  );
}

/** An avatar with a line or two about that person. */
export function PersonLine({ initials, children }: { initials: string; children: ReactNode }) {
  return (
    <div className="person-line">
      <span aria-hidden="true">
        <Avatar initials={initials} />
      </span>
      <div>{children}</div>
    </div>
  );
}
