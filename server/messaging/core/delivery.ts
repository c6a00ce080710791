import { addSeconds } from '../../kernel/durations.js';
import type { DeliveryState } from '../../contract/words.js';
import { classifyCode } from './provider-answer.js';
import type { Outcome } from './provider-answer.js';

/** One try to hand a text over. `id` stands in the callback address, so a receipt finds it even if we died before `sid` was stored. */
export interface Attempt {
  id: string;
  startedAt: Date;
  endedAt: Date | null;
  /** Null while nobody knows: under way, or the process died in it. */
  outcome: 'accepted' | 'refused' | 'opted-out' | 'passing' | 'unknown' | null;
  sid: string | null;
  code: number | null;
  receipt: 'sent' | 'delivered' | 'failed' | null;
  receiptAt: Date | null;
  /** Not tried again before this; null when it need not be. */
  retryAt: Date | null;
  /** Kept back by our own pace: the provider was never asked, so it is no failed try. */
  held?: true;
  /** How a call came to its end without anybody who heard it. */
  callEnd?: CallEnd;
}

/** Why a call reached nobody. `voicemail`: a machine took it; `not-heard`: picked up, but nothing was heard; `canceled`: ended before it was picked up. */
export type CallEnd = 'busy' | 'no-answer' | 'voicemail' | 'not-heard' | 'failed' | 'canceled';

/** What is known of one message's journey. Plain values, to be embedded in a notification or a text. `sentAt`: the provider took it. */
export interface Delivery {
  state: DeliveryState;
  attempts: Attempt[];
  sentAt: Date | null;
  deliveredAt: Date | null;
  failedAt: Date | null;
  errorCode: number | null;
}

/** A delivery of which nothing has happened. */
export const newDelivery = (): Delivery => ({ state: 'waiting', attempts: [], sentAt: null, deliveredAt: null, failedAt: null, errorCode: null });

/** The only order in which a state can move; a late word never brings an earlier one back. */
const RANK: Record<DeliveryState, number> = { waiting: 0, submitting: 1, stopped: 2, sent: 3, failed: 4, delivered: 5 };
/** A later word about one attempt counts only when it ranks higher. */
export const RECEIPT_RANK = { none: 0, sent: 1, failed: 2, delivered: 3 } as const;

/** Submissions that may have reached the phone. Source: reliability.md §1, I3. */
const MOST_SUBMISSIONS = 3;
/** All tries, those counted in that the provider certainly did not take. */
const MOST_TRIES = 12;
/** Source: reliability.md §4: a text of unknown outcome that is not found within 10 s is sent again. */
const FOUND_WITHIN_SECONDS = 10;
const LOOK_AGAIN_SECONDS = 1;

/** The later of two states; the same when that would be a step back. */
export const moved = (delivery: Delivery, state: DeliveryState): DeliveryState => (RANK[state] > RANK[delivery.state] ? state : delivery.state);
const isLive = (attempt: Attempt): boolean => attempt.outcome === null || (attempt.outcome === 'accepted' && attempt.receipt !== 'failed');

/** The same delivery with one attempt changed. */
export function withAttempt(delivery: Delivery, changed: Attempt): Delivery {
  return { ...delivery, attempts: delivery.attempts.map((one) => (one.id === changed.id ? changed : one)) };
}

/** Failed, unless another attempt may still arrive, or nobody wants it any more. */
export function failed(delivery: Delivery, at: Date, code: number | null): Delivery {
  if (delivery.attempts.some(isLive) || moved(delivery, 'failed') !== 'failed' || delivery.state === 'failed') return delivery;
  return delivery.state === 'stopped' ? delivery : { ...delivery, state: 'failed', failedAt: at, errorCode: code };
}

const taken = (delivery: Delivery, at: Date): Delivery =>
  ({ ...delivery, state: moved(delivery, 'sent'), sentAt: delivery.sentAt ?? at });

