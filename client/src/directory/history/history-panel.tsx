import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FactChange, ServiceChangeView } from '../../../../server/contract/directory-edit.js';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call } from '../../app/api.js';
import { exactTime, day } from '../../app/format.js';
import { may, useWho } from '../../app/session.js';
import { saidByServer } from '../../app/words.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Skeleton } from '../../ui/states.js';
import { factLines, factName } from '../edit/fact-words.js';
import { historyWords } from './history-words.js';
import { PutBackDialog } from './put-back-dialog.js';
import './history.css';

/** Every change of an entry, newest first: who, when, from what to what, and how it was known. Loaded when asked for. */
export function ChangesPanel({ service }: { service: ServiceView }) {
  const [shown, setShown] = useState(false);
  return (
    <Panel title={historyWords('title')}>
      {shown ? (
        <Changes service={service} />
      ) : (
        <Button icon="clock" onClick={() => setShown(true)}>
          {historyWords('show')}
        </Button>
      )}
    </Panel>
  );
}

function Changes({ service }: { service: ServiceView }) {
  const { session } = useWho();
  const [chosen, setChosen] = useState<ServiceChangeView | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['service-history', service.id, service.version],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => call('GET /api/v1/services/:id/history', { id: service.id, ...(pageParam !== undefined && { before: pageParam }) }, { signal }),
    // The dialog and its failure stay while the entry is read again after somebody else changed it.
    placeholderData: keepPreviousData,
    getNextPageParam: ({ changes, more }) => (more ? changes.at(-1)?.version : undefined),
  });
  if (!data && error) {
    return (
      <div className="row">
        <p>{historyWords('failed')}</p>
        <Button onClick={() => void refetch()}>{historyWords('try-again')}</Button>
      </div>
    );
  }
  if (!data) return <Skeleton label={historyWords('loading')} lines={3} />;
  const changes = data.pages.flatMap((page) => page.changes);
  if (changes.length === 0) return <p className="muted">{historyWords('empty')}</p>;
  const canPutBack = may(session, 'directory:edit');
  return (
    <div className="stack">
      <ol className="history">
        {changes.map((change) => (
          <li key={change.id}>
            <Change change={change} {...(canPutBack && change.canPutBack && { onPutBack: () => setChosen(change) })} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {historyWords('more')}
          </Button>
        </div>
      )}
      {chosen && <PutBackDialog service={service} change={chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}

/** Acts whose reason the server words; that of the others is somebody's own. */
const BY_SERVER: ReadonlySet<ServiceChangeView['act']> = new Set(['imported', 'import-undone', 'checked']);

function Change({ change, onPutBack }: { change: ServiceChangeView; onPutBack?: () => void }) {
  const { by, act, other, why, fields, at } = change;
  return (
    <>
      <p>
        <b>{historyWords(`act.${act}`, { by, other: other?.name ?? '' })}</b>{' '}
        <time className="muted num" dateTime={at}>
          {day(at)}, {exactTime(at)}
        </time>
      </p>
      {why !== null && <p className="muted">{historyWords('why', { why: BY_SERVER.has(act) ? saidByServer(why) : why })}</p>}
      {fields.length > 0 && <FieldChanges fields={fields} />}
      {onPutBack && (
        <div>
          <Button size="s" icon="undo" onClick={onPutBack}>
            {historyWords('put-back')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Fact by fact what was before and what is after. */
export function FieldChanges({ fields }: { fields: readonly FactChange[] }) {
  return (
    <dl className="history-fields">
      {fields.map((change) => (
        <div key={change.field}>
          <dt>{factName(change.field)}</dt>
          <dd>
            <span className="visually-hidden">{historyWords('from')} </span>
            <del>{factLines(change.field, change.from).join('; ')}</del>
          </dd>
          <dd>
            <span className="visually-hidden">{historyWords('to')} </span>
            <ins>{factLines(change.field, change.to).join('; ')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
