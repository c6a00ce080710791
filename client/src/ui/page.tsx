import type { ReactNode } from 'react';
import { Keys } from './kbd.js';
import { coversBottom } from './sticky-bar.js';
import './page.css';

/** The head of a page: its one `h1`, a line under it, and what can be done here. */
export function PageHead({ title, children, actions }: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {children && <p className="muted">{children}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </div>
  );
}

/** What the page is for, within reach of the thumb: stays at the bottom edge, above the phone's own bar. */
export function BottomBar({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div ref={coversBottom} className="bottom-bar">
      {children}
      {note && <p className="bottom-note">{note}</p>}
    </div>
  );
}

/** The keys that work here, for people who use them; hidden where shortcuts are off or no keyboard is likely. */
export function KeyHints({
  label,
  hints,
  children,
}: {
  label: string;
  hints: readonly { keys: readonly string[]; words: ReactNode }[];
  /** The latest thing that happened, at the end. */
  children?: ReactNode;
}) {
  if (hints.length === 0 && !children) return null;
  return (
    <footer ref={coversBottom} className="key-hints" aria-label={label}>
      {hints.map((hint) => (
        <span key={hint.keys.join(' ')} className="key-hint">
          <Keys keys={hint.keys} /> {hint.words}
        </span>
      ))}
      {children && <span className="key-hints-end num">{children}</span>}
    </footer>
  );
}
