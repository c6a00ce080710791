import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useSearchParams } from 'wouter';
import { HELP_KINDS } from '../../../server/contract/directory.js';
import type { ServiceView } from '../../../server/contract/directory.js';
import { exactTime } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { Button, LinkButton } from '../ui/button.js';
import { Select, TextField } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, ErrorSummary } from '../ui/states.js';
import { Note, PillButton } from '../ui/tag.js';
import { openNow } from './core/service-facts.js';
import type { ServiceFilter } from './core/service-facts.js';
import { isKind } from './describe.js';
import { directoryWords, kindWords } from './directory-words.js';
import { ServiceCard } from './service-card.js';
import { servicesQuery, usePlacesNews } from './services-query.js';
import './directory.css';

/** After the last key, before the list is fetched anew, in milliseconds. */
const TYPING_MS = 250;
/** Of those open now so many are wanted before somebody has to ask for more. */
const ENOUGH_OPEN = 20;

/** The directory as a list, narrowed by name, kind and what is open now. The address keeps what was chosen. */
export function ServicesPage() {
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind');
  const filter: ServiceFilter = { text: params.get('q') ?? '', kind: isKind(kind) ? kind : null, openNow: params.get('open') === '1' };
  usePlacesNews();

  const change = (next: Partial<ServiceFilter>) => {
    const { text, kind: nextKind, openNow: open } = { ...filter, ...next };
    setParams({ ...(text !== '' && { q: text }), ...(nextKind && { kind: nextKind }), ...(open && { open: '1' }) }, { replace: true });
  };

  return (
    <>
      <PageHead title={directoryWords('title')}>{directoryWords('title.more')}</PageHead>
      <Filters filter={filter} onChange={change} />
      <ServiceList filter={filter} onClear={() => setParams({}, { replace: true })} />
    </>
  );
}

function Filters({ filter, onChange }: { filter: ServiceFilter; onChange: (next: Partial<ServiceFilter>) => void }) {
  return (
    <search className="service-filters" aria-label={directoryWords('filter')}>
      <SearchField text={filter.text} onChange={(text) => onChange({ text })} />
      <Select
        label={directoryWords('filter.kind')}
        value={filter.kind ?? ''}
        onChange={({ target: { value } }) => onChange({ kind: isKind(value) ? value : null })}
      >
        <option value="">{directoryWords('filter.kind.any')}</option>
        {HELP_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kindWords(kind)}
          </option>
        ))}
      </Select>
      <PillButton pressed={filter.openNow} icon="clock" onClick={() => onChange({ openNow: !filter.openNow })}>
        {directoryWords('filter.open-now')}
      </PillButton>
    </search>
  );
}

/** What is typed shows at once; the list follows when there is a pause. */
function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [last, setLast] = useState(text);
  if (last !== text) {
    // It was cleared elsewhere, or somebody went back.
    setLast(text);
    if (typed.trim() !== text) setTyped(text);
  }
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    if (typed.trim() === text) return undefined;
    const timer = setTimeout(() => tell(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return <TextField type="search" label={directoryWords('filter.text')} maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />;
}

function ServiceList({ filter, onClear }: { filter: ServiceFilter; onClear: () => void }) {
  const { data, error, dataUpdatedAt, isRefetchError, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...servicesQuery(filter.text, filter.kind),
    placeholderData: (before) => before,
  });
  const all = data?.pages.flatMap(({ services }) => services) ?? [];
  const open = openNow(all);
  const shown = filter.openNow ? open.open : all;
  const wantsMore = filter.openNow && hasNextPage && open.open.length < ENOUGH_OPEN;

  useEffect(() => {
    if (wantsMore && !isFetching) void fetchNextPage();
  }, [wantsMore, isFetching, fetchNextPage]);

  if (!data) {
    return error ? (
      <div className="stack">
        <ErrorSummary title={directoryWords('failed')}>{directoryWords('failed.words')}</ErrorSummary>
        <div>
          <Button variant="primary" onClick={() => void refetch()}>
            {directoryWords('try-again')}
          </Button>
        </div>
      </div>
    ) : (
      <PageLoading lines={9} />
    );
  }
  const total = data.pages[0]?.total ?? 0;
  return (
    <>
      {isRefetchError && (
        <Note tone="warning" icon="offline">
          {directoryWords('old', { time: exactTime(dataUpdatedAt) })}
        </Note>
      )}
      <Count filter={filter} shown={shown} looked={all.length} total={total} unknown={open.unknown} />
      {shown.length === 0 && !wantsMore && <Nothing filter={filter} onClear={onClear} />}
      <ul className="services" aria-label={directoryWords('list')}>
        {shown.map((service) => (
          <ServiceCard key={service.id} service={service} />
        ))}
      </ul>
      {(hasNextPage || isFetchingNextPage) && (
        <div className="services-more">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {directoryWords('more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** How many there are, and what was left out. */
function Count({ filter, shown, looked, total, unknown }: { filter: ServiceFilter; shown: readonly ServiceView[]; looked: number; total: number; unknown: number }) {
  const count = shown.length;
  if (!filter.openNow) return <p className="services-count muted">{directoryWords('count', { count: total })}</p>;
  const words = looked < total ? directoryWords('count.open-so-far', { count, looked, of: total }) : directoryWords('count.open', { count, of: total });
  return <p className="services-count muted">{unknown === 0 ? `${words}.` : `${words}. ${directoryWords('count.unknown', { count: unknown })}.`}</p>;
}

function Nothing({ filter, onClear }: { filter: ServiceFilter; onClear: () => void }) {
  if (filter.text === '' && filter.kind === null && !filter.openNow) {
    return <EmptyState title={directoryWords('empty.all')}>{directoryWords('empty.all-words')}</EmptyState>;
  }
  return (
    <EmptyState
      title={directoryWords(filter.openNow ? 'empty.open' : 'empty')}
      action={<LinkButton onClick={onClear}>{directoryWords('clear')}</LinkButton>}
    >
      {directoryWords('empty.words')}
    </EmptyState>
  );
}
