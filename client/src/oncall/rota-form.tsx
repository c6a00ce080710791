import { useState } from 'react';
import { useLocation } from 'wouter';
import type { StaffView } from '../../../server/contract/identity.js';
import type { RotaView } from '../../../server/contract/oncall.js';
import { call } from '../app/api.js';
import { Problem, Unreachable } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { languageTag } from '../app/words.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select, TextField } from '../ui/field.js';
import { Segmented } from '../ui/segmented.js';
import { ErrorSummary } from '../ui/states.js';
import { useToasts } from '../ui/toast.js';
import { draftFaults, draftOf } from './core/rota-draft.js';
import type { DraftFault } from './core/rota-draft.js';
import { RotaPeople } from './rota-people.js';
import { RotaPreview } from './rota-preview.js';
import { hearRota, rotasQuery } from './rota-query.js';
import { rotaWords } from './rota-words.js';
import { turnWords } from './turn-words.js';

const FIELD: Readonly<Record<DraftFault, string>> = { 'name': 'rota-name', 'people': 'rota-people', 'hand-over': 'rota-hand-over', 'starts': 'rota-starts' };

interface Trouble {
  title: string;
  words?: string;
  faults: readonly DraftFault[];
  /** Each try is told anew. */
  count: number;
}

/** The fields of one rota with what they would do, saved as a whole. */
export function RotaForm({ rota, staff }: { rota: RotaView; staff: readonly StaffView[] }) {
  const [, go] = useLocation();
  const toasts = useToasts();
  const [draft, setDraft] = useState(() => draftOf(rota));
  const [seenVersion, setSeenVersion] = useState(rota.version);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const nameOf = (id: string): string => staff.find((person) => person.id === id)?.name ?? rota.upcoming.find(({ staffId }) => staffId === id)?.name ?? id;
  const change = (next: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...next }));
  const tell = (told: Omit<Trouble, 'count'>) => setTrouble((last) => ({ ...told, count: (last?.count ?? 0) + 1 }));
  const wrong = (fault: DraftFault) => trouble?.faults.includes(fault) && rotaWords(`edit.${fault}-missing`);

  const save = async () => {
    const faults = draftFaults(draft);
    if (faults.length > 0) return tell({ title: rotaWords('edit.missing'), faults });
    setBusy(true);
    setTrouble(null);
    try {
      hearRota(await call('PUT /api/v1/rotas/:id', { id: rota.id, seenVersion, ...draft, name: draft.name.trim() }));
      const words = rotaWords('edit.saved', { rota: draft.name.trim() });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      go('/rota');
    } catch (error) {
      tell(await troubleOf(error));
      setBusy(false);
    }
  };

  const troubleOf = async (error: unknown): Promise<Omit<Trouble, 'count'>> => {
    if (error instanceof Unreachable) return { title: rotaWords('edit.failed-unreachable'), faults: [] };
    if (!(error instanceof Problem)) throw error;
    if (error.status !== 409) return { title: rotaWords('edit.failed', { why: [error.message, ...(error.body.errors ?? []).map(({ detail }) => detail)].join(', ') }), faults: [] };
    const saved = (await queries.fetchQuery({ ...rotasQuery, staleTime: 0 })).find(({ id }) => id === rota.id) ?? rota;
    setSeenVersion(saved.version);
    const names = new Intl.ListFormat(languageTag(), { type: 'unit' }).format(saved.staffIds.map(nameOf));
    return { title: rotaWords('edit.changed'), words: rotaWords('edit.changed-words', { names, turn: turnWords(saved) }), faults: [] };
  };

  return (
    <form
      noValidate
      className="rota-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {trouble && (
        <div className="rota-trouble">
          <ErrorSummary
            key={trouble.count}
            title={trouble.title}
            fields={trouble.faults.map((fault) => ({ fieldId: FIELD[fault], words: rotaWords(`edit.${fault}-missing`) }))}
          >
            {trouble.words}
          </ErrorSummary>
        </div>
      )}
      <Panel title={rotaWords('edit.people')}>
        <RotaPeople
          id={FIELD.people}
          staffIds={draft.staffIds}
          staff={staff}
          teamId={rota.teamId}
          nameOf={nameOf}
          wrong={wrong('people') || undefined}
          onChange={(staffIds) => change({ staffIds: [...staffIds] })}
        />
      </Panel>
      <Panel title={rotaWords('edit.turn')}>
        <div className="stack">
          <Segmented
            legend={rotaWords('edit.turn')}
            value={draft.turn}
            onChoose={(turn) => change({ turn })}
            segments={(['daily', 'weekly'] as const).map((turn) => ({ value: turn, label: rotaWords(`edit.turn.${turn}`) }))}
          />
          <div className="rota-times">
            <TextField
              id={FIELD['hand-over']}
              type="time"
              label={rotaWords('edit.hand-over')}
              error={wrong('hand-over')}
              value={draft.handOverAt}
              onChange={({ target }) => change({ handOverAt: target.value.slice(0, 5) })}
            />
            <TextField
              id={FIELD.starts}
              type="date"
              label={rotaWords('edit.starts')}
              error={wrong('starts')}
              value={draft.startsOn}
              onChange={({ target }) => change({ startsOn: target.value })}
            />
          </div>
          <p className="muted">{rotaWords('edit.starts-hint')}</p>
          <Select label={rotaWords('edit.zone')} value={draft.timeZone} onChange={({ target }) => change({ timeZone: target.value })}>
            {zonesWith(draft.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
          <TextField
            id={FIELD.name}
            label={rotaWords('edit.name')}
            error={wrong('name')}
            maxLength={60}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </div>
      </Panel>
      <RotaPreview rota={rota} draft={draft} nameOf={nameOf}>
        <Button type="submit" variant="primary" busy={busy}>
          {rotaWords('edit.save')}
        </Button>
      </RotaPreview>
    </form>
  );
}

/** Every zone that this browser knows, and the one that is set. */
function zonesWith(zone: string): readonly string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(zone) ? zones : [zone, ...zones];
}
