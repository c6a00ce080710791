import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '../../../server/contract/permissions.js';
import type { Permission } from '../../../server/contract/permissions.js';
import { ROLES } from '../../../server/contract/words.js';
import type { Role } from '../../../server/contract/words.js';
import { ROLE_INCLUDES, permissionsOf, teamsWhere } from '../../../server/identity/core/permissions.js';

/** Written out by hand, so that a change of one row is seen here. */
const MAY: Record<Permission, Role[]> = {
  'report:create': ['support-worker', 'peer-worker', 'clinician', 'supervisor'],
  'report:follow': ['support-worker', 'peer-worker', 'clinician', 'supervisor'],
  'board:watch': ['clinician', 'supervisor'],
  'crisis:open': ['clinician', 'supervisor'],
  'crisis:answer': ['clinician', 'supervisor'],
  'crisis:work': ['clinician', 'supervisor'],
  'crisis:supervise': ['supervisor'],
  'referral:send': ['clinician', 'supervisor'],
  'record:correct': ['supervisor', 'administrator'],
  'care:follow-up': ['clinician', 'supervisor'],
  'directory:read': ['support-worker', 'peer-worker', 'clinician', 'supervisor', 'directory-manager', 'administrator'],
  'directory:edit': ['directory-manager'],
  'directory:capacity': ['clinician', 'supervisor', 'directory-manager'],
  'rota:read': ['clinician', 'supervisor', 'rota-manager', 'administrator'],
  'rota:swap': ['clinician', 'supervisor', 'rota-manager'],
  'rota:edit': ['supervisor', 'rota-manager'],
  'policy:edit': ['supervisor', 'rota-manager'],
  'policy:read': ['clinician', 'supervisor', 'rota-manager', 'administrator'],
  'message:read': ['supervisor', 'administrator'],
  'drill:run': ['supervisor', 'rota-manager', 'administrator'],
  'downtime:read': ['supervisor', 'rota-manager', 'administrator'],
  'audit:read': ['supervisor', 'auditor'],
  'audit:read-all': ['auditor'],
  'crisis:open-in-emergency': ['clinician', 'supervisor'],
  'key:read': ['supervisor', 'administrator'],
  'key:edit': ['administrator'],
  'key:approve': ['supervisor'],
  'staff:read': ['support-worker', 'peer-worker', 'clinician', 'supervisor', 'directory-manager', 'rota-manager', 'auditor', 'administrator'],
  'staff:edit': ['administrator'],
  'network:edit': ['administrator'],
  'wall:watch': ['clinician', 'supervisor'],
  'wall:keys': ['supervisor', 'administrator'],
  'health:retry': ['supervisor', 'administrator'],
  'inbox:answer': ['provider'],
  'inbox:invite': ['directory-manager', 'administrator'],
  'phones:simulate': ['support-worker', 'peer-worker', 'clinician', 'supervisor', 'directory-manager', 'rota-manager', 'auditor', 'administrator'],
};

describe('who may', () => {
  it.each(PERMISSIONS)('%s is for exactly the roles written down', (permission) => {
    expect(ROLES.filter((role) => ROLE_INCLUDES[role].includes(permission))).toEqual(ROLES.filter((role) => MAY[permission].includes(role)));
  });

  it('an administrator reads no crisis and no board', () => {
    expect(permissionsOf([{ role: 'administrator' }]).filter((permission) => /^(board|crisis|report|referral|care):/.test(permission))).toEqual([]);
  });

  it('a role counts in its own team only', () => {
    expect(teamsWhere([{ teamId: 'north', role: 'clinician' }, { teamId: 'south', role: 'rota-manager' }], 'crisis:open')).toEqual(['north']);
  });
});
