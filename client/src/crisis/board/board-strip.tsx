import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { BoardCard, BoardView } from '../../../../server/contract/crisis.js';
import { figure } from '../../app/format.js';
import { useSession } from '../../app/session.js';
import { useNarrow } from '../../app/use-narrow.js';
import { NEEDS_OWNER } from '../../referral/list/core/referral-groups.js';
import { useNow } from '../../live/server-clock.js';
import { LinkButton } from '../../ui/button.js';
import { FigureStrip } from '../../ui/fact-list.js';
import { Icon } from '../../ui/icon.js';
import { Kbd } from '../../ui/kbd.js';
import { Note, PillButton } from '../../ui/tag.js';
import { asksWords } from '../asks/asks-words.js';
import { isSnoozed } from '../asks/core/attention.js';
import { asksMe } from '../asks/core/card-acts.js';
import { SnoozedDialog } from '../asks/snoozed-dialog.js';
import { chooseBoardLook, useBoardLook } from './board-view.js';
import { boardWords } from './board-words.js';
import { Figure } from './figure.js';
import { columnOf, dueAtOf } from './core/card-order.js';
import { NO_FILTER, filterCards, isNarrowed } from './core/filter-cards.js';
import type { CardFilter } from './core/filter-cards.js';

/** The field that the key `/` leads to. */
export const FILTER_ID = 'board-filter';
/** Follow-ups due within this time count in the strip: one shift. */
const SHIFT_MS = 12 * 3_600_000;

