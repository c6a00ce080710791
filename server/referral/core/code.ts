import { addMinutes } from '../../kernel/durations.js';

/** A 6-digit code on its way to another contact of the service; only its keyed hash is kept. */
export interface Code { hash: string; contactId: string; sentAt: Date; wrong: number }

export interface CodeRules { validMinutes: number; wrongTries: number }

/**
 * What a typed code is worth. A code ends at its exact instant, and after the last wrong try even the right one is
 * refused: then a new code is needed.
 */
export function checkCode(code: Code | null, typedHash: string, { validMinutes, wrongTries }: CodeRules, now: Date): 'right' | 'wrong' | 'new-one-needed' {
  if (!code || code.wrong >= wrongTries || now >= addMinutes(code.sentAt, validMinutes)) return 'new-one-needed';
  return code.hash === typedHash ? 'right' : 'wrong';
}

/** A number of which only the end is told: "••• 0164". Enough to know which phone to look at, too little to ring it. */
export const partlyHidden = (phone: string): string => `••• ${phone.slice(-4)}`;
