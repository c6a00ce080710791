import { useNow } from '../live/server-clock.js';
import { Countdown } from '../ui/countdown.js';
import { remainingUntil } from '../ui/core/duration.js';
import type { Tone } from '../ui/tone.js';
import { ago, exactTime, timeNear, timeOfDay } from './format.js';
import { shellWords } from './shell-words.js';

/** A countdown to `at` (ISO 8601) by the server's clock: "1:12 left", then "1:05 over". */
export function Deadline({
  at,
  size,
  coarse,
  tone,
}: {
  at: string;
  size?: 's' | 'm' | 'l' | undefined;
  coarse?: boolean | undefined;
  tone?: Tone | undefined;
}) {
  const now = useNow(1000);
  return (
    <Countdown
      remaining={remainingUntil(Date.parse(at), now)}
      left={shellWords('time.left')}
      over={shellWords('time.over')}
      size={size}
      coarse={coarse}
      tone={tone}
    />
  );
}

/** "11 min ago", renewed by itself; the exact time is in the element. */
export function Ago({ at }: { at: string }) {
  const now = useNow(5000);
  return (
    <time dateTime={at} title={exactTime(at)}>
      {ago(Date.parse(at), now)}
    </time>
  );
}

/** A moment: the time alone today, with its day otherwise. */
export function Moment({ at }: { at: string }) {
  const now = useNow(60_000);
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeNear(at, now)}
    </time>
  );
}

/** The time now, by the server's clock. */
export function Clock() {
  const now = useNow(1000);
  return <time className="clock">{timeOfDay(now)}</time>;
}
