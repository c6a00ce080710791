import type { PagingHealthView } from '../contract/health.js';
import type { Clock } from '../kernel/clock.js';
import { secondsBetween } from '../kernel/durations.js';
import type { Jobs } from '../platform/jobs/index.js';
import { pagingAilments } from './core/paging-verdict.js';
import type { PagingLimits } from './core/paging-verdict.js';
import type { SignStore } from './store.js';

/** A database that has not answered by then counts as dead; the watchdog waits 5 s. */
const ANSWERS_WITHIN_MS = 4000;

export interface PagingNeeds {
  store: SignStore;
  jobs: Pick<Jobs, 'health'>;
  clock: Clock;
  limits: PagingLimits;
  /** Kinds of work whose end is no silence: given up, they stand on the board and wake nobody. */
  housekeeping: readonly string[];
}

export type Paging = ReturnType<typeof pagingHealth>;

/** Whether paging works, as far as the database tells; it answers within 4 seconds, also when the database does not. */
export function pagingHealth({ store, jobs, clock, limits, housekeeping }: PagingNeeds) {
  async function look(): Promise<PagingHealthView> {
    const [{ beatAt, canaryAt }, { deadByKind, lateSeconds }] = await Promise.all([store.last(), jobs.health()]);
    const now = clock.now();
    const ago = (at: Date | null): number | null => at && Math.max(secondsBetween(at, now), 0);
    const dead = Object.entries(deadByKind).reduce((sum, [kind, count]) => (housekeeping.includes(kind) ? sum : sum + count), 0);
    const signs = { lateSeconds, dead, workerSecondsAgo: ago(beatAt), canarySecondsAgo: ago(canaryAt) };
    const failing = pagingAilments(signs, limits);
    const whole = (seconds: number | null): number | null => seconds && Math.round(seconds);
    return { well: failing.length === 0, failing, lateSeconds: Math.round(lateSeconds), dead, workerSecondsAgo: whole(signs.workerSecondsAgo), canarySecondsAgo: whole(signs.canarySecondsAgo) };
  }

  return async (): Promise<PagingHealthView> => {
    const gone: PagingHealthView = { well: false, failing: ['database'], lateSeconds: 0, dead: 0, workerSecondsAgo: null, canarySecondsAgo: null };
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<PagingHealthView>((resolve) => { late = setTimeout(() => { resolve(gone); }, ANSWERS_WITHIN_MS); });
    try {
      return await Promise.race([look().catch(() => gone), tooLate]);
    } finally {
      clearTimeout(late);
    }
  };
}
