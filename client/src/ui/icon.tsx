import type { ReactNode } from 'react';
import './icon.css';

const line = (d: string, width = 1.7): ReactNode => (
  <path d={d} fill="none" stroke="currentColor" strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
);

const ICONS = {
  add: line('M8 2.5v11M2.5 8h11', 2),
  back: line('M10 3 5 8l5 5', 2),
  board: line('M2 2.5h12v11H2zM6 2.5v11M10 2.5v11', 1.6),
  bubble: line('M2 3.5A2.5 2.5 0 0 1 4.5 1h7A2.5 2.5 0 0 1 14 3.5v5a2.5 2.5 0 0 1-2.5 2.5H8l-3.5 3.5V11A2.5 2.5 0 0 1 2 8.5zM5.2 6h5.6', 1.6),
  calendar: line('M2 3.5h12v10.5H2zM2 6.8h12M5 1.5v3.6M11 1.5v3.6', 1.6),
  check: line('m2.5 8.5 3.6 3.6 7.4-8', 2.2),
  clock: line('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 4.6V8l2.3 1.6', 1.6),
  close: line('m4 4 8 8M12 4l-8 8', 1.9),
  cover: line('M5.5 2a2.6 2.6 0 1 1 0 5.2A2.6 2.6 0 0 1 5.5 2zM1 13.5c.4-2.9 2.2-4.3 4.5-4.3 1.3 0 2.4.4 3.2 1.2M9.5 12H15m0 0-2.3-2.3M15 12l-2.3 2.3', 1.6),
  down: line('M3 6l5 5 5-5', 2),
  edit: line('M2.2 13.8l.8-3.3 7.9-7.9 2.5 2.5-7.9 7.9zM9.5 4l2.5 2.5', 1.5),
  filter: line('M1.8 3.5h12.4M4.2 8h7.6M6.6 12.5h2.8', 1.8),
  forward: line('m6 3 5 5-5 5', 2),
  home: line('M2 7.2 8 2l6 5.2V14h-4v-4H6v4H2z', 1.6),
  info: line('M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.4v3.8M8 4.7v.2', 1.7),
  keys: line('M1.5 4h13v8h-13zM4 6.6h.1M6.7 6.6h.1M9.3 6.6h.1M12 6.6h.1M4.8 9.5h6.4', 1.5),
  list: line('M5.5 3.5h8.7M5.5 8h8.7M5.5 12.5h8.7M2 3.5h.1M2 8h.1M2 12.5h.1', 1.9),
  lock: line('M4.8 7h6.4A1.8 1.8 0 0 1 13 8.8v3.9a1.8 1.8 0 0 1-1.8 1.8H4.8A1.8 1.8 0 0 1 3 12.7V8.8A1.8 1.8 0 0 1 4.8 7zM5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7', 1.6),
  message: line('M2 3h12v8H7l-3.5 3V11H2z', 1.6),
  moon: line('M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z', 1.6),
  more: <path d="M3.2 6.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8zm4.8 0a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8zm4.8 0a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8z" fill="currentColor" />,
  offline: line('M1.5 6a10 10 0 0 1 13 0M4 9a6 6 0 0 1 8 0M2 14 14 2'),
  people: line('M6 2.2a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM1.5 13.6c.4-2.7 2.2-4 4.5-4s4.1 1.3 4.5 4M10.6 2.6a2.4 2.4 0 0 1 0 4.3M12.2 9.9c1.3.6 2.1 1.8 2.3 3.7', 1.6),
  phone: <path d="M3.2 1.5h2.3l1.2 3.3-1.6 1.2a9 9 0 0 0 4.9 4.9l1.2-1.6 3.3 1.2v2.3c0 .8-.7 1.4-1.5 1.3A12.8 12.8 0 0 1 1.9 3c-.1-.8.5-1.5 1.3-1.5z" fill="currentColor" />,
  pin: (
    <>
      {line('M8 15s5-4.6 5-8.6A5 5 0 0 0 3 6.4C3 10.4 8 15 8 15z', 1.6)}
      <circle cx="8" cy="6.4" r="1.8" fill="currentColor" />
    </>
  ),
  print: line('M4.2 6V2h7.6v4M4.2 11.5H2V6h12v5.5h-2.2M4.2 9.5h7.6V14H4.2z', 1.5),
  refresh: line('M13.5 8a5.5 5.5 0 1 1-1.8-4.1M12.2 1.2v3h-3', 1.7),
  search: line('M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2zM10.7 10.7l3.6 3.6', 1.8),
  send: line('M14.2 1.8 7 9M14.2 1.8 9.8 14.2 7 9 1.8 6.2z', 1.6),
  settings: line('M1.8 4.5h6.4M12 4.5h2.2M8.2 4.5a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 0 0-3.8 0zM1.8 11.5H4M7.8 11.5h6.4M4 11.5a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 0 0-3.8 0z', 1.6),
  'sign-out': line('M6.5 2H2.5v12h4M6.5 8h8m0 0-3-3m3 3-3 3', 1.7),
  sound: line('M1.5 6v4h3L9 13.5v-11L4.5 6zM11.5 5.2a4 4 0 0 1 0 5.6M13.3 3.2a7 7 0 0 1 0 9.6', 1.5),
  'sound-off': line('M1.5 6v4h3L9 13.5v-11L4.5 6zM11.5 6l4 4M15.5 6l-4 4', 1.5),
  sun: line('M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1.2v1M8 13.8v1M1.2 8h1M13.8 8h1M3.2 3.2l.7.7M12.1 12.1l.7.7M3.2 12.8l.7-.7M12.1 3.9l.7-.7', 1.6),
  swap: line('M1.5 5h11m0 0L9.7 2.2M12.5 5 9.7 7.8M14.5 11h-11m0 0 2.8-2.8M3.5 11l2.8 2.8'),
  transfer: line('M1.5 5h9m0 0L7.7 2.2M10.5 5 7.7 7.8M14.5 11h-9m0 0 2.8-2.8M5.5 11l2.8 2.8', 1.8),
  undo: line('M2.5 5.5h7a4 4 0 0 1 0 8H6M2.5 5.5 5.3 2.7M2.5 5.5l2.8 2.8', 1.8),
  warning: line('M8 1.8 15 14H1zM8 6v3.6M8 11.6v.4', 1.6),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;

/** Every icon there is, for the gallery. */
export const ICON_NAMES = Object.keys(ICONS) as IconName[];

/** Icons that point along the line of reading: mirrored where that runs from right to left. */
const DIRECTED: ReadonlySet<IconName> = new Set<IconName>(['back', 'forward', 'send', 'sign-out', 'transfer', 'undo']);

/** A picture beside a word, never instead of one: hidden from screen readers. `size` in CSS pixels at normal text size. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      className={DIRECTED.has(name) ? `icon icon-directed ${className ?? ''}` : `icon ${className ?? ''}`}
      viewBox="0 0 16 16"
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      aria-hidden="true"
      focusable="false"
    >
      {ICONS[name]}
    </svg>
  );
}