/** An attempt begins. To be stored before the provider is called. The same delivery when it is over or has begun this attempt already. */
export function attemptStarted(delivery: Delivery, { id, at }: { id: string; at: Date }): Delivery {
  if (RANK[delivery.state] > RANK.submitting || delivery.attempts.some((one) => one.id === id)) return delivery;
  const attempt: Attempt = { id, startedAt: at, endedAt: null, outcome: null, sid: null, code: null, receipt: null, receiptAt: null, retryAt: null };
  const before = delivery.attempts.map((one): Attempt => (one.outcome === null ? { ...one, outcome: 'unknown', endedAt: at } : one));
  return { ...delivery, state: 'submitting', attempts: [...before, attempt] };
}

/** Seconds before try number `tries + 1`: slower each time, with jitter, inside a rung's answer time. */
const pauseSeconds = (tries: number, jitter: number): number => Math.min(0.5 * 2 ** (tries - 1), 8) * (0.75 + jitter / 2);

/**
 * What became of an attempt. A callback may have told already: then nothing is taken back.
 * @param jitter 0 to 1, so that many texts do not come back in the same instant
 */
export function attemptEnded(delivery: Delivery, { id, outcome, at, jitter = 0.5 }: { id: string; outcome: Outcome; at: Date; jitter?: number }): Delivery {
  const attempt = delivery.attempts.find((one) => one.id === id);
  if (!attempt || (attempt.outcome !== null && attempt.outcome !== 'unknown') || (attempt.outcome === 'unknown' && outcome.kind === 'unknown')) return delivery;
  const ended = { ...attempt, endedAt: attempt.endedAt ?? at };
  switch (outcome.kind) {
    case 'accepted':
      return taken(withAttempt(delivery, { ...ended, outcome: 'accepted', sid: outcome.sid, retryAt: null }), at);
    case 'refused':
      return failed(withAttempt(delivery, { ...ended, outcome: outcome.reason === 'opted-out' ? 'opted-out' : 'refused', code: outcome.code, retryAt: null }), at, outcome.code);
    case 'passing': {
      const pause = Math.max(pauseSeconds(delivery.attempts.length, jitter), outcome.retryAfterSeconds ?? 0);
      return withAttempt(delivery, { ...ended, outcome: 'passing', code: outcome.code, retryAt: addSeconds(at, pause), ...(outcome.held ? { held: true } : {}) });
    }
    case 'unknown':
      return withAttempt(delivery, { ...ended, outcome: 'unknown', retryAt: outcome.answered ? addSeconds(at, LOOK_AGAIN_SECONDS) : addSeconds(attempt.startedAt, FOUND_WITHIN_SECONDS) });
  }
}

const RECEIPTS: Readonly<Record<string, 'taken' | 'sent' | 'delivered' | 'failed'>> = {
  accepted: 'taken', scheduled: 'taken', queued: 'taken', sending: 'taken', sent: 'sent', partially_delivered: 'sent',
  delivered: 'delivered', read: 'delivered', undelivered: 'failed', failed: 'failed', canceled: 'failed',
};

/**
 * The provider's word on an attempt, by callback or look-up. Doubled, late, reordered or earlier than our own record of the
 * call, it never takes anything back (I7): the very same delivery is returned when it tells nothing new.
 */
