import type { ScheduleView } from '../../../../server/contract/oncall.js';
import { useNow } from '../../live/server-clock.js';
import { classNames } from '../../ui/class-names.js';
import { Icon } from '../../ui/icon.js';
import { Tag } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { agendaOf } from '../core/agenda.js';
import type { AgendaDay, AgendaLine } from '../core/agenda.js';
import { inTiers, markOf } from '../core/week-grid.js';
import { rotaWords } from '../rota-words.js';
import { localDay, nearIn, timeIn } from '../time-words.js';
import { MARK_ICON, MARK_TONE, lineOf, marksOf } from './cell-words.js';
import type { OnCell } from './week-grid.js';
import './agenda.css';

/** The week day by day. Days that are over are folded away. */
export function Agenda({ schedules, meId, onCell }: { schedules: readonly ScheduleView[]; meId: string | undefined; onCell: OnCell }) {
  const now = useNow(60_000);
  const days = agendaOf(inTiers(schedules), now);
  const isOver = ({ endsAt }: AgendaDay): boolean => Date.parse(endsAt) <= now;
  const over = days.filter(isOver);
  const ahead = days.filter((day) => !isOver(day));
  const dayOf = (day: AgendaDay) => <Day key={day.on} day={day} now={now} meId={meId} onCell={onCell} />;
  return (
    <section className="agenda" aria-label={rotaWords('agenda')}>
      {over.length > 0 && ahead.length > 0 && (
        <details className="agenda-over">
          <summary>{rotaWords('agenda.earlier')}</summary>
          <div className="agenda">{over.map(dayOf)}</div>
        </details>
      )}
      {(ahead.length > 0 ? ahead : over).map(dayOf)}
    </section>
  );
}

function Day({ day, now, meId, onCell }: { day: AgendaDay; now: number; meId: string | undefined; onCell: OnCell }) {
  const today = Date.parse(day.startsAt) <= now && now < Date.parse(day.endsAt);
  return (
    <section className="card agenda-day" aria-label={localDay(day.on)} aria-current={today ? 'date' : undefined}>
      <div className={classNames('agenda-head', today && 'agenda-today')}>
        <h2>{localDay(day.on)}</h2>
        {today && <b>{rotaWords('agenda.today')}</b>}
        {day.hours !== 24 && (
          <Tag tone="info" icon="clock">
            {rotaWords('grid.hours', { count: day.hours })}
          </Tag>
        )}
      </div>
      {day.rotas.length === 0 && <p className="muted agenda-none">{rotaWords('agenda.none')}</p>}
      {day.rotas.map(({ schedule, lines }) => (
        <div key={schedule.rotaId} className="agenda-rota">
          <h3>
            {schedule.rotaName} {schedule.supervises && <small>· {rotaWords('tier.supervises')}</small>}
          </h3>
          <ul>
            {lines.map((line) => (
              <Line key={line.key} line={line} day={day} now={now} meId={meId} onCell={onCell} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Line({ line: { schedule, segment, goesOn }, day, now, meId, onCell }: { line: AgendaLine; day: AgendaDay; now: number; meId: string | undefined; onCell: OnCell }) {
  const { staff, why } = segment;
  const mark = markOf(segment);
  const current = Date.parse(segment.startsAt) <= now && now < Date.parse(segment.endsAt);
  const mine = staff !== null && staff.id === meId;
  const tagWords = staff === null ? null : mark === null || mark === 'clock' ? null : lineOf(segment, mark, schedule.timeZone);
  return (
    <li>
      <button
        type="button"
        className={classNames('agenda-line', why === 'gap' && 'agenda-gap', current && 'agenda-now')}
        onClick={() => onCell(schedule, segment)}
      >
        <span className="agenda-when num">{whenWords(segment, schedule.timeZone, goesOn, day)}</span>
        <span className="agenda-who">
          <b>{staff ? (mine ? rotaWords('you-named', { name: staff.name }) : staff.name) : rotaWords('cell.gap')}</b>
          {current && <Tag tone="success">{rotaWords('mine.now')}</Tag>}
          {tagWords !== null && mark !== null && mark !== 'clock' && (
            <Tag tone={MARK_TONE[mark]} icon={MARK_ICON[mark]}>
              {tagWords}
            </Tag>
          )}
          {mark === 'clock' && <small>{marksOf(segment).at(-1)}</small>}
          <VisuallyHidden>{[schedule.rotaName, ...(mark === 'clock' ? [] : marksOf(segment))].join(', ')}</VisuallyHidden>
        </span>
        <Icon name="forward" size={12} />
      </button>
    </li>
  );
}

/** "08:00–20:00", "20:00 to Thu 08:00", "goes on until 08:00", "all day". */
function whenWords({ wholeStartsAt, wholeEndsAt }: { wholeStartsAt: string; wholeEndsAt: string }, timeZone: string, goesOn: boolean, day: AgendaDay): string {
  const endsHere = Date.parse(wholeEndsAt) <= Date.parse(day.endsAt);
  if (goesOn) return endsHere ? rotaWords('cell.to', { to: timeIn(wholeEndsAt, timeZone) }) : rotaWords('agenda.all-day');
  const end = endsHere ? timeIn(wholeEndsAt, timeZone) : nearIn(wholeEndsAt, timeZone, wholeStartsAt);
  return rotaWords('cell.from-to', { from: timeIn(wholeStartsAt, timeZone), to: end });
}
