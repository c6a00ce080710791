import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { NetworkView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { LeaveGuard } from '../app/leave-guard.js';
import { PageLoading } from '../app/page-loading.js';
import { queries } from '../app/queries.js';
import { sessionQuery } from '../app/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select, TextField } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { ErrorSummary, FailedState } from '../ui/states.js';
import { useToasts } from '../ui/toast.js';
import { draftOf, inputOf, isChanged, wrongIn } from './core/network-draft.js';
import type { NetworkDraft, NetworkField } from './core/network-draft.js';
import { networkWords } from './network-words.js';
import './texts.css';

const WRONG = { name: 'wrong.name', org: 'wrong.org', emergency: 'wrong.emergency', crisisLine: 'wrong.crisis-line', duty: 'wrong.duty', publicPhone: 'wrong.public-phone', exit: 'wrong.exit' } as const;
const fieldId = (field: NetworkField): string => `network-${field}`;

/** Names, numbers, the clock, and where "Exit" leads. */
export function NetworkPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['network-settings'], queryFn: ({ signal }) => call('GET /api/v1/network', {}, { signal }) });
  return (
    <>
      <PageHead title={networkWords('title')}>{networkWords('title.words')}</PageHead>
      {!data && !error && <PageLoading lines={7} />}
      {!data && error && (
        <FailedState title={networkWords('failed')} act={networkWords('try-again')} onTry={() => void refetch()}>
          {networkWords('failed.words')}
        </FailedState>
      )}
      {data && <NetworkForm network={data} />}
    </>
  );
}

interface Trouble { title: string; words?: string; fields: readonly (keyof typeof WRONG)[]; count: number }

function NetworkForm({ network }: { network: NetworkView }) {
  const toasts = useToasts();
  const [saved, setSaved] = useState(network);
  const [draft, setDraft] = useState(() => draftOf(network));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const tell = (told: Omit<Trouble, 'count'>) => setTrouble((last) => ({ ...told, count: (last?.count ?? 0) + 1 }));
  const dirty = isChanged(draft, saved);

  const take = (next: NetworkView) => {
    setSaved(next);
    setDraft(draftOf(next));
    queries.setQueryData(['network-settings'], next);
    // Every page says what holds now.
    void queries.invalidateQueries(sessionQuery);
  };
  const save = async () => {
    const fields = wrongIn(draft).filter((field) => field !== 'timeZone');
    if (fields.length > 0) return tell({ title: networkWords('wrong'), fields });
    setBusy(true);
    setTrouble(null);
    try {
      take(await call('PUT /api/v1/network', inputOf(draft, saved)));
      toasts.show({ title: networkWords('saved'), spoken: networkWords('saved'), seconds: 8 });
    } catch (error) {
      await explain(error);
    } finally {
      setBusy(false);
    }
  };
  const explain = async (error: unknown): Promise<void> => {
    if (error instanceof Unreachable) return tell({ title: networkWords('wrong.unreachable'), fields: [] });
    if (isProblem(error, 'network/changed')) {
      take(await call('GET /api/v1/network'));
      return tell({ title: networkWords('wrong.changed'), words: networkWords('wrong.changed-words'), fields: [] });
    }
    if (!(error instanceof Problem)) throw error;
    return tell({ title: networkWords('wrong.other', { why: error.message }), fields: [] });
  };
  const wiring = (field: NetworkField) => ({
    id: fieldId(field), value: draft[field], autoComplete: 'off',
    error: field !== 'timeZone' && trouble?.fields.includes(field) ? networkWords(WRONG[field]) : undefined,
    onChange: ({ target }: { target: { value: string } }) => setDraft((now): NetworkDraft => ({ ...now, [field]: field === 'org' ? target.value.toUpperCase() : target.value })),
  });

  return (
    <form
      noValidate
      className="network-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {trouble && (
        <ErrorSummary key={trouble.count} title={trouble.title} fields={trouble.fields.map((field) => ({ fieldId: fieldId(field), words: networkWords(WRONG[field]) }))}>
          {trouble.words}
        </ErrorSummary>
      )}
      <Panel title={networkWords('names')}>
        <div className="network-fields">
          <TextField label={networkWords('name')} maxLength={80} {...wiring('name')} />
          <TextField label={networkWords('org')} hint={networkWords('org.hint')} maxLength={12} {...wiring('org')} />
        </div>
      </Panel>
      <Panel title={networkWords('numbers')}>
        <div className="network-fields">
          <TextField type="tel" label={networkWords('emergency')} hint={networkWords('emergency.hint')} maxLength={15} {...wiring('emergency')} />
          <TextField type="tel" label={networkWords('crisis-line')} hint={networkWords('crisis-line.hint')} maxLength={20} {...wiring('crisisLine')} />
          <TextField type="tel" label={networkWords('duty')} hint={networkWords('duty.hint')} maxLength={20} {...wiring('duty')} />
          <TextField type="tel" label={networkWords('public-phone')} hint={networkWords('public-phone.hint')} optional={networkWords('exit.optional')} maxLength={20} {...wiring('publicPhone')} />
        </div>
      </Panel>
      <Panel title={networkWords('place')}>
        <div className="network-fields">
          <Select label={networkWords('time-zone')} hint={networkWords('time-zone.hint')} {...wiring('timeZone')}>
            {zones(saved.timeZone).map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
          <TextField type="url" inputMode="url" label={networkWords('exit')} hint={networkWords('exit.hint')} optional={networkWords('exit.optional')} maxLength={200} {...wiring('exit')} />
        </div>
      </Panel>
      <div className="text-save">
        <Button type="submit" variant="primary" busy={busy}>
          {networkWords('save')}
        </Button>
        {dirty && <Button onClick={() => setDraft(draftOf(saved))}>{networkWords('undo-all')}</Button>}
        <span className="muted">{networkWords(dirty ? 'unsaved' : 'unchanged')}</span>
      </div>
      <p>
        <Link href="/admin/texts">
          {networkWords('texts')}
        </Link>
      </p>
      <LeaveGuard dirty={dirty} words={networkWords('leave.words')} />
    </form>
  );
}

const zones = (now: string): string[] => [...new Set([now, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
