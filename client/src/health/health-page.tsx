import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PagingAilment } from '../../../server/contract/health.js';
import type { DeliveryCount, DeliveryHealthView } from '../../../server/contract/reporting.js';
import { call } from '../app/api.js';
import { day, exactTime, figure, timeOfDay } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { tookWords } from '../messaging/log/core/message-facts.js';
import { whyFailed } from '../messaging/log/message-item.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { FailedState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import type { Column } from '../ui/table.js';
import { Note } from '../ui/tag.js';
import { coarseDuration } from '../ui/core/duration.js';
import { healthWords } from './health-words.js';
import './health.css';

const LOOK_EVERY_MS = 30_000;

const healthQuery = queryOptions({
  queryKey: ['delivery-health'],
  queryFn: ({ signal }) => call('GET /api/v1/delivery-health', {}, { signal }),
  refetchInterval: LOOK_EVERY_MS,
});

/** Whether messages arrive, how soon, why not, and whom none can reach. */
export function HealthPage() {
  const { data, error, isRefetchError, dataUpdatedAt, refetch } = useQuery(healthQuery);
  return (
    <>
      <PageHead title={healthWords('title')}>{data && healthWords('title.words', { time: exactTime(data.asOf) })}</PageHead>
      {!data && !error && <PageLoading lines={9} />}
      {!data && error && (
        <FailedState title={healthWords('failed')} act={healthWords('try-again')} onTry={() => void refetch()}>
          {healthWords('failed.words')}
        </FailedState>
      )}
      {data && (
        <div className="health">
          {isRefetchError && (
            <Note tone="warning" icon="offline">
              {healthWords('old', { time: exactTime(dataUpdatedAt) })}
            </Note>
          )}
          <Paging health={data} />
          <Counts health={data} />
          <div className="health-parts">
            <Failures health={data} />
            <Unreached health={data} />
          </div>
        </div>
      )}
    </>
  );
}

function Paging({ health: { paging } }: { health: DeliveryHealthView }) {
  return (
    <section aria-label={healthWords('state')} className="stack">
      {paging.well && (
        <Note tone="success" icon="check">
          {paging.canarySecondsAgo === null ? healthWords('well.no-canary') : healthWords('well', { time: coarseDuration(paging.canarySecondsAgo) })}
        </Note>
      )}
      {paging.failing.map((ailment) => (
        <Note key={ailment} tone="warning" icon="warning">
          {ailmentWords(ailment, paging)}
        </Note>
      ))}
    </section>
  );
}

function ailmentWords(ailment: PagingAilment, { lateSeconds, dead, canarySecondsAgo }: DeliveryHealthView['paging']): string {
  switch (ailment) {
    case 'late': return healthWords('ailing.late', { time: coarseDuration(lateSeconds) });
    case 'dead': return healthWords('ailing.dead', { count: dead });
    case 'canary': return canarySecondsAgo === null ? healthWords('ailing.canary-never') : healthWords('ailing.canary', { time: coarseDuration(canarySecondsAgo) });
    case 'database': case 'worker': return healthWords(`ailing.${ailment}`);
  }
}

const countColumns = (): readonly Column<DeliveryCount>[] => [
  { name: healthWords('column.channel'), cell: ({ channel }) => <b>{healthWords(`channel.${channel}`)}</b> },
  { name: healthWords('column.total'), numeric: true, cell: ({ total }) => figure(total) },
  { name: healthWords('column.queued'), numeric: true, cell: ({ queued }) => figure(queued) },
  { name: healthWords('column.sent'), numeric: true, cell: ({ sent }) => figure(sent) },
  { name: healthWords('column.delivered'), numeric: true, cell: ({ delivered }) => figure(delivered) },
  { name: healthWords('column.failed'), numeric: true, cell: ({ failed }) => (failed > 0 ? <b>{figure(failed)}</b> : figure(failed)) },
  { name: healthWords('column.stopped'), numeric: true, cell: ({ stopped }) => figure(stopped) },
  { name: healthWords('column.median'), numeric: true, cell: ({ toDelivered }) => (toDelivered ? tookWords(toDelivered.median) : healthWords('took.none')) },
  { name: healthWords('column.p90'), numeric: true, cell: ({ toDelivered }) => (toDelivered ? tookWords(toDelivered.p90) : healthWords('took.none')) },
];

function Counts({ health: { hour, day: whole } }: { health: DeliveryHealthView }) {
  const count = whole.reduce((sum, { total }) => sum + total, 0);
  const failed = whole.reduce((sum, one) => sum + one.failed, 0);
  return (
    <Panel title={healthWords('counts')}>
      <div className="stack">
        {count > 0 && <p>{failed === 0 ? healthWords('finding.all', { count }) : healthWords('finding.failed', { failed, count })}</p>}
        {([['counts.hour', hour], ['counts.day', whole]] as const).map(([name, rows]) =>
          rows.length === 0 ? (
            <p key={name} className="muted">
              <b>{healthWords(name)}</b> {healthWords('counts.none')}
            </p>
          ) : (
            <Table key={name} caption={healthWords(name)} columns={countColumns()} rows={rows} rowKey={({ channel }) => channel} />
          ),
        )}
      </div>
    </Panel>
  );
}

function Failures({ health: { failures, asOf } }: { health: DeliveryHealthView }) {
  return (
    <Panel title={healthWords('failures')}>
      {failures.length === 0 ? (
        <p className="muted">{healthWords('failures.none')}</p>
      ) : (
        <div className="stack">
          <p className="muted">{healthWords('failures.words')}</p>
          <ul className="health-lines">
            {failures.map(({ channel, code, count, lastAt }) => (
              <li key={`${channel} ${code}`}>
                <span>
                  <b>{healthWords(`channel-one.${channel}`)}</b> {whyFailed(channel, code)}
                </span>
                <span className="muted num">
                  {healthWords('failures.count', { count })}, {healthWords('failures.last', { time: day(lastAt) === day(asOf) ? timeOfDay(lastAt) : `${day(lastAt)}, ${timeOfDay(lastAt)}` })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

function Unreached({ health: { optedOut, noPhone } }: { health: DeliveryHealthView }) {
  return (
    <Panel title={healthWords('people')}>
      {optedOut.length + noPhone.length === 0 ? (
        <p className="muted">{healthWords('people.none')}</p>
      ) : (
        <div className="stack">
          {([['opted-out', optedOut], ['no-phone', noPhone]] as const).map(
            ([why, people]) =>
              people.length > 0 && (
                <div key={why}>
                  <h3>{healthWords(`people.${why}`)}</h3>
                  <p className="muted">{healthWords(`people.${why}-words`)}</p>
                  <ul className="health-lines">
                    {people.map(({ staffId, name }) => (
                      <li key={staffId}>
                        <b>{name}</b>
                        {why === 'opted-out' && <Link href={`/admin/messages?person=${encodeURIComponent(staffId)}`}>{healthWords('people.messages', { name })}</Link>}
                      </li>
                    ))}
                  </ul>
                </div>
              ),
          )}
        </div>
      )}
    </Panel>
  );
}
