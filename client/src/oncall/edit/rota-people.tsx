import type { StaffView } from '../../../../server/contract/identity.js';
import { Avatar } from '../../ui/avatar.js';
import { IconButton } from '../../ui/button.js';
import { Select } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { useAnnounce } from '../../ui/live-region.js';
import { moved } from '../core/moved.js';
import { ON_CALL_ROLES } from '../core/rights.js';
import { editWords } from './edit-words.js';

/** The people of a layer in their order, moved by buttons; nothing needs to be dragged. */
export function RotaPeople({ id, staffIds, staff, teamId, nameOf, wrong, onChange }: {
  id: string;
  staffIds: readonly string[];
  staff: readonly StaffView[];
  teamId: string;
  nameOf: (id: string) => string;
  wrong: string | undefined;
  onChange: (staffIds: string[]) => void;
}) {
  const announce = useAnnounce();
  const free = staff.filter((person) => person.active && !staffIds.includes(person.id) && person.roles.some((role) => role.teamId === teamId && ON_CALL_ROLES.includes(role.role)));

  const move = (place: number, by: number): void => {
    const next = moved(staffIds, place, by);
    if (next === staffIds) return;
    onChange([...next]);
    announce.polite(editWords('layer.moved', { name: nameOf(staffIds[place] ?? ''), count: place + by + 1 }));
  };

  return (
    <div id={id} tabIndex={-1} role="group" aria-label={editWords('layer.people')} className={wrong ? 'stack field-wrong' : 'stack'}>
      <p className="edit-label" aria-hidden="true">{editWords('layer.people')}</p>
      {wrong && (
        <p className="field-error">
          <Icon name="warning" size={15} /> {wrong}
        </p>
      )}
      {staffIds.length > 0 && (
        <ol className="rota-people">
          {staffIds.map((staffId, place) => {
            const person = staff.find((one) => one.id === staffId);
            const name = nameOf(staffId);
            return (
              <li key={staffId}>
                <span aria-hidden="true">
                  <Avatar initials={person?.initials ?? '?'} size="m" />
                </span>
                <span className="rota-person">
                  <b>{name}</b>
                  {person?.active === false && <small> {editWords('person.left')}</small>}
                </span>
                <IconButton icon="down" className="upwards" label={editWords('person.up', { name })} aria-disabled={place === 0 || undefined} onClick={() => move(place, -1)} />
                <IconButton icon="down" label={editWords('person.down', { name })} aria-disabled={place === staffIds.length - 1 || undefined} onClick={() => move(place, 1)} />
                <IconButton
                  icon="close"
                  label={editWords('person.remove', { name })}
                  onClick={() => {
                    onChange(staffIds.filter((one) => one !== staffId));
                    // The button goes with its row; the keyboard stays with the list.
                    document.getElementById(id)?.focus();
                  }}
                />
              </li>
            );
          })}
        </ol>
      )}
      {free.length === 0 ? (
        <p className="muted">{editWords('layer.add-none')}</p>
      ) : (
        <Select label={editWords('layer.add-person')} value="" onChange={({ target }) => target.value !== '' && onChange([...staffIds, target.value])}>
          <option value="">{editWords('layer.add-choose')}</option>
          {free.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}
