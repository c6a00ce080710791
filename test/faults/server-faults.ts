import { pause } from '../bench/figures.js';
import { ownMongod } from '../bench/house/processes.js';
import type { ServerProcess } from '../bench/house/processes.js';
import type { FaultRow } from './fault-row.js';
import { startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';
import { watchStalls } from './stalls.js';
import { startLoad, tally } from './under-load.js';

/** What happens to one of two servers while reports come in. */
export interface ServerFault { what: string; seconds: number; lateAfterSeconds: number; kills: number; act: (servers: ServerProcess[], world: FaultWorld) => Promise<void> }

const RAISERS = 6;
const BEFORE_MS = 1500;

export const SERVER_FAULTS = {
  killed: {
    what: 'kill -9 of a server, five times', kills: 5, seconds: 30, lateAfterSeconds: 15,
    async act(servers, world) {
      for (let time = 0; time < 5; time++) {
        await servers[time % 2]?.kill();
        servers[time % 2] = await world.server();
        await pause(3000);
      }
    },
  },
  frozen: {
    what: 'a server frozen for 20 s', kills: 1, seconds: 25, lateAfterSeconds: 25,
    async act(servers) {
      servers[0]?.signal('SIGSTOP');
      await pause(20_000);
      servers[0]?.signal('SIGCONT');
    },
  },
} as const satisfies Record<string, ServerFault>;

/** One fault of one of two servers under the reports that go to both. */
export async function runServerFault({ what, seconds, lateAfterSeconds, kills, act }: ServerFault): Promise<FaultRow> {
  const mongod = await ownMongod({ cacheGB: 0.25, oplogMB: 64 });
  const stalls = watchStalls();
  let world: FaultWorld | null = null;
  try {
    world = await startFaultWorld({ mongodbUri: mongod.uri('faults') });
    const servers = [await world.server(), await world.server()];
    const load = startLoad(world, { raisers: RAISERS, seconds, servers: () => servers });
    await pause(BEFORE_MS);
    await act(servers, world);
    await load.done;
    return await tally(world, what, kills, load.tries, () => lateAfterSeconds, stalls);
  } finally {
    stalls.stop();
    await world?.stop();
    await mongod.remove();
  }
}
