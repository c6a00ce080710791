import { nowMs, pause } from '../bench/figures.js';
import type { ServerProcess } from '../bench/house/processes.js';
import { startCluster } from './cluster.js';
import type { Cluster } from './cluster.js';
import type { FaultRow } from './fault-row.js';
import { startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';
import { watchStalls } from './stalls.js';
import { startLoad, tally } from './under-load.js';
import type { Allowed, Try } from './under-load.js';

/** What happens to the database while reports come in, and how late pages may be then (I2). */
export interface DatabaseFault {
  what: string;
  kills: number;
  seconds: number;
  act: (cluster: Cluster) => Promise<void>;
  allowed: (from: number, until: number) => Allowed;
  /** Nothing may be answered 2xx while there is no majority. */
  quorumLost?: boolean;
}

const RAISERS = 6;
const BEFORE_MS = 1500;
const flat = (seconds: number) => (): Allowed => () => seconds;

/** I2: 15 s when a primary is killed, 25 s when it is frozen, 10 s after a total outage. */
export const DATABASE_FAULTS = {
  stepDown: { what: 'step-down of the primary', kills: 1, seconds: 8, allowed: flat(15), act: (cluster) => cluster.stepDown() },
  killed: {
    what: 'kill -9 of the primary', kills: 1, seconds: 20, allowed: flat(15),
    async act(cluster) {
      const index = await cluster.primary();
      await cluster.kill(index);
      await pause(8000);
      await cluster.restart(index);
    },
  },
  frozen: {
    what: 'primary frozen for 20 s', kills: 1, seconds: 32, allowed: flat(25),
    async act(cluster) {
      const index = await cluster.primary();
      cluster.freeze(index);
      await pause(20_000);
      cluster.thaw(index);
    },
  },
  quorumLost: {
    what: 'no majority for 20 s', kills: 2, seconds: 32, quorumLost: true,
    // What was answered before, and could not be sent any more, is due when the outage ends.
    allowed: (from, end) => (answeredAt) => (answeredAt < end ? Math.max(10, (end - Math.max(answeredAt, from)) / 1000 + 10) : 10),
    async act(cluster) {
      const index = await cluster.primary();
      const lost = [0, 1, 2].filter((member) => member !== index);
      await Promise.all(lost.map((member) => cluster.kill(member)));
      await pause(20_000);
      for (const member of lost) await cluster.restart(member);
      await cluster.primary();
    },
  },
} as const satisfies Record<string, DatabaseFault>;

/** One fault of a three-member replica set under the reports of two server processes. */
export async function runDatabaseFault(fault: DatabaseFault, { seconds = fault.seconds }: { seconds?: number } = {}): Promise<FaultRow> {
  const cluster = await startCluster();
  const stalls = watchStalls();
  let world: FaultWorld | null = null;
  try {
    world = await startFaultWorld({ mongodbUri: cluster.uri('faults') });
    const servers = [await world.server(), await world.server()];
    const load = startLoad(world, { raisers: RAISERS, seconds, servers: () => servers });
    await pause(BEFORE_MS);
    const from = nowMs();
    await fault.act(cluster);
    const until = nowMs();
    await load.done;
    const row = await tally(world, fault.what, fault.kills, load.tries, fault.allowed(from, until), stalls);
    return { ...row, wrong: [...row.wrong, ...faultsOf(servers), ...(fault.quorumLost === true ? promisedWithoutMajority(load.tries, from, until) : [])] };
  } finally {
    stalls.stop();
    await world?.stop();
    await cluster.remove();
  }
}

/** What the servers themselves called a fault of ours while they answered. */
export const faultsOf = (servers: readonly ServerProcess[]): string[] =>
  [...new Set(servers.flatMap((server) => server.words().split('\n').filter((line) => line.includes('"status":500'))))].slice(0, 3);

/** Without a majority nothing may be promised, and whoever is refused must be told whom to ring. */
function promisedWithoutMajority(tries: readonly Try[], from: number, until: number): string[] {
  const during = tries.filter(({ sentAt, answeredAt }) => sentAt > from + 1000 && answeredAt < until - 500);
  const promised = during.filter(({ status }) => status === 201).length;
  const told = during.filter(({ status }) => status === 503).length;
  return [...(promised > 0 ? [`${promised} reports answered 201 without a majority`] : []), ...(told === 0 ? ['nobody was answered 503 with the number to ring'] : [])];
}
