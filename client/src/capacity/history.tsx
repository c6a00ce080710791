import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CapacityTellingView } from '../../../server/contract/capacity.js';
import { figure } from '../app/format.js';
import { may, useWho } from '../app/session.js';
import { Moment } from '../app/time.js';
import { Button } from '../ui/button.js';
import { ErrorSummary, Skeleton } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { historyQuery } from './capacity-query.js';
import { capacityWords } from './capacity-words.js';
import { HistoryFile } from './history-file.js';
import './capacity.css';

/** So few points draw no line. */
const LEAST_FOR_A_LINE = 2;

/** The same on a service's own page, fetched when it is opened; for those who may tell places. */
export function PlacesHistory({ serviceId }: { serviceId: string }) {
  const { session } = useWho();
  const [open, setOpen] = useState(false);
  if (!may(session, 'directory:capacity')) return null;
  return (
    <details className="card panel" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{capacityWords('history.panel')}</summary>
      {open && <CapacityHistory serviceId={serviceId} />}
    </details>
  );
}

/** What a service told before: a sentence, a small line of its most told unit, and a table. */
export function CapacityHistory({ serviceId }: { serviceId: string }) {
  const { data, error, refetch } = useQuery(historyQuery(serviceId));
  if (!data) {
    return error ? (
      <div className="stack">
        <ErrorSummary title={capacityWords('failed')}>{capacityWords('failed.words')}</ErrorSummary>
        <div>
          <Button onClick={() => void refetch()}>{capacityWords('try-again')}</Button>
        </div>
      </div>
    ) : (
      <Skeleton label={capacityWords('history')} lines={3} />
    );
  }
  const { tellings, serviceName } = data;
  const [newest] = tellings;
  if (!newest) return <p className="muted">{capacityWords('history.none')}</p>;
  const line = tellings.filter(({ capacityId }) => capacityId === newest.capacityId);
  const numbers = line.map(({ available }) => available);
  return (
    <div className="stack">
      <div className="row">
        <HistoryFile serviceId={serviceId} />
      </div>
      <p>{capacityWords('history.finding', { count: line.length, least: figure(Math.min(...numbers)), most: figure(Math.max(...numbers)) })}</p>
      {line.length >= LEAST_FOR_A_LINE && <Steps tellings={line} />}
      <Table
        caption={capacityWords('history.caption', { name: serviceName })}
        rows={tellings}
        rowKey={({ id }) => id}
        columns={[
          { name: capacityWords('history.when'), cell: ({ at }) => <Moment at={at} /> },
          { name: capacityWords('history.unit'), cell: ({ unit }) => unit },
          { name: capacityWords('history.number'), numeric: true, cell: numberOf },
          { name: capacityWords('history.who'), cell: whoOf },
        ]}
      />
    </div>
  );
}

const numberOf = ({ available, before }: CapacityTellingView): string => (before === null || before === available ? figure(available) : `${figure(before)} → ${figure(available)}`);

function whoOf({ by, method, why }: CapacityTellingView): string {
  const how = why === 'told' ? capacityWords(`method.${method}`) : capacityWords(`why.${why}`);
  return capacityWords('by', { by: by ?? capacityWords('history.system'), method: how });
}

const WIDTH = 320;
const HEIGHT = 56;
const EDGE = 4;

/** A stepped line: a number holds until the next is told. For the eye alone; the table says the same. */
function Steps({ tellings }: { tellings: readonly CapacityTellingView[] }) {
  const oldestFirst = tellings.toReversed();
  const times = oldestFirst.map(({ at }) => Date.parse(at));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const top = Math.max(...oldestFirst.map(({ available, maximum }) => Math.max(available, maximum ?? 0)), 1);
  const x = (at: number): number => EDGE + ((at - first) / Math.max(last - first, 1)) * (WIDTH - 2 * EDGE);
  const y = (available: number): number => HEIGHT - EDGE - (available / top) * (HEIGHT - 2 * EDGE);
  const path = oldestFirst.map(({ available }, place) => (place === 0 ? `M${x(times[0] ?? 0)} ${y(available)}` : `H${x(times[place] ?? 0)} V${y(available)}`)).join(' ');
  return (
    <svg className="capacity-steps" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={capacityWords('history.chart')}>
      <path d={`M${EDGE} ${HEIGHT - EDGE} H${WIDTH - EDGE}`} className="capacity-axis" />
      <path d={path} className="capacity-path" />
    </svg>
  );
}
