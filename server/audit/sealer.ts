import { createHmac } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Cancel, Clock } from '../kernel/clock.js';
import { addSeconds } from '../kernel/durations.js';
import { faultOf as logFault } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { DataKey } from '../platform/mongo/data-keys.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import { faultOf, sealsFor } from './core/chain.js';
import type { Seal } from './core/chain.js';

export const sealsPlan: CollectionPlan = { name: 'audit_seals', indexes: [{ key: { entryId: 1 }, name: 'one_per_entry', unique: true }] };
export const headsPlan: CollectionPlan = { name: 'audit_heads', indexes: [] };

/** Entries are chained within so long. Source: reliability.md §6. */
const EVERY_SECONDS = 2;
/** A head is signed and written out so often. */
const HEAD_SECONDS = 60;
/** No transaction is longer, so an entry this much older than the newest cannot appear any more. */
const STRAGGLERS_SECONDS = 30;
const BATCH = 500;

const sealSchema = new Schema<Seal>({ _id: Number, entryId: String, prevHash: String, hash: String }, { strict: 'throw', versionKey: false, collection: 'audit_seals' });

export interface Verdict { sealed: number; firstBad: { seq: number; entryId: string; fault: string } | null; unsealed: string[] }

export type Sealer = ReturnType<typeof sealerOn>;

/**
 * Chains audit entries after they committed, so that no transaction waits for a shared row. Any number of processes may
 * try: the sequence number is unique, and whoever comes second reads again. Alone knows `audit_seals` and `audit_heads`.
 */
export function sealerOn({ db, clock, log, key, onHead }: { db: Connection; clock: Clock; log: Log; key: DataKey; onHead?: (head: { seq: number; hash: string; signature: string }) => void }) {
  const seals = db.model('Seal', sealSchema);
  const entries = db.collection<{ _id: string; at: Date }>('audit');
  let timer: Cancel | null = null;
  let headAt = 0;
  let headSeq = 0;

  const last = (): Promise<Seal | null> => seals.findOne().sort({ _id: -1 }).lean();
  const sign = (seq: number, hash: string): string => createHmac('sha256', key.secret).update(`${seq}:${hash}`).digest('hex');

  async function unsealed(): Promise<{ _id: string; at: Date }[]> {
    const end = await last();
    const lastEntry = end ? await entries.findOne({ _id: end.entryId }) : null;
    const from = lastEntry ? addSeconds(lastEntry.at, -STRAGGLERS_SECONDS) : new Date(0);
    const recent = await entries.find({ at: { $gte: from } }).sort({ at: 1, _id: 1 }).limit(BATCH * 4).toArray();
    const known = new Set((await seals.collection.find({ entryId: { $in: recent.map(({ _id }) => _id) } }, { projection: { entryId: 1 } }).toArray()).map((row) => row['entryId'] as string));
    return recent.filter(({ _id }) => !known.has(_id)).slice(0, BATCH);
  }

  async function sealOnce(): Promise<number> {
    const waiting = await unsealed();
    if (waiting.length === 0) return 0;
    try {
      await seals.collection.insertMany(sealsFor(await last(), waiting) as never, { ordered: true });
    } catch (error) {
      if (duplicateOf(error) === null) throw error;
    }
    return waiting.length;
  }

  async function writeHead(): Promise<void> {
    const end = await last();
    const now = clock.now().getTime();
    if (!end || end._id === headSeq || now - headAt < HEAD_SECONDS * 1000) return;
    headAt = now;
    headSeq = end._id;
    const head = { seq: end._id, hash: end.hash, signature: sign(end._id, end.hash) };
    await db.collection('audit_heads').insertOne({ at: clock.now(), ...head });
    onHead?.(head);
  }

  const round = (): void => {
    void (async () => {
      while (await sealOnce() >= BATCH) { /* until the tail is short */ }
      await writeHead();
    })().catch((error: unknown) => { log.warn('audit entries could not be chained and are tried again', { room: 'audit', ...logFault(error) }); })
      .finally(() => { if (timer) timer = clock.after(EVERY_SECONDS * 1000, round); });
  };

  return {
    sealOnce,
    start(): void { timer = clock.after(EVERY_SECONDS * 1000, round); },
    stop(): void { timer?.cancel(); timer = null; },

    /** The places in the chain of these entries; who waits has none. */
    async placesOf(entryIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const found = entryIds.length === 0 ? [] : await seals.collection.find({ entryId: { $in: [...entryIds] } }).toArray() as unknown as Seal[];
      return new Map(found.map(({ _id, entryId }) => [entryId, _id]));
    },

    /** Walks the whole chain. Names the first bad entry, and what is not sealed yet. */
    async verify(): Promise<Verdict> {
      let before: Seal | null = null;
      for (;;) {
        const batch: Seal[] = await seals.collection.find({ _id: { $gt: before?._id ?? Number.MIN_SAFE_INTEGER } as never }).sort({ _id: 1 }).limit(BATCH * 2).toArray() as unknown as Seal[];
        if (batch.length === 0) break;
        const known = new Map((await entries.find({ _id: { $in: batch.map(({ entryId }) => entryId) } }).toArray()).map((entry) => [entry._id, entry]));
        for (const seal of batch) {
          const fault = faultOf(seal, before, known.get(seal.entryId) ?? null);
          if (fault) return { sealed: before?._id ?? 0, firstBad: { seq: seal._id, entryId: seal.entryId, fault }, unsealed: [] };
          before = seal;
        }
      }
      const forged = await firstForgedHead(before);
      return { sealed: before?._id ?? 0, firstBad: forged, unsealed: (await unsealed()).map(({ _id }) => _id) };
    },
  };

  /** A head that was signed must still be in the chain: a chain cut off at its end, or made anew, shows here. */
  async function firstForgedHead(end: Seal | null): Promise<Verdict['firstBad']> {
    for await (const head of db.collection<{ seq: number; hash: string; signature: string }>('audit_heads').find().sort({ seq: 1 })) {
      const seal = await seals.findById(head.seq).lean();
      if (head.signature !== sign(head.seq, head.hash)) return { seq: head.seq, entryId: '', fault: 'head not ours' };
      if (seal?.hash !== head.hash || !end) return { seq: head.seq, entryId: seal?.entryId ?? '', fault: 'cut off' };
    }
    return null;
  }
}
