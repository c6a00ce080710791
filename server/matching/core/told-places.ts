import { CAPACITY_KINDS } from '../../contract/directory.js';
import type { ToldPlaces } from './digest.js';
import type { DirectoryRules } from './match-context.js';

/** What several told numbers amount to, and the one that says so. */
export interface ToldRead { state: 'free' | 'full' | 'not-confirmed'; told: ToldPlaces }

const MINUTE_MS = 60_000;

/** The limits of freshness, in minutes, by the place of a kind in `CAPACITY_KINDS`. */
export const freshLimits = ({ freshMinutes }: Pick<DirectoryRules, 'freshMinutes'>): number[] => CAPACITY_KINDS.map((kind) => freshMinutes[kind]);

/**
 * `placesOf` for plain numbers: a fresh free place anywhere is free, full only when every number is fresh and zero, an old
 * number is not confirmed. `freshMinutes` as `freshLimits` gives them; `numbers` holds at least one.
 */
export function readTold(numbers: readonly ToldPlaces[], now: number, freshMinutes: readonly number[]): ToldRead {
  let free: ToldPlaces | null = null;
  let old: ToldPlaces | null = null;
  let zero: ToldPlaces | null = null;
  for (const told of numbers) {
    const [at, available, kind] = told;
    if (Math.max(0, now - at) / MINUTE_MS >= (freshMinutes[kind] as number)) old = later(old, told);
    else if (available > 0) free = free !== null && free[1] >= available ? free : told;
    else zero = later(zero, told);
  }
  if (free) return { state: 'free', told: free };
  return old ? { state: 'not-confirmed', told: old } : { state: 'full', told: zero as ToldPlaces };
}

const later = (a: ToldPlaces | null, b: ToldPlaces): ToldPlaces => (a !== null && a[0] >= b[0] ? a : b);
