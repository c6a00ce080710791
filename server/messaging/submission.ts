import { newId } from '../kernel/ids.js';
import type { Clock } from '../kernel/clock.js';
import { addSeconds } from '../kernel/durations.js';
import { attemptEnded, attemptStarted, givenUp, mayTryAgain, openAttempt, reported, resendAt, whyFailed } from './core/delivery.js';
import type { Attempt, Delivery } from './core/delivery.js';
import { callReported } from './core/call-journey.js';
import type { Outcome } from './core/provider-answer.js';
import type { OutgoingCall } from './calls.js';
import type { OutgoingText, Sender } from './sender.js';

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
/** I4: no submission starts more than 2 s after somebody answered. */
const START_WITHIN_MS = 1900;

/** How a message leaves and is looked for. */
export interface SubmissionWay {
  hand: (attemptId: string, startBy: number) => Promise<Outcome>;
  /** What the provider has, as a change of what is stored; null when it has nothing. May throw when it cannot be asked. */
  find: (open: Attempt) => Promise<((stored: Delivery) => Delivery) | null>;
}

/**
 * Takes a text one step towards its phone, and can be repeated after any crash: an attempt is stored before the provider
 * is called; one of unknown outcome is looked up, and sent again only when it was not found for 10 seconds; at most
 * 3 submissions (I3). Never throws for what the provider does; throws what the port throws.
 * @param message `isIt`: knows it by the words in which an earlier try may have left, where they are made anew for each
 */
export function submit({ text, delivery, port, isIt }: { text: Omit<OutgoingText, 'attemptId'>; delivery: Delivery; port: SubmissionPort; isIt?: (body: string) => boolean }, { sender, clock }: SubmissionNeeds): Promise<Submitted> {
  return submitBy({
    hand: (attemptId, startBy) => sender.send({ ...text, attemptId, startBy }),
    async find({ id, startedAt }) {
      const found = await sender.find({ to: text.to, body: text.body, isIt, since: startedAt });
      return found && ((stored) => reported(attemptEnded(stored, { id, outcome: { kind: 'accepted', sid: found.sid }, at: clock.now() }), { attemptId: id, ...found, at: clock.now() }));
    },
  }, delivery, port, clock);
}

/**
 * The same for a call: never two for one message, unless nobody could know of the first.
 * @param knownSids calls to this number that belong to other attempts
 */
export function submitCall(
  { call, delivery, port, knownSids }: { call: Omit<OutgoingCall, 'attemptId'>; delivery: Delivery; port: SubmissionPort; knownSids: (since: Date) => Promise<ReadonlySet<string>> },
  { sender, clock }: SubmissionNeeds,
): Promise<Submitted> {
  return submitBy({
    hand: (attemptId, startBy) => sender.call({ ...call, attemptId, startBy }),
    async find({ id, startedAt }) {
      const found = await sender.findCall({ to: call.to, since: startedAt, known: () => knownSids(startedAt) });
      return found && ((stored) => callReported(stored, { attemptId: id, ...found, errorCode: null, at: clock.now() }));
    },
  }, delivery, port, clock);
}

/** The same by any way: what `find` does not know is handed over again. */
export async function submitBy({ hand, find }: SubmissionWay, delivery: Delivery, port: SubmissionPort, clock: Clock): Promise<Submitted> {
  if (delivery.state !== 'waiting' && delivery.state !== 'submitting') return standing(delivery, clock.now());

  const open = openAttempt(delivery);
  if (open) {
    // Also when the provider cannot be asked: when unsure, send.
    const found = await find(open).catch(() => null);
    if (found) return standing(await port.end(found), clock.now());
    if (clock.now() < resendAt(open)) return standing(delivery, clock.now());
  }
  const notBefore = delivery.attempts.at(-1)?.retryAt;
  if (notBefore && clock.now() < notBefore) return { kind: 'again', at: notBefore };
  if (!mayTryAgain(delivery)) return standing(await port.end((stored) => givenUp(stored, clock.now())), clock.now());

  const attemptId = newId();
  // From before the last look: a process that is frozen in between must not send what it decided then (I4).
  const startBy = performance.now() + START_WITHIN_MS;
  const begun = await port.begin((stored) => attemptStarted(stored, { id: attemptId, at: clock.now() }));
  if (!begun?.attempts.some((one) => one.id === attemptId)) return { kind: 'not-wanted' };
  const outcome = await hand(attemptId, startBy);
  const after = await port.end((stored) => attemptEnded(stored, { id: attemptId, outcome, at: clock.now(), jitter: Math.random() }));
  return standing(after, clock.now());
}

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
