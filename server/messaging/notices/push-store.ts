import { createHash } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Clock } from '../../kernel/clock.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Events } from '../../platform/events.js';
import type { DomainEvent, FeedReader } from '../../platform/feed.js';
import { faultOf } from '../../platform/log/log.js';
import type { Log } from '../../platform/log/log.js';
import type { Connection } from '../../platform/mongo/connect.js';
import { open, seal } from '../../platform/mongo/data-keys.js';
import type { DataKeys } from '../../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../../platform/mongo/migrate.js';
import type { Tx } from '../../platform/mongo/transact.js';

/** A browser that somebody turned on. `endpoint` and `keys` are what it gave; whoever has them can write to it. */
export interface PushBrowser {
  id: string;
  staffId: StaffId;
  name: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
  addedAt: Date;
  failing: { at: Date; code: number | null } | null;
}

type Row = Omit<PushBrowser, 'id' | 'endpoint' | 'keys'> & { _id: string; sealed: string };

export const pushBrowsersPlan: CollectionPlan = { name: 'push_browsers', indexes: [{ key: { staffId: 1 }, name: 'by_staff' }] };

const schema = new Schema<Row>({ _id: String, staffId: String, name: String, sealed: String, addedAt: Date, failing: Object }, { strict: 'throw', versionKey: false, collection: 'push_browsers', minimize: false });

/** How a browser is named: nobody can write to it by this, and it knows itself. The same is computed in the browser. */
export const browserId = (endpoint: string): string => createHash('sha256').update(endpoint).digest('base64url').slice(0, 22);

export type PushBrowsers = Awaited<ReturnType<typeof pushBrowsersOn>>;

/**
 * Alone knows `push_browsers`; addresses are sealed. Who has any is asked on the paging path, so it is answered from memory, kept true
 * by `push.changed`.
 */
export async function pushBrowsersOn({ db, keys, events, clock, log }: { db: Connection; keys: DataKeys; events: Events; clock: Clock; log: Log }) {
  const rows = db.model('PushBrowser', schema);
  const key = await keys.named('push-browsers');
  const place = (id: string): string => `push_browsers:${id}:sealed`;
  const opened = ({ _id: id, sealed, ...rest }: Row): PushBrowser => ({ id, ...rest, ...(open(key, place(id), sealed) as Pick<PushBrowser, 'endpoint' | 'keys'>) });
  let known = new Map<StaffId, PushBrowser[]>();

  async function load(): Promise<void> {
    const all = (await rows.find().sort({ addedAt: 1 }).lean<Row[]>()).map(opened);
    known = new Map();
    for (const one of all) known.set(one.staffId, [...known.get(one.staffId) ?? [], one]);
  }
  async function reload(staffId: StaffId): Promise<void> {
    const mine = (await rows.find({ staffId }).sort({ addedAt: 1 }).lean<Row[]>()).map(opened);
    if (mine.length === 0) known.delete(staffId);
    else known.set(staffId, mine);
  }
  const unread = (error: unknown): void => { log.warn('browsers for push could not be read again', { room: 'messaging', ...faultOf(error) }); };

  const reader: FeedReader = {
    event({ kind, data }: DomainEvent) { if (kind === 'push.changed') void reload(String(data['staff'])).catch(unread); },
    resync() { void load().catch(unread); },
  };

  const changed = (tx: Tx, staffId: StaffId, actorId: StaffId | null): Promise<void> => events.append(tx, [{ at: clock.now(), kind: 'push.changed', teamId: 'network', actorId, data: { staff: staffId } }]);

  return {
    load, reload, reader,
    /** From memory, without a read. */
    of: (staffId: StaffId): readonly PushBrowser[] => known.get(staffId) ?? [],
    async ofInTx(staffId: StaffId, tx: Tx): Promise<PushBrowser[]> { return (await rows.find({ staffId }, null, { session: tx.session }).sort({ addedAt: 1 }).lean<Row[]>()).map(opened); },
    /** Keeps a browser; one that was somebody else's is theirs no more: it has one owner, who turned it on last. @returns whose it was before, when another's */
    async keep(tx: Tx, { id, endpoint, keys: own, ...rest }: PushBrowser): Promise<StaffId | null> {
      const before = await rows.findById(id, { staffId: 1 }, { session: tx.session }).lean<Pick<Row, '_id' | 'staffId'>>();
      await rows.collection.replaceOne({ _id: id } as never, { ...rest, sealed: seal(key, place(id), { endpoint, keys: own }) } as never, { upsert: true, session: tx.session });
      await changed(tx, rest.staffId, rest.staffId);
      if (!before || before.staffId === rest.staffId) return null;
      await changed(tx, before.staffId, rest.staffId);
      return before.staffId;
    },
    /** @returns false when there is no such browser of theirs */
    async remove(tx: Tx, staffId: StaffId, id: string, by: StaffId | null): Promise<boolean> {
      const hit = await rows.collection.deleteOne({ _id: id, staffId } as never, { session: tx.session });
      if (hit.deletedCount === 1) await changed(tx, staffId, by);
      return hit.deletedCount === 1;
    },
    /** Notes that the latest notice was refused, or that one got through again. */
    async setFailing({ id, staffId }: PushBrowser, failing: PushBrowser['failing']): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: { failing } });
      known.set(staffId, (known.get(staffId) ?? []).map((one) => (one.id === id ? { ...one, failing } : one)));
    },
  };
}
