import type { BoardCard, ProgressInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { PersonLine } from '../../ui/avatar.js';
import { Button } from '../../ui/button.js';
import { coarseDuration, remainingUntil } from '../../ui/core/duration.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { hearCrisis } from './board-data.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import type { CrisisCardProps } from './crisis-card.js';
import { EmergencyQuestion } from './emergency-question.js';
import { FailureNote } from './failure-note.js';
import { useSend } from './use-send.js';

/** A crisis that somebody has: quiet, with who has it and what is due next. */
export function OwnedBody({ card, meId, stale }: CrisisCardProps) {
  const mine = card.owner?.id === meId;
  return (
    <>
      <CardTitle card={card} />
      {card.place && <p className="card-meta">{card.place}</p>}
      <EmergencyQuestion card={card} frozen={stale} />
      <OwnerLine card={card} meId={meId} />
      <ProgressDue card={card} mine={mine} />
      {mine && card.progressBy && !stale && <SayProgress card={card} />}
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

function ProgressDue({ card: { progressBy }, mine }: { card: BoardCard; mine: boolean }) {
  const now = useNow(1000);
  if (progressBy === null) return null;
  const { over, seconds } = remainingUntil(Date.parse(progressBy), now);
  const words = over ? boardWords('progress.over') : mine ? boardWords('progress.ask-mine', { time: timeOfDay(progressBy) }) : boardWords('progress.due', { duration: coarseDuration(seconds) });
  return <Note tone="warning">{words}</Note>;
}

/** How it goes, said by the owner without leaving the board. */
function SayProgress({ card }: { card: BoardCard }) {
  const { busy, failure, send } = useSend();
  const say = (state: ProgressInput['state']) => send(async () => hearCrisis(await call('POST /api/v1/crises/:id/progress', { id: card.id, state })));
  return (
    <>
      <FailureNote failure={failure} />
      <div className="card-acts">
        {(['spoke', 'with-them'] as const).map((state) => (
          <Button key={state} size="s" busy={busy} onClick={() => void say(state)}>
            {boardWords(`progress.${state}`)}
            <VisuallyHidden> {card.ref}</VisuallyHidden>
          </Button>
        ))}
      </div>
    </>
  );
}

function ConfirmDue({ card: { emergencyConfirmBy } }: { card: BoardCard }) {
  const now = useNow(60_000);
  if (emergencyConfirmBy === null) return null;
  const over = Date.parse(emergencyConfirmBy) <= now;
  return (
    <Note tone="warning" icon="phone">
      {over ? boardWords('confirm.over') : boardWords('confirm.due', { time: timeOfDay(emergencyConfirmBy) })}
    </Note>
  );
}
