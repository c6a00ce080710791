import type { ReactNode } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { ghostWords } from './board-column.js';
import { boardWords } from './board-words.js';
import { CrisisRow } from './crisis-row.js';
import { SteadyList } from './steady-list.js';

/** About how high a row is, in CSS pixels. */
const ROW_PX = 76;
/** The one list's name, for the order of the keyboard. */
export const LIST = 'list';

/** The whole board as one list, least time left first: the same cards, the same acts, less room. */
export function BoardList({ cards, everywhere, meId, stale, changed, empty, between }: {
  cards: readonly BoardCard[];
  everywhere: ReadonlyMap<string, BoardCard>;
  meId: string;
  stale: boolean;
  changed: ReadonlySet<string>;
  empty: ReactNode;
  /** What stands below whoever waits first. */
  between?: ReactNode;
}) {
  return (
    <SteadyList
      name={LIST}
      title={boardWords('list')}
      cards={cards}
      heightPx={ROW_PX}
      className="board-rows"
      empty={empty}
      between={between}
      draw={(card, isHere) => <CrisisRow card={card} meId={meId} stale={stale} changed={changed.has(card.id)} ghost={isHere ? null : ghostWords(everywhere.get(card.id), meId)} />}
    />
  );
}
