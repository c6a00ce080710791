import { STAFF_ROLES } from '../../../server/contract/words.js';
import type { Role } from '../../../server/contract/words.js';
import type { TeamRecordView } from '../../../server/contract/identity.js';
import { Button, IconButton } from '../ui/button.js';
import { Select } from '../ui/field.js';
import { peopleWords } from './people-words.js';

export interface RoleDraft { teamId: string; role: Role }

/** The roles of somebody, each in its team. At least one line stays. */
export function RolesField({ id, roles, teams, wrong, onChange }: { id: string; roles: readonly RoleDraft[]; teams: readonly TeamRecordView[]; wrong?: string | undefined; onChange: (roles: RoleDraft[]) => void }) {
  const change = (place: number, more: Partial<RoleDraft>) => onChange(roles.map((one, at) => (at === place ? { ...one, ...more } : one)));
  const nameOf = (teamId: string): string => teams.find((team) => team.id === teamId)?.name ?? '';
  return (
    <fieldset id={id} tabIndex={-1} className="roles-field">
      <legend>{peopleWords('roles')}</legend>
      <p className="muted">{peopleWords('roles.hint')}</p>
      {wrong && <p className="people-care">{wrong}</p>}
      {roles.map(({ teamId, role }, place) => (
        <div key={place} className="role-line">
          <Select label={peopleWords('role.role')} value={role} onChange={({ target }) => change(place, { role: STAFF_ROLES.find((one) => one === target.value) ?? role })}>
            {STAFF_ROLES.map((one) => (
              <option key={one} value={one}>
                {peopleWords(`role.${one}`)}
              </option>
            ))}
          </Select>
          <Select label={peopleWords('role.team')} value={teamId} onChange={({ target }) => change(place, { teamId: target.value })}>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </Select>
          {roles.length > 1 && (
            <IconButton icon="close" label={peopleWords('role.remove', { role: peopleWords(`role.${role}`), team: nameOf(teamId) })} onClick={() => onChange(roles.filter((_, at) => at !== place))} />
          )}
        </div>
      ))}
      <div>
        <Button icon="add" onClick={() => onChange([...roles, { teamId: roles.at(-1)?.teamId ?? teams[0]?.id ?? '', role: 'clinician' }])}>
          {peopleWords('role.add')}
        </Button>
      </div>
    </fieldset>
  );
}
