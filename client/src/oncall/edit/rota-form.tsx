import { useState } from 'react';
import { useLocation } from 'wouter';
import type { StaffView, TeamView } from '../../../../server/contract/identity.js';
import type { RotaView } from '../../../../server/contract/oncall.js';
import { LeaveGuard } from '../../app/leave-guard.js';
import { call } from '../../app/api.js';
import { Problem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { useAnnounce } from '../../ui/live-region.js';
import { useToasts } from '../../ui/toast.js';
import { TroubleSummary } from '../acts/act-dialog.js';
import { troubleOf } from '../acts/use-act.js';
import type { Trouble } from '../acts/use-act.js';
import { localMoment } from '../core/local-time.js';
import { moved } from '../core/moved.js';
import { MOST_OF, draftFaults, fieldIdOf, freeLayerId, inputOf, newLayer } from '../core/rota-draft.js';
import type { DraftFault, LayerDraft, RotaDraft } from '../core/rota-draft.js';
import { refreshRotas, rotasQuery } from '../rota-query.js';
import { turnWords } from '../time-words.js';
import { BasicsPanel, CoverPanel } from './basics-panel.js';
import { DeleteRota } from './delete-rota.js';
import { editWords } from './edit-words.js';
import { LayerEditor } from './layer-editor.js';
import { PreviewPanel } from './preview-panel.js';
import { useSettled } from './use-settled.js';

/** So long a pause in typing before the server is asked what would come of it. */
const PAUSE_MS = 400;

/** The fields of one rota with what they would do, saved as a whole. `rota` is null for a new one. */
export function RotaForm({ id, rota, first, staff, teams }: { id: string; rota: RotaView | null; first: RotaDraft; staff: readonly StaffView[]; teams: readonly TeamView[] }) {
  const [, go] = useLocation();
  const now = useNow(60_000);
  const toasts = useToasts();
  const announce = useAnnounce();
  // One whose shifts come from a table has no layers, and needs none.
  const mayBeEmpty = rota?.layers.length === 0;
  const [draft, setDraft] = useState(first);
  const [seenVersion, setSeenVersion] = useState(rota?.version ?? 0);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const settled = useSettled(draft, PAUSE_MS);
  const dirty = JSON.stringify(draft) !== JSON.stringify(first);
  const change = (next: Partial<RotaDraft>): void => setDraft((before) => ({ ...before, ...next }));
  const changeLayer = (place: number, next: Partial<LayerDraft>): void => setDraft((before) => ({ ...before, layers: before.layers.map((layer, at) => (at === place ? { ...layer, ...next } : layer)) }));
  const nameOf = (staffId: string): string => staff.find((person) => person.id === staffId)?.name ?? rota?.upcoming.find((shift) => shift.staffId === staffId)?.name ?? staffId;
  const tell = (told: Omit<Trouble, 'count'>): void => setTrouble((last) => ({ ...told, count: (last?.count ?? 0) + 1 }));
  const wrong = (pointer: string): string | undefined => trouble?.fields.find((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`))?.words;

  const save = async (): Promise<void> => {
    const faults = draftFaults(draft, mayBeEmpty);
    if (faults.length > 0) return tell({ title: editWords('missing'), words: null, fields: faults.map((fault) => ({ pointer: fault.pointer, words: faultWords(fault, draft) })) });
    setBusy(true);
    setTrouble(null);
    try {
      await call('PUT /api/v1/rotas/:id', { id, ...inputOf(draft, seenVersion) });
      void refreshRotas();
      const words = editWords('saved', { rota: draft.name.trim() });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      go('/rota');
    } catch (error) {
      tell(await whatWentWrong(error));
      setBusy(false);
    }
    return undefined;
  };

  /** Somebody was faster: what they saved is told, and the next try knows of it. */
  const whatWentWrong = async (error: unknown): Promise<Omit<Trouble, 'count'>> => {
    if (!(error instanceof Problem && error.slug === 'oncall/changed')) {
      return troubleOf(error, { 'oncall/phone-in-use': { words: editWords('phone-in-use'), pointer: '/dutyPhone' }, 'oncall/unknown-rota': { words: editWords('unknown') } });
    }
    const saved = (await queries.fetchQuery({ ...rotasQuery, staleTime: 0 }).catch(() => [])).find((one) => one.id === id);
    if (saved) setSeenVersion(saved.version);
    const rules = saved?.layers.map((layer) => `${layer.name}: ${turnWords(layer)} ${layer.staffIds.map(nameOf).join(', ')}.`).join(' ') ?? '';
    return { title: editWords('changed'), words: saved ? editWords('changed.words', { rules: `${saved.name}. ${rules}` }) : editWords('changed.gone'), fields: [] };
  };

  const addLayer = (): void => {
    const number = draft.layers.length + 1;
    change({ layers: [...draft.layers, newLayer(freeLayerId(draft.layers), number === 1 ? editWords('layer.first-name') : editWords('layer.new-name', { number }), localMoment(now, draft.timeZone)[0])] });
  };
  const moveLayer = (place: number, by: number): void => {
    const layers = moved(draft.layers, place, by);
    if (layers === draft.layers) return;
    change({ layers });
    announce.polite(editWords('layer.moved', { name: draft.layers[place]?.name ?? '', count: place + by + 1 }));
  };

  return (
    <>
      <LeaveGuard dirty={dirty && !busy} words={editWords('leave.words')} />
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
            <TroubleSummary trouble={trouble} fieldId={fieldIdOf} />
          </div>
        )}
        <div className="stack">
          <BasicsPanel draft={draft} isNew={rota === null} teams={teams} wrong={wrong} onChange={change} />
          <section className="stack" aria-labelledby="rota-layers-head">
            <div>
              <h2 id="rota-layers-head" className="edit-heading">
                {editWords('layers')}
              </h2>
              <p className="muted">{editWords('layers.words')}</p>
            </div>
            {draft.layers.map((layer, place) => (
              <LayerEditor
                key={layer.id}
                layer={layer}
                place={place}
                count={draft.layers.length}
                teamId={draft.teamId}
                staff={staff}
                nameOf={nameOf}
                wrong={wrong}
                onChange={(next) => changeLayer(place, next)}
                onMove={(by) => moveLayer(place, by)}
                onRemove={() => {
                  change({ layers: draft.layers.filter((_, at) => at !== place) });
                  // The button goes with its layer; the keyboard stays with the layers.
                  document.getElementById(fieldIdOf('/layers'))?.focus();
                }}
              />
            ))}
            <div>
              <Button id={fieldIdOf('/layers')} icon="add" onClick={addLayer}>
                {editWords('layer.add')}
              </Button>
            </div>
          </section>
          <CoverPanel draft={draft} wrong={wrong} onChange={change} />
        </div>
        <PreviewPanel rota={rota} id={id} draft={draftFaults(settled, mayBeEmpty).length === 0 ? inputOf(settled, seenVersion) : null}>
          <Button type="submit" variant="primary" busy={busy}>
            {editWords(rota ? 'save' : 'save.new')}
          </Button>
        </PreviewPanel>
      </form>
      {rota && (
        <div className="rota-form rota-end">
          <DeleteRota rota={rota} seenVersion={seenVersion} />
        </div>
      )}
    </>
  );
}

/** What is missing and how to mend it. */
function faultWords({ kind, pointer }: DraftFault, draft: RotaDraft): string {
  if (kind !== 'turn') return editWords(`fault.${kind}`);
  const layer = draft.layers[Number(pointer.split('/')[2])];
  return editWords('fault.turn', { most: layer ? MOST_OF[layer.turn.unit] : 1 });
}

