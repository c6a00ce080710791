import { describe, expect, it } from '@jest/globals';
import { BURST_MS, maySound } from '../../../../client/src/app/core/sound-gate.js';

describe('sounds', () => {
  it('are one for a whole burst', () => {
    expect(maySound('urgent', { name: 'urgent', at: 0 }, BURST_MS - 1)).toBe(false);
    expect(maySound('urgent', { name: 'urgent', at: 0 }, BURST_MS)).toBe(true);
  });

  it('never let a lesser one keep an emergency silent', () => {
    for (const name of ['soon', 'urgent', 'lost'] as const) {
      expect(maySound('emergency', { name, at: 0 }, 1)).toBe(true);
      expect(maySound(name, { name: 'emergency', at: 0 }, 1)).toBe(false);
    }
  });

  it('let an emergency sound again every ten seconds, even if the timer comes a little early', () => {
    expect(maySound('emergency', { name: 'emergency', at: 0 }, 9_990)).toBe(true);
  });
});
