/** What can be wrong with paging: the database, no worker, no canary seen, work that waits too long, work that was given up. */
export type PagingAilment = 'database' | 'worker' | 'canary' | 'late' | 'dead';

/** `GET /health/paging`, for the watchdog: 200 when `well`, else 503. Numbers and kinds of work only, nothing of any person. */
export interface PagingHealthView {
  well: boolean;
  failing: PagingAilment[];
  /** How long the oldest work that should have been done waits; 0 when none does. */
  lateSeconds: number;
  /** Work on the paging path that failed again and again and must be looked at by a person. */
  dead: number;
  /** Since a worker last said that it works; null when none ever did. */
  workerSecondsAgo: number | null;
  /** Since a canary last came through; null when none ever did. */
  canarySecondsAgo: number | null;
}

/** One piece of work that failed again and again. Ids only. */
export interface DeadJobView {
  id: string;
  /** `rung`, `notify`, `text` and so on. */
  kind: string;
  teamId: string;
  /** 0 (A) to 6 (G). */
  urgency: number;
  /** When it should have been done. */
  dueAt: string;
  attempts: number;
  /** `given-up`: nothing happens until somebody retries it. `failing`: it is still tried every few seconds. */
  state: 'given-up' | 'failing';
  /** What it is about, as ids: `crisisId`, `escalationId`, `messageId` and so on. */
  about: Record<string, string>;
}
