import { useState } from 'react';
import { Link } from 'wouter';
import type { CapacityLine, CapacityNow } from '../../../server/contract/capacity.js';
import { figure } from '../app/format.js';
import { Ago } from '../app/time.js';
import { Button, LinkButton, PhoneLink } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { FactMark } from '../ui/fact-list.js';
import { PlacesBlocks } from '../ui/places-blocks.js';
import { Note } from '../ui/tag.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { capacityWords } from './capacity-words.js';
import { isFresh, standing } from './core/board-order.js';
import { CapacityHistory } from './history.js';
import { LineSettings } from './line-settings.js';
import { TellForm } from './tell-form.js';
import { useAsk } from './use-ask.js';

export const lineId = (serviceId: string): string => `line-${serviceId}`;

/** One service: each number with its age and teller, telling a new one, asking for it, and what was told before. */
export function ServiceLine({ line, now }: { line: CapacityLine; now: number }) {
  const [open, setOpen] = useState(false);
  const { serviceId, serviceName, organizationName, phone, capacities } = line;
  const state = standing(line, now);
  return (
    <Card as="li" id={lineId(serviceId)} tabIndex={-1} className="capacity-line" stale={state === 'old'} data-standing={state} aria-label={serviceName}>
      <div className="capacity-who">
        <h3>
          <Link href={`/services/${serviceId}`}>{serviceName}</Link>
        </h3>
        {organizationName !== serviceName && <p className="muted">{organizationName}</p>}
      </div>
      <ul className="capacity-units">
        {capacities.map((capacity) => (
          <li key={capacity.id} className="capacity-unit">
            <PlacesNumber capacity={capacity} fresh={isFresh(capacity, now)} />
            <TellForm serviceId={serviceId} name={serviceName} capacity={capacity} />
          </li>
        ))}
      </ul>
      <div className="capacity-acts">
        {phone && <PhoneLink number={phone} size="s" />}
        <AskButton line={line} />
        <LinkButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {capacityWords('history')}
          <VisuallyHidden> {capacityWords('history.of', { name: serviceName })}</VisuallyHidden>
        </LinkButton>
      </div>
      {open && (
        <div className="capacity-more">
          <CapacityHistory serviceId={serviceId} />
          <LineSettings line={line} />
        </div>
      )}
    </Card>
  );
}

function PlacesNumber({ capacity, fresh }: { capacity: CapacityNow; fresh: boolean }) {
  const { available, maximum, unit, updatedAt, reportedBy, method } = capacity;
  const places = maximum === null ? capacityWords('free', { count: available }) : capacityWords('free-of', { free: figure(available), of: figure(maximum) });
  const how = method && capacityWords(`method.${method}`);
  return (
    <div className="capacity-number">
      <span className="row">
        <PlacesBlocks free={available} total={maximum} confirmed={fresh} />
        <b className="num">{capacityWords('unit', { places, unit })}</b>
      </span>
      <span className="muted">
        {capacityWords.rich('told', { age: <Ago at={updatedAt} /> })}
        {how && `, ${reportedBy === null ? how : capacityWords('by', { by: reportedBy, method: how })}`}
      </span>
      {!fresh && <FactMark>{capacityWords('not-confirmed')}</FactMark>}
    </div>
  );
}

/** One press asks; then it says that it waits. */
function AskButton({ line: { serviceId, serviceName, ask } }: { line: CapacityLine }) {
  const { press, busy, failure } = useAsk(serviceId, serviceName);
  if (!ask.canText) return <span className="muted">{capacityWords('ask.cannot')}</span>;
  return (
    <>
      {ask.askedAt ? (
        <span className="muted" role="status">
          {capacityWords.rich('ask.waiting', { age: <Ago at={ask.askedAt} /> })}
        </span>
      ) : (
        <Button size="s" icon="send" busy={busy} onClick={() => void press()}>
          {capacityWords('ask')}
          <VisuallyHidden> {capacityWords('ask.hint', { name: serviceName })}</VisuallyHidden>
        </Button>
      )}
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
    </>
  );
}
