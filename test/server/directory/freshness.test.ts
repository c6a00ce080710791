import { describe, expect, it } from '@jest/globals';
import { capacityKindOf, capacityState, entryState } from '../../../server/directory/core/freshness.js';
import { cleanStatus, isOffered } from '../../../server/directory/core/status.js';
import { aCapacity } from './support/build.js';

const minutesAfter = (minutes: number): Date => new Date(Date.parse('2026-11-02T12:00:00Z') + minutes * 60_000);

describe('free places', () => {
  it.each([['bed', 120], ['team', 1440], ['programme', 10_080]] as const)('of a %s are believed for %i minutes and not one more', (kind, minutes) => {
    const capacity = aCapacity({ handrail: { kind, reportedBy: null, method: null } });
    expect(capacityState(capacity, minutesAfter(minutes - 1))).toEqual({ state: 'fresh', ageMinutes: minutes - 1 });
    expect(capacityState(capacity, minutesAfter(minutes))).toEqual({ state: 'not-confirmed', ageMinutes: minutes });
  });
  it('nobody told us about are unknown, not none', () => { expect(capacityState(null, minutesAfter(0))).toEqual({ state: 'unknown' }); });
  it('told by a clock ahead of ours are zero minutes old', () => { expect(capacityState(aCapacity(), minutesAfter(-5))).toEqual({ state: 'fresh', ageMinutes: 0 }); });
  it.each([['Bed', 'bed'], ['Chairs', 'bed'], ['Team', 'team'], ['Visit', 'team'], ['Slot', 'programme'], ['Place', 'programme'], ['Kilogram', 'bed']])('in %ss go stale as a %s does', (unit, kind) => {
    expect(capacityKindOf(unit)).toBe(kind);
  });
});

describe('entries', () => {
  const now = new Date('2026-11-02T12:00:00Z');
  it('count as checked for 180 days, then unverified, after 365 stale', () => {
    expect(entryState('2026-05-06', now)).toEqual({ state: 'checked', ageDays: 180 });
    expect(entryState('2026-05-05', now)).toEqual({ state: 'unverified', ageDays: 181 });
    expect(entryState('2025-11-02', now)).toEqual({ state: 'unverified', ageDays: 365 });
    expect(entryState('2025-11-01', now)).toEqual({ state: 'stale', ageDays: 366 });
  });
  it('that nobody ever checked say so', () => { expect(entryState(null, now)).toEqual({ state: 'never-checked' }); });
});

describe('status', () => {
  it('only an active service may be offered', () => {
    expect((['active', 'inactive', 'defunct', 'temporarily closed'] as const).filter((status) => isOffered({ status }))).toEqual(['active']);
  });
  it('knows the four words however they are written, and no others', () => {
    expect(['Active', 'temporarily_closed', ' DEFUNCT ', 'open'].map(cleanStatus)).toEqual(['active', 'temporarily closed', 'defunct', null]);
  });
});
