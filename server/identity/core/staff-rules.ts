import type { Role } from '../../contract/words.js';

interface Held { id: string; active: boolean; roles: readonly { teamId: string; role: Role }[] }

const administers = ({ active, roles }: Pick<Held, 'active' | 'roles'>): boolean => active && roles.some(({ role }) => role === 'administrator');

/** Whether, after somebody changed to `after`, nobody would administer any more, though somebody does now. */
export const leavesNoAdministrator = (all: readonly Held[], after: Held): boolean =>
  all.some(administers) && !administers(after) && !all.some((one) => one.id !== after.id && administers(one));

/** Whether this change could leave the network without an administrator, so that it must be looked at one at a time. */
export const takesAnAdministrator = (before: Held, after: Held): boolean => administers(before) && !administers(after);
