import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ShiftItem } from '../../../server/contract/asks.js';
import { LevelTag } from '../crisis/board/level-tag.js';
import { shiftWords } from './shift-words.js';

/** One crisis in a list of a shift: how urgent, which, and what is known of where it goes. */
export function ShiftLine({ item, children, actions }: { item: ShiftItem; children?: ReactNode; actions?: ReactNode }) {
  return (
    <li className="shift-line">
      <div>
        <p className="row">
          <LevelTag level={item.shows} />
          <Link href={`/crises/${item.crisisId}`} className="shift-link">
            <b className="num">{item.ref}</b> {item.headline ?? shiftWords('headline.none')}
          </Link>
        </p>
        {children && <div className="muted num">{children}</div>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </li>
  );
}
