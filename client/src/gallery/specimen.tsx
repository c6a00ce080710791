import type { ReactNode } from 'react';
import { useId } from 'react';
import './gallery.css';

/** One component in the gallery with its states beside each other. */
export function Specimen({ name, children, wide }: { name: string; children: ReactNode; wide?: boolean | undefined }) {
  const id = useId();
  return (
    <section className={wide ? 'specimen specimen-wide' : 'specimen'} aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {children}
    </section>
  );
}

/** One state of it, named. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="specimen-state">
      <p className="specimen-name">{name}</p>
      {children}
    </div>
  );
}
