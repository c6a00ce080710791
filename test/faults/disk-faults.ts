import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nowMs, pause, until } from '../bench/figures.js';
import type { ServerProcess } from '../bench/house/processes.js';
import { startCluster } from './cluster.js';
import type { Cluster } from './cluster.js';
import { faultsOf } from './database-faults.js';
import type { FaultRow } from './fault-row.js';
import { startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';
import { watchStalls } from './stalls.js';
import { startLoad, tally } from './under-load.js';
import type { Try } from './under-load.js';

const RAISERS = 4;
const BEFORE_MS = 3000;
const AFTER_SECONDS = 8;
/** A disk takes its time until it is really full. */
const LONGEST_SECONDS = 180;
/** I2: what is due when an outage ends goes out within so many seconds of its end. */
const AFTER_OUTAGE_SECONDS = 10;
/** Paging is called late after so long instead of 30 s, so that a short fault shows in `/health/paging`. */
const ENV = { PAGING_LATE_SECONDS: '3', CANARY_SECONDS: '5' };

/** `OutOfDiskSpace`. Source: error_codes.yml of the MongoDB server. */
const NO_ROOM = 14031;
const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'commitTransaction'];

interface DiskFault { what: string; cluster: Cluster; kills: () => number; fill: () => Promise<void>; makeRoom: () => Promise<void>; fullSeconds: number }

/**
 * Every write of the database is refused because there is no room, for a while, while reports come in: none is answered 2xx, all are
 * told whom to ring, `/health` says so, and when there is room again everything goes on with the same processes.
 */
async function throughFullDisk({ what, cluster, kills, fill, makeRoom, fullSeconds }: DiskFault): Promise<FaultRow> {
  const stalls = watchStalls();
  let world: FaultWorld | null = null;
  try {
    world = await startFaultWorld({ anaSeconds: 2, mongodbUri: cluster.uri('faults') });
    const servers = [await world.server(ENV), await world.server(ENV)];
    const wrong: string[] = [];
    const [first] = servers as [ServerProcess, ServerProcess];
    await until('it is healthy', async () => await healthOf(first, 'ready') === 200 && await healthOf(first, 'paging') === 200, 30_000);
    const load = startLoad(world, { raisers: RAISERS, seconds: LONGEST_SECONDS, servers: () => servers });
    await pause(BEFORE_MS);
    await fill();
    const from = nowMs();
    const told = { ready: false, paging: false };
    while (nowMs() - from < fullSeconds * 1000) {
      told.ready ||= await healthOf(first, 'ready') === 503;
      told.paging ||= await healthOf(first, 'paging') === 503;
      await pause(300);
    }
    if (!told.ready) wrong.push('/health/ready did not say so');
    if (!told.paging) wrong.push('/health/paging did not say so');
    await makeRoom();
    const end = nowMs();
    await pause(AFTER_SECONDS * 1000);
    load.stop();
    await load.done;
    await until('it is healthy again', async () => await healthOf(first, 'ready') === 200 && await healthOf(first, 'paging') === 200, 60_000).catch(() => { wrong.push('it was not healthy again within a minute'); });
    const row = await tally(world, what, kills(), load.tries, (answeredAt) => (answeredAt < end ? Math.max(AFTER_OUTAGE_SECONDS, (end - answeredAt) / 1000 + AFTER_OUTAGE_SECONDS) : AFTER_OUTAGE_SECONDS), stalls);
    return { ...row, wrong: [...row.wrong, ...wrong, ...refusedAloud(load.tries, from, end), ...faultsOf(servers)] };
  } finally {
    stalls.stop();
    await world?.stop();
  }
}

const healthOf = ({ url }: ServerProcess, what: string): Promise<number> => fetch(`${url}/health/${what}`, { signal: AbortSignal.timeout(6000) }).then(({ status }) => status, () => 0);

/** What was answered while there was no room. Who was asked just before then waits for up to nine seconds. */
function refusedAloud(tries: readonly Try[], from: number, end: number): string[] {
  const during = tries.filter(({ answeredAt }) => answeredAt > from + 1500 && answeredAt < end - 200);
  const promised = during.filter(({ status }) => status === 201).length;
  const refused = during.filter(({ status }) => status === 503);
  return [
    ...(promised > 0 ? [`I1: ${promised} reports were answered 201 without room to store them`] : []),
    ...(refused.length === 0 ? [`I1: nobody was answered 503; after so many seconds came ${during.map(({ status, sentAt, answeredAt }) => `${status} ${((answeredAt - sentAt) / 1000).toFixed(1)}`).join(', ')}`] : []),
    ...(refused.some(({ saidToRing }) => !saidToRing) ? ['I1: a refusal did not say whom to ring'] : []),
  ];
}

/** All members say that they have no room, as MongoDB does when it notices in time. */
export async function runNoRoom(fullSeconds = 12): Promise<FaultRow> {
  const cluster = await startCluster({ size: 1, parameters: ['enableTestCommands=1'] });
  const failing = (mode: 'alwaysOn' | 'off') => cluster.tellAll({ configureFailPoint: 'failCommand', mode, ...(mode === 'off' ? {} : { data: { errorCode: NO_ROOM, failCommands: WRITES } }) });
  try {
    return await throughFullDisk({ what: 'no room: the database refuses every write', cluster, kills: () => 0, fullSeconds, fill: () => failing('alwaysOn'), makeRoom: () => failing('off') });
  } finally {
    await cluster.remove();
  }
}

const DISK_MB = 512;

/**
 * The database's disk is really full: its process ends itself, and whoever looks after processes starts it again and again in vain
 * until there is room.
 * @returns a reason when this machine does not allow a small disk
 */
export async function runFullDisk(fullSeconds = 25): Promise<FaultRow | string> {
  const home = mkdtempSync(join(tmpdir(), `handrail-test-${process.pid}-`));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', home], { stdio: 'ignore' });
  } catch {
    rmSync(home, { recursive: true, force: true });
    return 'a really full disk: it takes a small file system of its own, and this user may not mount one';
  }
  let cluster: Cluster | null = null;
  let looking = true;
  try {
    const set = await startCluster({ size: 1, home });
    cluster = set;
    let kills = 0;
    const lookAfter = (async () => {
      while (looking) {
        await pause(1000);
        if (!looking || set.runs(0)) continue;
        kills += 1;
        await set.restart(0);
      }
    })();
    const ballast = join(home, 'ballast');
    const row = await throughFullDisk({
      what: 'disk of the database full', cluster: set, kills: () => Math.min(kills, 1), fullSeconds,
      fill: async () => {
        fillUp(ballast);
        await until('the database ended itself', () => kills > 0, 60_000);
      },
      makeRoom: async () => { rmSync(ballast); },
    });
    looking = false;
    await lookAfter;
    return row;
  } finally {
    looking = false;
    await cluster?.remove();
    execFileSync('umount', ['--lazy', home], { stdio: 'ignore' });
    rmSync(home, { recursive: true, force: true });
  }
}

/** Takes all the room that is left in a file system. */
function fillUp(file: string): void {
  const piece = Buffer.alloc(64 * 1024);
  const to = openSync(file, 'w');
  try {
    for (;;) writeSync(to, piece);
  } catch { /* There is no room left: that was wanted. */ } finally {
    closeSync(to);
  }
}
