import { useQuery } from '@tanstack/react-query';
import type { RotaView } from '../../../../server/contract/oncall.js';
import { Select } from '../../ui/field.js';
import { actWords } from '../act-words.js';
import { ON_CALL_ROLES } from '../core/rights.js';
import { staffQuery } from '../rota-query.js';
import { actFieldId } from './act-dialog.js';

/** A person to choose, the likeliest first: those known to be free and rested, those of the rota, the rest of the team. */
export function PersonSelect({ label, pointer, value, onChoose, rota, canCover = [], without = [], error, first }: {
  label: string;
  pointer: string;
  value: string;
  onChoose: (staffId: string) => void;
  rota: Pick<RotaView, 'teamId' | 'layers'> | undefined;
  canCover?: readonly string[] | undefined;
  without?: readonly string[] | undefined;
  error?: string | undefined;
  /** What stands first instead of "Choose a person", with the value ''. */
  first?: string | undefined;
}) {
  const people = usePeople(rota, without);
  const inRota = new Set(rota?.layers.flatMap(({ staffIds }) => staffIds));
  const groups = [
    { name: actWords('who.can'), people: people.filter(({ id }) => canCover.includes(id)) },
    { name: actWords('who.rota'), people: people.filter(({ id }) => !canCover.includes(id) && inRota.has(id)) },
    { name: actWords('who.others'), people: people.filter(({ id }) => !canCover.includes(id) && !inRota.has(id)) },
  ].filter((group) => group.people.length > 0);
  return (
    <Select id={actFieldId(pointer)} label={label} error={error} value={value} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{first ?? actWords('who.choose')}</option>
      {groups.map((group) => (
        <optgroup key={group.name} label={group.name}>
          {group.people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

/** Everybody who can be on call for this rota's team. */
export function usePeople(rota: Pick<RotaView, 'teamId' | 'layers'> | undefined, without: readonly string[] = []) {
  const staff = useQuery(staffQuery);
  const inRota = new Set(rota?.layers.flatMap(({ staffIds }) => staffIds));
  return (staff.data ?? []).filter(({ id, active, roles }) => active && !without.includes(id) && (inRota.has(id) || roles.some(({ teamId, role }) => (rota === undefined || teamId === rota.teamId) && ON_CALL_ROLES.includes(role))));
}
