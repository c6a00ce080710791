import { randomUUID } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Clock } from '../../kernel/clock.js';
import { addSeconds } from '../../kernel/durations.js';
import { crash } from '../crash.js';
import { trusted } from '../mongo/connect.js';
import type { Connection } from '../mongo/connect.js';
import { updateAll } from '../mongo/many.js';
import type { CollectionPlan } from '../mongo/migrate.js';
import type { AtEnd, Tx } from '../mongo/transact.js';

/** Something that must happen later or outside. An outbox row is a job due now. Jobs hold ids only. */
export interface NewJob {
  /** Unique for ever: asking twice for the same thing makes one job. */
  key: string;
  kind: string;
  teamId: string;
  /** 0 (A) to 6 (G): lower goes first. */
  urgency: number;
  dueAt: Date;
  data: Record<string, string | number>;
}

export interface Job extends NewJob {
  _id: string;
  /** Nobody may claim it before: its due time at first, the end of the lease once it is held, the next try once it is put off. */
  leaseUntil: Date;
  /** Grows with every claim; a write of an earlier holder no longer matches. */
  fence: number;
  attempts: number;
  state: 'ready' | 'done' | 'dead';
  doneAt?: Date;
}

export const jobsPlan: CollectionPlan = {
  name: 'jobs',
  indexes: [
    { key: { key: 1 }, name: 'one_per_key', unique: true },
    { key: { urgency: 1, dueAt: 1, leaseUntil: 1 }, name: 'free_by_urgency', partialFilterExpression: { state: 'ready' } },
    { key: { leaseUntil: 1 }, name: 'next_free', partialFilterExpression: { state: 'ready' } },
    { key: { teamId: 1, kind: 1 }, name: 'dead_by_team', partialFilterExpression: { state: 'dead' } },
    { key: { attempts: 1, dueAt: 1 }, name: 'failing', partialFilterExpression: { state: 'ready', attempts: { $gt: 0 } } },
    { key: { doneAt: 1 }, name: 'forget_done', expireAfterSeconds: 7 * 24 * 3600 },
  ],
};

const schema = new Schema<Job>({
  _id: String, key: String, kind: String, teamId: String, urgency: Number, dueAt: Date, leaseUntil: Date,
  fence: Number, attempts: Number, state: String, doneAt: Date, data: Object,
}, { strict: 'throw', versionKey: false, collection: 'jobs', minimize: false });

export type JobStore = ReturnType<typeof jobStoreOn>;

/** What keeps jobs from being done. `lateKind` is the kind of the latest. */
export interface JobHealth { dead: number; deadByKind: Readonly<Record<string, number>>; lateSeconds: number; lateKind: string | null }