/** The numbers of the moment, over all cards, and what narrows the board. */
export function BoardStrip({ board: { cards, unownedMinutes }, filter, onFilter }: { board: BoardView; filter: CardFilter; onFilter: (filter: CardFilter) => void }) {
  const now = useNow(1000);
  const { staff, teams } = useSession();
  const look = useBoardLook();
  const counts = countCards(cards, now, staff.id);
  const narrow = useNarrow();
  return (
    <div className="board-strip">
      <Fold line={narrow ? boardWords('strip.line', { waiting: figure(counts.waiting), owned: figure(counts.owned), referrals: figure(counts.referrals) }) : null} open={unownedMinutes > 0}>
        <FigureStrip
          label={boardWords('now')}
          figures={[
            { name: boardWords('strip.waiting'), figure: <Figure value={counts.waiting} />, remark: counts.waiting > 0 && (counts.past > 0 ? boardWords('strip.past', { count: counts.past }) : boardWords('strip.in-time')) },
            { name: boardWords('strip.has-it'), figure: <Figure value={counts.owned} /> },
            { name: boardWords('strip.referrals'), figure: <Figure value={counts.referrals} />, remark: counts.needYou > 0 && boardWords('strip.needs-you', { count: counts.needYou }) },
            { name: boardWords('strip.follow-ups'), figure: <Figure value={counts.followUps} /> },
            unowned(unownedMinutes, counts.unowned),
          ]}
        >
          {teams.length > 1 && (
            <label className="pill board-team">
              <span className="visually-hidden">{boardWords('strip.team')}</span>
              <select value={filter.teamId ?? ''} onChange={(event) => onFilter({ ...filter, teamId: event.target.value === '' ? null : event.target.value })}>
                <option value="">{boardWords('strip.all-teams')}</option>
                {teams.map((team) => (
                  <option key={team.id} value={team.id}>
                    {team.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <PillButton icon="list" pressed={look === 'list'} onClick={() => chooseBoardLook(look === 'list' ? 'columns' : 'list')}>
            {boardWords('strip.list')}
          </PillButton>
          <Snoozed cards={cards} now={now} />
          <PillButton pressed={filter.ownerId !== null} onClick={() => onFilter({ ...filter, ownerId: filter.ownerId === null ? staff.id : null })}>
            {boardWords('strip.mine')}
          </PillButton>
          <FilterField filter={filter} onFilter={onFilter} />
        </FigureStrip>
      </Fold>
      <HiddenNote cards={cards} filter={filter} onShowAll={() => onFilter(NO_FILTER)} />
    </div>
  );
}

/** On a phone one line stands for the strip, so that whoever waits comes first; what must be looked at opens it by itself. */
function Fold({ line, open, children }: { line: string | null; open: boolean; children: ReactNode }) {
  if (line === null) return children;
  return (
    <details className="board-fold" open={open || undefined}>
      <summary>
        <span className="num">{line}</span>
        <Icon name="filter" size={14} /> <span>{boardWords('strip.more')}</span>
      </summary>
      {children}
    </details>
  );
}

/** Nothing but a quiet 0 while every crisis has an owner or is asked for; anything else is loud. Source: design.md §2 "unowned". */
function unowned(minutes: number, crises: number) {
  const name = boardWords('strip.unowned');
  if (minutes === 0) return { name, figure: <Figure value={0} /> };
  return {
    name,
    figure: (
      <span className="figure-loud">
        <Figure value={minutes} />
      </span>
    ),
    remark: boardWords('strip.unowned.some', { count: crises }),
  };
}

/** How many are quiet now, and which. */
function Snoozed({ cards, now }: { cards: readonly BoardCard[]; now: number }) {
  const [open, setOpen] = useState(false);
  const snoozed = cards.filter((card) => isSnoozed(card, now));
  return (
    <>
      {snoozed.length > 0 && (
        <PillButton icon="moon" onClick={() => setOpen(true)}>
          {asksWords('snoozed.count', { count: snoozed.length })}
        </PillButton>
      )}
      <SnoozedDialog cards={snoozed} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function FilterField({ filter, onFilter }: { filter: CardFilter; onFilter: (filter: CardFilter) => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <label className="pill board-filter">
      <Icon name="filter" size={14} />
      <span className="visually-hidden">{boardWords('strip.filter-label')}</span>
      <input
        ref={field}
        id={FILTER_ID}
        type="search"
        autoComplete="off"
        placeholder={boardWords('strip.filter')}
        value={filter.words}
        onChange={(event) => onFilter({ ...filter, words: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          onFilter({ ...filter, words: '' });
          field.current?.blur();
        }}
      />
      <span className="keys" aria-hidden="true">
        <Kbd>/</Kbd>
      </span>
    </label>
  );
}

/** A filter must not hide that somebody waits. */
function HiddenNote({ cards, filter, onShowAll }: { cards: readonly BoardCard[]; filter: CardFilter; onShowAll: () => void }) {
  if (!isNarrowed(filter)) return null;
  const shown = new Set(filterCards(cards, filter));
  const hidden = cards.filter((card) => !shown.has(card));
  if (hidden.length === 0) return null;
  const emergencies = hidden.filter(({ column, shows }) => column === 'needs-someone' && shows === 'Emergency').length;
  return (
    <Note tone={emergencies > 0 ? 'critical' : 'neutral'} icon={emergencies > 0 ? 'warning' : 'filter'}>
      {emergencies > 0 ? boardWords('strip.hidden-emergency', { count: emergencies }) : boardWords('strip.hidden', { count: hidden.length })}{' '}
      <LinkButton onClick={onShowAll}>{boardWords('strip.show-all')}</LinkButton>
    </Note>
  );
}

function countCards(cards: readonly BoardCard[], now: number, meId: string) {
  const counts = { waiting: 0, past: 0, owned: 0, referrals: 0, needYou: 0, followUps: 0, unowned: 0 };
  for (const card of cards) {
    const due = dueAtOf(card);
    const column = columnOf(card);
    if (card.unownedMinutes > 0) counts.unowned += 1;
    if (card.column === 'needs-someone') {
      counts.waiting += 1;
      if (due !== null && Date.parse(due) <= now) counts.past += 1;
    }
    if (column === 'has-it') counts.owned += 1;
    if (column === 'referral') {
      counts.referrals += 1;
      const findAnother = card.owner?.id === meId && card.referral !== null && NEEDS_OWNER.has(card.referral.state);
      if (findAnother || asksMe(card.handOver, meId)) counts.needYou += 1;
    }
    if (card.column === 'follow-up' && due !== null && Date.parse(due) <= now + SHIFT_MS) counts.followUps += 1;
  }
  return counts;
}
