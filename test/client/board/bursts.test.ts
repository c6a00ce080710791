import { describe, expect, it } from '@jest/globals';
import { burstsIn, firstWaiting } from '../../../client/src/crisis/board/core/bursts.js';

const NOW = Date.parse('2026-11-23T02:10:00Z');
const raised = (count: number, minutesAgo: number, teamId = 'north') => Array.from({ length: count }, () => ({ teamId, raisedAt: new Date(NOW - minutesAgo * 60_000).toISOString() }));

describe('more than a team can answer', () => {
  it('is over five that are new in ten minutes, not five', () => {
    expect(burstsIn(raised(5, 1), ['north'], NOW)).toEqual([]);
    expect(burstsIn(raised(6, 1), ['north'], NOW)).toEqual([{ teamId: 'north', count: 6 }]);
  });

  it('counts what is less than ten minutes old, to the exact instant', () => {
    expect(burstsIn([...raised(5, 1), ...raised(1, 10)], ['north'], NOW)).toEqual([]);
    expect(burstsIn([...raised(5, 1), ...raised(1, 9.99)], ['north'], NOW)).toHaveLength(1);
  });

  it('is looked at for each of my teams by itself, the fullest first, and for no other', () => {
    const cards = [...raised(6, 2), ...raised(8, 3, 'south'), ...raised(9, 1, 'west')];
    expect(burstsIn(cards, ['north', 'south'], NOW)).toEqual([{ teamId: 'south', count: 8 }, { teamId: 'north', count: 6 }]);
  });

  it('is offered below the first emergency that nobody has, else below the first who waits', () => {
    const of = (shows: 'Emergency' | 'Urgent', column: 'needs-someone' | 'has-it' = 'needs-someone') => ({ shows, column });
    expect(firstWaiting([of('Urgent'), of('Urgent')])).toBe(0);
    expect(firstWaiting([of('Urgent'), of('Emergency', 'has-it'), of('Emergency'), of('Emergency')])).toBe(2);
    expect(firstWaiting([])).toBe(0);
  });
});
