import { newId } from '../kernel/ids.js';
import type { Clock } from '../kernel/clock.js';
import { addSeconds } from '../kernel/durations.js';
import { attemptEnded, attemptStarted, givenUp, mayTryAgain, openAttempt, reported, resendAt, whyFailed } from './core/delivery.js';
import type { Attempt, Delivery } from './core/delivery.js';
import type { FoundText, OutgoingText, Sender } from './sender.js';

/**
 * Where a delivery is kept: in a notification, or in a text of ours. Both apply `change` to what is stored at that moment, because
 * a receipt may have come in between, and resolve when it is durable.
 */
export interface SubmissionPort {
  /** Only if the message is still wanted; else nothing is stored and the answer is null. The last look before the call (I4). */
  begin(change: (stored: Delivery) => Delivery): Promise<Delivery | null>;
  /** Always. Answers what is stored then. */
  end(change: (stored: Delivery) => Delivery): Promise<Delivery>;
}

/** What became of a message for now. */
export type Submitted =
  | { kind: 'handed-over' }
  | { kind: 'not-wanted' }
  /** Not known yet, or not possible yet: submit again at this instant. */
  | { kind: 'again'; at: Date }
  /** It will not arrive this way: another channel now. */
  | { kind: 'undeliverable'; why: 'permanent' | 'opted-out' | 'exhausted'; code: number | null };

export interface SubmissionNeeds { sender: Sender; clock: Clock }

const LOOK_EVERY_SECONDS = 1;

/**
 * Takes a message one step towards its phone, and can be repeated after any crash: an attempt is stored before the provider
 * is called; one of unknown outcome is looked up, and sent again only when it was not found for 10 seconds; at most
 * 3 submissions (I3). Never throws for what the provider does; throws what the port throws.
 */
export async function submit(
  { text, delivery, port }: { text: Omit<OutgoingText, 'attemptId'>; delivery: Delivery; port: SubmissionPort },
  { sender, clock }: SubmissionNeeds,
): Promise<Submitted> {
  if (delivery.state !== 'waiting' && delivery.state !== 'submitting') return standing(delivery, clock.now());

  const open = openAttempt(delivery);
  if (open) {
    const found = await lookUp(text, open, sender);
    if (found) return standing(await port.end((stored) => foundOut(stored, open, found, clock.now())), clock.now());
    if (clock.now() < resendAt(open)) return standing(delivery, clock.now());
  }
  const notBefore = delivery.attempts.at(-1)?.retryAt;
  if (notBefore && clock.now() < notBefore) return { kind: 'again', at: notBefore };
  if (!mayTryAgain(delivery)) return standing(await port.end((stored) => givenUp(stored, clock.now())), clock.now());

  const attemptId = newId();
  const begun = await port.begin((stored) => attemptStarted(stored, { id: attemptId, at: clock.now() }));
  if (!begun?.attempts.some((one) => one.id === attemptId)) return { kind: 'not-wanted' };
  const outcome = await sender.send({ ...text, attemptId });
  const after = await port.end((stored) => attemptEnded(stored, { id: attemptId, outcome, at: clock.now(), jitter: Math.random() }));
  return standing(after, clock.now());
}

/** Null also when the provider cannot be asked: when unsure, send. */
async function lookUp({ to, body }: Omit<OutgoingText, 'attemptId'>, { startedAt }: Attempt, sender: Sender): Promise<FoundText | null> {
  return sender.find({ to, body, since: startedAt }).catch(() => null);
}

const foundOut = (stored: Delivery, { id }: Attempt, { sid, status, errorCode }: FoundText, at: Date): Delivery =>
  reported(attemptEnded(stored, { id, outcome: { kind: 'accepted', sid }, at }), { attemptId: id, sid, status, errorCode, at });

function standing(delivery: Delivery, now: Date): Submitted {
  switch (delivery.state) {
    case 'sent': case 'delivered': return { kind: 'handed-over' };
    case 'stopped': return { kind: 'not-wanted' };
    case 'failed': return { kind: 'undeliverable', why: whyFailed(delivery), code: delivery.errorCode };
    case 'waiting': case 'submitting': break;
  }
  const open = openAttempt(delivery);
  const soon = addSeconds(now, LOOK_EVERY_SECONDS);
  if (open) return { kind: 'again', at: resendAt(open) < soon && resendAt(open) > now ? resendAt(open) : soon };
  return { kind: 'again', at: delivery.attempts.at(-1)?.retryAt ?? now };
}
