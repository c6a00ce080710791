import type { PagingAilment } from '../../contract/health.js';

/** What is seen of paging. Null: never seen. */
export interface PagingSigns { lateSeconds: number; dead: number; workerSecondsAgo: number | null; canarySecondsAgo: number | null }

/** When a sign counts as failing, in seconds; exactly at the limit it does not yet. */
export interface PagingLimits { lateSeconds: number; workerSeconds: number; canarySeconds: number }

/** Source: reliability.md §4 watchdog: a heartbeat or overdue job older than 30 s; a canary each 60 s, missed at 90 s. */
export const canaryMissedAfter = (everySeconds: number): number => everySeconds * 1.5;

const tooOld = (secondsAgo: number | null, limit: number): boolean => secondsAgo === null || secondsAgo > limit;

/** Everything that fails by these limits, worst first; empty when paging works. */
export function pagingAilments({ lateSeconds, dead, workerSecondsAgo, canarySecondsAgo }: PagingSigns, limits: PagingLimits): PagingAilment[] {
  return [
    ...(tooOld(workerSecondsAgo, limits.workerSeconds) ? ['worker' as const] : []),
    ...(lateSeconds > limits.lateSeconds ? ['late' as const] : []),
    ...(tooOld(canarySecondsAgo, limits.canarySeconds) ? ['canary' as const] : []),
    ...(dead > 0 ? ['dead' as const] : []),
  ];
}
