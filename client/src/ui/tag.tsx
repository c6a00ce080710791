import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import { ShapeMark } from './shape-mark.js';
import type { Shape } from './shape-mark.js';
import type { Tone } from './tone.js';
import './tag.css';

/** A level or state in a word, with its shape. `solid` fills the colour: only while nobody has taken it on. */
export function Tag({
  tone,
  shape,
  icon,
  solid,
  children,
}: {
  tone: Tone;
  shape?: Shape | undefined;
  icon?: IconName | undefined;
  solid?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <span className={classNames('tag', solid && 'tag-solid')} data-tone={tone}>
      {shape && <ShapeMark shape={shape} size={14} />}
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

/** An outlined fact on a card: a call made, a place, a code. */
export function Chip({ icon, children }: { icon?: IconName | undefined; children: ReactNode }) {
  return (
    <span className="chip num">
      {icon && <Icon name={icon} size={13} />}
      <span>{children}</span>
    </span>
  );
}

/** A quiet, round note about the page itself: live or not, how many are shown. */
export function Pill({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <span className={classNames('pill', className)}>{children}</span>;
}

/** A pill that can be pressed; with `pressed` it stays on or off. */
export function PillButton({
  pressed,
  icon,
  children,
  title,
  onClick,
}: {
  pressed?: boolean | undefined;
  icon?: IconName | undefined;
  children: ReactNode;
  title?: string | undefined;
  onClick: () => void;
}) {
  return (
    <button type="button" className="pill pill-button" aria-pressed={pressed} title={title} onClick={onClick}>
      {icon && <Icon name={icon} size={15} />}
      {children}
    </button>
  );
}

/** The lamp in a pill: filled while all is well, an empty ring when not, so that it tells without colour. */
export function Lamp({ lit }: { lit: boolean }) {
  return <span className={classNames('lamp', !lit && 'lamp-out')} aria-hidden="true" />;
}

/** One or two sentences in a tint inside a card: what is due next, what has happened. */
export function Note({ tone, icon, children }: { tone: Tone; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <div className="note" data-tone={tone}>
      {icon && <Icon name={icon} size={14} />}
      <div>{children}</div>
    </div>
  );
}
