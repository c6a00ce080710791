import type { Permission } from '../../contract/permissions.js';
import type { Role } from '../../contract/words.js';

const worker = ['report:create', 'report:follow', 'directory:read', 'staff:read', 'phones:simulate'] as const;
const clinician = [...worker, 'board:watch', 'crisis:open', 'crisis:answer', 'crisis:work', 'referral:send', 'care:follow-up', 'directory:capacity', 'rota:read', 'rota:swap', 'policy:read', 'wall:watch', 'crisis:open-in-emergency'] as const;

/**
 * What each role includes, in the team for which it is held. Whatever is not named is denied.
 * An administrator reads no personal detail. Source: reliability.md §7 and design.md §9 "Who may".
 */
export const ROLE_INCLUDES: Readonly<Record<Role, readonly Permission[]>> = {
  'support-worker': worker,
  'peer-worker': worker,
  clinician,
  supervisor: [...clinician, 'crisis:supervise', 'record:correct', 'rota:edit', 'policy:edit', 'message:read', 'drill:run', 'downtime:read', 'audit:read', 'health:retry', 'wall:keys', 'key:read', 'key:approve'],
  'directory-manager': ['directory:read', 'directory:edit', 'directory:capacity', 'inbox:invite', 'staff:read', 'phones:simulate'],
  'rota-manager': ['rota:read', 'rota:swap', 'rota:edit', 'policy:read', 'policy:edit', 'drill:run', 'downtime:read', 'staff:read', 'phones:simulate'],
  auditor: ['audit:read', 'audit:read-all', 'staff:read', 'phones:simulate'],
  administrator: ['record:correct', 'key:read', 'key:edit', 'wall:keys', 'inbox:invite', 'staff:read', 'staff:edit', 'network:edit', 'health:retry', 'rota:read', 'policy:read', 'message:read', 'drill:run', 'downtime:read', 'directory:read', 'phones:simulate'],
  // Of its own organization alone: `server/referral/inbox.ts` scopes every read and act.
  provider: ['inbox:answer'],
};

/** What a phone that signed in once may still do without a password: raise, add to its own open reports, see who answers. */
export const DEVICE_INCLUDES: readonly Permission[] = ['report:create', 'report:follow'];

/**
 * What a sign-in may while its screen is locked: raise and follow as an enrolled phone does, and see the board, which no lock hides.
 * Source: reliability.md §8 "30 min idle locks actions but never hides the board".
 */
export const LOCKED_INCLUDES: readonly Permission[] = [...DEVICE_INCLUDES, 'board:watch', 'wall:watch'];

/** Whether a role that somebody holds asks for a passkey or codes, and they have neither. Until then their sign-in does what an enrolled phone does. */
export const lacksFactor = ({ roles, hasFactor }: { roles: readonly { role: Role }[]; hasFactor?: boolean }, asking: readonly Role[]): boolean =>
  hasFactor !== true && roles.some(({ role }) => asking.includes(role));

/** The teams in which somebody with these roles has the permission. */
export const teamsWhere = (roles: readonly { teamId: string; role: Role }[], permission: Permission): string[] =>
  [...new Set(roles.filter(({ role }) => ROLE_INCLUDES[role].includes(permission)).map(({ teamId }) => teamId))];

/** Every permission that somebody with these roles has anywhere. */
export const permissionsOf = (roles: readonly { role: Role }[]): Permission[] =>
  [...new Set(roles.flatMap(({ role }) => ROLE_INCLUDES[role]))];
