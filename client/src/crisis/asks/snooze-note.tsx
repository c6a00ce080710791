import type { BoardCard } from '../../../../server/contract/crisis.js';
import { timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Note } from '../../ui/tag.js';
import { asksWords } from './asks-words.js';
import { isSnoozed } from './core/attention.js';

/** Until when a card is quiet, by whom, and that it was not the first time; nothing once it is back. */
export function SnoozeNote({ card }: { card: Pick<BoardCard, 'snooze'> }) {
  const now = useNow(1000);
  const { snooze } = card;
  if (!snooze || !isSnoozed(card, now)) return null;
  const { until, byName: name, times } = snooze;
  return (
    <Note tone="neutral" icon="moon">
      {times > 1 ? asksWords('snoozed.often', { time: timeOfDay(until), name, count: times }) : asksWords('snoozed', { time: timeOfDay(until), name })}
    </Note>
  );
}
