import type { ReactNode } from 'react';
import { Icon } from './icon.js';
import './steps.css';

export interface Step {
  title: ReactNode;
  /** When, how: "02:08:10, text". */
  detail?: ReactNode;
  state: 'done' | 'failed' | 'todo';
  /** Read aloud with the title, because the eye has the circle: "done", "not yet". */
  stateWord: string;
}

/** How far something has come along a known way. Under 30 rem it stands upright. */
export function Stepper({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <div className="stepper-frame">
      <ol className="stepper" aria-label={label} style={{ '--step-count': steps.length }}>
        {steps.map((step, place) => (
          <li key={place} className={`step step-${step.state}`} data-next={steps[place + 1]?.state}>
            <span className="step-dot">
              {step.state === 'done' && <Icon name="check" size={11} />}
              {step.state === 'failed' && <Icon name="close" size={11} />}
            </span>
            <span className="step-title">
              {step.title}
              <span className="visually-hidden"> {step.stateWord}</span>
            </span>
            {step.detail && <span className="step-detail num">{step.detail}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** People or things in their turn: a numbered circle, filled for the one whose turn it is. */
export function TurnList({
  turns,
  label,
  roomy,
}: {
  turns: readonly { key: string; title: ReactNode; detail?: ReactNode; aside?: ReactNode; current?: boolean | undefined }[];
  label: string;
  /** Two lines each with rules between, for a phone. */
  roomy?: boolean | undefined;
}) {
  return (
    <ol className={roomy ? 'turns turns-roomy' : 'turns'} aria-label={label}>
      {turns.map((turn, place) => (
        <li key={turn.key} aria-current={turn.current ? 'step' : undefined}>
          <span className="turn-number" aria-hidden="true">
            {place + 1}
          </span>
          <span className="turn-words">
            <b>{turn.title}</b> {turn.detail && <span className="turn-detail">{turn.detail}</span>}
          </span>
          {turn.aside && <span className="turn-aside num">{turn.aside}</span>}
        </li>
      ))}
    </ol>
  );
}
