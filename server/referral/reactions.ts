import { secondsBetween } from '../kernel/durations.js';
import type { ReferralId } from '../kernel/ids.js';
import { reported, stopped, submit } from '../messaging/index.js';
import type { Delivery, StatusReport } from '../messaging/index.js';
import type { JobHandler } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import { overdue } from './core/clocks.js';
import { isWaiting, owesAWord } from './core/moves.js';
import type { Referral } from './core/referral.js';
import { byClock } from './keeping.js';
import type { Keeping } from './keeping.js';
import type { ReferralNeeds } from './needs.js';
import { settled } from './send.js';

export type ReferralReactions = ReturnType<typeof referralReactions>;

const isSettled = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'submitting';

/** What this room does at due times, and with what the carrier says. */
export function referralReactions(needs: ReferralNeeds, keeping: Keeping) {
  const { store, crises, texts, sender, links, jobs, transact, clock, onOptedOut } = needs;
  const { record, about, needOwner } = keeping;

  /** Made from what is stored only, so that the same text reads the same on every try. */
  const bodyOf = ({ id, ref, answerBy, leavesAt }: Referral): string => texts().referral({ ref, answerBy: answerBy ?? leavesAt, now: leavesAt, link: links.url(id) });

  /** Applies `change` to the delivery as it is stored, with what people are told of it. @returns what is stored then; null when there is none */
  async function changeDelivery(id: ReferralId, change: (stored: Delivery) => Delivery): Promise<Delivery | null> {
    for (;;) {
      const before = await store.find(id);
      if (!before?.delivery) return null;
      const { state } = before.delivery;
      const next = change(before.delivery);
      if (next === before.delivery) return next;
      const kept = await transact(async (tx) => {
        if (!await store.moveDelivery(before, next, { onlyWaiting: false, tx })) return false;
        if (next.state !== state) await tellDelivery(tx, before, next);
        return true;
      });
      if (kept) return next;
    }
  }

  /** Delivered closes nothing. A text that will not arrive is loud: the owner rings the service, whose time runs on. */
  async function tellDelivery(tx: Tx, referral: Referral, { state, errorCode }: Delivery): Promise<void> {
    if (state === 'delivered') await record(tx, referral, null, about(referral, [{ kind: 'referral.delivered', data: {} }]));
    if (state !== 'failed') return;
    await record(tx, referral, null, about(referral, [{ kind: 'referral.undelivered', data: { code: errorCode } }]));
    if (isWaiting(referral)) await needOwner(tx, referral, await crises.find(referral.crisisId, tx), 'undelivered');
  }

  /** An attempt begins only while an answer is awaited, in the very write that begins it (I4). */
  async function begin(id: ReferralId, change: (stored: Delivery) => Delivery): Promise<Delivery | null> {
    for (;;) {
      const before = await store.find(id);
      if (!before?.delivery || !isWaiting(before)) return null;
      const begun = change(before.delivery);
      if (await store.moveDelivery(before, begun, { onlyWaiting: true })) return begun;
    }
  }

  return {
    /** The text to the service's intake contact. It is read again and decided again: answered or taken back meanwhile, it does not leave. */
    text: (async (job) => {
      const referral = await store.find(String(job.data['referralId']));
      if (!referral?.delivery || isSettled(referral.delivery)) return 'done';
      if (!isWaiting(referral)) {
        await changeDelivery(referral.id, stopped);
        return 'done';
      }
      if (clock.now() < referral.leavesAt) return referral.leavesAt;
      const validitySeconds = referral.answerBy ? secondsBetween(clock.now(), referral.answerBy) : 0;
      if (validitySeconds <= 0 || !referral.intake) return 'done';
      const { address } = referral.intake;
      const result = await submit({
        text: { to: address, body: bodyOf(referral), sender: 'staff', subject: { kind: 'referral', id: referral.id }, validitySeconds }, delivery: referral.delivery,
        port: { begin: (change) => begin(referral.id, change), end: async (change) => await changeDelivery(referral.id, change) ?? change(referral.delivery as Delivery) },
      }, { sender, clock });
      if (result.kind === 'undeliverable' && result.why === 'opted-out') await onOptedOut(address);
      return result.kind === 'again' ? result.at : 'done';
    }) satisfies JobHandler,

    /** Nobody answered in time: the next match is put before the owner at once. Opening the link did not stop this, nor did any receipt. */
    due: (async (job) => {
      const known = await store.find(String(job.data['referralId']));
      if (!known || !owesAWord(known) || !known.answerBy) return 'done';
      if (clock.now() < known.answerBy) return known.answerBy;
      const next = await keeping.nextMatch(known);
      return transact(async (tx) => {
        const before = await store.find(known.id, tx);
        if (before && owesAWord(before) && before.answerBy && clock.now() >= before.answerBy) {
          const { state, events } = settled(before, [[{ kind: 'expire' }, { kind: 'clock' }]], clock.now());
          await keeping.keep(tx, before, { ...state, nextMatch: next }, events, byClock, 'referral.expired');
        }
        return await jobs.finish(job, tx) ? 'finished' : 'done';
      });
    }) satisfies JobHandler,

    /** After a yes nobody said that the person came, or how it ended, or a service has not confirmed the end: the owner is told, nothing is closed. */
    overdue: (async (job) => transact(async (tx) => {
      const referral = await store.find(String(job.data['referralId']), tx);
      const what = referral && overdue(referral, clock.now());
      if (referral && what !== null && what === job.data['what']) {
        await record(tx, referral, null, about(referral, [{ kind: 'referral.overdue', data: { what } }]));
        await needOwner(tx, referral, await crises.find(referral.crisisId, tx), `overdue:${what}:${referral.steps.length}`);
      }
      return await jobs.finish(job, tx) ? 'finished' : 'done';
    })) satisfies JobHandler,

    /** A delivery receipt. Doubled, late and reordered ones change nothing (I7). @returns false when it is about nothing we know */
    async onStatus({ subject, ...word }: StatusReport): Promise<boolean> {
      const referral = await store.find(subject.id);
      if (!referral?.delivery?.attempts.some(({ id }) => id === word.attemptId)) return false;
      await changeDelivery(referral.id, (stored) => reported(stored, word));
      return true;
    },
  };
}
