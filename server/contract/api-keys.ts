import type { Permission } from './permissions.js';

/**
 * What a key for a machine may be given. A machine never answers for a person: it cannot own a crisis, supervise, change staff,
 * correct records or settings.
 */
export const KEY_SCOPES = [
  'report:create', 'report:follow', 'board:watch', 'crisis:open', 'referral:send', 'directory:read', 'directory:edit', 'directory:capacity',
  'rota:read', 'policy:read', 'message:read', 'audit:read', 'staff:read', 'downtime:read',
] as const satisfies readonly Permission[];
export type KeyScope = (typeof KEY_SCOPES)[number];

/** Scopes that read of people in crisis, or send about them: a supervisor of every team concerned says yes before such a key works. */
export const PERSONAL_SCOPES: readonly KeyScope[] = ['report:follow', 'board:watch', 'crisis:open', 'referral:send'];

/** So long a key lives at most, in days. Decision of this project: one year, so that a forgotten one ends. */
export const LONGEST_KEY_DAYS = 365;

/** `waiting`: a supervisor must say yes first. */
export type ApiKeyState = 'waiting' | 'active' | 'ended' | 'revoked';

export interface ApiKeyView {
  id: string;
  name: string;
  /** The first characters of the key, to tell it by. */
  prefix: string;
  scopes: KeyScope[];
  teams: { id: string; name: string }[];
  state: ApiKeyState;
  madeBy: string;
  madeAt: string;
  endsAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Teams whose supervisor has not said yes yet. */
  waitsFor: string[];
  /** True when the caller can say yes now. */
  mayApprove: boolean;
}

export interface NewApiKeyInput { name: string; scopes: KeyScope[]; teamIds: string[]; endsInDays: number }

/** The key itself stands here and nowhere else, once. */
export interface NewApiKeyView { key: ApiKeyView; secret: string }

export interface ApiKeyApi {
  'GET /api/v1/api-keys': { input: Record<string, never>; output: { keys: ApiKeyView[] } };
  'POST /api/v1/api-keys': { input: NewApiKeyInput; output: NewApiKeyView };
  'POST /api/v1/api-keys/:id/approval': { input: { id: string }; output: ApiKeyView };
  'POST /api/v1/api-keys/:id/revocation': { input: { id: string }; output: ApiKeyView };
}
