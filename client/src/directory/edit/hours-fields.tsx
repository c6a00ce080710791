import { WEEKDAYS } from '../../../../server/contract/directory.js';
import type { ScheduleException, Weekday } from '../../../../server/contract/directory.js';
import type { ScheduleFacts } from '../../../../server/contract/directory-edit.js';
import { weekdayName } from '../describe.js';
import { Checkbox } from '../../ui/toggle.js';
import { BLANK, fieldTime, scheduleForm } from './core/drafts.js';
import { editWords } from './edit-words.js';
import { scheduleWords } from './fact-words.js';
import { Choice, Parts, Text, Ticks } from './form-parts.js';

const WEEKS = ['1', '2', '3', '4', '5', '-1'] as const;
type Change = (more: Partial<ScheduleFacts>) => void;

/** Opening hours: several sittings a day, nights past midnight, and days of the month. */
export function HoursFields({ at, legend, schedules, onChange }: { at: string; legend: string; schedules: readonly ScheduleFacts[]; onChange: (schedules: ScheduleFacts[]) => void }) {
  return (
    <Parts at={at} legend={legend} nameOf={(n) => editWords('hours.one', { n })} parts={schedules} blank={BLANK.schedule} addLabel={editWords('hours.add')} onChange={onChange}>
      {(schedule, change, path) => <Hours at={path} schedule={schedule} change={change} />}
    </Parts>
  );
}

function Hours({ at, schedule, change }: { at: string; schedule: ScheduleFacts; change: Change }) {
  const form = scheduleForm(schedule);
  if (form === 'rule') return <p className="muted">{editWords('hours.rule', { rule: scheduleWords(schedule) })}</p>;
  return (
    <>
      <Choice
        at={`${at}/freq`}
        label={editWords('hours.how')}
        value={form}
        options={[['weekly', editWords('hours.weekly')], ['monthly', editWords('hours.monthly')]]}
        onChange={(how) => change(how === 'monthly' ? { freq: 'MONTHLY', byday: '1MO' } : { freq: 'WEEKLY', byday: null })}
      />
      {form === 'weekly' ? <WeekDays at={at} schedule={schedule} change={change} /> : <MonthDay at={at} schedule={schedule} change={change} />}
      <div className="edit-line">
        <Text at={`${at}/opensAt`} type="time" label={editWords('hours.opens')} value={fieldTime(schedule.opensAt)} onChange={(opensAt) => change({ opensAt })} />
        <Text at={`${at}/closesAt`} type="time" label={editWords('hours.closes')} hint={editWords('hours.night')} value={fieldTime(schedule.closesAt)} onChange={(closesAt) => change({ closesAt })} />
      </div>
      <details className="edit-more" open={schedule.validFrom !== null || schedule.validTo !== null || schedule.description !== null}>
        <summary>{editWords('hours.only-between')}</summary>
        <div className="edit-line">
          <Text at={`${at}/validFrom`} type="date" label={editWords('hours.from')} value={schedule.validFrom?.slice(0, 10) ?? null} onChange={(validFrom) => change({ validFrom })} />
          <Text at={`${at}/validTo`} type="date" label={editWords('hours.until')} value={schedule.validTo?.slice(0, 10) ?? null} onChange={(validTo) => change({ validTo })} />
        </div>
        <Text at={`${at}/description`} label={editWords('hours.note')} value={schedule.description} onChange={(description) => change({ description })} />
      </details>
    </>
  );
}

function WeekDays({ at, schedule, change }: { at: string; schedule: ScheduleFacts; change: Change }) {
  const days = WEEKDAYS.filter((one) => (schedule.byday ?? '').split(',').map((part) => part.trim()).includes(one));
  return (
    <Ticks<Weekday>
      at={`${at}/byday`}
      legend={editWords('hours.days')}
      value={days}
      options={WEEKDAYS.map((one) => [one, weekdayName(one)] as const)}
      onChange={(chosen) => change({ byday: chosen.length === 0 ? null : chosen.join(',') })}
    />
  );
}

