import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SHOWS } from '../../../../server/contract/triage.js';
import { call } from '../../app/api.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Select, TextField } from '../../ui/field.js';
import { boardWords } from '../board/board-words.js';
import { NEW_SEARCH, STANDS, faultsOf, usesMore } from './core/search-input.js';
import type { SearchFault, SearchForm as Filled } from './core/search-input.js';
import { listWords } from './list-words.js';

const LEVELS = [...new Set(Object.values(SHOWS))];
const FIELD: Readonly<Record<SearchFault, string>> = { ref: 'search-ref', days: 'search-until', name: 'search-name', phone: 'search-phone' };

/** What to look for. Nothing is looked for until it is sent, so that nobody's half-typed name leaves this page. */
export function SearchForm({ form, busy, onChange, onSearch }: { form: Filled; busy: boolean; onChange: (form: Filled) => void; onSearch: (form: Filled) => void }) {
  const [faults, setFaults] = useState<readonly SearchFault[]>([]);
  const { teams } = useSession();
  const set = (change: Partial<Filled>) => {
    setFaults([]);
    onChange({ ...form, ...change });
  };
  const wrong = (fault: SearchFault) => faults.includes(fault);
  const send = (filled: Filled) => {
    const found = faultsOf(filled);
    setFaults(found);
    const [first] = found;
    if (first) document.getElementById(FIELD[first])?.focus();
    else onSearch(filled);
  };
  return (
    <form
      className="card search-form"
      role="search"
      aria-label={listWords('search')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(form);
      }}
    >
      <div className="search-fields">
        <TextField id={FIELD.ref} label={listWords('ref')} error={wrong('ref') && listWords('ref.wrong')} inputMode="numeric" autoComplete="off" maxLength={6} value={form.ref} onChange={({ target }) => set({ ref: target.value })} />
        <Select label={listWords('stands')} value={form.stands} onChange={({ target }) => set({ stands: STANDS.find((one) => one === target.value) ?? 'open' })}>
          {STANDS.map((one) => (
            <option key={one} value={one}>
              {listWords(`stands.${one}`)}
            </option>
          ))}
        </Select>
        <Select label={listWords('level')} value={form.level} onChange={({ target }) => set({ level: LEVELS.find((one) => one === target.value) ?? '' })}>
          <option value="">{listWords('level.any')}</option>
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              {boardWords(`level.${one}`)}
            </option>
          ))}
        </Select>
        <Owner owner={form.owner} onChoose={(owner) => set({ owner })} />
      </div>
      <details className="search-more" open={usesMore(form) || undefined}>
        <summary>{listWords('more')}</summary>
        <div className="search-fields">
          {teams.length > 1 && (
            <Select label={listWords('team')} value={form.teamId} onChange={({ target }) => set({ teamId: target.value })}>
              <option value="">{listWords('team.any')}</option>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <TextField type="date" label={listWords('from')} value={form.fromOn} onChange={({ target }) => set({ fromOn: target.value })} />
          <TextField id={FIELD.days} type="date" label={listWords('until')} error={wrong('days') && listWords('days.wrong')} value={form.untilOn} onChange={({ target }) => set({ untilOn: target.value })} />
          <TextField id={FIELD.name} label={listWords('name')} hint={listWords('name.hint')} error={wrong('name') && listWords('name.wrong')} autoComplete="off" maxLength={120} value={form.personName} onChange={({ target }) => set({ personName: target.value })} />
          <TextField id={FIELD.phone} type="tel" label={listWords('phone')} hint={listWords('phone.hint')} error={wrong('phone') && listWords('phone.wrong')} autoComplete="off" maxLength={30} value={form.phone} onChange={({ target }) => set({ phone: target.value })} />
        </div>
      </details>
      <div className="row">
        <Button type="submit" variant="primary" icon="search" busy={busy}>
          {listWords('act')}
        </Button>
        <Button
          variant="quiet"
          onClick={() => {
            onChange(NEW_SEARCH);
            send(NEW_SEARCH);
          }}
        >
          {listWords('clear')}
        </Button>
        <span className="muted search-witnessed">{listWords('witnessed')}</span>
      </div>
    </form>
  );
}

/** Whose crises: me first, then the others by name. */
function Owner({ owner, onChoose }: { owner: string; onChoose: (owner: string) => void }) {
  const { staff: me } = useSession();
  const { data } = useQuery({ queryKey: ['staff'], queryFn: ({ signal }) => call('GET /api/v1/staff', {}, { signal }), staleTime: 300_000 });
  const others = (data?.staff ?? [])
    .filter(({ id, active, roles }) => id !== me.id && active && roles.some(({ role }) => role === 'clinician' || role === 'supervisor'))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <Select label={listWords('owner')} value={owner} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{listWords('owner.any')}</option>
      <option value="nobody">{listWords('owner.nobody')}</option>
      <option value={me.id}>{listWords('owner.me', { name: me.name })}</option>
      {others.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