/** Alone knows the collection `jobs`. @param givenUpAfter failures after which a job counts as dead, whether or not it is still tried */
export function jobStoreOn(db: Connection, clock: Clock, leaseSeconds: number, givenUpAfter = Number.MAX_SAFE_INTEGER) {
  const rows = db.model('Job', schema);
  const free = (now: Date) => ({ state: 'ready' as const, dueAt: trusted({ $lte: now }), leaseUntil: trusted({ $lte: now }) });
  const lost = (teamIds: readonly string[]) => {
    const teamId = trusted({ $in: [...teamIds] });
    return { $or: [{ state: 'dead' as const, teamId }, { state: 'ready' as const, attempts: trusted({ $gte: givenUpAfter }), teamId }] };
  };
  const done = () => ({ $set: { state: 'done' as const, doneAt: clock.now() } });
  const cancelAll: AtEnd<string> = async (keys, { session }) => { await rows.updateMany({ key: trusted({ $in: [...keys] }), state: 'ready' }, done(), { session }); };

  /** Marks jobs as done, those excepted that another holder has by now. @returns false when it was not all of them */
  async function finishAll(jobs: readonly Job[], tx?: Tx): Promise<boolean> {
    if (jobs.length === 0) return true;
    const finished = jobs.map(({ _id, fence }) => ({ filter: { _id, fence, state: 'ready' }, update: done() }));
    return await updateAll(db, rows.collection, finished, tx ? { session: tx.session } : { writeConcern: { w: 1 } }) === jobs.length;
  }

  return {
    /**
     * Adds jobs in the caller's transaction. What is due now is born leased to this process when `held`, so that it can
     * be run without a claim; if the process dies the lease ends and another takes it.
     */
    add(tx: Tx, jobs: readonly NewJob[], held: boolean): Job[] {
      const now = clock.now();
      const made = jobs.map((job): Job => {
        const mine = held && job.dueAt <= now;
        return { ...job, _id: randomUUID(), state: 'ready', attempts: 0, fence: mine ? 1 : 0, leaseUntil: mine ? addSeconds(now, leaseSeconds) : job.dueAt };
      });
      tx.insert(rows.collection, made);
      return made;
    },

    /** Claims up to `most` due jobs, most urgent first, for the length of a lease. */
    async claim(most: number): Promise<Job[]> {
      const now = clock.now();
      const due = await rows.find(free(now), { _id: 1 }).sort({ urgency: 1, dueAt: 1 }).limit(most).lean();
      if (due.length === 0) return [];
      const claim = randomUUID();
      await rows.collection.updateMany(
        { ...free(now), _id: { $in: due.map((row) => row._id) } } as never,
        { $set: { leaseUntil: addSeconds(now, leaseSeconds), claim }, $inc: { fence: 1 } });
      crash('jobs.claim.taken');
      const mine = await rows.collection.find({ _id: { $in: due.map((row) => row._id) }, claim } as never).sort({ urgency: 1, dueAt: 1 }).toArray();
      return mine as unknown as Job[];
    },

    /** Marks a job as done, unless another holder has it by now. In the work's own transaction where there is one. */
    finish: (job: Job, tx?: Tx): Promise<boolean> => finishAll([job], tx),
    finishAll,

    /** Makes jobs due at a later instant: what they had to do until now is done. Whoever lost one to another holder leaves it alone. */
    async dueAgain(later: readonly { job: Job; dueAt: Date }[]): Promise<void> {
      await updateAll(db, rows.collection, later.map(({ job: { _id, fence }, dueAt }) => ({ filter: { _id, fence, state: 'ready' }, update: { $set: { dueAt, leaseUntil: dueAt } } })), { writeConcern: { w: 1 } });
    },

    /** Puts a job off: because it is not time yet (`null`), because it failed, or for good as dead, for a person to look at. */
    async putOff(job: Job, until: Date, why: 'failed' | 'dead' | null): Promise<void> {
      await rows.updateOne({ _id: job._id, fence: job.fence, state: 'ready' }, { $set: { leaseUntil: until, ...(why === 'dead' ? { state: 'dead' } : {}) }, ...(why === null ? {} : { $inc: { attempts: 1 } }) });
    },

    /** Takes back jobs that are no longer wanted; one that runs already decides again and finds nothing to do. */
    cancel(tx: Tx, keys: readonly string[]): void { tx.atEnd(cancelAll, keys); },

    /** The instant at which the next job can be claimed, now or earlier when one can be already; null when nothing waits. */
    async nextFreeAt(): Promise<Date | null> {
      return (await rows.findOne({ state: 'ready' }, { _id: 0, leaseUntil: 1 }).sort({ leaseUntil: 1 }).lean())?.leaseUntil ?? null;
    },

    /** Jobs that a person must look at: given up, or failing for so long that they should be; oldest due first, at most `most`. */
    dead: (teamIds: readonly string[], most: number): Promise<Job[]> =>
      rows.find(lost(teamIds)).sort({ dueAt: 1 }).limit(most).lean<Job[]>(),

    /** Gives a job that was given up all its tries again, due at once. @returns the job, or null when there is no such job in these teams */
    async retry(tx: Tx, id: string, teamIds: readonly string[]): Promise<Job | null> {
      const job = await rows.findOne({ _id: id, ...lost(teamIds) }, null, { session: tx.session }).lean<Job>();
      if (!job) return null;
      await rows.updateOne({ _id: id, fence: job.fence }, { $set: { state: 'ready', attempts: 0, leaseUntil: clock.now() }, $inc: { fence: 1 } }, { session: tx.session });
      return job;
    },

    /** How many jobs a person must look at, and how late the latest is that waits or fails again and again, in seconds. */
    async health(): Promise<JobHealth> {
      const now = clock.now();
      const [dead, waiting, failing] = await Promise.all([
        // Every branch names a field that its partial index begins with; else all jobs ever done would be walked.
        rows.aggregate<{ _id: string; count: number }>([
          { $match: { $or: [{ state: 'dead', teamId: { $gte: '' } }, { state: 'ready', attempts: { $gte: givenUpAfter } }] } }, { $group: { _id: '$kind', count: { $sum: 1 } } },
        ]),
        rows.findOne(free(now), { dueAt: 1, kind: 1 }).sort({ dueAt: 1 }).lean(),
        rows.findOne({ state: 'ready', attempts: trusted({ $gt: 0 }), dueAt: trusted({ $lte: now }) }, { dueAt: 1, kind: 1 }).sort({ dueAt: 1 }).lean(),
      ]);
      const [latest] = [waiting, failing].filter((job) => job !== null).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
      return {
        dead: dead.reduce((sum, { count }) => sum + count, 0), deadByKind: Object.fromEntries(dead.map(({ _id, count }) => [_id, count])),
        lateSeconds: latest ? (now.getTime() - latest.dueAt.getTime()) / 1000 : 0, lateKind: latest?.kind ?? null,
      };
    },
  };
}
