import { Fragment } from 'react';
import type { ScheduleException, ServiceView, Sitting, Weekday } from '../../../server/contract/directory.js';
import { WEEKDAYS } from '../../../server/contract/directory.js';
import { languageTag } from '../app/words.js';
import { useNow } from '../live/server-clock.js';
import { zoneName } from '../oncall/core/zone-name.js';
import { Panel } from '../ui/card.js';
import { FactList } from '../ui/fact-list.js';
import type { Fact } from '../ui/fact-list.js';
import { hoursOfWeek, isWholeDay } from './core/week-hours.js';
import type { OtherLine, WeekLine } from './core/week-hours.js';
import { listed, openWords, weekdayName } from './describe.js';
import { directoryWords } from './directory-words.js';

/** When it is open: now, in a usual week, and on other days. */
export function HoursPanel({ service }: { service: ServiceView }) {
  const now = useNow(60_000);
  const { handrail } = service;
  const schedules = service.schedules.length > 0 ? service.schedules : service.locations.flatMap((place) => [...place.schedules, ...place.location.schedules]);
  const today = new Date(now).toISOString().slice(0, 10);
  const hours = hoursOfWeek(schedules, today);
  const exceptions = handrail.scheduleExceptions.filter(({ to }) => to.startsWith('--') || to >= today);
  const facts: Fact[] = handrail.alwaysOpen ? [] : [...hours.week.map(weekFact), ...hours.others.map(otherFact)];
  return (
    <Panel title={directoryWords('hours')}>
      <div className="stack">
        <p>
          <b>{openWords(service.hours, now)}</b>
        </p>
        {handrail.alwaysOpen && <p>{directoryWords('hours.always')}</p>}
        {facts.length > 0 && <FactList layout="beside" facts={facts} />}
        {!handrail.alwaysOpen && facts.length === 0 && <p className="muted">{directoryWords('hours.none')}</p>}
        {exceptions.length > 0 && (
          <>
            <h3>{directoryWords('hours.exceptions')}</h3>
            <FactList layout="beside" facts={exceptions.map(exceptionFact)} />
          </>
        )}
        {facts.length > 0 && handrail.timeZone && <p className="muted">{directoryWords('hours.zone', { zone: zoneName(handrail.timeZone, languageTag()) })}</p>}
      </div>
    </Panel>
  );
}

function weekFact({ from, to, sittings }: WeekLine): Fact {
  const name = from === to ? weekdayName(from, 'long') : directoryWords('hours.days', { from: weekdayName(from), to: weekdayName(to) });
  return { name, value: sittings.length === 0 ? directoryWords('hours.not-told') : <Sittings sittings={sittings} /> };
}

function Sittings({ sittings }: { sittings: readonly Sitting[] }) {
  return (
    <span className="num">
      {sittings.map((sitting, place) => (
        <Fragment key={place}>
          {place > 0 && ', '}
          {sittingWords(sitting)}
        </Fragment>
      ))}
    </span>
  );
}

function sittingWords(sitting: Sitting): string {
  return isWholeDay(sitting) ? directoryWords('hours.whole-day') : directoryWords('hours.sitting', { from: sitting.opensAt.slice(0, 5), to: sitting.closesAt.slice(0, 5) });
}

function otherFact({ byday, monthDays, sitting, note }: OtherLine): Fact {
  const when = byday ? listed(byday.split(',').map(monthlyDay)) : monthDays ? directoryWords('hours.month-days', { days: monthDays }) : '';
  const value = [sitting && sittingWords(sitting), note].filter(Boolean).join('. ');
  return { name: when, value: value === '' ? directoryWords('hours.not-told') : value };
}

const MONTHLY = /^([1-5]|-1)(MO|TU|WE|TH|FR|SA|SU)$/;

function monthlyDay(told: string): string {
  const [, week, day] = MONTHLY.exec(told.trim()) ?? [];
  if (week !== undefined && day !== undefined) return directoryWords(`hours.week.${week as '1' | '2' | '3' | '4' | '5' | '-1'}`, { day: weekdayName(day as Weekday, 'long') });
  return isWeekday(told.trim()) ? weekdayName(told.trim() as Weekday, 'long') : told;
}

const isWeekday = (text: string): boolean => WEEKDAYS.some((day) => day === text);

function exceptionFact({ from, to, hours, note }: ScheduleException): Fact {
  const when = from === to ? dateWords(from) : directoryWords('hours.days', { from: dateWords(from), to: dateWords(to) });
  return {
    name: when,
    value: (
      <>
        {hours === 'closed' ? directoryWords('hours.exception-closed') : <Sittings sittings={hours} />}
        {note && <small> {note}</small>}
      </>
    ),
  };
}

/** `2026-12-25`, or `--12-25` for that day in every year. */
function dateWords(date: string): string {
  const everyYear = date.startsWith('--');
  const at = Date.parse(`${everyYear ? `2024-${date.slice(2)}` : date}T12:00:00Z`);
  if (!Number.isFinite(at)) return date;
  const words = new Intl.DateTimeFormat(languageTag(), { day: 'numeric', month: 'short', ...(!everyYear && { year: 'numeric' }), timeZone: 'UTC' }).format(at);
  return everyYear ? directoryWords('hours.every-year', { day: words }) : words;
}
