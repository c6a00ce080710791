import type { TeamView } from '../../../../server/contract/identity.js';
import { Panel } from '../../ui/card.js';
import { Select, TextField } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { Checkbox } from '../../ui/toggle.js';
import { fieldIdOf } from '../core/rota-draft.js';
import type { RotaDraft } from '../core/rota-draft.js';
import { editWords } from './edit-words.js';
import { HoursEditor } from './hours-editor.js';

interface Part {
  draft: RotaDraft;
  wrong: (pointer: string) => string | undefined;
  onChange: (next: Partial<RotaDraft>) => void;
}

/** What a rota is: its name, whose it is, by whose clock. Whose it is and whether it supervises is settled when it is made. */
export function BasicsPanel({ draft, isNew, teams, wrong, onChange }: Part & { isNew: boolean; teams: readonly TeamView[] }) {
  return (
    <Panel title={editWords('basics')}>
      <div className="edit-grid">
        <TextField id={fieldIdOf('/name')} label={editWords('name')} hint={isNew ? editWords('name.hint') : undefined} error={wrong('/name')} maxLength={60} value={draft.name} onChange={({ target }) => onChange({ name: target.value })} />
        <Select label={editWords('zone')} value={draft.timeZone} onChange={({ target }) => onChange({ timeZone: target.value })}>
          {zonesWith(draft.timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
        {isNew && teams.length > 1 && (
          <Select label={editWords('team')} value={draft.teamId} onChange={({ target }) => onChange({ teamId: target.value })}>
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
        {isNew && <Checkbox label={editWords('supervises')} hint={editWords('supervises.hint')} checked={draft.supervises} onToggle={(supervises) => onChange({ supervises, ...(supervises && { mustCover: [] }) })} />}
      </div>
    </Panel>
  );
}

/** What must hold, and how its people are reached and told. */
export function CoverPanel({ draft, wrong, onChange }: Part) {
  return (
    <Panel title={editWords('cover')}>
      <div className="stack">
        {draft.supervises ? (
          <Note tone="neutral" icon="info">
            {editWords('must.supervises')}
          </Note>
        ) : (
          <HoursEditor legend={editWords('must')} always={editWords('must.always')} some={editWords('must.some')} hours={draft.mustCover} pointer="/mustCover" wrong={wrong} onChange={(mustCover) => onChange({ mustCover })} />
        )}
        <div className="edit-grid">
          <TextField id={fieldIdOf('/longestHours')} inputMode="decimal" label={editWords('longest')} hint={editWords('longest.hint')} error={wrong('/longestHours')} value={draft.longestHours} onChange={({ target }) => onChange({ longestHours: target.value })} />
          <TextField id={fieldIdOf('/dutyPhone')} type="tel" autoComplete="off" label={editWords('duty-phone')} optional={editWords('optional')} hint={editWords('duty-phone.hint')} error={wrong('/dutyPhone')} value={draft.dutyPhone} onChange={({ target }) => onChange({ dutyPhone: target.value })} />
        </div>
        <Checkbox label={editWords('notices')} hint={editWords('notices.hint')} checked={draft.handOffNotices} onToggle={(handOffNotices) => onChange({ handOffNotices })} />
      </div>
    </Panel>
  );
}

/** Every zone that this browser knows, and the one that is set. */
function zonesWith(zone: string): readonly string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(zone) ? zones : [zone, ...zones];
}
