import type { ReactNode } from 'react';
import { useId } from 'react';
import { Icon } from './icon.js';
import { ShapeMark } from './shape-mark.js';
import type { Shape } from './shape-mark.js';
import type { Tone } from './tone.js';
import './choice-cards.css';

export interface Choice<Value extends string> {
  value: Value;
  title: ReactNode;
  hint?: ReactNode;
  /** A shape before the words; the choice then shows a tick when chosen instead of a radio circle. */
  shape?: Shape | undefined;
  tone?: Tone | undefined;
}

/** One of a few, as big cards: native radio buttons, so arrow keys, labels and forms work as everywhere. */
export function ChoiceCards<Value extends string>({
  legend,
  legendHidden,
  choices,
  value,
  onChoose,
  name,
  describedBy,
  required,
}: {
  legend: ReactNode;
  /** The page's heading already asks the question. */
  legendHidden?: boolean | undefined;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChoose: (value: Value) => void;
  name?: string | undefined;
  describedBy?: string | undefined;
  required?: boolean | undefined;
}) {
  const ownName = useId();
  return (
    <fieldset className="choices" aria-describedby={describedBy}>
      <legend className={legendHidden ? 'visually-hidden' : 'choices-legend'}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={choice.shape ? 'choice choice-marked' : 'choice'} data-tone={choice.tone}>
          <input
            type="radio"
            className="choice-input"
            name={name ?? ownName}
            value={choice.value}
            checked={choice.value === value}
            required={required}
            onChange={() => onChoose(choice.value)}
          />
          {choice.shape && (
            <span className="choice-mark">
              <ShapeMark shape={choice.shape} size={30} />
            </span>
          )}
          <span className="choice-words">
            <span className="choice-title">{choice.title}</span>
            {choice.hint && <span className="choice-hint">{choice.hint}</span>}
          </span>
          {choice.shape && <Icon name="check" size={22} className="choice-tick" />}
        </label>
      ))}
    </fieldset>
  );
}
