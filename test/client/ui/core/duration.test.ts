import { describe, expect, it } from '@jest/globals';
import { clockDuration, coarseDuration, remainingUntil } from '../../../../client/src/ui/core/duration.js';

describe('a countdown', () => {
  it('is over at its exact instant', () => {
    expect(remainingUntil(1000, 999)).toEqual({ over: false, seconds: 1 });
    expect(remainingUntil(1000, 1000)).toEqual({ over: true, seconds: 0 });
  });

  it('never shows 0:00 while there is time, nor a second over before it has passed', () => {
    expect(remainingUntil(60_000, 1)).toEqual({ over: false, seconds: 60 });
    expect(remainingUntil(0, 1999)).toEqual({ over: true, seconds: 1 });
  });

  it('reads as a clock under an hour, then in hours, then in days', () => {
    expect([72, 3599, 13_260, 187_200].map(clockDuration)).toEqual(['1:12', '59:59', '3 h 41', '2 d 4 h']);
  });

  it('is told in minutes where seconds would only be noise', () => {
    expect([48, 559, 5999].map(coarseDuration)).toEqual(['48 s', '9 min', '1 h 39']);
  });

  it('says no zeros: 8 h and 1 d are whole', () => {
    expect([28_800, 86_400, 90_000].map(coarseDuration)).toEqual(['8 h', '1 d', '1 d 1 h']);
  });
});
