import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { nowMs, pause, until } from '../../bench/figures.js';
import { root } from '../../bench/house/processes.js';
import { startScriptedCarrier } from '../../support/scripted-carrier.js';
import type { FaultRow } from '../fault-row.js';
import { watchStalls } from '../stalls.js';
import { soakBoard } from './soak-board.js';
import { checkSoak } from './soak-check.js';
import type { SoakFigures } from './soak-check.js';
import { soakKills } from './soak-kills.js';
import { soakLoad } from './soak-load.js';
import { soakPhones } from './soak-phones.js';
import { idOf, startSoakWorld } from './soak-world.js';
import type { SoakWorld } from './soak-world.js';

/** How long things may take to come to rest when nothing goes wrong any more. */
const REST_WITHIN_MS = 300_000;
/** Source: reliability.md §1, I11. */
const KNOWN_WITHIN_SECONDS = 90;
const OPERATOR = '+12025550190';

export interface SoakRow extends FaultRow { figures: SoakFigures; faults: Record<string, number> }

/**
 * Reports by chance, 50 a minute, for so many minutes, while one thing after another is killed or frozen; phones and provider with
 * a will of their own. Then peace, rest, and every invariant that can be checked from outside. The same seed gives the same faults.
 */
export async function runSoak({ minutes, seed, say }: { minutes: number; seed: number; say: (words: string) => void }): Promise<SoakRow> {
  const world = await startSoakWorld();
  const stalls = watchStalls();
  const phones = soakPhones(world, seed);
  const board = soakBoard(world, idOf('north', 'sue'));
  const load = soakLoad(world, { seed, seconds: minutes * 60 });
  const kills = soakKills(world, phones, seed, say);
  try {
    await load.done;
    kills.stop();
    await kills.done;
    phones.calm();
    say('       no more reports and no more faults; waiting for rest');
    const rest = await atRest(world);
    const restAt = Date.now();
    board.stop();
    await board.done;
    const known = await whenAllIsDead(world);
    const checked = await checkSoak({ world, phones, load, board, windows: kills.windows, stalls, restAt });
    const faults: Record<string, number> = {};
    for (const { what } of kills.windows) faults[what] = (faults[what] ?? 0) + 1;
    return {
      what: `soak of ${minutes} min, seed ${seed}`, kills: kills.windows.reduce((sum, window) => sum + window.kills, 0), ...checked, faults, lateByLoad: checked.figures.lateByLoad, machine: stalls.stop(),
      wrong: [
        ...checked.wrong, ...(rest === null ? ['I6: it did not come to rest'] : []), ...(load.counts().givenUp > 0 ? [`${load.counts().givenUp} reports could not be made in two minutes`] : []),
        ...(known === null || known > KNOWN_WITHIN_SECONDS ? [`I11: nobody learned within ${KNOWN_WITHIN_SECONDS} s that all servers were dead`] : []),
      ],
    };
  } finally {
    board.stop();
    kills.stop();
    await world.stop();
  }
}

/** Waits until nobody is being asked and no message is under way. @returns after how many seconds, or null */
async function atRest({ db }: SoakWorld): Promise<number | null> {
  const from = nowMs();
  const busy = async (): Promise<number> => await db.collection('escalations').countDocuments({ state: 'running' })
    + await db.collection('escalations').countDocuments({ 'notifications.delivery.state': { $in: ['waiting', 'submitting'] } });
  await until('everything is at rest', async () => {
    await pause(500);
    return await busy().catch(() => 1) === 0;
  }, REST_WITHIN_MS).catch(() => undefined);
  return await busy() === 0 ? (nowMs() - from) / 1000 : null;
}

/** Kills every server while a watchdog with its own credentials and its default times looks on. @returns after how many seconds the operator's phone was told, or null */
async function whenAllIsDead(world: SoakWorld): Promise<number | null> {
  const carrier = await startScriptedCarrier({ publicUrl: 'http://watchdog.test' });
  const [web] = world.standing();
  let dog: ChildProcess | null = null;
  try {
    dog = spawn(process.execPath, [join(root, 'dist/watchdog.js')], {
      cwd: root, stdio: 'ignore',
      env: {
        PATH: process.env['PATH'] ?? '', WATCHDOG_URL: web?.url, WATCHDOG_TO: OPERATOR, WATCHDOG_ORG: 'NORTH', LOG_LEVEL: 'silent',
        TWILIO_ACCOUNT_SID: carrier.account.accountSid, TWILIO_AUTH_TOKEN: carrier.account.authTokens[0], TWILIO_STAFF_SERVICE_SID: carrier.account.staffServiceSid, TWILIO_BASE_URL: carrier.baseUrl,
      },
    });
    await pause(12_000);
    for (const seat of world.seats) await world.kill(seat);
    const from = nowMs();
    await until('the operator is told', () => carrier.to(OPERATOR).some(({ body }) => body.includes('PAGING DOES NOT WORK')), KNOWN_WITHIN_SECONDS * 1000).catch(() => undefined);
    return carrier.to(OPERATOR).length > 0 ? (nowMs() - from) / 1000 : null;
  } finally {
    dog?.kill('SIGKILL');
    await carrier.stop();
  }
}
