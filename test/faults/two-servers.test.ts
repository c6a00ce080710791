import { afterEach, describe, expect, it } from '@jest/globals';
import { pause } from '../bench/figures.js';
import { ANA, BEN, startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';

let world: FaultWorld;
afterEach(async () => { await world.stop(); });

describe('two servers on one database', () => {
  it('I3: every page is sent once, whichever of them does it', async () => {
    world = await startFaultWorld({ anaSeconds: 2 });
    world.carrier.receipts = () => [{ status: 'sent', afterMilliseconds: 20 }, { status: 'delivered', afterMilliseconds: 60 }];
    const servers = [await world.server(), await world.server()];
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => world.raise(servers[n % 2] as (typeof servers)[number])));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const refs = answers.map(({ body }) => body.ref);
    for (const ref of refs) await world.asked(BEN, ref, 15);
    await world.carrier.quiet();
    await pause(500);
    expect(refs.filter((ref) => world.pages(ANA, ref).length !== 1 || world.pages(BEN, ref).length !== 1)).toEqual([]);
    expect(world.carrier.sent).toHaveLength(60);
  }, 40_000);
});
