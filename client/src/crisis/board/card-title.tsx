import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { boardWords } from './board-words.js';

/** The heading of a card leads to its crisis; the keyboard moves from one to the next. */
export function CardTitle({ card, children }: { card: BoardCard; children?: ReactNode }) {
  return (
    <h3>
      <Link href={`/crises/${card.id}`} className="card-link">
        {children ?? card.headline ?? boardWords('headline.none')}
      </Link>
    </h3>
  );
}
