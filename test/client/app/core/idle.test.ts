import { describe, expect, it } from '@jest/globals';
import { IDLE_MS, isIdle, isRaising } from '../../../../client/src/app/core/idle.js';

describe('a screen that nobody touches', () => {
  it('locks after 30 minutes, at the exact instant', () => {
    expect([isIdle(0, IDLE_MS - 1), isIdle(0, IDLE_MS), IDLE_MS]).toEqual([false, true, 1_800_000]);
  });

  it('does not lock because the device’s clock was set back', () => {
    expect(isIdle(IDLE_MS, 0)).toBe(false);
  });
});

describe('raising from a locked screen', () => {
  it('leads from the first question to the report and its details', () => {
    for (const path of ['/raise', '/reports/new', '/raise/new/q/1', '/raise/new/check']) expect(isRaising(path, true)).toBe(true);
  });

  it('leads to no page besides, and nowhere when it did not begin there', () => {
    for (const path of ['/', '/board', '/raised', '/crises/1']) expect(isRaising(path, true)).toBe(false);
    for (const path of ['/raise', '/reports/old', '/']) expect(isRaising(path, false)).toBe(false);
  });
});
