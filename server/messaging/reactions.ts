import { givenUp, whyFailed } from './core/delivery.js';
import type { Delivery } from './core/delivery.js';
import type { PhoneStates } from './phone-states.js';
import type { Sender } from './sender.js';
import type { Messages, Text } from './store.js';
import { submit } from './submission.js';
import type { Submitted } from './submission.js';
import type { StatusReport } from './webhooks.js';
import type { Clock } from '../kernel/clock.js';
import { secondsBetween } from '../kernel/durations.js';
import type { JobHandler, Jobs } from '../platform/jobs/index.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';

export type WhyUndeliverable = 'permanent' | 'opted-out' | 'exhausted';

/** What this room needs of those above it. Both run in the transaction that stores the news, once for each text. */
export interface TextNeeds {
  /** A text will not arrive: tell somebody, or take another way. */
  onUndeliverable: (tx: Tx, text: Text, why: WhyUndeliverable) => Promise<void>;
  /** A text is on its phone. */
  onDelivered: (tx: Tx, text: Text) => Promise<void>;
}

interface Parts { messages: Messages; phones: PhoneStates; sender: Sender; transact: Transact; jobs: Jobs; clock: Clock; needs: TextNeeds }

const failing = ({ messages, phones, needs }: Pick<Parts, 'messages' | 'phones' | 'needs'>) => async (tx: Tx, text: Text, why: WhyUndeliverable): Promise<void> => {
  if (!await messages.tellFailure(tx, text)) return;
  if (why === 'opted-out') await phones.optOut(tx, text.to, { sender: text.sender, by: 'carrier' });
  await needs.onUndeliverable(tx, text, why);
};

/** Runs the jobs of kind `text`: hands one text over, comes back to it at its own time, or says that it cannot arrive. */
export function textHandler({ messages, phones, sender, transact, jobs, clock, needs }: Parts): JobHandler {
  const fail = failing({ messages, phones, needs });

  async function step(text: Text): Promise<Submitted> {
    let current = text;
    const store = async (change: (stored: Delivery) => Delivery): Promise<Delivery> => {
      current = await messages.change(current, change);
      return current.delivery;
    };
    const validitySeconds = secondsBetween(clock.now(), text.expiresAt);
    const delivery = validitySeconds > 0 ? text.delivery : await store((stored) => givenUp(stored, clock.now()));
    const { to, body } = text;
    return submit({ text: { to, body, sender: text.sender, subject: { kind: 'message', id: text.id }, validitySeconds }, delivery, port: { begin: store, end: store } }, { sender, clock });
  }

  return async (job) => {
    const text = await messages.find(String(job.data['messageId']));
    if (!text) return 'done';
    const result = await step(text);
    switch (result.kind) {
      case 'handed-over': case 'not-wanted': return 'done';
      case 'undeliverable': return transact<'finished'>(async (tx) => {
        if (await jobs.finish(job, tx)) await fail(tx, text, result.why);
        return 'finished';
      });
      case 'again': return result.at;
    }
  };
}

/** Takes a receipt for one of our own texts (subject `message`). @returns false when there is no such text */
export function textReceipts({ messages, phones, transact, needs }: Pick<Parts, 'messages' | 'phones' | 'transact' | 'needs'>) {
  const fail = failing({ messages, phones, needs });
  return (report: StatusReport): Promise<boolean> => transact(async (tx) => {
    const change = await messages.reported(tx, report);
    if (!change) return false;
    const { text, delivery } = change;
    if (delivery.state === 'delivered' && text.delivery.state !== 'delivered') await needs.onDelivered(tx, text);
    if (delivery.state === 'failed' && text.delivery.state !== 'failed') await fail(tx, text, whyFailed(delivery));
    return true;
  });
}
