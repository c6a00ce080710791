import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import { HELP_KINDS } from '../../../server/contract/directory.js';
import type { FoundServices } from '../../../server/contract/found-services.js';
import { exactTime, figure } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { may, useWho } from '../app/session.js';
import { Button, LinkButton } from '../ui/button.js';
import { Select, TextField } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { Segmented } from '../ui/segmented.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Note, PillButton } from '../ui/tag.js';
import type { ServiceFilter } from './core/service-facts.js';
import { isKind } from './describe.js';
import { DirectoryTools } from './directory-tools.js';
import { directoryWords, kindWords } from './directory-words.js';
import { mapWords } from './map/map-words.js';
import type { ServicesMapProps } from './map/services-map.js';
import { ServiceCard } from './service-card.js';
import { SHORTEST_POSTCODE, servicePointsQuery, servicesQuery, usePlacesNews } from './services-query.js';
import './directory.css';

/** After the last key, before the list is fetched anew, in milliseconds. */
const TYPING_MS = 250;
/** From this width on list and map stand side by side. */
const WIDE = '(min-width: 73.8125rem)';
/** What was typed outlasts a look at one service, and nothing else. */
const postcodes = { near: '' };

/** Fetched when it is first looked at; away from the network the list is all there is. */
const ServicesMap = lazy(() =>
  import('./map/services-map.js').then(
    (map) => ({ default: map.ServicesMap }),
    () => ({ default: NoMap }),
  ),
);
function NoMap(_props: ServicesMapProps) {
  return <Note tone="warning">{mapWords('failed')}</Note>;
}


