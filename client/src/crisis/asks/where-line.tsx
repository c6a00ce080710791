import type { BoardCard } from '../../../../server/contract/crisis.js';
import { useNow } from '../../live/server-clock.js';
import { coarseDuration } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { asksWords } from './asks-words.js';
import { showsElapsed } from './core/where.js';

type Placed = Pick<BoardCard, 'locationState' | 'waitingSince' | 'place'>;

/** Where the person is, in words, with how long already where that matters. */
export function WhereWords({ card: { locationState, waitingSince, place } }: { card: Placed }) {
  return (
    <>
      {asksWords(`where.${locationState}`)}
      {place && `, ${place}`} {showsElapsed(locationState) && <Elapsed since={waitingSince} />}
    </>
  );
}

/** The same as a line of a card. */
export function WhereLine({ card }: { card: Placed }) {
  return (
    <p className="card-meta card-where">
      <Icon name="pin" size={13} />
      <span>
        <WhereWords card={card} />
      </span>
    </p>
  );
}

const BEAT_MS = 10_000;

function Elapsed({ since }: { since: string }) {
  const now = useNow(BEAT_MS);
  // The beat is rounded down: half an hour ago must not read as 29 minutes.
  return <small className="num">{asksWords('where.for', { duration: coarseDuration((now + BEAT_MS - Date.parse(since)) / 1000) })}</small>;
}
