import type { MessageLine } from '../../contract/reporting.js';
import type { NotificationLine } from '../../escalation/index.js';
import type { Delivery, NoticeLine, TextLine } from '../../messaging/index.js';

/** The last four digits, which tell a colleague's phones apart and nobody's number. */
export const masked = (number: string): string => `•••• ${number.slice(-4)}`;

type To = Pick<MessageLine, 'staff' | 'number'>;

/** A notification as a line of the log. */
export const ofNotification = ({ id, kind, about, channel, crisisId, ref, round, rung, queuedAt, delivery }: NotificationLine, to: To): MessageLine => ({
  id, kind, about, channel, ...to, crisisId, ref, round: kind === 'page' ? round : null, rung: kind === 'page' ? rung : null, queuedAt: queuedAt.toISOString(), ...journeyOf(delivery),
});

/** A text of ours as a line of the log. */
export const ofText = ({ id, purpose, crisisId, queuedAt, delivery }: TextLine, to: To & { ref: string | null }): MessageLine => ({
  id, kind: 'text', about: purpose, channel: 'sms', ...to, crisisId, round: null, rung: null, queuedAt: queuedAt.toISOString(), ...journeyOf(delivery),
});

/** A push or an e-mail as a line of the log: to whom, and never to which address. */
export const ofNotice = ({ id, kind, about, channel, crisisId, ref, round, rung, queuedAt, delivery }: NoticeLine, staff: MessageLine['staff']): MessageLine => ({
  id, kind: kind === 'check' ? 'notice' : kind, about, channel, staff, number: null, crisisId, ref, round: kind === 'page' ? round : null, rung: kind === 'page' ? rung : null, queuedAt: queuedAt.toISOString(), ...journeyOf(delivery),
});

function journeyOf({ state, sentAt, deliveredAt, failedAt, errorCode, attempts }: Delivery): Pick<MessageLine, 'state' | 'sentAt' | 'deliveredAt' | 'failedAt' | 'code' | 'attempts'> {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    state, sentAt: iso(sentAt), deliveredAt: iso(deliveredAt), failedAt: iso(failedAt), code: errorCode,
    attempts: attempts.map(({ startedAt, endedAt, outcome, receipt, receiptAt, code }) => ({ startedAt: startedAt.toISOString(), endedAt: iso(endedAt), outcome, receipt, receiptAt: iso(receiptAt), code })),
  };
}
