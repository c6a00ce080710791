import { useNow } from '../../live/server-clock.js';
import { clockDuration, remainingUntil } from '../../ui/core/duration.js';
import { asksWords } from './asks-words.js';

/** "8:40 left" within a sentence, by the server's clock; afterwards that the time is over. */
export function TimeLeft({ at, bare = false }: { at: string; bare?: boolean }) {
  const { over, seconds } = remainingUntil(Date.parse(at), useNow(1000));
  const time = clockDuration(seconds);
  return <b className="num nowrap">{over ? asksWords('over') : bare ? time : asksWords('left', { time })}</b>;
}
