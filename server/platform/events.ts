import { Schema } from 'mongoose';
import type { DomainEvent } from './feed.js';
import type { Connection } from './mongo/connect.js';
import type { CollectionPlan } from './mongo/migrate.js';
import type { Tx } from './mongo/transact.js';
import { newId } from '../kernel/ids.js';

/** What happened, before it has an id; ids and small facts only, never a person's words. */
export type NewEvent = Omit<DomainEvent, '_id'>;

export const eventsPlan: CollectionPlan = {
  name: 'domain_events',
  indexes: [
    { key: { crisisId: 1, version: 1 }, name: 'timeline', partialFilterExpression: { crisisId: { $exists: true } } },
    { key: { teamId: 1, at: 1 }, name: 'by_team' },
  ],
};

const schema = new Schema<DomainEvent>({
  _id: String, at: Date, kind: String, teamId: String, actorId: String, crisisId: String, version: Number, data: Object,
}, { strict: 'throw', versionKey: false, collection: 'domain_events', minimize: false });

export type Events = ReturnType<typeof eventsOn>;

/**
 * Alone writes `domain_events`, which only ever grows.
 * @param committed hears of events that this process has committed, before the change stream brings them; a hint, never a promise
 */
export function eventsOn(db: Connection, committed?: (event: DomainEvent) => void) {
  const rows = db.model('DomainEvent', schema);
  return {
    /** Appends in the caller's transaction, so that an event stands exactly when its change does. */
    async append(tx: Tx, events: readonly NewEvent[]): Promise<void> {
      const added = events.map((event) => ({ _id: newId(), ...event }));
      tx.insert(rows.collection, added);
      if (committed) tx.afterCommit(() => { for (const event of added) committed(event); });
    },
    /** A crisis's events, oldest first. */
    async ofCrisis(crisisId: string): Promise<DomainEvent[]> {
      return rows.find({ crisisId }).sort({ version: 1, at: 1 }).lean();
    },
  };
}
