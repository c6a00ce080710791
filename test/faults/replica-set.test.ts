import { describe, expect, it } from '@jest/globals';
import { DATABASE_FAULTS, runDatabaseFault } from './database-faults.js';

describe('a replica set of three under the reports of two servers', () => {
  it('I1, I2, I3: a step-down loses no report and no page, and makes none late', async () => {
    const row = await runDatabaseFault(DATABASE_FAULTS.stepDown, { seconds: 6 });
    expect(row).toMatchObject({ found: row.acknowledged, paged: row.acknowledged, late: 0, wrong: [] });
    expect(row.acknowledged).toBeGreaterThan(20);
  }, 90_000);
});
