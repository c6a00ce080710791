import type { Connection } from '../live/socket.js';
import { useNow } from '../live/server-clock.js';
import { coarseDuration } from '../ui/core/duration.js';
import { Lamp, Pill } from '../ui/tag.js';
import { ago } from './format.js';
import { shellWords } from './shell-words.js';

/** How fresh the page is, in the corner where one looks for it. Nothing while no line was opened. */
export function LinePill({ connection: { state, listening, heardAt } }: { connection: Connection }) {
  const now = useNow(1000);
  if (!listening) return null;
  if (state === 'live') {
    return (
      <Pill>
        <Lamp lit />
        <b>{shellWords('live')}</b>
        {heardAt !== null && <span className="pill-detail num">{shellWords('live.updated', { age: ago(heardAt, now) })}</span>}
      </Pill>
    );
  }
  const word = { checking: 'live.checking', stale: 'live.not', offline: 'live.offline' } as const;
  return (
    <Pill>
      <Lamp lit={false} />
      <b>{shellWords(word[state])}</b>
      {state === 'stale' && heardAt !== null && <span className="pill-detail num">{shellWords('live.old', { duration: coarseDuration((now - heardAt) / 1000) })}</span>}
    </Pill>
  );
}
