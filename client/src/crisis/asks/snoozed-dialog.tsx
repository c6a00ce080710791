import { Link } from 'wouter';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { timeOfDay } from '../../app/format.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { boardWords } from '../board/board-words.js';
import { LevelTag } from '../board/level-tag.js';
import { asksWords } from './asks-words.js';
import { ConflictNote } from './conflict-note.js';
import { useHeldBack } from './held-note.js';
import { useAskActs } from './use-ask-acts.js';

/** What is quiet now, until when and by whom; each can be ended. Closes by itself when nothing is quiet any more. */
export function SnoozedDialog({ cards, open, onClose }: { cards: readonly BoardCard[]; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open && cards.length > 0} title={asksWords('snoozed.title')} closeLabel={asksWords('close')} onClose={onClose}>
      <ul className="snoozed-list">
        {cards.map((card) => (
          <li key={card.id}>
            <Line card={card} onGo={onClose} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Line({ card, onGo }: { card: BoardCard; onGo: () => void }) {
  const acts = useAskActs(card);
  const held = useHeldBack();
  const { snooze, ref, headline, id } = card;
  return (
    <>
      <div>
        <p className="row">
          <LevelTag level={card.shows} />
          <Link href={`/crises/${id}`} className="page-link" onClick={onGo}>
            <b className="num">{ref}</b> {headline ?? boardWords('headline.none')}
          </Link>
        </p>
        {snooze && <p className="muted num">{asksWords('snoozed', { time: timeOfDay(snooze.until), name: snooze.byName })}</p>}
      </div>
      <Button size="s" busy={acts.busy} disabled={held} onClick={() => void acts.endSnooze()}>
        {asksWords('snoozed.wake')}
        <VisuallyHidden> {ref}</VisuallyHidden>
      </Button>
      <ConflictNote sending={acts} id={id} code={ref} />
    </>
  );
}
