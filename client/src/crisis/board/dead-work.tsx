import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { DeadJobView } from '../../../../server/contract/health.js';
import { call } from '../../app/api.js';
import { timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EmptyState, ErrorSummary, Skeleton } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { boardQuery } from './board-data.js';
import { workWords } from './dead-work-words.js';
import { FailureNote } from './failure-note.js';
import { useSend } from './use-send.js';

const deadWork = {
  queryKey: ['dead-work'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => (await call('GET /api/v1/dead-jobs', {}, { signal })).jobs,
};

/** Work that failed again and again: what, since when, and one touch to try it anew. The most urgent stands first. */
export function DeadWorkDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} title={workWords('title')} closeLabel={workWords('close')} onClose={onClose}>
      <DeadWork onGo={onClose} />
    </Dialog>
  );
}

function DeadWork({ onGo }: { onGo: () => void }) {
  const { data, isError, refetch } = useQuery({ ...deadWork, refetchOnMount: 'always' });
  if (data) {
    if (data.length === 0) return <EmptyState title={workWords('none')} />;
    return (
      <div className="stack">
        <p className="muted">{workWords('words')}</p>
        <ul className="dead-work">
          {data.toSorted((a, b) => a.urgency - b.urgency || Date.parse(a.dueAt) - Date.parse(b.dueAt)).map((job) => (
            <li key={job.id}>
              <Job job={job} onGo={onGo} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (!isError) return <Skeleton label={workWords('loading')} lines={4} />;
  return (
    <div className="stack">
      <ErrorSummary title={workWords('failed')}>{workWords('failed.words')}</ErrorSummary>
      <div>
        <Button onClick={() => void refetch()}>{workWords('fetch-again')}</Button>
      </div>
    </div>
  );
}

const KNOWN = [
  'rung', 'notify', 'text', 'referral-text', 'referral-due', 'referral-overdue', 'follow-up-due', 'progress', 'ask-due', 'snooze-over', 'retriage-due',
  'unowned-sweep', 'free-ref', 'emergency-confirm', 'rota-look', 'rota-hand-off', 'rota-swap-ends', 'phone-check', 'emergency-review-due', 'canary',
] as const;

/** What a kind of work does, in words; of one that this page does not know yet, that it is work. */
function kindWords(kind: string): string {
  const known = KNOWN.find((name) => name === kind);
  return known ? workWords(`kind.${known}`) : workWords('kind.other', { kind });
}

function Job({ job: { id, kind, dueAt, attempts, state, urgency, about }, onGo }: { job: DeadJobView; onGo: () => void }) {
  const now = useNow(60_000);
  const { busy, failure, send } = useSend();
  const toasts = useToasts();
  const name = kindWords(kind);
  const retry = async () => {
    const done = await send(() => call('POST /api/v1/dead-jobs/:id/retry', { id }));
    void queries.invalidateQueries({ queryKey: deadWork.queryKey });
    void queries.invalidateQueries(boardQuery);
    if (!done) return;
    const words = workWords('tried');
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  const crisisId = about['crisisId'];
  return (
    <>
      <p className="row">
        <b>{name}</b>
        <Tag tone={state === 'given-up' ? 'warning' : 'neutral'}>{workWords(`state.${state}`)}</Tag>
        <span className="muted">{workWords('letter', { letter: String.fromCharCode(65 + urgency) })}</span>
      </p>
      <p className="muted num">{workWords('since', { time: timeNear(dueAt, now), count: attempts })}</p>
      <div className="row">
        <Button size="s" icon="refresh" busy={busy} onClick={() => void retry()}>
          {workWords('try-again')}
        </Button>
        {crisisId && (
          <Link href={`/crises/${crisisId}`} className="page-link" onClick={onGo}>
            {workWords('open')}
          </Link>
        )}
      </div>
      <FailureNote failure={failure} />
    </>
  );
}
