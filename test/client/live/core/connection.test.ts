import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHECKING_AFTER_MS, STALE_AFTER_MS, connectionState } from '../../../../client/src/live/core/connection.js';
import { addSample, clockOffset } from '../../../../client/src/live/core/clock-offset.js';
import type { ClockSample } from '../../../../client/src/live/core/clock-offset.js';

const heardAt = 1_000_000;
const after = (silence: number) => connectionState({ online: true, heardAt, startedAt: 0 }, heardAt + silence);

describe('the line to the server', () => {
  it('is live until ten seconds of silence, then checking, and after fifteen what the page shows is old', () => {
    expect(after(0)).toBe('live');
    expect(after(CHECKING_AFTER_MS - 1)).toBe('live');
    expect(after(CHECKING_AFTER_MS)).toBe('checking');
    expect(after(STALE_AFTER_MS - 1)).toBe('checking');
    expect(after(STALE_AFTER_MS)).toBe('stale');
  });

  it('is never called live before anything was heard', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (startedAt, later) => {
        expect(connectionState({ online: true, heardAt: null, startedAt }, startedAt + later)).not.toBe('live');
      }),
    );
  });

  it('is offline whenever the device says so, however lately something was heard', () => {
    expect(connectionState({ online: false, heardAt, startedAt: 0 }, heardAt)).toBe('offline');
  });
});

describe("the server's clock", () => {
  it('is unknown while nothing was heard', () => {
    expect(clockOffset([])).toBeNull();
  });

  it('is never ahead of the truth, and as near to it as the quickest message', () => {
    const delays = fc.array(fc.nat(30_000), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(delays, fc.integer({ min: -1_000_000, max: 1_000_000 }), (late, truth) => {
        const samples = late.map((delay, place): ClockSample => ({ serverAt: place * 5000 + truth, heardAt: place * 5000 + delay }));
        expect(clockOffset(samples)).toBe(truth - Math.min(...late));
      }),
    );
  });

  it('forgets what it heard more than a minute ago, so that it follows a device that slept', () => {
    const awake = { serverAt: 100_000, heardAt: 0 };
    let samples: readonly ClockSample[] = [awake];
    for (let beat = 1; beat <= 12; beat += 1) samples = addSample(samples, { serverAt: beat * 5000, heardAt: beat * 5000 });
    expect(samples).not.toContain(awake);
    expect(clockOffset(samples)).toBe(0);
  });
});
