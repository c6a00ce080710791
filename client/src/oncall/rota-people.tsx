import { useId } from 'react';
import type { StaffView } from '../../../server/contract/identity.js';
import { Avatar } from '../ui/avatar.js';
import { IconButton } from '../ui/button.js';
import { Select } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { useAnnounce } from '../ui/live-region.js';
import { moved } from './core/turns.js';
import { rotaWords } from './rota-words.js';

/** Who may be asked at all. Source: design.md §9, on-call clinicians and supervisors. */
const ASKED = ['clinician', 'supervisor'];

/** The people of a rota in their order, moved by buttons; nothing needs to be dragged. */
export function RotaPeople({
  id,
  staffIds,
  staff,
  teamId,
  nameOf,
  wrong,
  onChange,
}: {
  id: string;
  staffIds: readonly string[];
  staff: readonly StaffView[];
  teamId: string;
  nameOf: (id: string) => string;
  wrong: string | undefined;
  onChange: (staffIds: readonly string[]) => void;
}) {
  const announce = useAnnounce();
  const free = staff.filter((person) => person.active && !staffIds.includes(person.id) && person.roles.some((role) => role.teamId === teamId && ASKED.includes(role.role)));

  const move = (place: number, by: number) => {
    const next = moved(staffIds, place, by);
    if (next === staffIds) return;
    onChange(next);
    announce.polite(rotaWords('edit.moved', { name: nameOf(staffIds[place] ?? ''), count: place + by + 1 }));
  };

  return (
    <div id={id} tabIndex={-1} className={wrong ? 'stack field-wrong' : 'stack'}>
      {wrong && (
        <p className="field-error">
          <Icon name="warning" size={15} /> {wrong}
        </p>
      )}
      <ol className="rota-people">
        {staffIds.map((staffId, place) => (
          <Person
            key={staffId}
            name={nameOf(staffId)}
            person={staff.find((one) => one.id === staffId)}
            place={place}
            last={place === staffIds.length - 1}
            onMove={(by) => move(place, by)}
            onRemove={() => {
              onChange(staffIds.filter((one) => one !== staffId));
              // The button goes with its row; the keyboard stays with the list.
              document.getElementById(id)?.focus();
            }}
          />
        ))}
      </ol>
      <AddPerson free={free} onAdd={(staffId) => onChange([...staffIds, staffId])} />
    </div>
  );
}

function Person({
  name,
  person,
  place,
  last,
  onMove,
  onRemove,
}: {
  name: string;
  person: StaffView | undefined;
  place: number;
  last: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
}) {
  return (
    <li>
      <span aria-hidden="true">
        <Avatar initials={person?.initials ?? '?'} size="m" />
      </span>
      <span className="rota-person">
        <b>{name}</b>
        {person?.active === false && <small> {rotaWords('edit.inactive')}</small>}
      </span>
      <IconButton icon="down" className="rota-earlier" label={rotaWords('edit.earlier', { name })} aria-disabled={place === 0 || undefined} onClick={() => onMove(-1)} />
      <IconButton icon="down" label={rotaWords('edit.later', { name })} aria-disabled={last || undefined} onClick={() => onMove(1)} />
      <IconButton icon="close" label={rotaWords('edit.remove', { name })} onClick={onRemove} />
    </li>
  );
}

function AddPerson({ free, onAdd }: { free: readonly StaffView[]; onAdd: (staffId: string) => void }) {
  const field = useId();
  if (free.length === 0) return <p className="muted">{rotaWords('edit.add-none')}</p>;
  return (
    <Select id={field} label={rotaWords('edit.add')} value="" onChange={({ target }) => target.value !== '' && onAdd(target.value)}>
      <option value="">{rotaWords('edit.add-choose')}</option>
      {free.map((person) => (
        <option key={person.id} value={person.id}>
          {person.name}
        </option>
      ))}
    </Select>
  );
}
