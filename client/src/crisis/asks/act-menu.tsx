import type { BoardCard } from '../../../../server/contract/crisis.js';
import { Icon } from '../../ui/icon.js';
import { Keys } from '../../ui/kbd.js';
import { MenuButton } from '../../ui/menu.js';
import type { MenuEntry } from '../../ui/menu.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { asksWords } from './asks-words.js';
import type { Act } from './core/card-acts.js';
import './asks.css';

/** The keys of acts that have one. Source: product design guide §5. */
const KEYS: Partial<Record<Act, string>> = { 'hand-over': 'H', assign: 'S', escalate: 'E' };

/** Everything else that can be done, behind one button; nothing at all when there is nothing. */
export function ActMenu({ card, acts, onAct, look }: {
  card: BoardCard;
  acts: readonly Act[];
  onAct: (card: BoardCard, act: Act) => void;
  /** `icon` in the corner of a card, `button` beside others. */
  look: 'icon' | 'button';
}) {
  if (acts.length === 0) return null;
  const entries = acts.map((act): MenuEntry => ({
    kind: 'act',
    label: (
      <>
        {asksWords(`act.${act}`)} {KEYS[act] !== undefined && <Keys keys={[KEYS[act]]} />}
      </>
    ),
    onAct: () => onAct(card, act),
  }));
  return (
    <MenuButton
      className={look === 'icon' ? 'icon-button card-more' : 'button button-outline button-m'}
      name={look === 'icon' ? asksWords('more', { ref: card.ref }) : undefined}
      label={asksWords('more', { ref: card.ref })}
      trigger={
        look === 'icon' ? (
          <Icon name="more" size={16} />
        ) : (
          <>
            <Icon name="more" size={16} />
            <span className="button-words">
              {asksWords('more.short')}
              <VisuallyHidden> {card.ref}</VisuallyHidden>
            </span>
          </>
        )
      }
      entries={entries}
    />
  );
}
