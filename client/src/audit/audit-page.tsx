import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { AuditLine, AuditQuery } from '../../../server/contract/audit.js';
import { call } from '../app/api.js';
import { FilterFold } from '../app/filter-fold.js';
import { day, exactTime } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { may, useSession } from '../app/session.js';
import { languageTag, saidByServer } from '../app/words.js';
import { Button, IconButton } from '../ui/button.js';
import { Select, TextField } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Tag } from '../ui/tag.js';
import { saidOf } from './said-of.js';
import { auditWords } from './audit-words.js';
import { Chain } from './chain.js';
import { NOTHING_CHOSEN, addressOf, narrowedBy, queryOf, shownIn } from './core/audit-query.js';
import type { Shown } from './core/audit-query.js';
import { EmergencyReviews } from './emergency-reviews.js';
import { ExportDialog } from './export-dialog.js';
import './audit.css';

const choicesQuery = queryOptions({ queryKey: ['audit', 'choices'], queryFn: ({ signal }) => call('GET /api/v1/audit/choices', {}, { signal }), staleTime: 60_000 });

/** Who did or read what. The address keeps what is chosen; each first page that is fetched is itself in the audit, so nothing is fetched unasked. */
export function AuditPage() {
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const [exporting, setExporting] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const shown = shownIn(params);
  const query = queryOf(shown, session.network.timeZone);
  return (
    <>
      <PageHead
        title={auditWords('title')}
        actions={
          <Button icon="print" onClick={() => setExporting(true)}>
            {auditWords('export')}
          </Button>
        }
      >
        {auditWords(may(session, 'audit:read-all') ? 'lead.all' : 'lead.teams')}
      </PageHead>
      <div className="audit-above">
        {may(session, 'crisis:supervise') && <EmergencyReviews />}
        <Chain />
        <FilterFold used={narrowedBy(shown)} unfolded={unfolded} onFold={setUnfolded}>
          <Find
            key={JSON.stringify(shown)}
            shown={shown}
            onShow={(next) => {
              setUnfolded(false);
              setParams(addressOf(next));
            }}
          />
        </FilterFold>
      </div>
      <Entries query={query} onObject={(object) => setParams(addressOf({ ...NOTHING_CHOSEN, object }))} />
      {exporting && <ExportDialog query={query} onClose={() => setExporting(false)} />}
    </>
  );
}

