import type { KeyboardEvent } from 'react';
import { useId, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { ScheduleView, SegmentView } from '../../../../server/contract/oncall.js';
import { languageTag } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { classNames } from '../../ui/class-names.js';
import { Icon } from '../../ui/icon.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { shortNames } from '../core/short-names.js';
import { cellBeside, inTiers, weekGrids } from '../core/week-grid.js';
import type { Cell, Lane, ZoneGrid } from '../core/week-grid.js';
import { zoneName } from '../core/zone-name.js';
import { rotaWords } from '../rota-words.js';
import { columnDay, localDay, timeIn } from '../time-words.js';
import { MARK_ICON, MARK_TONE, cellName, lineOf } from './cell-words.js';
import './week-grid.css';

export type OnCell = (schedule: ScheduleView, segment: SegmentView) => void;

interface Look {
  meId: string | undefined;
  names: ReadonlyMap<string, string>;
  /** The rotas that this person may change. */
  editable: readonly string[];
  onCell: OnCell;
}

/** The week by tier, drawn to real hours. One stop for the Tab key; arrow keys move between shifts, Enter opens one. */
export function WeekGrid({ schedules, meId, editable, onCell }: { schedules: readonly ScheduleView[]; meId: string | undefined; editable: readonly string[]; onCell: OnCell }) {
  const now = useNow(60_000);
  const grids = useMemo(() => weekGrids(inTiers(schedules), now), [schedules, now]);
  const names = useMemo(() => shortNames(schedules.flatMap(({ segments, extras }) => [...segments, ...extras].flatMap(({ staff }) => staff?.name ?? []))), [schedules]);
  return grids.map((grid) => <Zone key={grid.timeZone} grid={grid} now={now} named={grids.length > 1} meId={meId} names={names} editable={editable} onCell={onCell} />);
}

function Zone({ grid, now, named, ...look }: Look & { grid: ZoneGrid; now: number; named: boolean }) {
  const hint = useId();
  const rows = grid.lanes.flatMap(({ schedule, cells, beside }) => [{ schedule, cells }, ...beside.map((row) => ({ schedule, cells: row }))]);
  const [at, setAt] = useState<string | null>(null);
  const keys = new Set(rows.flatMap(({ schedule, cells }) => cells.map(({ key }) => `${schedule.rotaId} ${key}`)));
  const present = rows[0]?.cells.find(({ start, size }) => grid.nowAt !== null && start <= grid.nowAt && grid.nowAt < start + size) ?? rows[0]?.cells[0];
  const current = at !== null && keys.has(at) ? at : `${rows[0]?.schedule.rotaId} ${present?.key}`;

  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const next = nextCell(rows, current, event.key);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${CSS.escape(next)}"]`)?.focus();
  };

  const zone = zoneName(grid.timeZone, languageTag());
  const [first, last] = [grid.days[0], grid.days.at(-1)];
  return (
    <div className="week">
      {named && <p className="week-zone">{zone}</p>}
      <div className="week-row week-head" aria-hidden="true">
        <div className="week-tier" />
        <div className="week-days">
          {grid.days.map(({ on, hours, start, size }) => {
            const today = grid.nowAt !== null && start <= grid.nowAt && grid.nowAt < start + size;
            return (
              <div key={on} className={classNames('week-day', today && 'week-today')} style={{ '--size': size }}>
                <b>{columnDay(on)}</b>
                {today && <small className="num">{rotaWords('grid.today', { time: timeIn(now, grid.timeZone) })}</small>}
                {hours !== 24 && (
                  <small className="week-clock">
                    <Icon name="clock" size={13} /> {rotaWords('grid.hours', { count: hours })}
                  </small>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <p id={hint} className="visually-hidden">
        {rotaWords('grid.hint')}
      </p>
      <div role="grid" tabIndex={-1} className="week-grid" aria-label={rotaWords('grid', { from: localDay(first?.on ?? ''), to: localDay(last?.on ?? ''), zone })} aria-describedby={hint} onKeyDown={onKey}>
        {grid.lanes.map((lane) => (
          <LaneRows key={lane.schedule.rotaId} lane={lane} grid={grid} current={current} onReach={setAt} {...look} />
        ))}
      </div>
    </div>
  );
}

type Row = Pick<Lane, 'schedule' | 'cells'>;

/** The cell to which a key leads, as `rota cell`; null for a key that leads nowhere. */
function nextCell(rows: readonly Row[], current: string, key: string): string | null {
  const row = rows.findIndex(({ schedule, cells }) => cells.some((cell) => `${schedule.rotaId} ${cell.key}` === current));
  const here = rows[row];
  const place = here?.cells.findIndex((cell) => `${here.schedule.rotaId} ${cell.key}` === current) ?? -1;
  const cell = here?.cells[place];
  if (!here || !cell) return null;
  const along = (to: number): string | null => (here.cells[to] ? `${here.schedule.rotaId} ${here.cells[to].key}` : null);
  const across = (others: readonly Row[]): string | null => {
    const to = others.find(({ cells }) => cellBeside(cells, cell));
    return to ? `${to.schedule.rotaId} ${cellBeside(to.cells, cell)?.key}` : null;
  };
  const forward = document.dir === 'rtl' ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return along(place + forward);
    case 'ArrowLeft':
      return along(place - forward);
    case 'ArrowDown':
      return across(rows.slice(row + 1));
    case 'ArrowUp':
      return across(rows.slice(0, row).toReversed());
    case 'Home':
      return along(0);
    case 'End':
      return along(here.cells.length - 1);
    default:
      return null;
  }
}

function LaneRows({ lane: { schedule, cells, beside }, grid, current, onReach, ...look }: Look & { lane: Lane; grid: ZoneGrid; current: string; onReach: (key: string) => void }) {
  const { rotaId, rotaName, supervises } = schedule;
  const mayChange = look.editable.includes(rotaId);
  const row = (these: readonly Cell[], place: number) => (
    <div key={place} role="row" className={classNames('week-row', place >= 0 && 'week-beside')}>
      <div role="rowheader" className="week-tier">
        {place < 0 ? (
          <>
            {mayChange ? (
              <Link href={`/rota/${encodeURIComponent(rotaId)}`} aria-label={rotaWords('tier.change', { rota: rotaName })}>
                {rotaName}
              </Link>
            ) : (
              <b>{rotaName}</b>
            )}
            {supervises && <small>{rotaWords('tier.supervises')}</small>}
          </>
        ) : (
          <small>
            <VisuallyHidden>{rotaName} </VisuallyHidden>
            {rotaWords('tier.beside')}
          </small>
        )}
      </div>
      <div role="presentation" className="week-lane">
        {grid.days.slice(1).map(({ on, start }) => (
          <span key={on} className="week-line" aria-hidden="true" style={{ '--start': start }} />
        ))}
        {grid.nowAt !== null && <span className="week-now" aria-hidden="true" style={{ '--start': grid.nowAt }} />}
        {these.map((cell) => (
          <CellButton key={cell.key} cell={cell} schedule={schedule} id={`${rotaId} ${cell.key}`} current={current} onReach={onReach} {...look} />
        ))}
      </div>
    </div>
  );
  return [row(cells, -1), ...beside.map(row)];
}

function CellButton({ cell: { segment, start, size, night, mark }, schedule, id, current, onReach, meId, names, onCell }: Look & { cell: Cell; schedule: ScheduleView; id: string; current: string; onReach: (key: string) => void }) {
  const { staff, why } = segment;
  const mine = staff !== null && staff.id === meId;
  const name = cellName(segment, schedule, meId);
  return (
    <div role="gridcell" className="week-place" style={{ '--start': start, '--size': size }}>
      <button
        type="button"
        data-cell={id}
        data-tone={mark !== null && mark !== 'clock' ? MARK_TONE[mark] : undefined}
        className={classNames('cell', `cell-${why}`, mark !== null && mark !== 'clock' && 'cell-toned', night && 'cell-night', mine && 'cell-mine')}
        tabIndex={id === current ? 0 : -1}
        title={name}
        onFocus={() => onReach(id)}
        onClick={() => onCell(schedule, segment)}
      >
        <VisuallyHidden>{name}</VisuallyHidden>
        {staff ? (
          <>
            <b className="cell-name" aria-hidden="true">
              {names.get(staff.name) ?? staff.name}
            </b>
            <b className="cell-initials" aria-hidden="true">
              {staff.initials}
            </b>
            <small className="num" aria-hidden="true">
              {mark !== null && <Icon name={MARK_ICON[mark]} size={12} />}
              <span className="cell-line">{lineOf(segment, mark, schedule.timeZone)}</span>
            </small>
          </>
        ) : (
          <span className="cell-word" aria-hidden="true">{rotaWords(why === 'off' ? 'cell.off' : 'cell.gap')}</span>
        )}
      </button>
    </div>
  );
}

/** What the marks of the week mean. */
export function WeekKey() {
  return (
    <ul className="week-key" aria-label={rotaWords('key')}>
      {(['day', 'night', 'you'] as const).map((look) => (
        <li key={look}>
          <i className={`week-swatch week-swatch-${look}`} aria-hidden="true" /> {rotaWords(`key.${look}`)}
        </li>
      ))}
      {(['swap', 'cover', 'override', 'extra'] as const).map((mark) => (
        <li key={mark}>
          <b className="week-mark" data-tone={MARK_TONE[mark]}>
            <Icon name={MARK_ICON[mark]} size={14} /> {rotaWords(`cell.${mark}`)}
          </b>{' '}
          {rotaWords(`key.${mark}`)}
        </li>
      ))}
      <li>
        <i className="week-swatch week-swatch-gap" aria-hidden="true" /> <b>{rotaWords('cell.gap')}</b> {rotaWords('key.gap')}
      </li>
      <li>
        <b className="week-mark" data-tone="warning">
          <Icon name="warning" size={14} /> {rotaWords('key.rest')}
        </b>{' '}
        {rotaWords('key.rest-words')}
      </li>
      <li>
        <b className="week-mark" data-tone="warning">
          <Icon name="warning" size={14} /> {rotaWords('cell.unreachable')}
        </b>{' '}
        {rotaWords('key.no-phone')}
      </li>
    </ul>
  );
}
