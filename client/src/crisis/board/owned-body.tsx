import type { BoardCard } from '../../../../server/contract/crisis.js';
import { timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { PersonLine } from '../../ui/avatar.js';
import { coarseDuration, remainingUntil } from '../../ui/core/duration.js';
import { Note } from '../../ui/tag.js';
import { dueTone } from '../asks/core/due-tone.js';
import { GraceNote, ProgressAnswers } from '../asks/progress-ask.js';
import { WhereLine } from '../asks/where-line.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import type { CrisisCardProps } from './crisis-card.js';
import { EmergencyQuestion } from './emergency-question.js';

/** A crisis that somebody has: quiet, with who has it, where the person is and what is due next. */
export function OwnedBody({ card, meId, stale }: CrisisCardProps) {
  return (
    <>
      <CardTitle card={card} />
      <WhereLine card={card} />
      <EmergencyQuestion card={card} frozen={stale} />
      <OwnerLine card={card} meId={meId} />
      <OwnersWork card={card} meId={meId} stale={stale} />
    </>
  );
}

/** What its owner owes: how it goes, and whether emergency services came. For the owner with the answers, in one touch. */
export function OwnersWork({ card, meId, stale }: Pick<CrisisCardProps, 'card' | 'meId' | 'stale'>) {
  const mine = card.owner?.id === meId;
  return (
    <>
      {mine && <GraceNote graceUntil={card.graceUntil} />}
      {(card.graceUntil === null || !mine) && <ProgressDue card={card} mine={mine} />}
      {mine && (card.progressBy ?? card.graceUntil) !== null && !stale && <ProgressAnswers card={card} />}
      <ConfirmDue card={card} />
    </>
  );
}

/** Who has it and since when. */
export function OwnerLine({ card, meId }: { card: BoardCard; meId: string }) {
  const { owner, withThemSince } = card;
  if (!owner) return null;
  const name = <b>{owner.id === meId ? boardWords('you') : owner.name}</b>;
  return (
    <PersonLine initials={owner.initials}>
      {withThemSince
        ? boardWords.rich('owner.with-them', { name, time: timeOfDay(withThemSince) })
        : boardWords.rich('owner.since', { name, time: timeOfDay(owner.since) })}
    </PersonLine>
  );
}

function ProgressDue({ card: { progressBy, graceUntil }, mine }: { card: BoardCard; mine: boolean }) {
  const now = useNow(1000);
  if (graceUntil !== null) return <Note tone="critical">{boardWords('progress.grace', { time: timeOfDay(graceUntil) })}</Note>;
  if (progressBy === null) return null;
  const { over, seconds } = remainingUntil(Date.parse(progressBy), now);
  const words = over ? boardWords('progress.over') : mine ? boardWords('progress.ask-mine', { time: timeOfDay(progressBy) }) : boardWords('progress.due', { duration: coarseDuration(seconds) });
  return <Note tone={dueTone(Date.parse(progressBy), now)}>{words}</Note>;
}

function ConfirmDue({ card: { emergencyConfirmBy } }: { card: BoardCard }) {
  const now = useNow(10_000);
  if (emergencyConfirmBy === null) return null;
  const over = Date.parse(emergencyConfirmBy) <= now;
  return (
    <Note tone={dueTone(Date.parse(emergencyConfirmBy), now)} icon="phone">
      {over ? boardWords('confirm.over') : boardWords('confirm.due', { time: timeOfDay(emergencyConfirmBy) })}
    </Note>
  );
}
