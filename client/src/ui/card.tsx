import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.js';
import type { Tone } from './tone.js';
import './card.css';

/** One thing on a sheet of its own. Spread other attributes (role, tabIndex, handlers) as on any element. */
export function Card({
  as: Element = 'div',
  edge,
  selected,
  stale,
  large,
  className,
  ...rest
}: HTMLAttributes<HTMLElement> & {
  as?: 'div' | 'li' | 'article' | 'section' | undefined;
  /** Draws the edge in this tone: somebody must act. */
  edge?: Tone | undefined;
  /** Where the keyboard is, when that is not the browser's own focus. */
  selected?: boolean | undefined;
  /** The data is old, and looks old: dashed and muted. */
  stale?: boolean | undefined;
  large?: boolean | undefined;
  ref?: Ref<HTMLElement & HTMLDivElement & HTMLLIElement> | undefined;
}) {
  return (
    <Element
      {...rest}
      data-tone={edge}
      className={classNames(
        'card',
        edge && 'card-edged',
        selected && 'card-selected',
        stale && 'card-stale',
        large && 'card-large',
        className,
      )}
    />
  );
}

/** A card that is a named part of the page, with its heading and at most one small link or count at the end. */
export function Panel({
  title,
  level = 2,
  aside,
  children,
  className,
}: {
  title: ReactNode;
  level?: 2 | 3 | undefined;
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className={classNames('card panel', className)} aria-labelledby={id}>
      <div className="panel-head">
        <Heading id={id}>{title}</Heading>
        {aside && <div className="panel-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
