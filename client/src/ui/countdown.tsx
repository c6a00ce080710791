import { clockDuration, coarseDuration } from './core/duration.js';
import type { Remaining } from './core/duration.js';
import { classNames } from './class-names.js';
import type { Tone } from './tone.js';
import './countdown.css';

/**
 * Time to a deadline in tabular figures: "1:12 left", then a solid chip "1:05 over". Silent for screen readers until
 * asked: `role=timer`. It does not tick by itself; give it a new `remaining` each second.
 */
export function Countdown({
  remaining,
  left,
  over,
  size = 's',
  coarse,
  tone = 'critical',
}: {
  remaining: Remaining;
  /** The words after the figures: "left" and "over". */
  left: string;
  over: string;
  size?: 's' | 'm' | 'l' | undefined;
  /** Minutes are enough: "9 min left". */
  coarse?: boolean | undefined;
  /** The colour of the chip once the time is over. */
  tone?: Tone | undefined;
}) {
  const figures = coarse ? coarseDuration(remaining.seconds) : clockDuration(remaining.seconds);
  return (
    <span
      role="timer"
      className={classNames('countdown', `countdown-${size}`, remaining.over && 'countdown-over')}
      data-tone={remaining.over ? tone : undefined}
    >
      <span className="countdown-figures">{figures}</span> <span className="countdown-word">{remaining.over ? over : left}</span>
    </span>
  );
}
