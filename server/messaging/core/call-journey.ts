import type { Attempt, CallEnd, Delivery } from './delivery.js';
import { RECEIPT_RANK, failed, moved, withAttempt } from './delivery.js';

/** The provider's word on a call. `answeredBy` is its guess who picked up, where it made one. */
export interface CallWord { attemptId: string; sid: string; status: string; answeredBy: string | null; errorCode: number | null; at: Date }

/** What the first request for words is taken as: somebody holds the phone to their ear. */
export const HEARD = 'heard';

type Meaning = { receipt: null | 'sent' | 'delivered' } | { receipt: 'failed'; end: CallEnd };

/** Voicemail and fax are never an answer. Source: Twilio, Answering Machine Detection, values of `AnsweredBy`. */
export const isMachine = (answeredBy: string | null): boolean => answeredBy !== null && /^(machine|fax)/.test(answeredBy);

function meaningOf({ status, answeredBy }: Pick<CallWord, 'status' | 'answeredBy'>): Meaning | null {
  if (isMachine(answeredBy)) return { receipt: 'failed', end: 'voicemail' };
  switch (status) {
    case 'queued': case 'initiated': return { receipt: null };
    case 'ringing': case 'in-progress': return { receipt: 'sent' };
    case HEARD: return { receipt: 'delivered' };
    case 'completed': return answeredBy === 'human' ? { receipt: 'delivered' } : { receipt: 'failed', end: 'not-heard' };
    case 'busy': case 'no-answer': case 'failed': case 'canceled': return { receipt: 'failed', end: status };
    default: return null;
  }
}

/**
 * A callback, a look-up, or the request for words. Ringing is sent, a person at the other end is delivered, everything else
 * that ends a call is failed. Doubled, late and reordered words never take anything back (I7): the very same delivery is
 * returned when nothing is new. A call that nobody wants any more stays stopped, unless somebody picked it up.
 */
export function callReported(delivery: Delivery, word: CallWord): Delivery {
  const attempt = delivery.attempts.find((one) => one.id === word.attemptId);
  const meaning = meaningOf(word);
  if (!attempt || !meaning) return delivery;
  const { receipt } = meaning;
  const newer = RECEIPT_RANK[receipt ?? 'none'] > RECEIPT_RANK[attempt.receipt ?? 'none'];
  if (!newer && attempt.outcome === 'accepted' && attempt.sid !== null) return delivery;
  const { at } = word;
  const known: Attempt = {
    ...attempt, outcome: 'accepted', sid: attempt.sid ?? word.sid, endedAt: attempt.endedAt ?? at, retryAt: null,
    ...(newer ? { receipt, receiptAt: at } : {}),
    ...(newer && meaning.receipt === 'failed' ? { code: word.errorCode, callEnd: meaning.end } : {}),
  };
  const next = withAttempt(delivery, known);
  if (newer && receipt === 'delivered') return { ...next, state: 'delivered', sentAt: next.sentAt ?? at, deliveredAt: next.deliveredAt ?? at, failedAt: null, errorCode: null };
  if (delivery.state === 'stopped') return next;
  const taken: Delivery = { ...next, state: moved(next, 'sent'), sentAt: next.sentAt ?? at };
  return newer && receipt === 'failed' ? failed(taken, at, word.errorCode) : taken;
}

/** Nobody wants the call any more and nobody has picked it up: it is to be ended. The same delivery when there is nothing to end. */
export const callStopped = (delivery: Delivery): Delivery =>
  (delivery.state === 'waiting' || delivery.state === 'sent' ? { ...delivery, state: 'stopped' } : delivery);

/** The provider's names of calls that may still ring or speak. */
export const liveCalls = (delivery: Delivery): string[] =>
  delivery.attempts.flatMap(({ sid, outcome, receipt }) => (sid !== null && outcome === 'accepted' && (receipt === null || receipt === 'sent') ? [sid] : []));

/** Why the last call reached nobody; null when that is not known. */
export const callEndOf = ({ attempts }: Delivery): CallEnd | null => attempts.findLast(({ callEnd }) => callEnd !== undefined)?.callEnd ?? null;
