import { createHash, createHmac, randomInt } from 'node:crypto';
import type { ReferralId } from '../kernel/ids.js';
import type { DataKey } from '../platform/mongo/data-keys.js';

/** 128 bits: a provider's link lives for days. Source: design.md §9 Links. */
const BYTES = 16;
/** Characters of a token; only such strings are looked up. */
export const TOKEN_LENGTH = 22;

export type ReferralLinks = ReturnType<typeof referralLinksWith>;

/** The secrets in the links of referrals and their codes: derived or keyed, so that only hashes are stored. `key` is the named data key `referral-links`. */
export function referralLinksWith(key: DataKey, publicUrl: string) {
  const token = (id: ReferralId): string => createHmac('sha256', key.secret).update(`referral-link:${id}`).digest().subarray(0, BYTES).toString('base64url');
  const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
  return {
    hash, token,
    hashOf: (id: ReferralId): string => hash(token(id)),
    url: (id: ReferralId): string => `${publicUrl}/p#${token(id)}`,
    /** Six digits by the system's secure random numbers. */
    newCode: (): string => String(randomInt(0, 1_000_000)).padStart(6, '0'),
    /** Keyed, because a million codes are tried in no time. */
    codeHash: (id: ReferralId, code: string): string => createHmac('sha256', key.secret).update(`referral-code:${id}:${code}`).digest('base64url'),
  };
}
