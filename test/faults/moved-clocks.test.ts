import { describe, expect, it } from '@jest/globals';
import { CLOCK_FAULTS, runClockFault } from './clock-faults.js';

describe('servers whose machines keep the wrong time', () => {
  it('I2: with clocks 5 minutes ahead and behind, set the other way meanwhile, every rung comes on time by the database’s clock', async () => {
    const [, setWhileRunning] = CLOCK_FAULTS;
    if (!setWhileRunning) throw new Error('there is no such fault');
    const row = await runClockFault(setWhileRunning);
    expect(row).toMatchObject({ acknowledged: 10, found: 10, paged: 10, late: 0, doubled: 0, wrong: [] });
  }, 60_000);
});
