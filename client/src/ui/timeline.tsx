import type { ReactNode } from 'react';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import type { Tone } from './tone.js';
import './timeline.css';

export interface TimelineItem {
  key: string;
  /** ISO 8601; goes into the element for machines. */
  at: string;
  /** The same as people read it, to the second. */
  time: string;
  icon: IconName;
  tone?: Tone | undefined;
  title: ReactNode;
  detail?: ReactNode;
  /** Somebody's own words. */
  quote?: ReactNode;
}

/** What happened, one line after another, in the order given. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.key}>
          <time dateTime={item.at}>{item.time}</time>
          <span className="timeline-dot" data-tone={item.tone}>
            <Icon name={item.icon} size={12} />
          </span>
          <div>
            {item.title}
            {item.detail && <small>{item.detail}</small>}
            {item.quote && <blockquote>{item.quote}</blockquote>}
          </div>
        </li>
      ))}
    </ol>
  );
}
