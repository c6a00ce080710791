/** What a role may include, as `room:verb`. The matrix is in `server/identity/core/permissions.ts`. */
export const PERMISSIONS = [
  'report:create', 'report:follow', 'board:watch', 'crisis:open', 'crisis:answer', 'crisis:work', 'crisis:supervise',
  'referral:send', 'record:correct', 'care:follow-up', 'directory:read', 'directory:edit', 'directory:capacity', 'rota:read', 'rota:swap', 'rota:edit', 'policy:edit', 'policy:read', 'message:read', 'drill:run', 'downtime:read',
  'audit:read', 'staff:read', 'staff:edit', 'network:edit', 'phones:simulate',
  'health:retry',
  'wall:watch', 'wall:keys',
  'inbox:answer', 'inbox:invite',
  'audit:read-all', 'crisis:open-in-emergency', 'key:read', 'key:edit', 'key:approve',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
