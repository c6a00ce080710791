import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const actionsOf = async (who: Who): Promise<string[]> => (await world.handrail.audit.ofObject(`staff:${who}`)).map(({ action, reason }) => `${action}${reason === undefined ? '' : ` ${reason}`}`);
const KIND = '/problems/identity/locked';

describe('a locked screen', () => {
  it('acts on nothing, whatever somebody’s roles are, and still raises and shows the board', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    const ana = await world.as('ana');
    await ana.get(`/api/v1/crises/${crisisId}`).expect(200);
    await ana.post('/api/v1/session/lock', {}).expect(204);
    for (const path of [`/api/v1/crises/${crisisId}`, '/api/v1/me/channels', '/api/v1/staff', '/api/v1/referrals', '/api/v1/rotas']) {
      const { status, body } = await ana.get(path);
      expect([path, status, body.type]).toEqual([path, 403, KIND]);
    }
    expect((await ana.post(`/api/v1/crises/${crisisId}/acknowledgement`)).body.type).toBe(KIND);
    expect((await ana.post('/api/v1/me/codes', { password: PASSWORD })).body.type).toBe(KIND);
    expect((await ana.get('/api/v1/board').expect(200)).body.cards.map(({ id }: { id: string }) => id)).toContain(crisisId);
    await ana.post('/api/v1/reports', { choice: 'life-at-risk' }).expect(201);
    const { body } = await ana.get('/api/v1/session').expect(200);
    expect([body.locked, body.permissions.includes('crisis:answer')]).toEqual([true, true]);
    await ana.post('/api/v1/session/unlock', { password: PASSWORD }).expect(200);
  });

  it('opens with the password of whoever signed in there, and with nobody else’s', async () => {
    const ben = await world.as('ben');
    await ben.post('/api/v1/session/lock', {}).expect(204);
    const wrong = await ben.post('/api/v1/session/unlock', { password: 'not the password at all' }).expect(422);
    expect(wrong.body.type).toBe('/problems/identity/wrong-password');
    expect((await ben.post('/api/v1/session/unlock', {})).status).toBe(400);
    expect((await ben.get('/api/v1/me/channels')).status).toBe(403);
    const { body } = await ben.post('/api/v1/session/unlock', { password: PASSWORD }).expect(200);
    expect(body.locked).toBeUndefined();
    await ben.get('/api/v1/me/channels').expect(200);
  });

  it('is written down once, however many tabs say so, with how it was opened', async () => {
    const cas = await world.as('cas');
    await cas.post('/api/v1/session/lock', {}).expect(204);
    await cas.post('/api/v1/session/lock', {}).expect(204);
    await cas.post('/api/v1/session/unlock', { password: PASSWORD }).expect(200);
    await cas.post('/api/v1/session/unlock', { password: PASSWORD }).expect(200);
    expect((await actionsOf('cas')).filter((action) => action.includes('lock')).sort()).toEqual(['session.locked', 'session.unlocked password']);
  });

  it('hears no news of a crisis, and the board’s at once again', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    const sue = await world.as('sue');
    await sue.post('/api/v1/session/lock', {}).expect(204);
    const socket = await world.socket('sue');
    const ask = (name: string, ...input: unknown[]): Promise<boolean> => new Promise((resolve) => { socket.emit(name, ...input, resolve); });
    expect([await ask('watch-board'), await ask('watch-crisis', { crisisId })]).toEqual([true, false]);
    socket.disconnect();
    await sue.post('/api/v1/session/unlock', { password: PASSWORD }).expect(200);
  });

  it('lets a phone that is only enrolled raise as ever: it has nothing to lock', async () => {
    const answer = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'wes@test.example', password: PASSWORD, enrolPhone: true }).expect(200);
    const device = ([answer.headers['set-cookie']].flat() as string[]).find((line) => line.startsWith('device='))?.split(';')[0] ?? '';
    const post = (path: string, body: object) => world.nobody().post(path).set('X-Handrail', '1').set('Cookie', device).send(body);
    await post('/api/v1/session/lock', {}).expect(401);
    await post('/api/v1/reports', { choice: 'serious' }).expect(201);
  });
});
