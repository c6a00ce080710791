import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

const HOUR = 3_600_000;
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const ahead = (hours: number): string => new Date(world.now().getTime() + hours * HOUR).toISOString();
const telling = (who: Who, what: RegExp): string[] => world.phone(who).filter((body) => what.test(body));
/** The hours go by one at a time, frozen between, so that each look comes at its hour without a thousand sweeps. */
async function hours(count: number): Promise<void> { for (let hour = 0; hour < count; hour++) await world.freeze({ seconds: 3600 }); }
async function leave(who: Who, from: number, until: number): Promise<string> {
  const { body } = await (await world.as('rory')).post('/api/v1/leave', { staffId: who, startsAt: ahead(from), endsAt: ahead(until) }).expect(201);
  await world.settle();
  return body.id as string;
}

describe('a gap on a rota', () => {
  it('is told at least a day before it begins, once, and once more two hours before', async () => {
    const id = await leave('ana', 60, 70);
    expect(telling('sue', /NOBODY ON CALL on first/)).toEqual([]);
    await hours(36);
    expect(telling('sue', /NOBODY ON CALL on first/)).toHaveLength(1);
    expect(telling('sue', /NOBODY ON CALL on first/)[0]).toMatch(/, 10 h\. Find cover: http/);
    const { body } = await (await world.as('sue')).get('/api/v1/rota-warnings').expect(200);
    expect(body.gaps[0].startsAt.localeCompare(ahead(24))).toBeGreaterThanOrEqual(0);
    expect(body.gaps).toMatchObject([{ rotaId: 'first', because: 'leave', away: [{ id: 'ana' }], toldAt: expect.any(String), hours: 10 }]);
    await hours(21);
    expect(telling('sue', /NOBODY ON CALL on first/)).toHaveLength(1);
    await hours(2);
    expect(telling('sue', /NOBODY ON CALL on first/)).toHaveLength(2);
    await hours(4);
    expect(telling('sue', /NOBODY ON CALL on first/)).toHaveLength(2);
    expect(telling('sue', /NOBODY ON CALL on (second|supervisor)/)).toEqual([]);
    await (await world.as('rory')).delete(`/api/v1/leave/${id}`).expect(204);
    await world.settle();
  }, 120_000);

  it('is told to the rota managers who have a phone, and then not to the supervisors', async () => {
    await world.handrail.identity.addStaff({ name: 'Mo Manager', email: 'mo@test.example', password: 'a password for tests', phone: '+12025550155', roles: [{ teamId: 'north', role: 'rota-manager' }] }, null, 'mo');
    const before = telling('sue', /NOBODY ON CALL/).length;
    const id = await leave('ben', 5, 9);
    expect(world.carrier.to('+12025550155').map(({ body }) => body)).toEqual([expect.stringMatching(/NOBODY ON CALL on second/)]);
    expect(telling('sue', /NOBODY ON CALL/)).toHaveLength(before);
    await (await world.as('rory')).delete(`/api/v1/leave/${id}`).expect(204);
    await world.settle();
    await leave('ben', 5, 9);
    expect(world.carrier.to('+12025550155')).toHaveLength(2);
  });

  it('among supervisors is told now, to rota managers and supervisors both', async () => {
    await leave('sue', 20, 22);
    expect(telling('sue', /NOBODY ON CALL on supervisor/)).toHaveLength(1);
    expect(world.carrier.to('+12025550155').filter(({ body }) => /supervisor/.test(body))).toHaveLength(1);
    expect(await world.db.collection('domain_events').countDocuments({ kind: 'rota.alarm', 'data.rota': 'supervisor' })).toBe(1);
  });

  it('two processes that look at once tell it once', async () => {
    const before = world.carrier.to('+12025550155').length;
    await leave('ana', 30, 32);
    const job = { data: {} } as never;
    await Promise.all([world.handrail.onCall.look.look(job), world.handrail.onCall.look.look(job)]);
    await world.settle();
    expect(world.carrier.to('+12025550155')).toHaveLength(before + 1);
  });

  it('somebody on call who opted out is told as soon as it is known', async () => {
    await world.reply('ben', 'STOP');
    await world.settle();
    for (let tries = 0; tries < 100 && world.carrier.to('+12025550155').every(({ body }) => !/cannot be reached/.test(body)); tries++) { await new Promise((resolve) => { setTimeout(resolve, 20); }); await world.settle(); }
    expect(world.carrier.to('+12025550155').at(-1)?.body).toMatch(/Ben Test is on call on second now but cannot be reached by text/);
    const { body } = await (await world.as('sue')).get('/api/v1/on-call').expect(200);
    expect(body.onCall.find(({ rotaId }: { rotaId: string }) => rotaId === 'second')).toMatchObject({ reachable: false, unreachable: 'opted-out' });
  });
});
