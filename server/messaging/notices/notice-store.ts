import { Schema } from 'mongoose';
import type { PushMessage } from '../../contract/notices.js';
import type { NoticeChannel, NotificationKind } from '../../contract/words.js';
import type { Clock } from '../../kernel/clock.js';
import { addSeconds } from '../../kernel/durations.js';
import type { CrisisId, StaffId, TeamId } from '../../kernel/ids.js';
import { trusted } from '../../platform/mongo/connect.js';
import type { Connection } from '../../platform/mongo/connect.js';
import { open, seal } from '../../platform/mongo/data-keys.js';
import type { DataKeys } from '../../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../../platform/mongo/migrate.js';
import { duplicateOf } from '../../platform/mongo/transact.js';
import type { Tx } from '../../platform/mongo/transact.js';
import type { Delivery } from '../core/delivery.js';
import type { EmailWords } from '../core/email-words.js';

/** What is written in it; sealed, for a link in it answers a page. */
export type NoticeContent = { push: PushMessage; browserId: string } | { email: EmailWords; to: string; code?: string };

/** One message beside texts and calls, with its journey. */
export interface NoticeMessage {
  id: string;
  channel: NoticeChannel;
  /** What it goes beside: a page or a notice. `check`: a code or a test that somebody asked for. */
  kind: NotificationKind | 'check';
  /** What a notice tells, or its purpose. */
  about: string | null;
  staffId: StaffId;
  teamId: TeamId | 'network';
  crisisId: CrisisId | null;
  ref: string | null;
  escalationId: string | null;
  round: number | null;
  rung: number | null;
  queuedAt: Date;
  expiresAt: Date;
  /** Codes that were said wrong. */
  tries: number;
  content: NoticeContent;
  delivery: Delivery;
  version: number;
}

type Row = Omit<NoticeMessage, 'id' | 'content'> & { _id: string; sealed: string };

/** As a log shows it: nothing of what is written. */
export type NoticeLine = Omit<NoticeMessage, 'content' | 'version' | 'tries' | 'escalationId' | 'expiresAt'>;
const FIELDS = { channel: 1, kind: 1, about: 1, staffId: 1, teamId: 1, crisisId: 1, ref: 1, round: 1, rung: 1, queuedAt: 1, delivery: 1 } as const;

/** Kept for so long to be looked at; they repeat what the texts' own log keeps. Decision of this project. */
const KEPT_DAYS = 90;

export const noticesPlan: CollectionPlan = {
  name: 'notice_messages',
  indexes: [
    { key: { teamId: 1, queuedAt: 1 }, name: 'by_team' },
    { key: { crisisId: 1, queuedAt: 1 }, name: 'by_crisis', partialFilterExpression: { crisisId: { $gt: '' } } },
    { key: { staffId: 1, queuedAt: 1 }, name: 'by_staff' },
    { key: { queuedAt: 1 }, name: 'forget', expireAfterSeconds: KEPT_DAYS * 24 * 3600 },
  ],
};

const schema = new Schema<Row>({
  _id: String, channel: String, kind: String, about: String, staffId: String, teamId: String, crisisId: String, ref: String, escalationId: String, round: Number, rung: Number,
  queuedAt: Date, expiresAt: Date, tries: Number, sealed: String, delivery: Object, version: Number,
}, { strict: 'throw', versionKey: false, collection: 'notice_messages', minimize: false });

export type Notices = Awaited<ReturnType<typeof noticesOn>>;

/** Alone knows `notice_messages`: pushes and e-mails, what is written in them sealed. */
export async function noticesOn({ db, keys, clock }: { db: Connection; keys: DataKeys; clock: Clock }) {
  const rows = db.model('NoticeMessage', schema);
  const key = await keys.named('notices');
  const place = (id: string): string => `notice_messages:${id}:sealed`;
  const opened = ({ _id: id, sealed, ...rest }: Row): NoticeMessage => ({ id, ...rest, content: open(key, place(id), sealed) as NoticeContent });
  const toRow = ({ id, content, ...rest }: NoticeMessage): Row => ({ _id: id, ...rest, sealed: seal(key, place(id), content) });

  async function find(id: string): Promise<NoticeMessage | null> {
    const row = await rows.findById(id).lean<Row>();
    return row ? opened(row) : null;
  }
  const read = async (filter: object, options: object): Promise<NoticeLine[]> =>
    (await rows.collection.find(filter as never, { projection: FIELDS, ...options }).toArray()).map(({ _id, ...line }) => ({ id: String(_id), ...line }) as unknown as NoticeLine);

  return {
    find,
    add(tx: Tx, message: NoticeMessage): void { tx.insert(rows.collection, [toRow(message)]); },
    /** Outside of every other transaction. @returns false when it was added before */
    async addOnce(message: NoticeMessage): Promise<boolean> {
      try {
        await rows.collection.insertOne(toRow(message) as never, { writeConcern: { w: 'majority' } });
        return true;
      } catch (error) {
        if (duplicateOf(error) !== null) return false;
        throw error;
      }
    },
    /** Applies `change` to the delivery as it is stored. @returns the delivery then; null when there is no such message */
    async change(message: NoticeMessage, change: (stored: Delivery) => Delivery): Promise<Delivery | null> {
      for (let current: NoticeMessage | null = message; current; current = await find(message.id)) {
        const delivery = change(current.delivery);
        if (delivery === current.delivery) return delivery;
        const hit = await rows.updateOne({ _id: message.id, version: current.version }, { $set: { delivery }, $inc: { version: 1 } });
        if (hit.matchedCount === 1) {
          Object.assign(message, { delivery, version: current.version + 1 });
          return delivery;
        }
      }
      return null;
    },
    /** How many codes or tests somebody asked for lately. */
    countChecks: (tx: Tx, staffId: StaffId, about: 'code' | 'test', withinSeconds: number): Promise<number> =>
      rows.countDocuments({ staffId, kind: 'check', about, queuedAt: trusted({ $gt: addSeconds(clock.now(), -withinSeconds) }) }, { session: tx.session }),
    /** The latest code that was sent to somebody's address. */
    async latestCode(tx: Tx, staffId: StaffId): Promise<NoticeMessage | null> {
      const row = await rows.findOne({ staffId, kind: 'check', about: 'code' }, null, { session: tx.session }).sort({ queuedAt: -1 }).lean<Row>();
      return row ? opened(row) : null;
    },
    async setTries(tx: Tx, { id }: NoticeMessage, tries: number): Promise<void> { await rows.updateOne({ _id: id }, { $set: { tries } }, { session: tx.session }); },

    /** For the message log. */
    ofCrisis: (crisisId: CrisisId, teamIds: readonly TeamId[]): Promise<NoticeLine[]> => read({ crisisId, teamId: { $in: teamIds } }, { sort: { queuedAt: -1 }, limit: 500 }),
    async ofStaff(staffId: StaffId, teamIds: readonly (TeamId | 'network')[], most: number): Promise<{ lines: NoticeLine[]; more: boolean }> {
      const found = await read({ staffId, teamId: { $in: teamIds } }, { sort: { queuedAt: -1 }, limit: most + 1 });
      return { lines: found.slice(0, most), more: found.length > most };
    },
    since: (at: Date, teamIds: readonly (TeamId | 'network')[]): Promise<NoticeLine[]> => read({ teamId: { $in: teamIds }, queuedAt: { $gte: at } }, {}),
  };
}
