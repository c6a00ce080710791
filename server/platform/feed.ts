import type { mongo } from 'mongoose';
import type { Clock, Cancel } from '../kernel/clock.js';
import { faultOf } from './log/log.js';
import type { Log } from './log/log.js';
import type { Connection } from './mongo/connect.js';

/** One row of `domain_events`: ids only. Events of one crisis carry its version; others have no crisis. */
export interface DomainEvent {
  _id: string;
  at: Date;
  kind: string;
  teamId: string;
  actorId: string | null;
  crisisId?: string;
  version?: number;
  data: Record<string, string | number | boolean | null>;
}

/**
 * Told of each event after its commit. `resync` means that some may have been missed: read everything again. `committed` is told
 * earlier of what this same process committed; the event itself comes all the same.
 */
export interface FeedReader { event(event: DomainEvent): void; resync(): void; committed?(event: DomainEvent): void }

export type Feed = ReturnType<typeof makeFeed>;

/**
 * Follows the append-only `domain_events` with one change stream per process. It is only a hint: whatever must happen is
 * a job, and readers catch up from the database after `resync`.
 */
export function makeFeed({ db, clock, log }: { db: Connection; clock: Clock; log: Log }) {
  const readers = new Set<FeedReader>();
  let stream: mongo.ChangeStream | null = null;
  let stopped = true;
  let retry: Cancel | null = null;

  async function follow(resumeAfter?: mongo.ResumeToken): Promise<void> {
    let token = resumeAfter;
    const events = db.getClient().db(db.name).collection('domain_events');
    const mine = events.watch([{ $match: { operationType: 'insert' } }, { $project: { operationType: 1, fullDocument: 1 } }], { ...(token ? { resumeAfter: token } : {}), maxAwaitTimeMS: 500 });
    stream = mine;
    const failed = (error: unknown): void => {
      if (stream !== mine) return;
      stream = null;
      void mine.close().catch(() => undefined);
      if (stopped) return;
      const lost = error instanceof Error && 'codeName' in error && error.codeName === 'ChangeStreamHistoryLost';
      log.warn('the change feed broke and is opened again', { room: 'feed', ...faultOf(error) });
      retry = clock.after(250, () => { void follow(lost ? undefined : token).then(() => { if (lost || !token) tell((reader) => { reader.resync(); }); }, failed); });
    };
    mine.on('change', (change) => {
      token = change._id;
      if (change.operationType === 'insert') tell((reader) => { reader.event(change.fullDocument as unknown as DomainEvent); });
    });
    mine.on('error', failed);
    mine.on('close', () => { failed(new Error('closed')); });
    await opened(mine, events);
  }

  /** The stream is truly open once the server gave it a starting point; before that, events would be missed. */
  async function opened(mine: mongo.ChangeStream, events: mongo.Collection): Promise<void> {
    await events.findOne({ _id: '' as never }, { projection: { _id: 1 } });
    for (let tries = 0; tries < 400 && !mine.resumeToken && stream === mine; tries++) await new Promise((resolve) => { setImmediate(resolve); });
  }

  function tell(act: (reader: FeedReader) => void): void {
    for (const reader of readers) {
      try { act(reader); } catch (error) { log.error('a reader of the change feed failed', { room: 'feed', ...faultOf(error) }); }
    }
  }

  return {
    read(reader: FeedReader): void { readers.add(reader); },
    /** This process has committed an event: whoever shows it need not wait for the stream. */
    committed(event: DomainEvent): void { tell((reader) => { reader.committed?.(event); }); },
    async start(): Promise<void> { stopped = false; await follow(); },
    async stop(): Promise<void> {
      stopped = true;
      retry?.cancel();
      const mine = stream;
      stream = null;
      await mine?.close().catch(() => undefined);
    },
  };
}
