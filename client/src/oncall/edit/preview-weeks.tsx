import type { ScheduleView, SegmentView } from '../../../../server/contract/oncall.js';
import { classNames } from '../../ui/class-names.js';
import { Icon } from '../../ui/icon.js';
import { shortNames } from '../core/short-names.js';
import { isNight, markOf } from '../core/week-grid.js';
import { rotaWords } from '../rota-words.js';
import { localDay, timeIn } from '../time-words.js';
import { MARK_ICON, cellName } from '../week/cell-words.js';

/** Fourteen days, one row each, drawn to real hours: the shape of a rota at a glance. */
export function PreviewWeeks({ schedule, meId }: { schedule: ScheduleView; meId: string | undefined }) {
  const names = shortNames(schedule.segments.flatMap(({ staff }) => staff?.name ?? []));
  return (
    <ol className="preview-days" aria-label={rotaWords('agenda')}>
      {schedule.days.map(({ on, startsAt, endsAt, hours }) => {
        const [from, until] = [Date.parse(startsAt), Date.parse(endsAt)];
        const pieces = schedule.segments.filter((segment) => Date.parse(segment.startsAt) < until && Date.parse(segment.endsAt) > from);
        return (
          <li key={on}>
            <span className="preview-day">
              {localDay(on)}
              {hours !== 24 && <small> {rotaWords('grid.hours', { count: hours })}</small>}
            </span>
            <ul className="preview-bar">
              {pieces.map((segment) => {
                const begins = Math.max(from, Date.parse(segment.startsAt));
                const ends = Math.min(until, Date.parse(segment.endsAt));
                return <Piece key={segment.startsAt} segment={segment} schedule={schedule} meId={meId} size={((ends - begins) / (until - from)) * 100} begins={new Date(begins).toISOString()} name={segment.staff ? (names.get(segment.staff.name) ?? '') : ''} />;
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function Piece({ segment, schedule, meId, size, begins, name }: { segment: SegmentView; schedule: ScheduleView; meId: string | undefined; size: number; begins: string; name: string }) {
  const mark = markOf(segment);
  const words = cellName(segment, schedule, meId);
  return (
    <li className={classNames('piece', `piece-${segment.why}`, isNight(segment, schedule.timeZone) && 'piece-night', (mark === 'rest' || mark === 'unreachable') && 'piece-warning')} style={{ '--size': size }} title={words}>
      <span className="visually-hidden">{words}</span>
      <span aria-hidden="true" className="piece-words">
        {mark !== null && <Icon name={MARK_ICON[mark]} size={11} />}
        {segment.why === 'gap' ? <b>{rotaWords('cell.gap')}</b> : segment.why === 'off' ? '' : name}
        {begins !== schedule.days[0]?.startsAt && segment.startsAt === begins && segment.why !== 'off' && <small className="num"> {timeIn(begins, schedule.timeZone)}</small>}
      </span>
    </li>
  );
}
