import type { StaffView } from '../../../../server/contract/identity.js';
import { IconButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Select, TextField } from '../../ui/field.js';
import { fieldIdOf } from '../core/rota-draft.js';
import type { LayerDraft } from '../core/rota-draft.js';
import { editWords } from './edit-words.js';
import { HoursEditor } from './hours-editor.js';
import { RotaPeople } from './rota-people.js';

const UNITS = ['hours', 'days', 'weeks'] as const;

/** One layer: who takes turns, how long, from when, in which hours. */
export function LayerEditor({ layer, place, count, teamId, staff, nameOf, wrong, onChange, onMove, onRemove }: {
  layer: LayerDraft;
  place: number;
  count: number;
  teamId: string;
  staff: readonly StaffView[];
  nameOf: (id: string) => string;
  wrong: (pointer: string) => string | undefined;
  onChange: (next: Partial<LayerDraft>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}) {
  const at = `/layers/${place}`;
  const name = layer.name.trim() === '' ? editWords('layer', { number: place + 1 }) : layer.name;
  return (
    <Panel
      title={name}
      level={3}
      className="layer"
      aside={
        count > 1 && (
          <span className="layer-acts">
            <IconButton icon="down" className="upwards" label={editWords('layer.up', { name })} aria-disabled={place === 0 || undefined} onClick={() => onMove(-1)} />
            <IconButton icon="down" label={editWords('layer.down', { name })} aria-disabled={place === count - 1 || undefined} onClick={() => onMove(1)} />
            <IconButton icon="close" label={editWords('layer.remove', { name })} onClick={onRemove} />
          </span>
        )
      }
    >
      <div className="layer-parts">
        <RotaPeople
          id={fieldIdOf(`${at}/staffIds`)}
          staffIds={layer.staffIds}
          staff={staff}
          teamId={teamId}
          nameOf={nameOf}
          wrong={wrong(`${at}/staffIds`)}
          onChange={(staffIds) => onChange({ staffIds })}
        />
        <div className="stack">
          <TextField id={fieldIdOf(`${at}/name`)} label={editWords('layer.name')} error={wrong(`${at}/name`)} maxLength={60} value={layer.name} onChange={({ target }) => onChange({ name: target.value })} />
          <div className="edit-pair">
            <TextField
              id={fieldIdOf(`${at}/turn/count`)}
              inputMode="numeric"
              label={editWords('turn.count')}
              error={wrong(`${at}/turn/count`)}
              value={layer.turn.count}
              onChange={({ target }) => onChange({ turn: { ...layer.turn, count: target.value } })}
            />
            <Select label={editWords('turn.unit')} value={layer.turn.unit} onChange={({ target }) => onChange({ turn: { ...layer.turn, unit: UNITS.find((unit) => unit === target.value) ?? 'days' } })}>
              {UNITS.map((unit) => (
                <option key={unit} value={unit}>
                  {editWords(`turn.${unit}`)}
                </option>
              ))}
            </Select>
          </div>
          <div className="edit-pair">
            <TextField id={fieldIdOf(`${at}/startsOn`)} type="date" label={editWords('starts')} error={wrong(`${at}/startsOn`)} value={layer.startsOn} onChange={({ target }) => onChange({ startsOn: target.value })} />
            <TextField id={fieldIdOf(`${at}/handOverAt`)} type="time" label={editWords('hand-over')} error={wrong(`${at}/handOverAt`)} value={layer.handOverAt} onChange={({ target }) => onChange({ handOverAt: target.value.slice(0, 5) })} />
          </div>
          <p className="muted edit-small">{editWords('starts.hint')}</p>
          <HoursEditor legend={editWords('hours')} always={editWords('hours.always')} some={editWords('hours.some')} hours={layer.hours} pointer={`${at}/hours`} wrong={wrong} onChange={(hours) => onChange({ hours })} />
        </div>
      </div>
    </Panel>
  );
}
