import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.js';
import './segmented.css';

/** One of two to five short words side by side: native radio buttons in a row. */
export function Segmented<Value extends string>({
  legend,
  segments,
  value,
  onChoose,
  strong,
  square,
}: {
  /** Read aloud, not shown: the words beside the control say it to the eye. */
  legend: string;
  segments: readonly { value: Value; label: ReactNode }[];
  value: Value | null;
  onChoose: (value: Value) => void;
  /** Fills the chosen one with ink: a choice of view, not of data. */
  strong?: boolean | undefined;
  /** Two and two on a phone, where four words do not stand side by side. */
  square?: boolean | undefined;
}) {
  const name = useId();
  return (
    <fieldset className={classNames('segmented', strong && 'segmented-strong', square && 'segmented-square')}>
      <legend className="visually-hidden">{legend}</legend>
      {segments.map((segment) => (
        <label key={segment.value}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChoose(segment.value)}
          />
          {segment.label}
        </label>
      ))}
    </fieldset>
  );
}