export function reported(delivery: Delivery, { attemptId, sid, status, errorCode, at }: { attemptId: string; sid: string; status: string; errorCode: number | null; at: Date }): Delivery {
  const attempt = delivery.attempts.find((one) => one.id === attemptId);
  const word = Object.hasOwn(RECEIPTS, status) ? RECEIPTS[status] : undefined;
  if (!attempt || !word) return delivery;
  const receipt = word === 'taken' ? null : word;
  const newer = RECEIPT_RANK[receipt ?? 'none'] > RECEIPT_RANK[attempt.receipt ?? 'none'];
  if (!newer && attempt.outcome === 'accepted' && attempt.sid !== null) return delivery;
  const known: Attempt = {
    ...attempt, outcome: 'accepted', sid: attempt.sid ?? sid, endedAt: attempt.endedAt ?? at, retryAt: null,
    ...(newer ? { receipt, receiptAt: at, code: receipt === 'failed' ? errorCode : attempt.code } : {}),
  };
  const next = taken(withAttempt(delivery, known), at);
  if (!newer || receipt === 'sent') return next;
  if (receipt === 'failed') return failed(next, at, errorCode);
  return { ...next, state: 'delivered', deliveredAt: next.deliveredAt ?? at, failedAt: null, errorCode: null };
}

/** Nobody wants it any more. What the provider already has cannot be called back; an attempt under way keeps telling the truth. */
export const stopped = (delivery: Delivery): Delivery => (RANK[delivery.state] < RANK.stopped ? { ...delivery, state: 'stopped' } : delivery);

/** No further try: it failed. The same delivery when one of its attempts may still arrive by what the provider said. */
export const givenUp = (delivery: Delivery, at: Date): Delivery => {
  const settled = { ...delivery, attempts: delivery.attempts.map((one): Attempt => (one.outcome === null ? { ...one, outcome: 'unknown', endedAt: at } : one)) };
  const failing = failed(settled, at, delivery.attempts.at(-1)?.code ?? null);
  return failing === settled ? delivery : failing;
};

/** The attempt of which nobody knows whether the provider took it, or null: it is looked up before anything is sent again. */
export function openAttempt(delivery: Delivery): Attempt | null {
  const last = delivery.attempts.at(-1);
  return last && RANK[delivery.state] <= RANK.submitting && (last.outcome === null || last.outcome === 'unknown') ? last : null;
}

/** When an open attempt that was not found may be sent again. */
export const resendAt = (attempt: Attempt): Date => attempt.retryAt ?? addSeconds(attempt.startedAt, FOUND_WITHIN_SECONDS);

/**
 * Whether one more try is allowed: nothing was taken or refused for good, at most 3 submissions may have reached the phone,
 * at most 12 tries in all. A refusal "too fast" or a closed door is a try but no submission: the phone cannot have had it.
 */
export function mayTryAgain(delivery: Delivery): boolean {
  if (RANK[delivery.state] > RANK.submitting) return false;
  const submissions = delivery.attempts.filter((one) => one.outcome !== 'passing').length;
  return submissions < MOST_SUBMISSIONS && delivery.attempts.filter((one) => !one.held).length < MOST_TRIES;
}

/** Two tries in a row came to nothing: another channel takes its chance beside it. Source: reliability.md §4. */
export function isStruggling({ attempts }: Delivery): boolean {
  const [before, last] = attempts.filter((one) => !one.held).slice(-2);
  const cameToNothing = (one: Attempt | undefined): boolean => one?.outcome === 'passing' || one?.outcome === 'unknown';
  return cameToNothing(before) && cameToNothing(last);
}

/** So long a text may be without word that it is on its phone. Source: reliability.md §4: no receipt in 60 s, next channel now. */
export const RECEIPT_WITHIN_SECONDS = 60;

/** Nobody knows whether it arrived, nor that it did not. */
export const isUnheardOf = ({ state }: Delivery): boolean => state === 'waiting' || state === 'submitting' || state === 'sent';

/** Why a failed delivery failed: the number or the sender is at fault, the phone opted out, or every try was lost. */
export function whyFailed(delivery: Delivery): 'permanent' | 'opted-out' | 'exhausted' {
  if (delivery.attempts.some((one) => one.outcome === 'opted-out') || classifyCode(delivery.errorCode) === 'opted-out') return 'opted-out';
  return delivery.attempts.some((one) => one.outcome === 'refused' || one.receipt === 'failed') ? 'permanent' : 'exhausted';
}
