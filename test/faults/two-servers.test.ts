import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pause } from '../bench/figures.js';
import { ANA, BEN, startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';

const REPORTS = 20;

let world: FaultWorld;
afterEach(async () => { await world.stop(); });

describe('two servers on one database', () => {
  it('I3: every page is sent once, whichever of them does it', async () => {
    world = await startFaultWorld({ anaSeconds: 2 });
    world.carrier.receipts = () => [{ status: 'sent', afterMilliseconds: 20 }, { status: 'delivered', afterMilliseconds: 60 }];
    const servers = [await world.server(), await world.server()];
    const raise = async (n: number): Promise<string> => {
      const key = randomUUID();
      for (let tries = 1; ; tries++) {
        const { status, body } = await world.raise(servers[(n + tries) % 2] as (typeof servers)[number], key);
        if (status === 201) return body.ref;
        // A machine under heavy load may refuse; a phone then repeats it, here to the other server.
        expect(status).toBe(503);
      }
    };
    const refs = await Promise.all(Array.from({ length: REPORTS }, (_, n) => raise(n)));
    for (const ref of refs) await world.asked(BEN, ref, 15);
    await world.carrier.quiet();
    await pause(500);
    expect(refs.filter((ref) => world.pages(ANA, ref).length !== 1 || world.pages(BEN, ref).length !== 1)).toEqual([]);
    expect(world.carrier.sent).toHaveLength(2 * REPORTS);
  }, 40_000);
});
