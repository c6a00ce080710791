import type { StaffRecordView, TeamRecordView } from '../../../../server/contract/identity.js';

export type Show = 'active' | 'unreached' | 'left';

/** Roles whose holders a ladder can ask, so that not being reached matters. */
const ASKED: ReadonlySet<string> = new Set(['clinician', 'supervisor']);

/** Whether somebody can be asked at all: by a role, or because they are on a rota. */
export const isAsked = ({ roles, rotas }: StaffRecordView): boolean => rotas.length > 0 || roles.some(({ role }) => ASKED.has(role));

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Who is shown: by a choice, and by every word typed standing somewhere in name, e-mail or team. */
export function peopleShown(people: readonly StaffRecordView[], teams: readonly TeamRecordView[], show: Show, typed: string): StaffRecordView[] {
  const words = plain(typed).split(/\s+/).filter((word) => word !== '');
  const teamName = (id: string): string => teams.find((team) => team.id === id)?.name ?? '';
  return people.filter((person) => {
    const fits = show === 'left' ? !person.active : person.active && (show === 'active' || (person.unreachable !== null && isAsked(person)));
    const text = plain([person.name, person.email, ...person.roles.map(({ teamId }) => teamName(teamId))].join(' '));
    return fits && words.every((word) => text.includes(word));
  });
}
