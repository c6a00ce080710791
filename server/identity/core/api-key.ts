import type { ApiKeyState, KeyScope } from '../../contract/api-keys.js';
import { PERSONAL_SCOPES } from '../../contract/api-keys.js';
import type { StaffId, TeamId } from '../../kernel/ids.js';

/** A key for a machine, known only by the hash of its secret. */
export interface ApiKey {
  id: string;
  hash: string;
  /** The first characters of the secret, to tell keys apart by. */
  prefix: string;
  name: string;
  scopes: KeyScope[];
  teamIds: TeamId[];
  madeById: StaffId;
  madeAt: Date;
  endsAt: Date;
  approvals: { teamId: TeamId; byId: StaffId; at: Date }[];
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** What every secret begins with, so that one that got lost is found by whoever looks for lost secrets. */
export const KEY_START = 'handrail_';

/** The teams whose supervisor must still say yes: an administrator alone opens no personal detail, not by a machine either. */
export const waitsFor = ({ scopes, teamIds, approvals }: Pick<ApiKey, 'scopes' | 'teamIds' | 'approvals'>): TeamId[] =>
  (scopes.some((scope) => PERSONAL_SCOPES.includes(scope)) ? teamIds.filter((id) => approvals.every(({ teamId }) => teamId !== id)) : []);

/** How a key stands. It is over at the exact instant of its end. */
export function stateOf(key: ApiKey, now: Date): ApiKeyState {
  if (key.revokedAt !== null) return 'revoked';
  if (key.endsAt <= now) return 'ended';
  return waitsFor(key).length > 0 ? 'waiting' : 'active';
}

/** How a machine is named where a member of staff would stand. */
export const machineId = (keyId: string): StaffId => `key:${keyId}`;

/** The secret in a `Bearer` header. Null: there is none, so that cookies count. Empty: there is one that is no key of ours, and nothing else counts either. */
export function bearerIn(header: string | undefined): string | null {
  if (header === undefined || !/^bearer(\s|$)/i.test(header)) return null;
  const secret = /^bearer ([\w-]{20,100})$/i.exec(header)?.[1];
  return secret?.startsWith(KEY_START) ? secret : '';
}
