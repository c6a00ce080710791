import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ROLE_INCLUDES } from '../../../server/identity/core/permissions.js';
import { STAFF, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('deny by default', () => {
  it('every address refuses a caller whom nobody knows, except sign-in and links', async () => {
    const open: string[] = [];
    for (const { key, allow } of world.handrail.routes) {
      const [method, path] = key.split(' ') as [string, string];
      const { status } = await world.nobody()[method.toLowerCase() as (typeof METHODS)[number]](path.replace(/:\w+/g, randomUUID())).set('X-Handrail', '1').send(method === 'GET' ? undefined : {});
      if (status !== 401) open.push(key);
      expect(allow === 'anyone').toBe(status !== 401);
    }
    expect(open.every((key) => /session|-link\/|public-lines/.test(key))).toBe(true);
  });

  it('every address refuses every role that lacks its permission, and no other', async () => {
    const byRole: Who[] = ['wes', 'pia', 'cas', 'sue', 'dora', 'rory', 'aud', 'ada'];
    for (const who of byRole) {
      const client = await world.as(who);
      const held = STAFF[who].roles.flatMap(([, role]) => ROLE_INCLUDES[role]);
      for (const { key, allow } of world.handrail.routes) {
        if (allow === 'anyone' || key === 'DELETE /api/v1/session' || key === 'POST /api/v1/session/lock') continue;
        const [method, path] = key.split(' ') as [string, string];
        const address = path.replace(/:\w+/g, randomUUID());
        const request = method === 'GET' || method === 'DELETE' ? client[method.toLowerCase() as 'get' | 'delete'](address) : client[method.toLowerCase() as 'post' | 'put' | 'patch'](address, {});
        const { status, body } = await request;
        const allowed = allow === 'signed-in' || allow === 'known' || allow === 'account' || held.includes(allow);
        expect(`${who} ${key}: ${status === 403 && body.type === '/problems/identity/not-allowed' ? 'refused' : status === 500 ? 'fault' : 'let in'}`).toBe(`${who} ${key}: ${allowed ? 'let in' : 'refused'}`);
      }
    }
  });

  it('anybody may know whose this is and which numbers to ring, the one for people without an account only while one is set', async () => {
    const ada = await world.as('ada');
    const known = async () => (await world.nobody().get('/api/v1/public-lines').expect(200)).body;
    const { body: { version, simulated: _simulated, ...network } } = await ada.get('/api/v1/network').expect(200);
    const lines = { name: network.name, emergencyNumber: network.emergencyNumber, crisisLine: network.crisisLine };
    expect(await known()).toEqual({ ...lines, phone: null });
    await ada.put('/api/v1/network', { ...network, seenVersion: version, publicPhone: 'ring us' }).expect(400);
    await ada.put('/api/v1/network', { ...network, seenVersion: version, publicPhone: '(202) 555-0177' }).expect(200);
    expect(await known()).toEqual({ ...lines, phone: '(202) 555-0177' });
    await ada.put('/api/v1/network', { ...network, seenVersion: version + 1 }).expect(200);
    expect(await known()).toEqual({ ...lines, phone: null });
  });

  it('another team’s crisis does not exist for me, by any address', async () => {
    const { crisisId, id: reportId } = await world.raise({ choice: 'serious' });
    for (const who of ['zoe', 'sam', 'pia', 'rory', 'ada', 'aud', 'dora'] as const) {
      const client = await world.as(who);
      expect((await client.get(`/api/v1/crises/${crisisId}`)).status).toBe(404);
      expect((await client.post(`/api/v1/crises/${crisisId}/acknowledgement`)).status).toBe(404);
      expect((await client.post(`/api/v1/crises/${crisisId}/notes`, { kind: 'note', text: 'x' })).status).toBe(404);
      expect([403, 404]).toContain((await client.get(`/api/v1/reports/${reportId}`)).status);
      expect((await client.get('/api/v1/board')).body.cards.map(({ id }: { id: string }) => id)).not.toContain(crisisId);
    }
    expect((await (await world.as('wes')).get(`/api/v1/crises/${crisisId}`)).status).toBe(404);
  });

  it('whoever was asked may see and answer, whatever their team', async () => {
    const sue = await world.as('sue');
    const { body: { policies: [policy] } } = await sue.get('/api/v1/policies').expect(200);
    const ladders = { ...policy.ladders, B: { ...policy.ladders.B, rungs: [{ ask: [{ kind: 'responder', staffId: 'zoe' }], channels: ['sms'], answerWithinSeconds: 60 }] } };
    await sue.put(`/api/v1/policies/${policy.id}`, { seenVersion: policy.version, name: policy.name, ladders }).expect(200);
    const { crisisId } = await world.raise({ choice: 'serious' });
    const zoe = await world.as('zoe');
    await zoe.get(`/api/v1/crises/${crisisId}`).expect(200);
    await zoe.post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  });

  it('a page of another site cannot act: no header of ours, or a foreign origin, is refused', async () => {
    const cookie = await world.cookieOf('wes');
    expect((await world.nobody().post('/api/v1/reports').set('Cookie', cookie).send({ choice: 'serious' })).status).toBe(403);
    expect((await world.nobody().post('/api/v1/reports').set('Cookie', cookie).set('X-Handrail', '1').set('Origin', 'https://evil.example').send({ choice: 'serious' })).status).toBe(403);
  });

  it('a signed-out session is dead at once, on sockets too', async () => {
    const answer = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'cas@test.example', password: 'a password for tests' }).expect(200);
    const cookie = (([answer.headers['set-cookie']].flat() as string[])[0] ?? '').split(';')[0] as string;
    expect(([answer.headers['set-cookie']].flat() as string[])[0]).toMatch(/HttpOnly; SameSite=Lax/);
    await world.nobody().get('/api/v1/board').set('Cookie', cookie).expect(200);
    await world.nobody().delete('/api/v1/session').set('Cookie', cookie).set('X-Handrail', '1').expect(204);
    await world.nobody().get('/api/v1/board').set('Cookie', cookie).expect(401);
  });

  it('an enrolled phone may raise and follow without a password, and nothing else', async () => {
    const answer = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'cas@test.example', password: 'a password for tests', enrolPhone: true }).expect(200);
    const device = (([answer.headers['set-cookie']].flat() as string[]).find((line) => line.startsWith('device=')) ?? '').split(';')[0] as string;
    const { body } = await world.nobody().post('/api/v1/reports').set('Cookie', device).set('X-Handrail', '1').send({ choice: 'serious' }).expect(201);
    await world.nobody().get(`/api/v1/reports/${body.id}`).set('Cookie', device).expect(200);
    for (const path of ['/api/v1/board', `/api/v1/crises/${body.crisisId}`, '/api/v1/staff']) await world.nobody().get(path).set('Cookie', device).expect(401);
    await world.nobody().post(`/api/v1/crises/${body.crisisId}/acknowledgement`).set('Cookie', device).set('X-Handrail', '1').expect(401);
  });

  it('a wrong password says the same whether or not the address is known, and guessing is slowed', async () => {
    const tries = await Promise.all(['ana@test.example', 'nobody@test.example'].map((email) => world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email, password: 'wrong' })));
    expect(tries.map(({ status, body }) => [status, body.type])).toEqual([[401, '/problems/identity/wrong-credentials'], [401, '/problems/identity/wrong-credentials']]);
    const many = await Promise.all(Array.from({ length: 25 }, () => world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'ana@test.example', password: 'wrong' })));
    expect(many.some(({ status }) => status === 429)).toBe(true);
    expect((await world.raise({ choice: 'serious' })).ref).toMatch(/^\d{4}$/);
  });
});
