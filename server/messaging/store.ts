import { Schema } from 'mongoose';
import type { SenderName } from './sender.js';
import { newDelivery, reported } from './core/delivery.js';
import type { Delivery } from './core/delivery.js';
import { segmentsOf } from './core/segments.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, TeamId } from '../kernel/ids.js';
import type { Clock } from '../kernel/clock.js';
import { addSeconds } from '../kernel/durations.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { StatusReport } from './webhooks.js';

/** A text that is no notification of an escalation. */
export interface NewText {
  /** Unique for ever: asking twice makes one text. */
  key: string;
  to: string;
  body: string;
  sender: SenderName;
  /** Why it goes out, in a word of whoever asked for it: `public`, `referral`, `ring-them`. */
  purpose: string;
  /** What it is about for its purpose, such as a referral's id. */
  about?: string;
  teamId: TeamId | 'network';
  crisisId: CrisisId | null;
  /** 0 (A) to 6 (G): lower goes first. */
  urgency: number;
  /** After this it would only confuse; 1 hour unless said otherwise. */
  validitySeconds?: number;
}

export interface Text extends Required<Omit<NewText, 'about' | 'validitySeconds'>> {
  id: string;
  /** The blind index of its number. */
  toIndex: string;
  about: string | null;
  queuedAt: Date;
  expiresAt: Date;
  /** Parts in which a carrier sends it. */
  segments: number;
  delivery: Delivery;
  /** Somebody was told that it will not arrive. */
  failureTold: boolean;
  version: number;
}

interface TextRow extends Omit<Text, 'id'> { _id: string }

const VALIDITY_SECONDS = 3600;
const KEY_NAME = 'messaging';
/** The kind of job that hands over one text. */
export const TEXT_JOB = 'text';

/** Answers to one number of the public: enough to be answered, too few for two machines to talk for ever. It never stops a crisis from opening. */
export const PUBLIC_REPLY_LIMIT = { count: 3, withinSeconds: 900 } as const;

export const messagesPlan: CollectionPlan = {
  name: 'messages',
  indexes: [
    { key: { key: 1 }, name: 'one_per_key', unique: true },
    { key: { teamId: 1, queuedAt: 1 }, name: 'by_team' },
    { key: { crisisId: 1, queuedAt: 1 }, name: 'by_crisis' },
    { key: { toIndex: 1, purpose: 1, queuedAt: 1 }, name: 'by_number' },
  ],
};

const textSchema = new Schema<TextRow>({
  _id: String, key: String, toIndex: String, to: String, body: String, sender: String, purpose: String, about: String, teamId: String, crisisId: String,
  urgency: Number, queuedAt: Date, expiresAt: Date, segments: Number, delivery: Object, failureTold: Boolean, version: Number,
}, { strict: 'throw', versionKey: false, collection: 'messages', minimize: false });

export type Messages = Awaited<ReturnType<typeof messagesOn>>;

/** Alone knows `messages`: texts that go out, numbers and words encrypted, each with its own delivery. */
export async function messagesOn({ db, keys, jobs, clock }: { db: Connection; keys: DataKeys; jobs: Jobs; clock: Clock }) {
  const rows = db.model('Text', textSchema);
  const key = await keys.named(KEY_NAME);
  const place = (id: string, field: string): string => `messages:${id}:${field}`;
  const opened = ({ _id: id, to, body, ...rest }: TextRow): Text =>
    ({ ...rest, id, to: String(open(key, place(id, 'to'), to)), body: String(open(key, place(id, 'body'), body)) });

  async function find(id: string, tx?: Tx): Promise<Text | null> {
    const row = await rows.findById(id, null, tx ? { session: tx.session } : {}).lean<TextRow>();
    return row ? opened(row) : null;
  }

  async function write(text: Text, delivery: Delivery, tx?: Tx): Promise<boolean> {
    const hit = await rows.updateOne({ _id: text.id, version: text.version }, { $set: { delivery }, $inc: { version: 1 } }, tx ? { session: tx.session } : {});
    return hit.matchedCount === 1;
  }

  return {
    find,

    /**
     * Stores a text and the job that hands it over, due now, in the caller's transaction.
     * @param atMost no more than so many of this purpose to this number in so many seconds
     * @returns null when `atMost` is reached, and nothing was stored
     */
    async queue(tx: Tx, { validitySeconds = VALIDITY_SECONDS, about, ...text }: NewText, atMost?: { count: number; withinSeconds: number }): Promise<string | null> {
      const now = clock.now();
      const toIndex = keys.blindIndex('phone', text.to);
      if (atMost) {
        const recent = await rows.collection.countDocuments({ toIndex, purpose: text.purpose, queuedAt: { $gt: addSeconds(now, -atMost.withinSeconds) } }, { session: tx.session });
        if (recent >= atMost.count) return null;
      }
      const id = newId();
      const { to, body, ...rest } = text;
      const row: TextRow = {
        ...rest, _id: id, toIndex, to: seal(key, place(id, 'to'), to), body: seal(key, place(id, 'body'), body), about: about ?? null,
        queuedAt: now, expiresAt: addSeconds(now, validitySeconds), segments: segmentsOf(body).parts, delivery: newDelivery(), failureTold: false, version: 1,
      };
      await rows.collection.insertOne(row as never, { session: tx.session });
      await jobs.add(tx, [{ key: text.key, kind: TEXT_JOB, teamId: text.teamId, urgency: text.urgency, dueAt: now, data: { messageId: id } }]);
      return id;
    },

    /** Applies `change` to the delivery as it is stored, whatever came in since `text` was read. @throws when there is no such text */
    async change(text: Text, change: (stored: Delivery) => Delivery): Promise<Text> {
      for (let current = text; ;) {
        const delivery = change(current.delivery);
        if (delivery === current.delivery) return current;
        if (await write(current, delivery)) return { ...current, delivery, version: current.version + 1 };
        const stored = await find(text.id);
        if (!stored) throw new Error('a text vanished while it was being sent');
        current = stored;
      }
    },

    /** Notes that somebody is told in this transaction that the text will not arrive. @returns false when that was done before */
    async tellFailure(tx: Tx, { id }: Text): Promise<boolean> {
      const hit = await rows.updateOne({ _id: id, failureTold: false }, { $set: { failureTold: true } }, { session: tx.session });
      return hit.matchedCount === 1;
    },

    /** A receipt. @returns the text before and its delivery now, or null when there is no such text */
    async reported(tx: Tx, { subject, ...word }: StatusReport): Promise<{ text: Text; delivery: Delivery } | null> {
      const text = await find(subject.id, tx);
      if (!text) return null;
      const delivery = reported(text.delivery, word);
      if (delivery !== text.delivery) await write(text, delivery, tx);
      return { text, delivery };
    },

    /** The texts about a crisis, oldest first. */
    async ofCrisis(crisisId: CrisisId): Promise<Text[]> {
      return (await rows.find({ crisisId }).sort({ queuedAt: 1 }).lean<TextRow[]>()).map(opened);
    },
  };
}
