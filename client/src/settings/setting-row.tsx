import type { ReactNode } from 'react';

/** One number or browser among those one has: what it is and how it stands, what can be done with it, and what came of that. */
export function SettingRow({
  name,
  state,
  care = false,
  acts,
  failure,
  below,
}: {
  name: ReactNode;
  state: ReactNode;
  /** Its state needs somebody. */
  care?: boolean;
  acts: ReactNode;
  /** Why the last act was not done. */
  failure: string | undefined;
  /** What is known of a test. */
  below?: ReactNode;
}) {
  return (
    <li className="setting-row">
      <div className="setting-what">
        <span className="row">{name}</span>
        <span className={care ? 'setting-care' : 'muted'}>{state}</span>
      </div>
      <div className="setting-acts">{acts}</div>
      {failure !== undefined && (
        <div className="setting-wide">
          <Refusal>{failure}</Refusal>
        </div>
      )}
      {below && <div className="setting-wide">{below}</div>}
    </li>
  );
}

/** Why something was not done, told when it appears. */
export function Refusal({ children }: { children: ReactNode }) {
  return (
    <p className="setting-care" role="status">
      {children}
    </p>
  );
}
