import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';
import { BOXES, act, owned } from './night.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

/** Every address of ownership with a body that Joi takes. */
const tries = (version: number, other: string): readonly [string, 'post' | 'delete' | 'get', object][] => [
  ['colleagues', 'get', {}], ['hand-over', 'post', { seenVersion: version, toId: 'cas', ...BOXES }], ['hand-over/answer', 'post', { answer: 'accept' }], ['hand-over/withdrawal', 'post', {}],
  ['assignment', 'post', { toId: 'cas', reason: 'x' }], ['backup', 'post', {}], ['backup/answer', 'post', { answer: 'accept' }], ['backup/offer', 'post', {}], ['backup', 'delete', {}],
  ['snooze', 'post', { minutes: 5, reason: 'x' }], ['snooze', 'delete', {}], ['location', 'post', { state: 'IN_TRANSIT' }], ['joined-to', 'post', { crisisId: other, confirmed: 'x' }], ['joined-to/undo', 'post', { reason: 'x' }],
];

const statuses = async (who: Who, crisisId: string, other: string): Promise<Record<string, number>> => {
  const client = await world.as(who);
  const { version } = await world.handrail.crises.find(crisisId) ?? { version: 1 };
  const found: Record<string, number> = {};
  for (const [path, method, body] of tries(version, other)) {
    const address = `/api/v1/crises/${crisisId}/${path}`;
    const { status } = await (method === 'post' ? client.post(address, body) : client[method](address));
    found[`${method} ${path}`] = status;
  }
  return found;
};

describe('who may', () => {
  it('for anybody of another team, or without a role in it, the crisis does not exist by any of these addresses', async () => {
    const { crisisId } = await owned(world);
    const { crisisId: other } = await owned(world);
    for (const who of ['zoe', 'sam', 'wes', 'pia', 'dora', 'rory', 'aud', 'ada'] as const) {
      const found = await statuses(who, crisisId, other);
      expect([who, ...new Set(Object.values(found))]).toEqual([who, 404]);
    }
  });

  it('a colleague of the team sees it and gives nothing away that is not theirs', async () => {
    const { crisisId } = await owned(world);
    const { crisisId: other } = await owned(world);
    expect(await statuses('cas', crisisId, other)).toEqual({
      'get colleagues': 200, 'post hand-over': 403, 'post hand-over/answer': 409, 'post hand-over/withdrawal': 403, 'post assignment': 403, 'post backup': 403, 'post backup/answer': 409,
      'post backup/offer': 403, 'delete backup': 403, 'post snooze': 403, 'delete snooze': 403, 'post location': 403, 'post joined-to': 200, 'post joined-to/undo': 200,
    });
  });

  it('the target must be visible too: nothing can be added to another team’s crisis', async () => {
    const { crisisId } = await owned(world);
    const { crisisId: south } = await world.raise({ choice: 'serious' }, 'zoe');
    expect((await (await world.as('sue')).post(`/api/v1/crises/${crisisId}/joined-to`, { crisisId: south, confirmed: 'x' })).status).toBe(404);
  });

  it('what the crisis says one may do is what one may do', async () => {
    const { crisisId } = await owned(world);
    expect((await world.crisis(crisisId, 'ana')).may).toMatchObject({ handOver: true, acceptHandOver: false, withdrawHandOver: false, assign: true, askBackup: true, offerBackup: false, answerBackup: false, endBackup: false, snooze: true, locate: true, join: true });
    expect((await world.crisis(crisisId, 'ben')).may).toMatchObject({ handOver: false, offerBackup: true, assign: false, askBackup: false, snooze: false, locate: false });
    await act(world, 'sue', crisisId, 'assignment', { toId: 'cas', reason: 'x' }, 201);
    await act(world, 'ana', crisisId, 'backup', {}, 201);
    expect((await world.crisis(crisisId, 'cas')).may).toMatchObject({ acceptHandOver: true, withdrawHandOver: false });
    expect((await world.crisis(crisisId, 'ben')).may).toMatchObject({ answerBackup: true, acceptHandOver: false });
    expect((await world.crisis(crisisId, 'ana')).may).toMatchObject({ handOver: false, withdrawHandOver: true, askBackup: false, endBackup: true });
  });

  it('only those who answer have a shift to end', async () => {
    for (const who of ['wes', 'dora', 'rory', 'aud', 'ada'] as const) expect((await (await world.as(who)).post('/api/v1/shift/end')).status).toBe(403);
    expect((await (await world.as('cas')).post('/api/v1/shift/end').expect(200)).body).toMatchObject({ offered: [], dayList: [], escalated: [], kept: [] });
  });
});
