import { afterEach, describe, expect, it } from '@jest/globals';
import { nowMs, pause, until } from '../bench/figures.js';
import type { HandedText } from '../support/scripted-carrier.js';
import { ANA, BEN, startFaultWorld } from './fault-world.js';
import type { FaultWorld } from './fault-world.js';

let world: FaultWorld;
afterEach(async () => { await world.stop(); });

/** The one text of a crisis to a phone that there is, as soon as it is. */
async function firstText(phone: string): Promise<HandedText> {
  await until(`${phone} got a text`, () => world.carrier.sent.some(({ to }) => to === phone), 15_000);
  return world.carrier.sent.find(({ to }) => to === phone) as HandedText;
}

describe('a server that dies', () => {
  it('I1, I2: kill -9 between commit and send: what was answered 201 is sent by another within 15 seconds', async () => {
    world = await startFaultWorld();
    const raising = await world.server({ ROLES: 'web' });
    const { status, body } = await world.raise(raising);
    await raising.kill();
    expect(status).toBe(201);
    expect(world.carrier.sent).toEqual([]);
    const from = nowMs();
    const other = await world.server();
    await world.asked(ANA, body.ref, 15);
    expect(nowMs() - from).toBeLessThan(15_000);
    expect(await world.crisis(other, body.crisisId)).toMatchObject({ state: 'OPEN', ladder: { state: 'running' } });
    await pause(300);
    expect(world.pages(ANA, body.ref)).toHaveLength(1);
  }, 40_000);

  it('I3: kill -9 while the provider holds the request: it is looked up, sent again only if it was lost, and nobody is forgotten', async () => {
    world = await startFaultWorld();
    const dying = await world.server({ LEASE_SECONDS: '2' });
    const acts = ['hang', 'accept-then-hang'] as const;
    let held = 0;
    world.carrier.script = () => acts[held++] ?? 'accept';
    const raised = [world.raise(dying), world.raise(dying)];
    await until('the provider holds both requests', () => held === 2, 15_000);
    const [lost, taken] = (await Promise.all(raised)).map(({ body }) => body.ref);
    const refs = world.carrier.sent.map(({ body }) => [lost, taken].find((ref) => ref !== undefined && body.includes(ref)) ?? '');
    const [lostRef, takenRef] = [refs[0] ?? '', refs[1] ?? ''];
    await dying.kill();

    await world.server({ LEASE_SECONDS: '2' });
    await world.asked(ANA, lostRef, 25);
    await pause(1500);
    expect(world.carrier.lookUps).toBeGreaterThanOrEqual(2);
    expect(world.pages(ANA, lostRef).length).toBeLessThanOrEqual(3);
    expect(world.pages(ANA, lostRef).filter(({ kept }) => kept)).toHaveLength(1);
    expect(world.pages(ANA, takenRef)).toHaveLength(1);
    const ready = await world.db.collection('jobs').countDocuments({ kind: 'notify', state: 'ready' });
    expect(ready).toBe(0);
  }, 60_000);
});

describe('a worker that is frozen', () => {
  it('I2, I5: another takes over what it held, and what it writes on waking takes nothing back', async () => {
    world = await startFaultWorld({ anaSeconds: 5 });
    const lease = { LEASE_SECONDS: '2' };
    const frozen = await world.server(lease);
    const other = await world.server(lease);
    let frozenAt = 0;
    world.carrier.onText(() => {
      if (frozenAt > 0) return;
      frozenAt = nowMs();
      frozen.signal('SIGSTOP');
    });
    const late = world.raise(frozen);
    const { body } = await firstText(ANA);
    const ref = /\b\d{4,6}\b/.exec(body)?.[0] ?? '';

    await world.asked(BEN, ref, 15);
    // The rung was due 5 s after the report, which was the same moment as the freeze.
    expect(nowMs() - frozenAt).toBeLessThan(15_000);
    expect(await world.carrier.reply(BEN, `1 ${ref}`)).toBe(200);
    await until('Ana was told', () => world.carrier.to(ANA).some((text) => text.body.includes('taken by')), 10_000);
    await until('twelve seconds are over', () => nowMs() - frozenAt > 12_000, 20_000);
    frozen.signal('SIGCONT');
    const report = await late;
    await pause(2500);

    const crisis = await world.crisis(other, report.body.crisisId);
    expect(report).toMatchObject({ status: 201, body: { ref } });
    expect(crisis).toMatchObject({ state: 'ACTIVE', owner: { id: 'ben' }, ladder: { state: 'answered' } });
    expect([world.pages(ANA, ref), world.pages(BEN, ref)].map((pages) => pages.length)).toEqual([1, 1]);
    expect(await world.db.collection('domain_events').countDocuments({ kind: 'crisis.acknowledged' })).toBe(1);
    const stored = await world.db.collection('escalations').findOne({ ref });
    expect(((stored?.['notifications'] ?? []) as { delivery: { state: string } }[]).map(({ delivery }) => delivery.state)).toEqual(expect.not.arrayContaining(['waiting', 'submitting']));
    expect(await world.db.collection('jobs').countDocuments({ kind: { $in: ['notify', 'rung'] }, state: 'ready' })).toBe(0);
  }, 60_000);
});
