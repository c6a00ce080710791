import { describe, expect, it } from '@jest/globals';
import { readEnv } from '../../config/env.js';
import { driveThroughCrash, nameOf } from './crash-drive.js';
import type { CrashCase } from './crash-drive.js';

/** The whole list runs in `npm run test:faults`; these are the ones that once went wrong, or would cost the most. */
const CASES: readonly CrashCase[] = [
  { point: 'commit.after', how: 'exit', nth: 1 },
  { point: 'provider.send.before', how: 'freeze', nth: 1 },
];
const SHORT = { leaseSeconds: 2, freezeSeconds: 9 };

describe('a server that dies or freezes at a point of the paging path', () => {
  it.each(CASES.map((one) => [nameOf(one), one] as const))('I1–I7 hold: %s', async (_name, one) => {
    const { reached, wrong, late, acknowledged, found, paged } = await driveThroughCrash(one, SHORT);
    expect({ reached, wrong, late, acknowledged, found, paged }).toEqual({ reached: true, wrong: [], late: 0, acknowledged: 1, found: 1, paged: 1 });
  }, 90_000);

  it('no server with real phones starts with a crash point', () => {
    const account = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a-token-for-tests', TWILIO_STAFF_SERVICE_SID: `MG${'1'.repeat(32)}`, TWILIO_PUBLIC_SERVICE_SID: `MG${'2'.repeat(32)}` };
    const settings = { MONGODB_URI: 'mongodb://127.0.0.1/x?replicaSet=rs0', FIELD_KEYS: `k:${Buffer.alloc(32).toString('base64')}`, CRASH_POINT: 'commit.after:exit:1' };
    expect(() => readEnv({ ...settings, ...account })).toThrow('CRASH_POINT');
    expect(() => readEnv({ ...settings, ...account, PHONES: 'twilio' })).toThrow('CRASH_POINT');
    expect(readEnv({ ...settings, PHONES: 'simulated' }).crash).toEqual({ point: 'commit.after', how: 'exit', nth: 1, since: null });
  });
});
