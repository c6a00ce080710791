import { useId, useState } from 'react';
import type { ProviderView } from '../../../../server/contract/referral.js';
import { figure } from '../../app/format.js';
import { Ago } from '../../app/time.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { useAnnounce } from '../../ui/live-region.js';
import { PlacesBlocks } from '../../ui/places-blocks.js';
import { Note } from '../../ui/tag.js';
import { failureWords } from './failure-words.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

type Capacity = NonNullable<ProviderView['capacity']>;

/** How many places are free: one touch when it is still right, a number when not. Asked where nothing else is. */
export function FreePlaces({ capacity }: { capacity: Capacity }) {
  const { link, view, phone } = useProvider();
  const announce = useAnnounce();
  const [typed, setTyped] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (available: number) => {
    setState('busy');
    setFailure(null);
    try {
      await link.tellPlaces(available);
      setTyped(null);
      setState('saved');
      announce.polite(providerWords('places.saved'));
    } catch (error) {
      setFailure(failureWords(error, phone));
      setState('idle');
    }
  };

  return (
    <Panel title={providerWords('places.title', { service: view.serviceName })}>
      <div className="stack">
        <div>
          <p className="row">
            <PlacesBlocks free={capacity.available} total={capacity.maximum} />
            <span>{providerWords.rich('places.told', { places: <b className="num">{placesWords(capacity)}</b>, age: <Ago at={capacity.updatedAt} /> })}</span>
          </p>
          <small>{providerWords('places.unit', { unit: capacity.unit })}</small>
        </div>
        {failure && (
          <Note tone="warning" icon="warning">
            {failure}
          </Note>
        )}
        {state === 'saved' && (
          <Note tone="success" icon="check">
            {providerWords('places.saved')}
          </Note>
        )}
        {typed === null ? (
          <div className="provider-two">
            <Button busy={state === 'busy'} onClick={() => void save(capacity.available)}>
              {providerWords('places.still')}
            </Button>
            <Button onClick={() => setTyped(String(capacity.available))}>{providerWords('places.change')}</Button>
          </div>
        ) : (
          <PlacesForm capacity={capacity} typed={typed} busy={state === 'busy'} onType={setTyped} onSave={(available) => void save(available)} />
        )}
      </div>
    </Panel>
  );
}

function placesWords({ available, maximum }: Capacity): string {
  return maximum === null
    ? providerWords('places.some', { available: figure(available) })
    : providerWords('places.of', { available: figure(available), maximum: figure(maximum) });
}

function PlacesForm({
  capacity: { maximum },
  typed,
  busy,
  onType,
  onSave,
}: {
  capacity: Capacity;
  typed: string;
  busy: boolean;
  onType: (typed: string | null) => void;
  onSave: (available: number) => void;
}) {
  const field = useId();
  const [wrong, setWrong] = useState(false);
  const bad = maximum === null ? providerWords('places.bad') : providerWords('places.too-many', { maximum });
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const available = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : null;
        const isRight = available !== null && (maximum === null || available <= maximum);
        setWrong(!isRight);
        if (isRight && !busy) onSave(available);
        else document.getElementById(field)?.focus();
      }}
    >
      <TextField
        id={field}
        inputMode="numeric"
        autoComplete="off"
        label={providerWords('places.free')}
        value={typed}
        error={wrong && bad}
        onChange={(event) => onType(event.target.value)}
      />
      <div className="provider-two">
        <Button type="submit" variant="primary" busy={busy}>
          {providerWords('places.save')}
        </Button>
        <Button onClick={() => onType(null)}>{providerWords('places.back')}</Button>
      </div>
    </form>
  );
}
