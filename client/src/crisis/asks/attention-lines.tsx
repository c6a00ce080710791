import { Link } from 'wouter';
import type { AttentionView, BoardCard } from '../../../../server/contract/crisis.js';
import { timeOfDay } from '../../app/format.js';
import { useSession } from '../../app/session.js';
import { Note } from '../../ui/tag.js';
import { asksWords } from './asks-words.js';
import { attentionFor } from './core/attention.js';
import { useWatcher } from './use-viewer.js';

/**
 * Why this person should look at a card now, and what to do. "With them yet?" is put to the owner with its answers
 * (`ProgressAsk`), so here only those see it who watch over them.
 */
export function AttentionLines({ card, mayHandOver }: { card: BoardCard; mayHandOver: boolean }) {
  const watcher = useWatcher();
  const lines = attentionFor(card, watcher).filter(({ why, forId }) => why !== 'with-them-yet' || forId !== watcher.id);
  return lines.map((line) => <Line key={line.why} card={card} line={line} mine={card.owner?.id === watcher.id} mayHandOver={mayHandOver} />);
}

function Line({ card, line, mine, mayHandOver }: { card: BoardCard; line: AttentionView; mine: boolean; mayHandOver: boolean }) {
  const { network } = useSession();
  const again = mayHandOver && (line.why === 'hand-over-returned' || line.why === 'hand-over-declined');
  return (
    <Note tone={line.why === 'unowned' ? 'critical' : 'warning'} icon="warning">
      {wordsOf(line, { mine, name: card.owner?.name ?? '', phone: network.dutyPhone })}{' '}
      {again && (
        <Link href={`/crises/${card.id}/hand-over`} className="page-link">
          {asksWords('attention.again')}
        </Link>
      )}
    </Note>
  );
}

function wordsOf({ why, at }: AttentionView, { mine, name, phone }: { mine: boolean; name: string; phone: string }): string {
  switch (why) {
    case 'hand-over-returned':
    case 'hand-over-declined':
      return mine ? asksWords(`attention.${why}.mine`) : asksWords(`attention.${why}`, { name });
    case 'with-them-yet':
      return asksWords('attention.with-them-yet', { name, time: timeOfDay(at) });
    case 'backup-unanswered':
      return mine ? asksWords('attention.backup-unanswered.mine', { phone }) : asksWords('attention.backup-unanswered', { name });
    case 'unowned':
      return asksWords('attention.unowned', { time: timeOfDay(at) });
    case 'look-again':
      return mine ? asksWords('attention.look-again.mine') : name === '' ? asksWords('attention.look-again.nobody') : asksWords('attention.look-again', { name });
  }
}
