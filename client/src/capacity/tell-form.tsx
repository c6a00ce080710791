import { useId, useState } from 'react';
import type { CapacityNow } from '../../../server/contract/capacity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { Button } from '../ui/button.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { refreshLine } from './capacity-query.js';
import { capacityWords } from './capacity-words.js';
import { placesIn } from './core/board-order.js';
import { failureOf } from './failure.js';

/** One number, and the one that its author saw. */
export interface Told { id: string; capacityId: string; available: number; seen: { available: number; updatedAt: string } }

const byStaff = { send: (told: Told): Promise<unknown> => call('PUT /api/v1/services/:id/capacity', { ...told, method: 'screen' }), refresh: refreshLine };

/** One number to tell: arrow keys or two buttons, one press when it is still right. Somebody who was quicker is never overwritten. */
export function TellForm({ serviceId, name, capacity, tell: tellBy = byStaff }: {
  serviceId: string;
  name: string;
  capacity: CapacityNow;
  /** Who tells it, and what is fetched again after; staff unless said otherwise. */
  tell?: { send: (told: Told) => Promise<unknown>; refresh: (serviceId: string) => Promise<unknown> };
}) {
  const { id, unit, available, maximum, updatedAt } = capacity;
  const field = useId();
  const toasts = useToasts();
  const [typed, setTyped] = useState(String(available));
  const [seen, setSeen] = useState({ available, updatedAt });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (seen.available !== available || seen.updatedAt !== updatedAt) {
    // Told anew, here or elsewhere: what stands in the field is the old number.
    setSeen({ available, updatedAt });
    setTyped(String(available));
  }
  const number = placesIn(typed, maximum);
  const step = (by: 1 | -1) => setTyped(String(Math.min(Math.max((number ?? available) + by, 0), maximum ?? 999)));

  const tell = async () => {
    if (number === null) {
      setFailure(maximum === null ? capacityWords('tell.bad-open') : capacityWords('tell.bad', { of: maximum }));
      document.getElementById(field)?.focus();
      return;
    }
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await tellBy.send({ id: serviceId, capacityId: id, available: number, seen });
      const words = capacityWords('tell.saved', { name, count: number });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      await tellBy.refresh(serviceId);
    } catch (error) {
      setFailure(failureOf(error));
      if (isProblem(error, 'capacity/changed')) await tellBy.refresh(serviceId).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      noValidate
      className="capacity-tell"
      onSubmit={(event) => {
        event.preventDefault();
        void tell();
      }}
    >
      <label htmlFor={field} className="visually-hidden">
        {capacityWords('tell', { unit, name })}
      </label>
      <button type="button" className="icon-button" aria-label={`${capacityWords('tell.less')}: ${unit}, ${name}`} onClick={() => step(-1)}>
        <span aria-hidden="true">−</span>
      </button>
      <input
        id={field}
        className="control num"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        aria-invalid={failure !== null && number === null ? true : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          step(event.key === 'ArrowUp' ? 1 : -1);
        }}
      />
      <button type="button" className="icon-button" aria-label={`${capacityWords('tell.more')}: ${unit}, ${name}`} onClick={() => step(1)}>
        <span aria-hidden="true">+</span>
      </button>
      <Button type="submit" size="s" variant={number === available ? 'outline' : 'primary'} busy={busy}>
        {number === available || number === null ? capacityWords('tell.still', { count: available }) : capacityWords('tell.save', { count: number })}
        <VisuallyHidden> {capacityWords('unit', { places: name, unit })}</VisuallyHidden>
      </Button>
      {failure && (
        <Note tone="warning" icon="warning">
          <span role="alert">{failure}</span>
        </Note>
      )}
    </form>
  );
}
