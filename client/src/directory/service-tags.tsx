import type { ServiceView } from '../../../server/contract/directory.js';
import { Ago } from '../app/time.js';
import { useNow } from '../live/server-clock.js';
import { FactMark } from '../ui/fact-list.js';
import { PlacesBlocks } from '../ui/places-blocks.js';
import { Tag } from '../ui/tag.js';
import { capacitiesOf } from './core/service-facts.js';
import type { TrustedCapacity } from './core/service-facts.js';
import { checkedWords, openWords, placesWords } from './describe.js';
import { directoryWords, kindWords } from './directory-words.js';

/** Whether it runs at all, and whether it can be reached now. */
export function OpenTag({ service: { status, hours } }: { service: Pick<ServiceView, 'status' | 'hours'> }) {
  const now = useNow(60_000);
  if (status !== 'active') return <Tag tone="warning" icon="warning">{directoryWords(`status.${status}`)}</Tag>;
  const words = openWords(hours, now);
  switch (hours.state) {
    case 'open': return <Tag tone="success" icon="check">{words}</Tag>;
    case 'unknown': return <Tag tone="warning" icon="info">{words}</Tag>;
    case 'opens': case 'closed': case 'by-appointment': return <Tag tone="neutral" icon="clock">{words}</Tag>;
  }
}

/** The kinds of help it gives. */
export function KindTags({ service: { handrail } }: { service: Pick<ServiceView, 'handrail'> }) {
  if (handrail.kinds.length === 0) return null;
  return (
    <ul className="row" aria-label={directoryWords('kinds')}>
      {handrail.kinds.map((kind) => (
        <li key={kind}>
          <Tag tone="info">{kindWords(kind)}</Tag>
        </li>
      ))}
    </ul>
  );
}

/** One told number of free places with its age; an old one says so and looks so. */
export function PlacesLine({ trusted: { capacity, freshness }, named }: { trusted: TrustedCapacity; named?: boolean | undefined }) {
  const fresh = freshness.state === 'fresh';
  const places = placesWords(capacity);
  return (
    <span className="service-places">
      <span className="row">
        <PlacesBlocks free={capacity.available} total={capacity.maximum} confirmed={fresh} />
        <b className="num">{named ? directoryWords('places.unit', { places, unit: capacity.unit.name }) : places}</b>
        <span className="muted">{directoryWords.rich('places.told', { age: <Ago at={capacity.updatedAt} /> })}</span>
      </span>
      {!fresh && <FactMark>{directoryWords('places.not-confirmed')}</FactMark>}
    </span>
  );
}

/** All told places of a service. */
export function PlacesLines({ service }: { service: ServiceView }) {
  const capacities = capacitiesOf(service);
  if (capacities.length === 0) return <span className="muted">{directoryWords('places.none')}</span>;
  return (
    <ul className="stack">
      {capacities.map((trusted) => (
        <li key={trusted.capacity.id}>
          <PlacesLine trusted={trusted} named={capacities.length > 1 || trusted.capacity.unit.name !== 'Bed'} />
        </li>
      ))}
    </ul>
  );
}

/** When the entry was last checked; marked when that is too long ago. */
export function CheckedLine({ entry }: Pick<ServiceView, 'entry'>) {
  const { words, old } = checkedWords(entry);
  return old ? <FactMark>{words}</FactMark> : <span className="muted">{words}</span>;
}
