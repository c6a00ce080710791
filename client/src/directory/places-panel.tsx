import { useId, useState } from 'react';
import type { ServiceView } from '../../../server/contract/directory.js';
import { may, useWho } from '../app/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { TextField } from '../ui/field.js';
import { Note } from '../ui/tag.js';
import { capacitiesOf, placesTyped } from './core/service-facts.js';
import type { TrustedCapacity } from './core/service-facts.js';
import { directoryWords } from './directory-words.js';
import { NewPlaces } from './new-places.js';
import { PlacesLine } from './service-tags.js';
import { useTellPlaces } from './use-tell-places.js';

/** Free places with their age, to be told anew by those who may. */
export function PlacesPanel({ service }: { service: ServiceView }) {
  const { session } = useWho();
  const capacities = capacitiesOf(service);
  const mayTell = may(session, 'directory:capacity');
  return (
    <Panel title={directoryWords('places')}>
      <div className="stack">
        {capacities.length === 0 && <p className="muted">{directoryWords('places.none')}</p>}
        <ul className="service-rows">
          {capacities.map((trusted) => (
            <li key={trusted.capacity.id} className="stack">
              <div>
                <PlacesLine trusted={trusted} named />
                <p>
                  <small>{toldBy(trusted)}</small>
                </p>
              </div>
              {mayTell && <PlacesForm serviceId={service.id} trusted={trusted} />}
            </li>
          ))}
        </ul>
        {mayTell ? <NewPlaces serviceId={service.id} first={capacities.length === 0} /> : <p className="muted">{directoryWords('places.who')}</p>}
      </div>
    </Panel>
  );
}

function toldBy({ capacity: { handrail } }: TrustedCapacity): string {
  if (handrail.method === null) return handrail.reportedBy ?? '';
  const method = directoryWords(`method.${handrail.method}`);
  return handrail.reportedBy === null ? directoryWords('places.method', { method }) : directoryWords('places.by', { by: handrail.reportedBy, method });
}

/** One number, and a button for when it is still right: its age begins anew. */
function PlacesForm({ serviceId, trusted: { capacity } }: { serviceId: string; trusted: TrustedCapacity }) {
  const field = useId();
  const { tell, busy, failure } = useTellPlaces(serviceId);
  const [typed, setTyped] = useState(String(capacity.available));
  const [told, setTold] = useState(capacity.updatedAt);
  if (told !== capacity.updatedAt) {
    // Told anew, here or elsewhere: what stands in the field is the old number.
    setTold(capacity.updatedAt);
    setTyped(String(capacity.available));
  }
  const [wrong, setWrong] = useState(false);
  const { maximum } = capacity;
  const bad = maximum === null ? directoryWords('places.bad') : directoryWords('places.above', { of: maximum });
  const changed = typed.trim() !== String(capacity.available);

  return (
    <form
      noValidate
      className="places-form"
      onSubmit={(event) => {
        event.preventDefault();
        const available = placesTyped(typed);
        const right = available !== null && (maximum === null || available <= maximum);
        setWrong(!right);
        if (right) void tell({ available, capacityId: capacity.id });
        else document.getElementById(field)?.focus();
      }}
    >
      <TextField
        id={field}
        inputMode="numeric"
        autoComplete="off"
        label={directoryWords('places.set', { unit: capacity.unit.name })}
        error={wrong && bad}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" variant={changed ? 'primary' : 'outline'} busy={busy}>
        {directoryWords(changed ? 'places.save' : 'places.still')}
      </Button>
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
    </form>
  );
}
