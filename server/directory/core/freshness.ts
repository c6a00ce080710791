import type { Capacity, CapacityKind, CapacityState, EntryState } from '../../contract/directory.js';
import { dayOf } from './calendar-day.js';

/** A told number of free places is fresh while younger than this. Source: domain.md §8, capacity truthfulness. */
export const FRESH_MINUTES: Readonly<Record<CapacityKind, number>> = { bed: 2 * 60, team: 24 * 60, programme: 7 * 24 * 60 };

/** Days after which an entry counts as unverified, and after which it is stale. Source: domain.md §8, freshness of the entry. */
export const UNVERIFIED_AFTER_DAYS = 180;
/** Days after which an entry is stale: not offered by itself for A to C. Source: domain.md §8. */
export const STALE_AFTER_DAYS = 365;

/** Minutes for which a told number is fresh, by what it counts. */
export type FreshMinutes = Readonly<Record<CapacityKind, number>>;

/**
 * How far a told capacity can be trusted at `now`; at its exact limit it is no longer fresh. Null: nobody ever told.
 * @param limits the network's own, from `config/policies/capacity.json`
 */
export function capacityState(capacity: Pick<Capacity, 'updatedAt' | 'handrail'> | null, now: Date, limits: FreshMinutes = FRESH_MINUTES): CapacityState {
  if (!capacity) return { state: 'unknown' };
  const age = Math.max(0, (now.getTime() - capacity.updatedAt.getTime()) / 60_000);
  return { state: age < limits[capacity.handrail.kind] ? 'fresh' : 'not-confirmed', ageMinutes: Math.floor(age) };
}

/** The instant from which a told number is not confirmed any more. */
export const freshUntil = ({ updatedAt, handrail }: Pick<Capacity, 'updatedAt' | 'handrail'>, limits: FreshMinutes = FRESH_MINUTES): Date =>
  new Date(updatedAt.getTime() + limits[handrail.kind] * 60_000);

/** How far an entry can be trusted that was last assured on `assuredOn`: from 181 days unverified, from 366 days stale. */
export function entryState(assuredOn: string | null, now: Date): EntryState {
  const day = assuredOn === null ? null : dayOf(assuredOn);
  if (day === null) return { state: 'never-checked' };
  const ageDays = Math.max(0, Math.floor(now.getTime() / 86_400_000) - day);
  return { state: ageDays > STALE_AFTER_DAYS ? 'stale' : ageDays > UNVERIFIED_AFTER_DAYS ? 'unverified' : 'checked', ageDays };
}

/** The kind of freshness that a unit's name calls for; what we do not know goes stale as fast as a bed. */
export function capacityKindOf(unitName: string): CapacityKind {
  if (/\b(team|visit|seat|peer|coach|responder|vehicle)s?\b/i.test(unitName)) return 'team';
  if (/\b(slot|place|programme|program|course|session|appointment|group|flat)s?\b/i.test(unitName)) return 'programme';
  return 'bed';
}
