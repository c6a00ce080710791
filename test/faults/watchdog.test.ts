import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { nowMs, pause, until } from '../bench/figures.js';
import { ownMongod, root } from '../bench/house/processes.js';
import type { OwnMongod, ServerProcess } from '../bench/house/processes.js';
import { startScriptedCarrier } from '../support/scripted-carrier.js';
import type { ScriptedCarrier } from '../support/scripted-carrier.js';
import { startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';

const OPERATOR = '+12025550190';
const DUTY_PHONE = '+12025550100';
/** A tenth of the default times: asked every 1 s, told after 2 s; a worker is missed after 3 s. */
const TIMES = { WATCHDOG_EVERY_SECONDS: '1', WATCHDOG_PATIENCE_SECONDS: '2', WATCHDOG_REPEAT_SECONDS: '600' };
/**
 * I11 allows 90 s. A tenth of the waits that the settings set (30 + 10 + 20 + 10), and whole what they do not: two answers that
 * never come (5 s each) and the text (8 s).
 */
const WITHIN_SECONDS = 7 + 10 + 8;

let mongod: OwnMongod;
let world: FaultWorld;
let carrier: ScriptedCarrier;
let dog: ChildProcess;
let web: ServerProcess;
let worker: ServerProcess;

const times = { PAGING_LATE_SECONDS: '3', CANARY_SECONDS: '6' };

beforeAll(async () => {
  mongod = await ownMongod({ cacheGB: 0.25, oplogMB: 64 });
  world = await startFaultWorld({ mongodbUri: mongod.uri('watched') });
  [worker, web] = [await world.server({ ...times, ROLES: 'worker' }), await world.server({ ...times, ROLES: 'web' })];
  carrier = await startScriptedCarrier({ publicUrl: 'http://watchdog.test' });
  await until('paging works', async () => (await fetch(`${web.url}/health/paging`)).ok, 15_000);
  dog = spawn(process.execPath, [join(root, 'dist/watchdog.js')], {
    cwd: root, stdio: 'ignore',
    env: {
      PATH: process.env['PATH'] ?? '', WATCHDOG_URL: web.url, WATCHDOG_TO: `${OPERATOR},${DUTY_PHONE}`, WATCHDOG_ORG: 'NORTH', ...TIMES, LOG_LEVEL: 'silent',
      TWILIO_ACCOUNT_SID: carrier.account.accountSid, TWILIO_AUTH_TOKEN: carrier.account.authTokens[0], TWILIO_STAFF_SERVICE_SID: carrier.account.staffServiceSid, TWILIO_BASE_URL: carrier.baseUrl,
    },
  });
  await pause(1500);
}, 60_000);
afterAll(async () => {
  dog.kill('SIGKILL');
  await world.stop();
  await carrier.stop();
  await mongod.remove();
});

const told = (words: string) => [OPERATOR, DUTY_PHONE].map((number) => carrier.to(number).filter(({ body }) => body.includes(words)).length);

/** Waits until both phones were told so for the `times`-th time. @returns after how many seconds */
async function known(words: string, times: number): Promise<number> {
  const from = nowMs();
  await until(`operator and duty phone are told: ${words}`, () => told(words).every((count) => count === times), (WITHIN_SECONDS + 10) * 1000);
  return (nowMs() - from) / 1000;
}

const DOES_NOT = 'PAGING DOES NOT WORK';

describe('when paging stops', () => {
  it('I11: operator and duty phone learn in time of a frozen server, a dead worker, a dead database and a dead server, once each, and when it is over', async () => {
    const took: Record<string, number> = {};
    expect(carrier.sent).toEqual([]);

    web.signal('SIGSTOP');
    took['a frozen server'] = await known(DOES_NOT, 1);
    web.signal('SIGCONT');
    await known('Paging works again', 1);

    await worker.kill();
    took['a dead worker while the web lives'] = await known(DOES_NOT, 2);
    worker = await world.server({ ...times, ROLES: 'worker' });
    await known('Paging works again', 2);

    await mongod.kill();
    took['a dead database'] = await known(DOES_NOT, 3);
    await mongod.restart();
    await known('Paging works again', 3);

    await web.kill();
    took['a dead server'] = await known(DOES_NOT, 4);
    await pause(2500);

    for (const [what, seconds] of Object.entries(took)) expect({ what, inTime: seconds < WITHIN_SECONDS }).toEqual({ what, inTime: true });
    expect(told(DOES_NOT)).toEqual([4, 4]);
    for (const { body } of carrier.sent) expect(body).toMatch(/^NORTH: (PAGING DOES NOT WORK since under 1 min\. Use the phone list\. Have the server looked at now\.|Paging works again\.)$/);
  }, 150_000);
});
