import type { SessionView } from '../../../../server/contract/identity.js';

/** The roles that include `rota:edit`; a test holds them against the server's matrix. */
export const EDITING_ROLES: readonly string[] = ['supervisor', 'rota-manager'];

/** Who is asked at all, and so can stand on a rota. Source: design.md §9, on-call clinicians and supervisors. */
export const ON_CALL_ROLES: readonly string[] = ['clinician', 'supervisor'];

/** The teams whose rotas this person may change. What a session may do is told for all its teams together; this is for each. */
export function editableTeams(session: SessionView | null): readonly string[] {
  if (!session?.permissions.includes('rota:edit')) return [];
  return [...new Set(session.roles.filter(({ role }) => EDITING_ROLES.includes(role)).map(({ teamId }) => teamId))];
}
