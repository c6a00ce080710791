import { Schema } from 'mongoose';
import type { SenderName } from './sender.js';
import type { Clock } from '../kernel/clock.js';
import { addSeconds } from '../kernel/durations.js';
import type { Events } from '../platform/events.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import { faultOf } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';

/** How we learned it: the phone's own word, or the carrier's refusal to send. */
export type LearnedBy = 'keyword' | 'carrier';

interface StateRow { _id: string; staff?: { at: Date; by: LearnedBy } | null; public?: { at: Date; by: LearnedBy } | null; wrongCodesAt?: Date[] }

/** So many wrong codes in so long lock the replies of a number; paging it goes on. Source: reliability.md §4. */
const LOCK = { wrongCodes: 5, withinSeconds: 600 } as const;

export const phoneStatesPlan: CollectionPlan = { name: 'phone_states', indexes: [] };

const schema = new Schema<StateRow>({ _id: String, staff: Object, public: Object, wrongCodesAt: [Date] }, { strict: 'throw', versionKey: false, collection: 'phone_states', minimize: false });

export type PhoneStates = ReturnType<typeof phoneStatesOn>;

/**
 * Which phones opted out of which of our two senders, and which guess at codes. Alone knows `phone_states`, which holds blind
 * indexes and no number. Opt-outs are asked on the paging path, so they are answered from memory, kept true by
 * `phone.opted-out` and `phone.opted-in`.
 */
export function phoneStatesOn({ db, keys, events, clock, log }: { db: Connection; keys: DataKeys; events: Events; clock: Clock; log: Log }) {
  const rows = db.model('PhoneState', schema);
  const out: Record<SenderName, Set<string>> = { staff: new Set(), public: new Set() };
  const indexOf = (number: string): string => keys.blindIndex('phone', number);
  const remember = (phone: string, sender: SenderName, optedOut: boolean): void => { out[sender][optedOut ? 'add' : 'delete'](phone); };

  async function load(): Promise<void> {
    const known = await rows.find().lean<StateRow[]>();
    for (const sender of ['staff', 'public'] as const) out[sender] = new Set(known.filter((row) => row[sender]).map((row) => row._id));
  }

  async function set(tx: Tx, number: string, sender: SenderName, by: LearnedBy | null): Promise<boolean> {
    const phone = indexOf(number);
    const row = await rows.findById(phone, null, { session: tx.session }).lean<StateRow>();
    if (Boolean(row?.[sender]) === (by !== null)) return false;
    const at = clock.now();
    await rows.updateOne({ _id: phone }, { $set: { [sender]: by === null ? null : { at, by } } }, { upsert: true, session: tx.session });
    await events.append(tx, [{ at, kind: by === null ? 'phone.opted-in' : 'phone.opted-out', teamId: 'network', actorId: null, data: { phone, sender } }]);
    tx.afterCommit(() => { remember(phone, sender, by !== null); });
    return true;
  }

  const reader: FeedReader = {
    event({ kind, data }: DomainEvent) {
      if (kind !== 'phone.opted-out' && kind !== 'phone.opted-in') return;
      const { phone, sender } = data;
      if (typeof phone === 'string' && (sender === 'staff' || sender === 'public')) remember(phone, sender, kind === 'phone.opted-out');
    },
    resync() { void load().catch((error: unknown) => { log.warn('opt-outs could not be read again', { room: 'messaging', ...faultOf(error) }); }); },
  };

  return {
    load, reader,
    /** A reply came with a code that is not open for its phone. */
    async countWrongCode(tx: Tx, number: string): Promise<void> {
      await rows.updateOne({ _id: indexOf(number) }, { $push: { wrongCodesAt: { $each: [clock.now()], $slice: -LOCK.wrongCodes } } }, { upsert: true, session: tx.session });
    },

    /** True when codes are being guessed from this number: its replies are not tried, and told so. */
    async isLockedOut(number: string): Promise<boolean> {
      const wrongAt = (await rows.findById(indexOf(number), { wrongCodesAt: 1 }).lean<StateRow>())?.wrongCodesAt ?? [];
      const since = addSeconds(clock.now(), -LOCK.withinSeconds);
      return wrongAt.filter((at) => at > since).length >= LOCK.wrongCodes;
    },

    /** From memory; a number that never opted out of this sender is in. */
    isOptedOut: (number: string, sender: SenderName = 'staff'): boolean => out[sender].has(indexOf(number)),
    /** @returns false when it was known already: nothing was written */
    optOut: (tx: Tx, number: string, { sender, by }: { sender: SenderName; by: LearnedBy }): Promise<boolean> => set(tx, number, sender, by),
    /** @returns false when it was not opted out */
    optIn: (tx: Tx, number: string, { sender }: { sender: SenderName }): Promise<boolean> => set(tx, number, sender, null),
  };
}
