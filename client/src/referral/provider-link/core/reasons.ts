import type { ReferralReason } from '../../../../../server/contract/words.js';

/** The first question after "Cannot". */
export const CANNOT_CHOICES = ['full', 'not-for-us', 'closed', 'other'] as const;
export type CannotChoice = (typeof CANNOT_CHOICES)[number];

/** What may not fit, most common first. */
export const NOT_FOR_US_REASONS = [
  'NOT_ELIGIBLE_NEED', 'NOT_ELIGIBLE_AGE', 'NOT_ELIGIBLE_AREA', 'RISK_TOO_HIGH', 'LANGUAGE_UNAVAILABLE', 'ACCESS_UNAVAILABLE',
  'NOT_ELIGIBLE_PAYER', 'MISSING_DOCUMENTS', 'CONFLICT_OF_INTEREST', 'ALREADY_SERVED',
] as const satisfies readonly ReferralReason[];

/** Why somebody who was accepted goes back. */
export const HAND_BACK_REASONS = [
  'AT_CAPACITY', 'RISK_TOO_HIGH', 'NOT_ELIGIBLE_NEED', 'PERSON_DECLINED', 'COULD_NOT_CONTACT', 'OTHER',
] as const satisfies readonly ReferralReason[];

/** Why somebody was not helped in the end. */
export const NOT_SERVED_REASONS = [
  'PERSON_DECLINED', 'COULD_NOT_CONTACT', 'NOT_ELIGIBLE_NEED', 'RISK_TOO_HIGH', 'AT_CAPACITY', 'OTHER',
] as const satisfies readonly ReferralReason[];

/** What the person may have to do before the service can say yes. */
export const NEEDS_PERSON_REASONS = ['MISSING_DOCUMENTS', 'COULD_NOT_CONTACT', 'NOT_ELIGIBLE_PAYER', 'OTHER'] as const satisfies readonly ReferralReason[];

/** Why another service fits better. */
export const REDIRECT_REASONS = ['NOT_ELIGIBLE_NEED', 'NOT_ELIGIBLE_AREA', 'RISK_TOO_HIGH', 'AT_CAPACITY', 'OTHER'] as const satisfies readonly ReferralReason[];

/** Every reason that this page offers. */
export type OfferedReason = (typeof NOT_FOR_US_REASONS | typeof HAND_BACK_REASONS | typeof NOT_SERVED_REASONS | typeof NEEDS_PERSON_REASONS | typeof REDIRECT_REASONS)[number];

/** The longest wait that a service can give, in days. */
export const LONGEST_WAIT_DAYS = 730;

/** Days typed by somebody: null when left empty, `wrong` when it is no whole number of days. */
export function typedDays(typed: string): number | null | 'wrong' {
  if (typed.trim() === '') return null;
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= LONGEST_WAIT_DAYS ? days : 'wrong';
}

/** The most things that can be said to have been delivered, and the longest of them. */
const MOST_DELIVERED = { count: 20, longest: 120 };

/** What was delivered, one on each line. */
export const deliveredLines = (typed: string): string[] =>
  typed.split('\n').map((line) => line.trim().slice(0, MOST_DELIVERED.longest)).filter((line) => line !== '').slice(0, MOST_DELIVERED.count);

/** The longest note that goes with a reason, in characters. */
export const LONGEST_NOTE = 300;

export interface Reasoned {
  reason: ReferralReason;
  note?: string;
}

/** What is missing before it can be sent. */
export type Missing = 'choice' | 'why' | 'note';

/** A reason with its note. "Something else" says nothing by itself and needs a word. */
export function reasoned(reason: ReferralReason | null, note: string): Reasoned | Missing {
  if (reason === null) return 'choice';
  const words = note.trim();
  if (reason === 'OTHER' && words === '') return 'note';
  return words === '' ? { reason } : { reason, note: words };
}

/** What "Cannot" means in the one list of reasons; "not for us" needs to say what does not fit, because the next service is chosen by it. */
export function cannotReason(choice: CannotChoice | null, why: ReferralReason | null, note: string): Reasoned | Missing {
  switch (choice) {
    case null: return 'choice';
    case 'full': return reasoned('AT_CAPACITY', note);
    case 'closed': return reasoned('SERVICE_CLOSED', note);
    case 'other': return reasoned('OTHER', note);
    case 'not-for-us': return why === null ? 'why' : reasoned(why, note);
  }
}
