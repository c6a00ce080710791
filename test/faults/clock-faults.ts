import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { pause, until } from '../bench/figures.js';
import { ownMongod, root } from '../bench/house/processes.js';
import type { FaultRow } from './fault-row.js';
import { ANA, BEN, startFaultWorld } from './fault-world.js';

const RUNG_SECONDS = 3;
const REPORTS = 10;
/** Room for a machine that runs other tests beside; a clock that is not corrected would be off by five or ten minutes. */
const LATE_AFTER_SECONDS = 15;
/** A rung that comes before its time takes answer time from a person. */
const EARLY_BY_SECONDS = 0.1;

const shifted = (seconds: number): Record<string, string> => ({
  NODE_OPTIONS: `--import ${pathToFileURL(join(root, 'test/faults/shifted-clock.mjs')).href}`, TEST_CLOCK_SHIFT_SECONDS: String(seconds),
});

export interface ClockFault { what: string; shifts: readonly [number, number]; setWhileRunning?: boolean }

export const CLOCK_FAULTS: readonly ClockFault[] = [
  { what: 'two servers, clocks 5 min ahead and 5 min behind', shifts: [300, -300] },
  { what: 'both clocks set by 10 min while a rung runs', shifts: [300, -300], setWhileRunning: true },
];

export const runClockFaults = () => CLOCK_FAULTS.map((fault) => () => runClockFault(fault));

/** Rungs of reports to two servers with wrong clocks, against when they were due by the database's. */
export async function runClockFault({ what, shifts, setWhileRunning = false }: ClockFault): Promise<FaultRow> {
  const mongod = await ownMongod({ cacheGB: 0.25, oplogMB: 64 });
  const world = await startFaultWorld({ anaSeconds: RUNG_SECONDS, mongodbUri: mongod.uri('faults') });
  try {
    const servers = [await world.server(shifted(shifts[0])), await world.server(shifted(shifts[1]))] as const;
    const wrong: string[] = [];
    const raised: { ref: string; crisisId: string; handed: number }[] = [];
    for (let turn = 0; turn < REPORTS; turn++) {
      const { status, body } = await world.raise(turn % 2 === 0 ? servers[0] : servers[1]);
      if (status === 201) raised.push({ ref: body.ref, crisisId: body.crisisId, handed: Date.now() });
      if (setWhileRunning && turn === REPORTS / 2) for (const server of servers) server.signal('SIGUSR2');
    }
    await until('every rung came', () => raised.every(({ ref }) => world.pages(BEN, ref).length > 0), (RUNG_SECONDS + LATE_AFTER_SECONDS) * 1000).catch(() => undefined);
    await pause(1500);
    const lateness: number[] = [];
    for (const { ref, crisisId, handed } of raised) {
      const [ana, ben] = [world.pages(ANA, ref)[0], world.pages(BEN, ref)[0]];
      const stored = await world.db.collection('escalations').findOne({ crisisId });
      const startedAt = stored?.['startedAt'] instanceof Date ? stored['startedAt'].getTime() : Number.POSITIVE_INFINITY;
      const off = (startedAt - handed) / 1000;
      if (Math.abs(off) > 2) wrong.push(`a report is dated ${off.toFixed(0)} s off`);
      // Against the database's time, which this process shares: not against Ana's page, which may itself have been late.
      const seconds = ana && ben ? (ben.createdAt.getTime() - startedAt) / 1000 - RUNG_SECONDS : Number.POSITIVE_INFINITY;
      if (seconds < -EARLY_BY_SECONDS) wrong.push(`a rung came ${-seconds} s early`);
      lateness.push(seconds);
    }
    const twice = raised.filter(({ ref }) => world.pages(ANA, ref).length + world.pages(BEN, ref).length !== 2).length;
    return {
      what, kills: 0, acknowledged: raised.length, found: await world.db.collection('crises').countDocuments(), paged: raised.filter(({ ref }) => world.pages(BEN, ref).length > 0).length,
      late: lateness.filter((seconds) => seconds > LATE_AFTER_SECONDS).length, doubled: twice, latestSeconds: Math.max(0, ...lateness), wrong: [...wrong, ...(twice > 0 ? [`${twice} crises were not asked for exactly twice`] : [])],
    };
  } finally {
    await world.stop();
    await mongod.remove();
  }
}
