import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.js';
import { Icon } from './icon.js';
import './states.css';

/** Nothing to show, said calmly, with when that was checked or what to do first. */
export function EmptyState({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <p className="muted">{children}</p>}
      {action}
    </div>
  );
}

/**
 * What went wrong in a form or on a page: what happened, what was lost, what to do next. It takes the focus when it
 * appears, and each line leads to its field.
 */
export function ErrorSummary({
  title,
  children,
  fields = [],
}: {
  title: ReactNode;
  children?: ReactNode;
  fields?: readonly { fieldId: string; words: ReactNode }[] | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className="error-summary" role="group" aria-labelledby={heading} tabIndex={-1}>
      <Icon name="warning" size={20} />
      <div className="stack">
        <h2 id={heading}>{title}</h2>
        {children && <div>{children}</div>}
        {fields.length > 0 && (
          <ul>
            {fields.map((field) => (
              <li key={field.fieldId}>
                <a
                  href={`#${field.fieldId}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(field.fieldId)?.focus();
                  }}
                >
                  {field.words}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** A page or a part of it that could not be read: what happened, and the one thing to do about it. */
export function FailedState({ title, children, act, onTry, also }: { title: ReactNode; children?: ReactNode; act: ReactNode; onTry: () => void; also?: ReactNode }) {
  return (
    <div className="stack">
      <ErrorSummary title={title}>{children}</ErrorSummary>
      <div className="row">
        <Button variant="primary" onClick={onTry}>
          {act}
        </Button>
        {also}
      </div>
    </div>
  );
}

/** After this many milliseconds of waiting, say what is slow and what to do meanwhile. Source: product design guide §3. */
const SLOW_AFTER_MS = 5000;

/**
 * The shape of what is coming. Nothing is drawn in the first 300 ms, so that quick answers do not flicker; after 5 s
 * `slow` appears.
 */
export function Skeleton({ label, lines = 3, slow }: { label: string; lines?: number | undefined; slow?: ReactNode }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
      {isSlow && slow && <div>{slow}</div>}
    </div>
  );
}
