import { Schema } from 'mongoose';
import type { SenderName } from './sender.js';
import type { InboundText } from './webhooks.js';
import type { CrisisId, TeamId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import { open, seal } from '../platform/mongo/data-keys.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** A text that came in, as it is kept. `crisisId` is what it turned out to be about. */
export interface ReceivedText {
  sid: string;
  from: string;
  body: string;
  sender: SenderName;
  at: Date;
  teamId: TeamId | null;
  crisisId: CrisisId | null;
}

interface ReceivedRow extends Omit<ReceivedText, 'sid'> { _id: string; fromIndex: string }

export const inboxPlan: CollectionPlan = {
  name: 'inbound_messages',
  indexes: [
    { key: { crisisId: 1, at: 1 }, name: 'by_crisis' },
    { key: { fromIndex: 1, at: 1 }, name: 'by_number' },
  ],
};

const receivedSchema = new Schema<ReceivedRow>({
  _id: String, fromIndex: String, from: String, body: String, sender: String, at: Date, teamId: String, crisisId: String,
}, { strict: 'throw', versionKey: false, collection: 'inbound_messages', minimize: false });

export type Inbox = Awaited<ReturnType<typeof inboxOn>>;

/** Alone knows `inbound_messages`. The provider's own id is the primary key, so that a doubled text cannot have two effects (I7). */
export async function inboxOn({ db, keys }: { db: Connection; keys: DataKeys }) {
  const rows = db.model('ReceivedText', receivedSchema);
  const key = await keys.named('messaging');
  const place = (sid: string, field: string): string => `inbound_messages:${sid}:${field}`;
  const opened = ({ _id: sid, from, body, sender, at, teamId, crisisId }: ReceivedRow): ReceivedText =>
    ({ sid, sender, at, teamId, crisisId, from: String(open(key, place(sid, 'from'), from)), body: String(open(key, place(sid, 'body'), body)) });

  return {
    /** Keeps a text in the transaction of its own effects. @returns false when it is known already: do nothing, it had its effect */
    async accept(tx: Tx, { sid, from, body, sender, at }: InboundText, about: { teamId: TeamId; crisisId: CrisisId } | null = null): Promise<boolean> {
      const row = { sender, at, teamId: about?.teamId ?? null, crisisId: about?.crisisId ?? null, fromIndex: keys.blindIndex('phone', from), from: seal(key, place(sid, 'from'), from), body: seal(key, place(sid, 'body'), body) };
      const done = await rows.collection.updateOne({ _id: sid } as never, { $setOnInsert: row }, { upsert: true, session: tx.session });
      return done.upsertedCount === 1;
    },

    /** Says what an accepted text turned out to be about. */
    async attach(tx: Tx, sid: string, about: { teamId: TeamId; crisisId: CrisisId }): Promise<void> {
      await rows.updateOne({ _id: sid }, { $set: about }, { session: tx.session });
    },

    async find(sid: string): Promise<ReceivedText | null> {
      const row = await rows.findById(sid).lean<ReceivedRow>();
      return row ? opened(row) : null;
    },

    /** The texts about a crisis, oldest first. */
    async ofCrisis(crisisId: CrisisId): Promise<ReceivedText[]> {
      return (await rows.find({ crisisId }).sort({ at: 1 }).lean<ReceivedRow[]>()).map(opened);
    },
  };
}
