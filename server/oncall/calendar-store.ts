import { createHash, randomBytes } from 'node:crypto';
import { Schema } from 'mongoose';
import { newId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** A calendar subscription: its secret is known by its hash only. `rotaId` null: the person's own shifts. */
export interface CalendarLink { id: string; staffId: string; rotaId: string | null; secretHash: string; madeAt: Date; lastReadAt: Date | null }

export const calendarLinksPlan: CollectionPlan = { name: 'calendar_links', indexes: [
  { key: { secretHash: 1 }, name: 'by_secret', unique: true }, { key: { staffId: 1, rotaId: 1 }, name: 'one_per_subject', unique: true },
] };

const schema = new Schema<Omit<CalendarLink, 'id'> & { _id: string }>({ _id: String, staffId: String, rotaId: String, secretHash: String, madeAt: Date, lastReadAt: Date }, { strict: 'throw', versionKey: false, collection: 'calendar_links' });

const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const linkOf = ({ _id, ...row }: Omit<CalendarLink, 'id'> & { _id: string }): CalendarLink => ({ id: _id, ...row });

export type CalendarLinks = ReturnType<typeof calendarLinksOn>;

/** Alone knows `calendar_links`. A secret has 128 bits and is never stored. Source: design.md §9 Links. */
export function calendarLinksOn(db: Connection) {
  const rows = db.model('CalendarLink', schema);
  return {
    newSecret: (): string => randomBytes(16).toString('base64url'),
    ofStaff: async (staffId: string): Promise<CalendarLink[]> => (await rows.find({ staffId }).sort({ madeAt: 1 }).lean()).map(linkOf),
    /** Makes it, or renews it: the former secret stops working. */
    async put({ staffId, rotaId, secret, at }: { staffId: string; rotaId: string | null; secret: string; at: Date }, tx: Tx): Promise<CalendarLink> {
      await rows.collection.deleteOne({ staffId, rotaId } as never, { session: tx.session });
      const link: CalendarLink = { id: newId(), staffId, rotaId, secretHash: hash(secret), madeAt: at, lastReadAt: null };
      const { id, ...row } = link;
      await rows.collection.insertOne({ _id: id, ...row } as never, { session: tx.session });
      return link;
    },
    async remove(id: string, staffId: string, tx: Tx): Promise<boolean> { return (await rows.deleteOne({ _id: id, staffId }, { session: tx.session })).deletedCount === 1; },
    /** The link behind a secret, noted as read at `at`; null when there is none (any more). */
    async read(secret: string, at: Date): Promise<CalendarLink | null> {
      const row = await rows.findOneAndUpdate({ secretHash: hash(secret) }, { $set: { lastReadAt: at } }).lean();
      return row ? linkOf(row) : null;
    },
  };
}
