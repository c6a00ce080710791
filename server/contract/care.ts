import type { DataClass, Outcome } from './words.js';

/** `given`: handed over by us (water, a ride). `informed`: told of a service or a line, without asking it. */
export const HELP_WAYS = ['given', 'informed'] as const;
export type HelpWay = (typeof HELP_WAYS)[number];

export interface HelpInput { way: HelpWay; what: string; serviceId?: string }

/** Only the word of the service or of the person says that something was obtained. */
export interface ObtainedInput { from: 'service' | 'person'; outcome: Outcome }

export interface HelpLine {
  id: string;
  what: string;
  serviceName: string | null;
  at: string;
  by: string;
  /** Who said that it was obtained, and whether it helped; null while nobody has. */
  obtained: { from: 'service' | 'person'; outcome: Outcome; at: string } | null;
}

/** What became of the needs of a crisis, in four lists that never stand for one another. */
export interface HelpView {
  given: HelpLine[];
  informed: HelpLine[];
  referred: { referralId: string; what: string; serviceName: string; at: string }[];
  obtained: { what: string; serviceName: string | null; from: 'service' | 'person'; outcome: Outcome; at: string }[];
}

/** How the person may be reached without harm. Nothing is sent to somebody of whom this is not known. */
export interface SafeContact {
  /** E.164, such as +12025550177; null when no number is safe. */
  number: string | null;
  text: boolean;
  call: boolean;
  voicemail: boolean;
  /** Only between these times of day of the network, HH:MM; over midnight when `until` is earlier. Null: at any time. */
  hours: { from: string; until: string } | null;
  /** Said first, and stands at the head of a text in place of our name. */
  codeWord: string | null;
  note: string | null;
}
export interface SafeContactInput extends SafeContact { seenVersion: number }
export interface SafeContactView extends SafeContact { version: number; changedAt: string | null; changedBy: string | null }

/** Why a text to the person did not leave. */
export const NO_TEXT_REASONS = ['not-known', 'no-number', 'no-texts', 'opted-out', 'code-word-too-long', 'over'] as const;
export type NoTextReason = (typeof NO_TEXT_REASONS)[number];

/** A link to the person's own list of what went to whom. */
export interface ReceiptLinkView {
  id: string;
  madeAt: string;
  madeBy: string;
  endsAt: string;
  revokedAt: string | null;
  hasPin: boolean;
  /** The whole link, for showing it to the person; null once it does not work any more. */
  url: string | null;
  text: { state: 'not-asked' | 'waits' | 'sent' | 'not-sent'; at: string | null; why: NoTextReason | null };
}
export interface ReceiptInput { pin?: string; text?: boolean }

/** What the person reads. Without the right PIN, where there is one, only that it needs one. */
export interface ReceiptView {
  org: string;
  needsPin: boolean;
  phone: string;
  crisisLine: string;
  emergencyNumber: string;
  shared: {
    serviceName: string;
    /** What went there: the name only from `nameAt` on. */
    what: DataClass[];
    at: string;
    nameAt: string | null;
    why: string | null;
    how: 'link' | 'phone';
    /** Shared without their yes, because life was at risk: why. */
    emergencyBasis: string | null;
    /** Nothing more goes there since. */
    overAt: string | null;
  }[];
  /** What they said about each service, newest first. */
  said: {
    serviceName: string; said: 'yes' | 'no' | 'withdrawn'; at: string; until: string | null;
    /** By which they can take this yes back here; null where there is nothing to take back. */
    takeBack: string | null;
    /** It was for every service of a kind. */
    kind: boolean;
  }[];
  serverTime: string;
}
export interface ReceiptOpenInput { token: string; pin?: string }
/** Taking a yes back by one's own page. */
export interface ReceiptWithdrawalInput extends ReceiptOpenInput { consentId: string }