function useWide(): boolean {
  return useSyncExternalStore(onWidth, () => matchMedia(WIDE).matches);
}
function onWidth(listener: () => void): () => void {
  const media = matchMedia(WIDE);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** The directory as a list, narrowed by name, kind and what is open now. The address keeps what was chosen. */
export function ServicesPage() {
  const [params, setParams] = useSearchParams();
  const { session } = useWho();
  const wide = useWide();
  const kind = params.get('kind');
  const view = params.get('view') === 'map' ? 'map' : 'list';
  const filter: ServiceFilter = { text: params.get('q') ?? '', kind: isKind(kind) ? kind : null, openNow: params.get('open') === '1', near: postcodes.near };
  const [near, setNear] = useState(filter.near);
  usePlacesNews();

  const change = (next: Partial<ServiceFilter>, shown: 'list' | 'map' = view) => {
    const { text, kind: nextKind, openNow: open, near: nextNear } = { ...filter, ...next };
    // Where a person is stays out of the address, which lands in histories and logs.
    postcodes.near = nextNear;
    setNear(nextNear);
    setParams({ ...(text !== '' && { q: text }), ...(nextKind && { kind: nextKind }), ...(open && { open: '1' }), ...(shown === 'map' && { view: 'map' }) }, { replace: true });
  };
  const asked: ServiceFilter = { ...filter, near };
  const clear = () => change({ text: '', kind: null, openNow: false, near: '' });

  return (
    <>
      <PageHead title={directoryWords('title')}>{directoryWords('title.more')}</PageHead>
      <DirectoryTools />
      <Filters filter={asked} onChange={change} />
      {may(session, 'directory:edit') && <TakeAway />}
      {!wide && (
        <div className="services-view">
          <Segmented
            legend={mapWords('view')}
            strong
            value={view}
            onChoose={(shown) => change({}, shown)}
            segments={[{ value: 'list', label: mapWords('view.list') }, { value: 'map', label: mapWords('view.map') }]}
          />
        </div>
      )}
      <div className={wide ? 'services-both' : 'stack'}>
        {(wide || view === 'list') && (
          <div className="services-side">
            <ServiceList filter={asked} onClear={clear} />
          </div>
        )}
        {(wide || view === 'map') && <MapSide filter={asked} alone={!wide} />}
      </div>
    </>
  );
}

function Filters({ filter, onChange }: { filter: ServiceFilter; onChange: (next: Partial<ServiceFilter>) => void }) {
  return (
    <search className="service-filters" aria-label={directoryWords('filter')}>
      <SearchField label={directoryWords('filter.text')} text={filter.text} longest={100} onChange={(text) => onChange({ text })} />
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
      <SearchField label={mapWords('near')} text={filter.near} longest={12} onChange={(near) => onChange({ near })} />
      <PillButton pressed={filter.openNow} icon="clock" onClick={() => onChange({ openNow: !filter.openNow })}>
        {directoryWords('filter.open-now')}
      </PillButton>
    </search>
  );
}

/** What is typed shows at once; the list follows when there is a pause. */
function SearchField({ label, text, longest, onChange }: { label: string; text: string; longest: number; onChange: (text: string) => void }) {
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
  return <TextField type="search" label={label} maxLength={longest} value={typed} onChange={(event) => setTyped(event.target.value)} />;
}

/** The same services on a map. Without it the list still has every one. */
function MapSide({ filter, alone }: { filter: ServiceFilter; alone: boolean }) {
  const { data, error } = useQuery({ ...servicePointsQuery(filter), placeholderData: (before) => before });
  if (!data?.points) return error ? <Note tone="warning">{mapWords('failed')}</Note> : <PageLoading lines={6} />;
  return (
    <div className="services-side">
      {alone && <Count filter={filter} found={data} />}
      <p className={alone ? 'muted' : 'services-count muted'}>
        {mapWords('on-map', { count: data.within - data.notOnMap })}
        {data.notOnMap > 0 && `. ${mapWords('not-on-map', { count: data.notOnMap })}.`}
      </p>
      <Suspense fallback={<PageLoading lines={6} />}>
        <ServicesMap points={data.points} near={data.near} />
      </Suspense>
    </div>
  );
}

/** What can be taken away; the first brings everything back when it is imported again. */
const EXPORTS = [
  { href: '/hsds/3.1/export/hsds-json.zip?handrail=true', words: 'export.whole' },
  { href: '/hsds/3.1/export/hsds-json.zip', words: 'export.json' },
  { href: '/hsds/export/hsds-json.zip', words: 'export.json30' },
  { href: '/hsds/export/hsds-csv.zip', words: 'export.csv' },
] as const;

/** The whole directory as files, for those who keep it. */
function TakeAway() {
  return (
    <details className="services-take-away">
      <summary>{mapWords('export')}</summary>
      <div className="row">
        {EXPORTS.map(({ href, words }) => (
          <a key={href} className="button button-outline button-m" href={href} download>
            <span className="button-words">{mapWords(words)}</span>
          </a>
        ))}
      </div>
    </details>
  );
}

function ServiceList({ filter, onClear }: { filter: ServiceFilter; onClear: () => void }) {
  const { data, error, dataUpdatedAt, isRefetchError, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...servicesQuery(filter),
    placeholderData: (before) => before,
  });
  const [first] = data?.pages ?? [];
  if (!data || !first) {
    return error ? (
      <FailedState title={directoryWords('failed')} act={directoryWords('try-again')} onTry={() => void refetch()}>
        {directoryWords('failed.words')}
      </FailedState>
    ) : (
      <PageLoading lines={9} />
    );
  }
  const shown = data.pages.flatMap(({ services, distances, unit }) => services.map((service, n) => ({ service, distance: distances[n] ?? null, unit })));
  return (
    <>
      {isRefetchError && (
        <Note tone="warning" icon="offline">
          {directoryWords('old', { time: exactTime(dataUpdatedAt) })}
        </Note>
      )}
      <Count filter={filter} found={first} />
      {shown.length === 0 && <Nothing filter={filter} onClear={onClear} />}
      <ul className="services" aria-label={directoryWords('list')}>
        {shown.map(({ service, distance, unit }) => (
          <ServiceCard key={service.id} service={service} distance={first.near ? distanceWords(distance, unit) : null} />
        ))}
      </ul>
      {shown.length > 0 && (hasNextPage || isFetchingNextPage) && (
        <div className="services-more">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {directoryWords('more')}
          </Button>
        </div>
      )}
    </>
  );
}

const distanceWords = (distance: number | null, unit: 'mi' | 'km'): string =>
  distance === null ? mapWords('distance.unknown') : mapWords('distance', { count: Math.ceil(distance), distance: figure(distance), unit: mapWords(`unit.${unit}`) });

/** How many there are, what was left out, and why they stand in this order. */
function Count({ filter, found }: { filter: ServiceFilter; found: FoundServices }) {
  const { total, within, near, unknownHours, lookedAt } = found;
  const count = filter.openNow ? directoryWords('count.open-now', { count: total }) : directoryWords('count', { count: total });
  const words = [
    unknownHours > 0 ? directoryWords('count.unknown', { count: unknownHours }) : null,
    lookedAt === null ? null : directoryWords(near ? 'count.looked-near' : 'count.looked', { count: lookedAt }),
    near ? mapWords('near.order') : null,
  ].filter((one) => one !== null);
  return (
    <div className="services-count muted">
      <p>{words.length === 0 ? count : `${[count, ...words].join('. ')}.`}</p>
      {within < total && <p>{mapWords('within', { count: within, of: total })}</p>}
      {!near && filter.near.length >= SHORTEST_POSTCODE && <p role="status">{mapWords('near.unknown', { postcode: filter.near })}</p>}
    </div>
  );
}

function Nothing({ filter, onClear }: { filter: ServiceFilter; onClear: () => void }) {
  if (filter.text === '' && filter.kind === null && !filter.openNow && filter.near === '') {
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
