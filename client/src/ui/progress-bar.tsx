import { classNames } from './class-names.js';
import type { Tone } from './tone.js';
import './progress-bar.css';

/** How much of something has gone. Without a `label` it repeats a countdown beside it and is hidden from screen readers. */
export function ProgressBar({
  share,
  tone,
  label,
  className,
}: {
  /** 0 to 1; what lies outside is cut. */
  share: number;
  tone: Tone;
  label?: string | undefined;
  className?: string | undefined;
}) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  const named = label === undefined
    ? { 'aria-hidden': true }
    : { role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(percent) };
  return (
    <div className={classNames('progress-bar', className)} data-tone={tone} {...named}>
      <div style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}
