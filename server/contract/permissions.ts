/** What a role may include, as `room:verb`. The matrix is in `server/identity/core/permissions.ts`. */
export const PERMISSIONS = [
  'report:create', 'report:follow', 'board:watch', 'crisis:open', 'crisis:answer', 'crisis:work', 'crisis:supervise',
  'referral:send', 'care:follow-up', 'directory:read', 'directory:edit', 'directory:capacity', 'rota:read', 'rota:edit', 'policy:edit', 'policy:read',
  'audit:read', 'staff:read', 'staff:edit', 'network:edit', 'phones:simulate',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