function MonthDay({ at, schedule, change }: { at: string; schedule: ScheduleFacts; change: Change }) {
  const [, week = '1', told = 'MO'] = /^(-?\d)(\w\w)$/.exec(schedule.byday ?? '') ?? [];
  const chosen = WEEKS.find((one) => one === week) ?? '1';
  const weekday = WEEKDAYS.find((one) => one === told) ?? 'MO';
  return (
    <div className="edit-line">
      <Choice at={`${at}/byday`} label={editWords('hours.week')} value={chosen} options={WEEKS.map((one) => [one, editWords(`hours.week.${one}`)] as const)} onChange={(one) => change({ byday: `${one}${weekday}` })} />
      <Choice at={`${at}/day`} label={editWords('hours.day')} value={weekday} options={WEEKDAYS.map((one) => [one, weekdayName(one, 'long')] as const)} onChange={(one) => change({ byday: `${chosen}${one}` })} />
    </div>
  );
}

/** Any leap year, so that February 29 can be chosen for a day of every year. */
const A_YEAR = '2024';

/** Days on which it is closed or open at other times: dates, or the same days of every year. */
export function ExceptionFields({ exceptions, onChange }: { exceptions: readonly ScheduleException[]; onChange: (exceptions: ScheduleException[]) => void }) {
  return (
    <Parts at="/exceptions" legend={editWords('fact.exceptions')} nameOf={(n) => editWords('exceptions.one', { n })} parts={exceptions} blank={BLANK.exception} addLabel={editWords('exceptions.add')} onChange={onChange}>
      {(one, change, at) => {
        const yearly = one.from.startsWith('--');
        const shown = (date: string): string => (date.startsWith('--') ? `${A_YEAR}${date.slice(1)}` : date);
        const kept = (date: string | null, everyYear = yearly): string => (date === null || date === '' ? '' : everyYear ? `-${date.slice(4)}` : date.startsWith('--') ? `${A_YEAR}${date.slice(1)}` : date);
        return (
          <>
            <div className="edit-line">
              <Text at={`${at}/from`} type="date" required label={editWords('exceptions.from')} value={shown(one.from)} onChange={(date) => change({ from: kept(date), ...(one.to === '' || one.to === one.from ? { to: kept(date) } : {}) })} />
              <Text at={`${at}/to`} type="date" required label={editWords('exceptions.to')} value={shown(one.to)} onChange={(date) => change({ to: kept(date) })} />
            </div>
            <Checkbox label={editWords('exceptions.yearly')} checked={yearly} onToggle={(on) => change({ from: kept(shown(one.from), on), to: kept(shown(one.to), on) })} />
            <Choice
              at={`${at}/hours`}
              label={editWords('exceptions.what')}
              value={one.hours === 'closed' ? 'closed' : 'open'}
              options={[['closed', editWords('exceptions.closed')], ['open', editWords('exceptions.open')]]}
              onChange={(what) => change({ hours: what === 'closed' ? 'closed' : [{ opensAt: '09:00', closesAt: '17:00' }] })}
            />
            {one.hours !== 'closed' && (
              <Parts at={`${at}/sittings`} legend={editWords('fact.schedules')} nameOf={(n) => editWords('exceptions.sitting', { n })} parts={one.hours} blank={{ opensAt: '18:00', closesAt: '20:00' }} addLabel={editWords('exceptions.sitting-add')} onChange={(hours) => change({ hours: hours.length === 0 ? 'closed' : hours })}>
                {(sitting, set, path) => (
                  <div className="edit-line">
                    <Text at={`${path}/opensAt`} type="time" required label={editWords('hours.opens')} value={fieldTime(sitting.opensAt)} onChange={(opensAt) => set({ opensAt: opensAt ?? '' })} />
                    <Text at={`${path}/closesAt`} type="time" required label={editWords('hours.closes')} value={fieldTime(sitting.closesAt)} onChange={(closesAt) => set({ closesAt: closesAt ?? '' })} />
                  </div>
                )}
              </Parts>
            )}
            <Text at={`${at}/note`} label={editWords('hours.note')} value={one.note} onChange={(note) => change({ note })} />
          </>
        );
      }}
    </Parts>
  );
}
