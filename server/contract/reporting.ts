import type { PagingHealthView } from './health.js';
import type { Channel, DeliveryState, NoticeChannel } from './words.js';

/** One try to hand a message to the provider, and the provider's later word on it. Codes are the provider's own. */
export interface MessageAttempt {
  startedAt: string;
  endedAt: string | null;
  outcome: 'accepted' | 'refused' | 'opted-out' | 'passing' | 'unknown' | null;
  receipt: 'sent' | 'delivered' | 'failed' | null;
  receiptAt: string | null;
  code: number | null;
}

/**
 * One message that went out, or should have: a notification of an escalation, or a text of ours. It never holds what was
 * written in it. `about` is what a notice tells, or a text's purpose; null for a page, which always asks.
 */
export interface MessageLine {
  id: string;
  kind: 'page' | 'notice' | 'text';
  about: string | null;
  channel: Channel | NoticeChannel;
  /** Null when it went to somebody who is not staff. */
  staff: { id: string; name: string } | null;
  /** Whole for a supervisor and a colleague's phone; else the last four digits, or null when none is known any more. Always null beside texts and calls. */
  number: string | null;
  crisisId: string | null;
  ref: string | null;
  /** Of a page: counted from 1 and 0. */
  round: number | null;
  rung: number | null;
  queuedAt: string;
  state: DeliveryState;
  sentAt: string | null;
  deliveredAt: string | null;
  failedAt: string | null;
  /** Why it failed, by the provider's code. */
  code: number | null;
  attempts: MessageAttempt[];
}

/** Exactly one of the three. A `ref` counts only while its crisis is open. */
export interface MessageLogQuery { crisisId?: string; ref?: string; staffId?: string }

/** Newest first. */
export interface MessageLogView {
  of: { kind: 'crisis'; crisisId: string; ref: string } | { kind: 'staff'; staffId: string; name: string };
  messages: MessageLine[];
  /** There are older ones than are shown. */
  more: boolean;
}

/** Messages of one channel that were queued within a stretch of time, by what is known of them now. */
export interface DeliveryCount {
  channel: Channel | NoticeChannel;
  total: number;
  queued: number;
  sent: number;
  delivered: number;
  failed: number;
  stopped: number;
  /** From queued to delivered, in seconds, over those delivered; null when there is none. */
  toDelivered: { median: number; p90: number } | null;
}

export interface DeliveryHealthView {
  asOf: string;
  hour: DeliveryCount[];
  day: DeliveryCount[];
  /** Failures of the last day by channel and the provider's code, most frequent first; code null: none was given. */
  failures: { channel: Channel | NoticeChannel; code: number | null; count: number; lastAt: string }[];
  /** Colleagues whose phone stopped our texts, and those who are on a rota or could be asked and have none. */
  optedOut: { staffId: string; name: string }[];
  noPhone: { staffId: string; name: string }[];
  /** The same that the watchdog sees: over the whole network. */
  paging: PagingHealthView;
}
