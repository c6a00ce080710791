import { randomBytes } from 'node:crypto';
import { addMinutes } from '../../kernel/durations.js';

/** Five guesses of a million at a time. Source: NIST SP 800-63B-4 (2025) 3.2.2 asks for a limit of at most 100; this project takes five. */
export const MOST_WRONG = 5;
/** Then nobody tries for so long, in minutes. Decision of this project: 20 guesses an hour, so that a million codes take years. */
export const LOCK_MINUTES = 15;
/** So long a password stays good for its second step, and a passkey's challenge, in minutes. */
export const STEP_MINUTES = 10;
/** One step of a code, in seconds. Source: RFC 6238 (2011) 5.2. */
export const STEP_SECONDS = 30;
export const RECOVERY_CODES = 10;
export const MOST_PASSKEYS = 10;

/** How many wrong codes there were, and until when nobody tries. */
export interface Tries { wrong: number; lockedUntil: Date | null }

/** Counts a try before it is looked at, so that tries at the same instant cannot pass each other; null while locked. A lock is over at its exact instant. */
export function claimTry({ wrong, lockedUntil }: Tries, now: Date): Tries | null {
  if (lockedUntil !== null && lockedUntil > now) return null;
  const counted = (lockedUntil === null ? wrong : 0) + 1;
  return { wrong: counted, lockedUntil: counted >= MOST_WRONG ? addMinutes(now, LOCK_MINUTES) : null };
}

/** Letters and digits that are not taken for one another, as authenticator secrets use. Source: RFC 4648 (2006) 6. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A recovery code of 80 bits, in four groups that can be read aloud. */
export const newRecoveryCode = (): string =>
  [...randomBytes(16)].map((byte) => LETTERS[byte % 32] as string).join('').replace(/(.{4})(?=.)/g, '$1-');

/** A recovery code as it is compared, however it was typed; null when it is not one. */
export function recoveryCodeIn(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '');
  return /^[A-Z2-7]{16}$/.test(plain) ? plain : null;
}

/** The six digits that were typed, with or without a gap; null when they are not six. */
export function digitsIn(text: string): string | null {
  const plain = text.replace(/\s/g, '');
  return /^\d{6}$/.test(plain) ? plain : null;
}

/** For whom browsers make passkeys of a site: its host's name; null where it has only an address. Source: WebAuthn level 3, 5.1.3 "effective domain". */
export function passkeyNameOf(publicUrl: string): string | null {
  const { hostname, protocol } = new URL(publicUrl);
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  return isAddress || (protocol !== 'https:' && hostname !== 'localhost') ? null : hostname;
}
