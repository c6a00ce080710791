import { useState } from 'react';
import { Link } from 'wouter';
import type { AskView } from '../../../../server/contract/asks.js';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { asksWords } from './asks-words.js';
import { ConflictNote } from './conflict-note.js';
import { asksMe } from './core/card-acts.js';
import { CannotDialog } from './cannot-dialog.js';
import { declinedNames, waitingNames } from './names.js';
import { TimeLeft } from './time-left.js';
import { useAskActs } from './use-ask-acts.js';

interface Props {
  card: BoardCard;
  meId: string;
  /** Whether I may take it back. */
  mayTakeBack: boolean;
  /** What it shows is old: nothing can be pressed. */
  frozen: boolean;
}

/** The one open ask to take a crisis: for whoever is asked the question and its answers, for everyone else whom it waits for. */
export function TransferLine({ card, meId, mayTakeBack, frozen }: Props) {
  const { handOver } = card;
  if (!handOver) return null;
  return asksMe(handOver, meId) ? <ToMe card={card} ask={handOver} frozen={frozen} /> : <Waiting card={card} ask={handOver} meId={meId} mayTakeBack={mayTakeBack} frozen={frozen} />;
}

const left = ({ until }: AskView) => until && <TimeLeft at={until} />;

/** Of an assignment only the question: the card that waits, and the head of its page, have the answers already. */
function ToMe({ card, ask, frozen }: { card: BoardCard; ask: AskView; frozen: boolean }) {
  const [saying, setSaying] = useState(false);
  const acts = useAskActs(card);
  const { kind, by } = ask;
  const name = by.name;
  const words = kind === 'shift'
    ? asksWords.rich('to-me.shift', { name, left: left(ask), owner: card.owner?.name ?? name })
    : asksWords.rich(kind === 'assignment' ? 'to-me.assignment' : 'to-me.hand-over', { name, left: left(ask) });
  return (
    <div className="ask">
      <Note tone="info" icon="transfer">
        {words}
      </Note>
      {!frozen && kind !== 'assignment' && (
        <div className="card-acts">
          {kind === 'hand-over' ? (
            <Link href={`/crises/${card.id}/hand-over`} asChild>
              <ButtonLink data-act="hand-over" size="s" variant="primary" keys={['H']}>
                {asksWords('read')}
                <VisuallyHidden> {card.ref}</VisuallyHidden>
              </ButtonLink>
            </Link>
          ) : (
            <Button data-act="hand-over" size="s" variant="primary" busy={acts.busy} onClick={() => void acts.accept()}>
              {asksWords('accept.shift')}
              <VisuallyHidden> {card.ref}</VisuallyHidden>
            </Button>
          )}
          <Button data-act="cannot" size="s" keys={['X']} onClick={() => setSaying(true)}>
            {asksWords('cannot')}
            <VisuallyHidden> {card.ref}</VisuallyHidden>
          </Button>
        </div>
      )}
      <ConflictNote sending={acts} id={card.id} code={card.ref} />
      <CannotDialog card={card} open={saying} onClose={() => setSaying(false)} />
    </div>
  );
}

function Waiting({ card, ask, meId, mayTakeBack, frozen }: Props & { ask: AskView }) {
  const acts = useAskActs(card);
  const no = declinedNames(ask);
  const names = waitingNames(ask, meId);
  const mine = card.owner?.id === meId;
  return (
    <div className="ask">
      <Note tone="neutral" icon="transfer">
        {ask.kind === 'assignment' ? asksWords.rich('asked.assignment', { by: ask.by.id === meId ? asksWords('you') : ask.by.name, names, left: left(ask) }) : asksWords.rich(ask.kind === 'shift' ? 'asked.shift' : 'asked.hand-over', { names, left: left(ask) })}
        {no !== '' && ` ${asksWords('asked.no', { names: no })}`}
        {ask.kind !== 'assignment' && card.owner && <small> {mine ? asksWords('asked.mine') : asksWords('asked.theirs', { name: card.owner.name })}</small>}
      </Note>
      {mayTakeBack && !frozen && (
        <div className="card-acts">
          <Button size="s" busy={acts.busy} onClick={() => void acts.takeBack()}>
            {asksWords('take-back')}
            <VisuallyHidden> {card.ref}</VisuallyHidden>
          </Button>
        </div>
      )}
      <ConflictNote sending={acts} id={card.id} code={card.ref} />
    </div>
  );
}
