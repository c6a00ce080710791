import { useId } from 'react';
import type { WeeklyHours } from '../../../../server/contract/oncall.js';
import { languageTag } from '../../app/words.js';
import { Button, IconButton } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Segmented } from '../../ui/segmented.js';
import { MOST, fieldIdOf } from '../core/rota-draft.js';
import { WEEKDAYS, endsNextDay, isWholeDay, weekdayName } from '../core/weekly-hours.js';
import { weeklyWords } from '../time-words.js';
import { editWords } from './edit-words.js';

/** Nights of the week, the hours that are asked for most. */
const OFFERED: WeeklyHours = { days: [1, 2, 3, 4, 5], from: '18:00', until: '08:00' };

/** Hours that come every week, or every hour. `pointer` is where they stand in the rota; `wrong` tells what is wrong at a pointer. */
export function HoursEditor({ legend, always, some, hours, pointer, wrong, onChange }: {
  legend: string;
  always: string;
  some: string;
  hours: readonly WeeklyHours[];
  pointer: string;
  wrong: (pointer: string) => string | undefined;
  onChange: (hours: WeeklyHours[]) => void;
}) {
  const label = useId();
  const set = (place: number, next: Partial<WeeklyHours>): void => onChange(hours.map((one, at) => (at === place ? { ...one, ...next } : one)));
  return (
    <div className="stack" role="group" aria-labelledby={label}>
      <p id={label} className="edit-label">
        {legend}
      </p>
      <Segmented
        legend={legend}
        value={hours.length === 0 ? 'always' : 'some'}
        onChoose={(value) => onChange(value === 'always' ? [] : [OFFERED])}
        segments={[
          { value: 'always', label: always },
          { value: 'some', label: some },
        ]}
      />
      {hours.map((one, place) => (
        <HoursLine key={place} hours={one} pointer={`${pointer}/${place}`} wrong={wrong} onChange={(next) => set(place, next)} onRemove={() => onChange(hours.filter((_, at) => at !== place))} />
      ))}
      {hours.length > 0 && (
        <>
          <p className="muted">{editWords('hours.says', { hours: weeklyWords(hours) })}</p>
          {hours.length < MOST.hours && (
            <div>
              <Button size="s" icon="add" onClick={() => onChange([...hours, { days: [6, 7], from: '00:00', until: '00:00' }])}>
                {editWords('hours.add')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function HoursLine({ hours, pointer, wrong, onChange, onRemove }: { hours: WeeklyHours; pointer: string; wrong: (pointer: string) => string | undefined; onChange: (next: Partial<WeeklyHours>) => void; onRemove: () => void }) {
  const wrongDays = wrong(`${pointer}/days`);
  const error = wrong(`${pointer}/from`) ?? wrong(`${pointer}/until`);
  return (
    <div className="hours-line">
      <fieldset id={fieldIdOf(`${pointer}/days`)} tabIndex={-1} className={wrongDays ? 'field-wrong' : undefined}>
        <legend className="edit-small">{editWords('hours.days')}</legend>
        {wrongDays && (
          <p className="field-error">
            <Icon name="warning" size={15} /> {wrongDays}
          </p>
        )}
        <div className="day-boxes">
          {WEEKDAYS.map((day) => (
            <label key={day} className="day-box">
              <input
                type="checkbox"
                className="visually-hidden"
                aria-label={weekdayName(day, languageTag(), 'long')}
                checked={hours.days.includes(day)}
                onChange={({ target }) => onChange({ days: target.checked ? [...hours.days, day].toSorted((a, b) => a - b) : hours.days.filter((one) => one !== day) })}
              />
              <span aria-hidden="true">{weekdayName(day, languageTag())}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="hours-times">
        <TextField id={fieldIdOf(`${pointer}/from`)} type="time" label={editWords('hours.from')} error={error} value={hours.from} onChange={({ target }) => onChange({ from: target.value.slice(0, 5) })} />
        <TextField type="time" label={editWords('hours.until')} value={hours.until} onChange={({ target }) => onChange({ until: target.value.slice(0, 5) })} />
        <IconButton icon="close" label={editWords('hours.remove', { hours: weeklyWords([hours]) })} onClick={onRemove} />
      </div>
      {isWholeDay(hours) ? <p className="muted edit-small">{editWords('hours.whole-day')}</p> : endsNextDay(hours) && <p className="muted edit-small">{editWords('hours.next-day')}</p>}
    </div>
  );
}
