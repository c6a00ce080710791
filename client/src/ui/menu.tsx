import type { ReactNode, RefObject } from 'react';
import { useId, useRef } from 'react';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import './menu.css';

export type MenuEntry =
  | { kind: 'act'; label: ReactNode; icon?: IconName | undefined; onAct: () => void }
  | { kind: 'link'; label: ReactNode; icon?: IconName | undefined; href: string; onGo?: ((href: string) => void) | undefined }
  | { kind: 'pick'; label: ReactNode; value: string; options: readonly { value: string; label: ReactNode }[]; onPick: (value: string) => void }
  | { kind: 'line' };

/**
 * A short list of acts, links and choices behind a button: the browser's own popover, so Escape and a touch beside it
 * close it, focus returns, and nothing on the page cuts it off. Inside, everything is an ordinary button, link or radio.
 */
export function MenuButton({
  className = 'button button-outline button-m',
  trigger,
  name,
  label,
  heading,
  entries,
}: {
  /** The button's look. */
  className?: string | undefined;
  /** What is in the button, its name included unless `name` gives it. */
  trigger: ReactNode;
  /** The button's name, for one that is a picture alone. */
  name?: string | undefined;
  /** What the opened list is called. */
  label: string;
  heading?: ReactNode;
  entries: readonly MenuEntry[];
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button ref={button} type="button" className={className} aria-label={name} popoverTarget={id}>
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        className="menu"
        role="group"
        aria-label={label}
        onBeforeToggle={(event) => event.newState === 'open' && placeBeside(button, list)}
      >
        {heading && <div className="menu-heading">{heading}</div>}
        {entries.map((entry, place) => (
          <Entry key={place} entry={entry} onDone={() => list.current?.hidePopover()} />
        ))}
      </div>
    </>
  );
}

/** Space between the button and its list, and between the list and the edge of the screen, in CSS pixels. */
const GAP = 8;

/** Under the button, or above it in the lower half of the screen; flush with whichever side of it is nearer the edge. */
function placeBeside(button: RefObject<HTMLButtonElement | null>, list: RefObject<HTMLDivElement | null>): void {
  if (!button.current || !list.current) return;
  const at = button.current.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = at.bottom < clientHeight / 2;
  const fromStart = at.left + at.width / 2 < clientWidth / 2;
  const room = (below ? clientHeight - at.bottom : at.top) - 2 * GAP;
  Object.assign(list.current.style, {
    top: below ? `${at.bottom + GAP}px` : 'auto',
    bottom: below ? 'auto' : `${clientHeight - at.top + GAP}px`,
    left: fromStart ? `${Math.max(GAP, at.left)}px` : 'auto',
    right: fromStart ? 'auto' : `${Math.max(GAP, clientWidth - at.right)}px`,
    maxHeight: `${room}px`,
  });
}

function Entry({ entry, onDone }: { entry: MenuEntry; onDone: () => void }) {
  switch (entry.kind) {
    case 'line':
      return <hr className="menu-line" />;
    case 'act':
      return (
        <button
          type="button"
          className="menu-item"
          onClick={() => {
            onDone();
            entry.onAct();
          }}
        >
          {entry.icon && <Icon name={entry.icon} />}
          {entry.label}
        </button>
      );
    case 'link':
      return (
        <a
          className="menu-item"
          href={entry.href}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            onDone();
            if (!entry.onGo) return;
            event.preventDefault();
            entry.onGo(entry.href);
          }}
        >
          {entry.icon && <Icon name={entry.icon} />}
          {entry.label}
        </a>
      );
    case 'pick':
      return <Pick {...entry} />;
  }
}

function Pick({ label, value, options, onPick }: Extract<MenuEntry, { kind: 'pick' }>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="menu-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="menu-item">
          <input type="radio" className="visually-hidden" name={name} checked={option.value === value} onChange={() => onPick(option.value)} />
          <span className="menu-tick">
            <Icon name="check" />
          </span>
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
