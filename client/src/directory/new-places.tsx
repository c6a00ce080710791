import { useId, useState } from 'react';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/tag.js';
import { placesTyped } from './core/service-facts.js';
import { directoryWords } from './directory-words.js';
import { useTellPlaces } from './use-tell-places.js';

/** Begins to count a kind of place that nobody told before. */
export function NewPlaces({ serviceId, first }: { serviceId: string; first: boolean }) {
  const [unitId, availableId, maximumId] = [useId(), useId(), useId()];
  const { tell, busy, failure } = useTellPlaces(serviceId);
  const [unit, setUnit] = useState('');
  const [available, setAvailable] = useState('');
  const [maximum, setMaximum] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);

  const save = async () => {
    const free = placesTyped(available);
    const of = maximum.trim() === '' ? undefined : placesTyped(maximum);
    const faults = [
      ...(unit.trim() === '' ? [unitId] : []),
      ...(free === null || (typeof of === 'number' && free > of) ? [availableId] : []),
      ...(of === null ? [maximumId] : []),
    ];
    setWrong(faults);
    if (free === null || of === null || faults[0] !== undefined) {
      document.getElementById(faults[0] ?? availableId)?.focus();
      return;
    }
    if (!(await tell({ available: free, unit: unit.trim(), ...(of !== undefined && { maximum: of }) }))) return;
    setUnit('');
    setAvailable('');
    setMaximum('');
  };

  return (
    <details className="new-places">
      <summary>{directoryWords(first ? 'places.start-first' : 'places.start')}</summary>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          id={unitId}
          label={directoryWords('places.start-unit')}
          hint={directoryWords('places.start-unit-hint')}
          error={wrong.includes(unitId) && directoryWords('places.start-unit-missing')}
          maxLength={40}
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
        />
        <TextField
          id={availableId}
          inputMode="numeric"
          label={directoryWords('places.start-available')}
          error={wrong.includes(availableId) && directoryWords('places.bad')}
          value={available}
          onChange={(event) => setAvailable(event.target.value)}
        />
        <TextField
          id={maximumId}
          inputMode="numeric"
          label={directoryWords('places.start-maximum')}
          optional={directoryWords('optional')}
          error={wrong.includes(maximumId) && directoryWords('places.bad')}
          value={maximum}
          onChange={(event) => setMaximum(event.target.value)}
        />
        {failure && (
          <Note tone="warning" icon="warning">
            {failure}
          </Note>
        )}
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {directoryWords('places.start-save')}
          </Button>
        </div>
      </form>
    </details>
  );
}
