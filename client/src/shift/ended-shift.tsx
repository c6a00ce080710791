import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ShiftEndView, ShiftItem, ShiftListView } from '../../../server/contract/asks.js';
import type { BoardCard } from '../../../server/contract/crisis.js';
import { exactTime } from '../app/format.js';
import { useSession } from '../app/session.js';
import { listNames } from '../crisis/asks/names.js';
import { TimeLeft } from '../crisis/asks/time-left.js';
import { boardQuery } from '../crisis/board/board-data.js';
import { Panel } from '../ui/card.js';
import { Note } from '../ui/tag.js';
import { ShiftLine } from './shift-item.js';
import { shiftWords } from './shift-words.js';

/** What became of each crisis when the shift ended, kept true while the lead answers. */
export function EndedShift({ ended, shift }: { ended: ShiftEndView; shift: ShiftListView }) {
  const session = useSession();
  const { network } = session;
  // The watch over the board keeps it true; here it is only read.
  const { data: state } = useQuery({ ...boardQuery, enabled: false });
  const mine = new Map(shift.mine.map((item) => [item.crisisId, item]));
  const stillMine = ended.offered.filter(({ crisisId }) => mine.has(crisisId));
  const nothing = ended.offered.length + ended.dayList.length + ended.escalated.length + ended.kept.length === 0;
  return (
    <Panel title={shiftWords('ended', { time: exactTime(ended.endedAt) })}>
      <div className="stack">
        {nothing && <p className="muted">{shiftWords('ended.nothing')}</p>}
        {ended.offered.length > 0 && stillMine.length === 0 && (
          <Note tone="success" icon="check">
            {shiftWords('ended.none-mine')}
          </Note>
        )}
        <Part title={shiftWords('ended.offered')} words={stillMine.length > 0 ? shiftWords('ended.offered.words') : null} items={ended.offered}>
          {(item) => {
            const now = mine.get(item.crisisId);
            const names = listNames(item.to.map(({ name }) => name));
            if (!now) return goneWords(state?.board.cards.find(({ id }) => id === item.crisisId), session.staff.id);
            return shiftWords.rich('ended.offered.to', { names, left: <TimeLeft at={now.handOver?.until ?? item.until} /> });
          }}
        </Part>
        <Part title={shiftWords('ended.day-list')} words={null} items={ended.dayList}>
          {(item) => shiftWords('ended.day-list.to', { name: item.lead.name })}
        </Part>
        <Part title={shiftWords('ended.escalated')} words={shiftWords('ended.escalated.words')} items={ended.escalated} />
        <Part title={shiftWords('ended.kept')} words={shiftWords('ended.kept.words', { phone: network.dutyPhone })} items={ended.kept} />
      </div>
    </Panel>
  );
}

/** Who has now what was mine: told from the board, never guessed from who was asked. */
function goneWords(card: BoardCard | undefined, meId: string): string {
  if (card?.owner && card.owner.id !== meId) return shiftWords('ended.taken', { name: card.owner.name });
  return shiftWords(card && !card.owner ? 'ended.anew' : 'ended.gone');
}

function Part<Item extends ShiftItem>({ title, words, items, children }: { title: string; words: string | null; items: readonly Item[]; children?: (item: Item) => ReactNode }) {
  if (items.length === 0) return null;
  return (
    <section className="stack">
      <h3>{title}</h3>
      {words && <p className="muted">{words}</p>}
      <ul>
        {items.map((item) => (
          <ShiftLine key={item.crisisId} item={item}>
            {children?.(item)}
          </ShiftLine>
        ))}
      </ul>
    </section>
  );
}
