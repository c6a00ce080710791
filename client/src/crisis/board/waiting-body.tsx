import type { BoardCard } from '../../../../server/contract/crisis.js';
import { useState } from 'react';
import { exactTime } from '../../app/format.js';
import { Deadline } from '../../app/time.js';
import { useNow } from '../../live/server-clock.js';
import { CannotDialog } from '../asks/cannot-dialog.js';
import { asksWords } from '../asks/asks-words.js';
import { actOnCard } from '../asks/core/card-acts.js';
import { Button } from '../../ui/button.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { AnswerElsewhere } from './answer-elsewhere.js';
import { useBoardDoing } from './board-doing.js';
import { boardWords } from './board-words.js';
import { CardTitle } from './card-title.js';
import { answerTimeOf } from './core/alarms.js';
import { askedAs } from './core/may-answer.js';
import type { CrisisCardProps } from './crisis-card.js';
import { EmergencyQuestion } from './emergency-question.js';
import { FailureNote } from './failure-note.js';
import { Ladder } from './ladder.js';
import { toneOf } from './level-tag.js';
import { useAnswer } from './use-answer.js';

/** Until anything else is known the person is with whoever raised it, which the card says already. */
const HAS_REPORTER: ReadonlySet<BoardCard['locationState']> = new Set<BoardCard['locationState']>(['WITH_REPORTER', 'AWAITING_RESPONSE']);

/** The clock of a crisis that waits: big while it runs, a filled chip once it is over. */
export function WaitingTime({ card }: { card: BoardCard }) {
  const at = card.answerBy ?? card.contactBy;
  if (at === null) return null;
  return <Deadline at={at} size={card.shows === 'Emergency' || card.shows === 'Urgent' ? 'm' : 's'} tone={toneOf(card.shows)} />;
}

/** What is known, how much of the time has gone, and who is asked. */
export function WaitingBody({ card, meId, stale }: CrisisCardProps) {
  const loud = card.shows === 'Emergency' || card.shows === 'Urgent';
  return (
    <>
      {loud && <TimeGone card={card} />}
      <CardTitle card={card} />
      <p className="card-meta">
        {boardWords('raised', { name: card.raisedBy, time: exactTime(card.raisedAt) })}
        {` ${placeOf(card)}`}
      </p>
      <EmergencyQuestion card={card} frozen={stale} />
      {card.ladder ? <Ladder ladder={card.ladder} meId={meId} /> : <Note tone="warning">{boardWords('ladder.ended')}</Note>}
    </>
  );
}

/** Where the person is and who is with them, as far as the card does not say it already. */
function placeOf({ place, locationState }: BoardCard): string {
  if (HAS_REPORTER.has(locationState)) return place ?? '';
  const where = asksWords(`where.${locationState}`);
  return place ? boardWords('raised.place', { place, where }) : `${where}.`;
}

function TimeGone({ card }: { card: BoardCard }) {
  const now = useNow(1000);
  const time = answerTimeOf(card);
  return time && <ProgressBar share={(now - time.from) / (time.to - time.from)} tone={toneOf(card.shows)} className="card-bar" />;
}

/** The two things one can do with a crisis that nobody has. */
export function WaitingActions({ card, meId, stale }: CrisisCardProps) {
  if (stale) return <AnswerElsewhere code={card.ref} />;
  return <LiveActions card={card} meId={meId} />;
}

function LiveActions({ card, meId }: Pick<CrisisCardProps, 'card' | 'meId'>) {
  const { act, followCard, mayOf } = useBoardDoing();
  const [refusing, setRefusing] = useState(false);
  const may = mayOf(card);
  const answering = useAnswer(card, 'board', followCard);
  const asked = askedAs(card, meId);
  const mayRefuse = may.acceptHandOver || (asked !== null && asked.said !== 'cannot');
  const second = mayRefuse ? null : actOnCard(card, may);
  const loud = card.shows === 'Emergency' || card.shows === 'Urgent';
  const size = loud ? 'm' : 's';
  return (
    <>
      <FailureNote failure={answering.failure} />
      <div className="card-acts">
        {may.answer && (
          <Button
            data-act="answer"
            variant={card.shows === 'Emergency' ? 'primary' : 'outline'}
            size={size}
            keys={['A', 'Return']}
            busy={answering.busy === 'answer'}
            onClick={() => void answering.answer()}
          >
            {boardWords('answer')}
            <ForWhich card={card} />
          </Button>
        )}
        {mayRefuse && (
          <Button data-act="cannot" size={size} keys={['X']} busy={answering.busy === 'cannot'} onClick={() => (may.acceptHandOver ? setRefusing(true) : void answering.cannot())}>
            {boardWords('cannot')}
            <ForWhich card={card} />
          </Button>
        )}
        {second && (
          <Button data-act={second} size={size} keys={[second === 'assign' ? 'S' : 'E']} onClick={() => act(card, second)}>
            {asksWords(`act.${second}`)}
            <ForWhich card={card} />
          </Button>
        )}
      </div>
      <CannotDialog card={card} open={refusing} onClose={() => setRefusing(false)} />
    </>
  );
}

/** Many cards offer the same: whoever hears the button hears which crisis it is for. */
function ForWhich({ card }: { card: BoardCard }) {
  return <VisuallyHidden> {card.ref}</VisuallyHidden>;
}
