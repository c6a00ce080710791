import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { HELP_KINDS } from '../../../server/contract/directory.js';
import type { CapacityLine } from '../../../server/contract/capacity.js';
import { exactTime } from '../app/format.js';
import { usePageKeys } from '../app/page-keys.js';
import { PageLoading } from '../app/page-loading.js';
import { isKind } from '../directory/describe.js';
import { kindWords } from '../directory/directory-words.js';
import { useNow } from '../live/server-clock.js';
import { useConnection } from '../live/socket.js';
import { LinkButton } from '../ui/button.js';
import { Select, TextField } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Note, PillButton } from '../ui/tag.js';
import { boardQuery, useCapacityNews } from './capacity-query.js';
import { capacityWords } from './capacity-words.js';
import { boardGroups, standing } from './core/board-order.js';
import type { BoardFilter } from './core/board-order.js';
import { ServiceLine, lineId } from './service-line.js';
import './capacity.css';

const kindsWords = (kind: (typeof HELP_KINDS)[number] | null): string => (kind === null ? capacityWords('filter.kind.any') : kindWords(kind));

/** All free places as told, by kind of help: fresh ones first, old ones lower and never hidden. Live; told by keyboard and by thumb. */
export function CapacityPage() {
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind');
  const only = params.get('only');
  const filter: BoardFilter = { text: params.get('q') ?? '', kind: isKind(kind) ? kind : null, only: only === 'room' || only === 'old' ? only : 'all' };
  const { data, error, dataUpdatedAt, isRefetchError, refetch } = useQuery(boardQuery);
  useCapacityNews();
  const change = (next: Partial<BoardFilter>) => {
    const { text, kind: nextKind, only: nextOnly } = { ...filter, ...next };
    setParams({ ...(text !== '' && { q: text }), ...(nextKind && { kind: nextKind }), ...(nextOnly !== 'all' && { only: nextOnly }) }, { replace: true });
  };

  return (
    <>
      <PageHead title={capacityWords('title')}>{capacityWords('title.more')}</PageHead>
      {!data && !error && <PageLoading lines={9} />}
      {!data && error && (
        <FailedState title={capacityWords('failed')} act={capacityWords('try-again')} onTry={() => void refetch()}>
          {capacityWords('failed.words')}
        </FailedState>
      )}
      {data && (
        <>
          <Filters filter={filter} onChange={change} />
          <HowOld failed={isRefetchError} at={dataUpdatedAt} />
          <Board lines={data.services} filter={filter} onClear={() => setParams({}, { replace: true })} />
        </>
      )}
    </>
  );
}

/** A page that is not live says so: numbers may have moved on. */
function HowOld({ failed, at }: { failed: boolean; at: number }) {
  const { state, heardAt, listening } = useConnection();
  const lost = listening && (state === 'stale' || state === 'offline');
  if (!failed && !lost) return null;
  return (
    <Note tone="warning" icon="offline">
      {failed ? capacityWords('old-since', { time: exactTime(at) }) : capacityWords('stale', { time: exactTime(heardAt ?? at) })}
    </Note>
  );
}

function Filters({ filter, onChange }: { filter: BoardFilter; onChange: (next: Partial<BoardFilter>) => void }) {
  const toggle = (only: 'room' | 'old') => onChange({ only: filter.only === only ? 'all' : only });
  return (
    <search className="capacity-filters" aria-label={capacityWords('filter')}>
      <TextField type="search" label={capacityWords('filter.text')} maxLength={100} value={filter.text} onChange={(event) => onChange({ text: event.target.value })} />
      <Select label={capacityWords('filter.kind')} value={filter.kind ?? ''} onChange={({ target: { value } }) => onChange({ kind: isKind(value) ? value : null })}>
        <option value="">{capacityWords('filter.kind.any')}</option>
        {HELP_KINDS.map((one) => (
          <option key={one} value={one}>
            {kindWords(one)}
          </option>
        ))}
      </Select>
      <div className="row">
        <PillButton pressed={filter.only === 'room'} icon="check" onClick={() => toggle('room')}>
          {capacityWords('filter.room')}
        </PillButton>
        <PillButton pressed={filter.only === 'old'} icon="clock" onClick={() => toggle('old')}>
          {capacityWords('filter.old')}
        </PillButton>
      </div>
    </search>
  );
}

function Board({ lines, filter, onClear }: { lines: readonly CapacityLine[]; filter: BoardFilter; onClear: () => void }) {
  const now = useNow(15_000);
  const groups = boardGroups(lines, filter, now);
  const shown = groups.flatMap((group) => group.lines);
  const [working, setWorking] = useState(false);
  const steady = useSteady(shown, working);
  useLineKeys(shown.map(({ serviceId }) => serviceId));
  if (lines.length === 0) return <EmptyState title={capacityWords('empty')}>{capacityWords('empty.words')}</EmptyState>;
  if (shown.length === 0) {
    return (
      <EmptyState title={capacityWords('empty.filter')} action={<LinkButton onClick={onClear}>{capacityWords('clear')}</LinkButton>}>
        {capacityWords('empty.filter-words')}
      </EmptyState>
    );
  }
  const old = shown.filter((line) => standing(line, now) === 'old').length;
  return (
    <div onFocus={() => setWorking(true)} onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && setWorking(false)}>
      <p className="capacity-count muted num">
        {capacityWords('count.summary', { services: capacityWords('count', { count: shown.length }), fresh: shown.length - old, old })}
      </p>
      {groups.map((group) => (
        <section key={group.kind ?? ''} className="capacity-group" aria-labelledby={`kind-${group.kind ?? 'other'}`}>
          <h2 id={`kind-${group.kind ?? 'other'}`}>{kindsWords(group.kind)}</h2>
          <ul className="capacity-lines">
            {steady(group.lines).map((line) => (
              <ServiceLine key={line.serviceId} line={line} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** While somebody works in the list, no line moves under their hands; the order is made anew when they leave. */
function useSteady(shown: readonly CapacityLine[], working: boolean): (lines: readonly CapacityLine[]) => readonly CapacityLine[] {
  const order = shown.map(({ serviceId }) => serviceId);
  const [held, setHeld] = useState<readonly string[]>(order);
  if (!working && order.join() !== held.join()) setHeld(order);
  const place = ({ serviceId }: CapacityLine): number => (held.includes(serviceId) ? held.indexOf(serviceId) : held.length);
  return (lines) => (working ? lines.toSorted((a, b) => place(a) - place(b)) : lines);
}

/** J and K go from service to service; each line's own buttons do the rest. */
function useLineKeys(ids: readonly string[]): void {
  const go = (step: 1 | -1) => {
    const at = ids.findIndex((id) => document.getElementById(lineId(id))?.contains(document.activeElement));
    const next = ids[at < 0 ? 0 : at + step];
    if (next === undefined) return;
    const line = document.getElementById(lineId(next));
    line?.focus();
    line?.scrollIntoView({ block: 'nearest' });
  };
  usePageKeys([
    { key: 'j', words: capacityWords('keys.next'), rare: true, act: () => go(1) },
    { key: 'k', words: capacityWords('keys.before'), rare: true, act: () => go(-1) },
  ]);
}
