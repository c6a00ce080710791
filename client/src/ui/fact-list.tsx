import type { ReactNode } from 'react';
import './fact-list.css';

export interface Fact {
  name: ReactNode;
  value: ReactNode;
  /** A small act beside it: "Change". */
  action?: ReactNode;
}

/** Facts by name. `stacked` puts the name above, `beside` before; `tight` is two columns without rules. */
export function FactList({ facts, layout = 'stacked' }: { facts: readonly Fact[]; layout?: 'stacked' | 'beside' | 'tight' | undefined }) {
  return (
    <dl className={`facts facts-${layout}`}>
      {facts.map((fact, place) => (
        <div key={place}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
          {fact.action && <dd className="fact-action">{fact.action}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** A fact that somebody must plan for, or that nobody knows yet: told by weight and tone beside its word. */
export function FactMark({ children }: { children: ReactNode }) {
  return <span className="fact-mark">{children}</span>;
}

/** Numbers side by side at the head of a page, each with one small remark. */
export function FigureStrip({
  label,
  figures,
  children,
}: {
  label: string;
  figures: readonly { name: ReactNode; figure: ReactNode; remark?: ReactNode }[];
  /** Filters and other controls at the end. */
  children?: ReactNode;
}) {
  return (
    <div className="figures" role="group" aria-label={label}>
      <dl>
        {figures.map((item, place) => (
          <div key={place}>
            <dt>{item.name}</dt>
            <dd className="num">
              {item.figure} {item.remark && <small>{item.remark}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {children && <div className="figures-end">{children}</div>}
    </div>
  );
}
