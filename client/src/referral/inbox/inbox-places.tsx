import { useId, useState } from 'react';
import type { InboxServiceView } from '../../../../server/contract/inbox.js';
import { call } from '../../app/api.js';
import { Problem, Unreachable } from '../../app/core/problem.js';
import { figure } from '../../app/format.js';
import { Ago } from '../../app/time.js';
import { TellForm } from '../../capacity/tell-form.js';
import { capacityWords } from '../../capacity/capacity-words.js';
import { isFresh, placesIn } from '../../capacity/core/board-order.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { FactMark } from '../../ui/fact-list.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { PlacesBlocks } from '../../ui/places-blocks.js';
import { Note } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { atField, useTries } from '../../ui/use-tries.js';
import { inboxWords } from './inbox-words.js';
import { refreshInbox } from './inbox-query.js';
import '../../capacity/capacity.css';

const MOST_PLACES = 100_000;
const byAccount = { send: (told: Parameters<typeof sendPlaces>[0]) => sendPlaces(told), refresh: refreshInbox };

function sendPlaces(told: { id: string; available: number; capacityId?: string; seen?: { available: number; updatedAt: string } }) {
  return call('PUT /api/v1/inbox-services/:id/places', told);
}

/** The free places of their services, told anew by the same people who answer. */
export function InboxPlaces({ services }: { services: readonly InboxServiceView[] }) {
  const now = useNow(30_000);
  const counted = services.filter(({ capacities }) => capacities.length > 0);
  const others = services.filter(({ capacities }) => capacities.length === 0);
  return (
    <Panel title={inboxWords('places')}>
      <div className="stack">
        <p className="muted">{inboxWords(counted.length === 0 ? 'places.none' : 'places.words')}</p>
        <ul className="inbox-places">
          {counted.map(({ id, name, capacities }) => (
            <li key={id} className="stack">
              <h3>{name}</h3>
              {capacities.map((capacity) => (
                <div key={capacity.id} className="stack">
                  <p className="row">
                    <PlacesBlocks free={capacity.available} total={capacity.maximum} />
                    <b className="num">{capacity.maximum === null ? capacityWords('free', { count: capacity.available }) : capacityWords('free-of', { free: figure(capacity.available), of: figure(capacity.maximum) })}</b>
                    <span className="muted">{capacity.unit}</span>
                    <small>
                      <Ago at={capacity.updatedAt} />
                    </small>
                    {!isFresh(capacity, now) && <FactMark>{inboxWords('places.old')}</FactMark>}
                  </p>
                  <TellForm serviceId={id} name={name} capacity={capacity} tell={byAccount} />
                </div>
              ))}
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <details>
            <summary>{inboxWords('places.others', { count: others.length })}</summary>
            <ul className="inbox-places">
              {others.map((service) => (
                <li key={service.id}>
                  <FirstPlaces service={service} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  );
}

/** The first number of a service that never told one. */
function FirstPlaces({ service: { id, name } }: { service: InboxServiceView }) {
  const field = useId();
  const toasts = useToasts();
  const [typed, setTyped] = useState('');
  const { busy, failure, wrong, fail, attempt } = useTries();
  const tell = () => {
    const available = placesIn(typed, MOST_PLACES);
    if (available === null) return fail(atField(field, inboxWords('places.bad')));
    return attempt(async () => {
      await sendPlaces({ id, available });
      const words = inboxWords('places.told', { count: available });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      await refreshInbox();
    }, placesFailure);
  };
  return (
    <Form busy={busy} onSend={tell} className="inbox-first">
      <TextField id={field} inputMode="numeric" autoComplete="off" label={inboxWords('places.first', { service: name })} error={wrong(field)} value={typed} onChange={({ target }) => setTyped(target.value)} />
      <Button type="submit" busy={busy}>
        {inboxWords('places.tell')}
      </Button>
      {failure && failure.fields.length === 0 && (
        <Note tone="warning" icon="warning">
          <span role="alert">{failure.words}</span>
        </Note>
      )}
    </Form>
  );
}

function placesFailure(error: unknown): string {
  if (error instanceof Unreachable) return inboxWords('failed.unreachable');
  if (error instanceof Problem) return inboxWords('failed.places', { why: error.message });
  throw error;
}
