import type { BoardCard } from '../../../../server/contract/crisis.js';
import { day, timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { PersonLine } from '../../ui/avatar.js';
import { Tag } from '../../ui/tag.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import type { CrisisCardProps } from './crisis-card.js';

/** By when the contact is due, and that it is overdue. */
export function FollowUpTime({ card: { followUp } }: { card: BoardCard }) {
  const now = useNow(60_000);
  if (!followUp) return null;
  if (Date.parse(followUp.dueAt) <= now) return <Tag tone="warning">{boardWords('follow-up.overdue')}</Tag>;
  return <b className="card-by num">{day(followUp.dueAt) === day(now) ? boardWords('follow-up.by', { time: timeOfDay(followUp.dueAt) }) : day(followUp.dueAt)}</b>;
}

/** The contact that comes next after a crisis, and who makes it. */
export function FollowUpBody({ card, meId }: CrisisCardProps) {
  const { followUp, owner } = card;
  const mine = followUp?.assigneeName != null && owner?.id === meId && followUp.assigneeName === owner.name;
  const name = mine ? boardWords('you') : followUp?.assigneeName;
  return (
    <>
      <CardTitle card={card}>{followUp && boardWords(`follow-up.${followUp.kind}`)}</CardTitle>
      {followUp && card.headline && <p className="card-meta">{card.headline}</p>}
      {followUp && (
        <PersonLine initials={initialsOf(followUp.assigneeName)}>
          {name ? <b>{name}</b> : boardWords('follow-up.nobody')} {name && boardWords(`follow-up.kind.${followUp.kind}`)}
        </PersonLine>
      )}
    </>
  );
}

const initialsOf = (name: string | null): string => (name === null ? '?' : name.split(/\s+/).map((part) => part[0] ?? '').join('').slice(0, 2).toUpperCase());