function Find({ shown, onShow }: { shown: Shown; onShow: (shown: Shown) => void }) {
  const { data } = useQuery(choicesQuery);
  const [draft, setDraft] = useState(shown);
  const [wrong, setWrong] = useState(false);
  const put = (part: Partial<Shown>) => setDraft({ ...draft, ...part });
  return (
    <search aria-label={auditWords('find')}>
      <form
        noValidate
        className="audit-find"
        onSubmit={(event) => {
          event.preventDefault();
          const ref = draft.ref.trim();
          const isWrong = ref !== '' && !/^\d{4,6}$/.test(ref);
          setWrong(isWrong);
          if (!isWrong) onShow({ ...draft, ref, object: ref === '' ? draft.object : '' });
        }}
      >
        <Select label={auditWords('find.who')} value={draft.who} onChange={({ target }) => put({ who: target.value })}>
          <option value="">{auditWords('find.anybody')}</option>
          {withChosen(data?.people ?? [], draft.who).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={auditWords('find.action')} value={draft.action} onChange={({ target }) => put({ action: target.value })}>
          <option value="">{auditWords('find.anything')}</option>
          {withChosen((data?.actions ?? []).map((action) => ({ id: action, name: action })), draft.action)
            .map(({ id }) => ({ id, name: auditWords('find.choice', { what: saidOf(id), code: id }) }))
            .toSorted((a, b) => a.name.localeCompare(b.name, languageTag()))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
        <TextField label={auditWords('find.ref')} error={wrong && auditWords('find.ref-wrong')} inputMode="numeric" maxLength={6} autoComplete="off" value={draft.ref} onChange={({ target }) => put({ ref: target.value })} />
        <TextField type="date" label={auditWords('find.from')} value={draft.from} max={draft.until || undefined} onChange={({ target }) => put({ from: target.value })} />
        <TextField type="date" label={auditWords('find.until')} value={draft.until} min={draft.from || undefined} onChange={({ target }) => put({ until: target.value })} />
        <div className="audit-find-acts">
          <Button type="submit" variant="primary" icon="search">
            {auditWords('find.act')}
          </Button>
          {JSON.stringify(shown) !== JSON.stringify(NOTHING_CHOSEN) && <Button onClick={() => onShow(NOTHING_CHOSEN)}>{auditWords('find.clear')}</Button>}
        </div>
        {draft.object !== '' && (
          <p className="audit-object">
            {auditWords('find.object', { object: draft.object })}
          </p>
        )}
      </form>
    </search>
  );
}

/** The choice stays in the list while the list is on its way. */
const withChosen = (all: readonly { id: string; name: string }[], chosen: string) => (chosen === '' || all.some(({ id }) => id === chosen) ? all : [...all, { id: chosen, name: chosen }]);

function Entries({ query, onObject }: { query: Omit<AuditQuery, 'cursor'>; onObject: (object: string) => void }) {
  const { data, isError, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', 'entries', query],
    queryFn: ({ pageParam, signal }) => call('GET /api/v1/audit', { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
    staleTime: 15_000,
  });
  if (!data) {
    if (!isError) return <PageLoading lines={9} />;
    return (
      <FailedState title={auditWords('failed')} act={auditWords('try-again')} onTry={() => void refetch()}>
        {auditWords('failed.words')}
      </FailedState>
    );
  }
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <EmptyState title={auditWords('none')}>{auditWords('none.words')}</EmptyState>;
  return (
    <div className="audit-entries">
      <p className="muted" role="status">
        {auditWords('count', { count: entries.length })}
      </p>
      <Table
        caption={auditWords('caption')}
        captionHidden
        rows={entries}
        rowKey={({ id }) => id}
        columns={[
          {
            name: auditWords('column.at'),
            cell: ({ at }) => (
              <time dateTime={at} className="audit-at">
                <span>{day(at)}</span> <span>{exactTime(at)}</span>
              </time>
            ),
          },
          {
            name: auditWords('column.who'),
            cell: ({ actor, role }) => (
              <span className="audit-two">
                <span>{actor ? (actor.id.startsWith('wall:') ? saidByServer(actor.name) : actor.name) : auditWords('system')}</span>
                <small className="muted">{rolesOf(role)}</small>
              </span>
            ),
          },
          {
            name: auditWords('column.action'),
            cell: ({ action, reason }) => (
              <span className="audit-two">
                <span>{saidOf(action)}</span>
                <small className="muted">
                  <code>{action}</code>
                  {reason !== null && <> · <code>{reason}</code></>}
                </small>
              </span>
            ),
          },
          { name: auditWords('column.object'), cell: (line) => <ObjectOf line={line} onObject={onObject} /> },
          { name: auditWords('column.team'), cell: ({ team }) => team ?? <span className="muted">{auditWords('network')}</span> },
          { name: auditWords('column.seal'), cell: ({ seal }) => (seal === null ? <Tag tone="warning">{auditWords('waiting')}</Tag> : <span className="num">{auditWords('sealed', { seal })}</span>) },
        ]}
      />
      {isError && <p>{auditWords('failed')}</p>}
      {hasNextPage && (
        <div>
          <Button icon="down" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {auditWords('older')}
          </Button>
        </div>
      )}
    </div>
  );
}

function ObjectOf({ line: { object, objectName }, onObject }: { line: AuditLine; onObject: (object: string) => void }) {
  const session = useSession();
  if (!object.includes(':')) return <code>{object}</code>;
  const [kind = '', id = ''] = [object.slice(0, object.indexOf(':')), object.slice(object.indexOf(':') + 1)];
  const name = kind === 'crisis' ? (objectName === null ? auditWords('crisis.closed') : auditWords('crisis', { ref: objectName })) : objectName ?? object;
  return (
    <span className="audit-of">
      {kind === 'crisis' && may(session, 'crisis:open') ? <Link href={`/crises/${id}`}>{name}</Link> : <span className="audit-name">{name}</span>}
      <IconButton icon="filter" label={auditWords('only-this', { name })} onClick={() => onObject(object)} />
    </span>
  );
}

/** The roles that an entry names, in words where they are known. */
const rolesOf = (role: string): string => role.split('+').map(saidByServer).join(', ');
