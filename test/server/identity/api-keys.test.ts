import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { KEY_SCOPES } from '../../../server/contract/api-keys.js';
import type { KeyScope } from '../../../server/contract/api-keys.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

interface Made { id: string; secret: string }

async function make(scopes: readonly KeyScope[], { teamIds = ['north'], endsInDays = 30, name = 'Directory sync' } = {}): Promise<Made> {
  const { body } = await (await world.as('ada')).post('/api/v1/api-keys', { name, scopes, teamIds, endsInDays }).expect(201);
  return { id: body.key.id, secret: body.secret };
}
const send = (secret: string, method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object) => world.nobody()[method](path).set('Authorization', `Bearer ${secret}`).send(body);

describe('keys for machines', () => {
  it('are shown once and kept hashed; the list tells what each may and when it was used', async () => {
    const { id, secret } = await make(['directory:read']);
    expect(secret).toMatch(/^handrail_[\w-]{43}$/);
    expect(JSON.stringify(await world.db.collection('api_keys').find().toArray())).not.toContain(secret);
    await send(secret, 'get', '/api/v1/services').expect(200);
    await world.settle();
    await world.handrail.people.refresh();
    const { body } = await (await world.as('ada')).get('/api/v1/api-keys').expect(200);
    const [key] = body.keys.filter((one: { id: string }) => one.id === id);
    expect(key).toMatchObject({ name: 'Directory sync', scopes: ['directory:read'], teams: [{ id: 'north', name: 'North' }], state: 'active', madeBy: 'Ada Test', mayApprove: false });
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  it('get what their scopes name and nothing else, on every address; never what only a person may', async () => {
    for (const scope of ['directory:read', 'report:create', 'rota:read'] as const) {
      const { secret } = await make([scope]);
      const wrong: string[] = [];
      for (const { key, allow, machine } of world.handrail.routes) {
        if (allow === 'anyone') continue;
        const [method, path] = key.split(' ') as [string, string];
        const { status, body } = await send(secret, method.toLowerCase() as 'get', path.replace(/:\w+/g, randomUUID()), method === 'GET' ? undefined : {});
        const refused = status === 403 && body.type === '/problems/identity/key-scope';
        if (refused === ((machine ?? allow) === scope) || status >= 500) wrong.push(`${scope} ${key} ${status}`);
      }
      expect(wrong).toEqual([]);
    }
  });

  it('cannot be given what only people do', async () => {
    expect(KEY_SCOPES.filter((scope) => /supervise|staff:edit|network|correct|answer|key:|work/.test(scope))).toEqual([]);
    const { body, status } = await (await world.as('ada')).post('/api/v1/api-keys', { name: 'x', scopes: ['staff:edit'], teamIds: ['north'], endsInDays: 30 });
    expect([status, body.errors[0].pointer]).toEqual([400, '/scopes/0']);
    await (await world.as('sue')).post('/api/v1/api-keys', { name: 'x', scopes: ['directory:read'], teamIds: ['north'], endsInDays: 30 }).expect(403);
  });

  it('that open personal detail wait for a supervisor of the team, who is not their maker', async () => {
    const { id, secret } = await make(['board:watch', 'crisis:open']);
    await send(secret, 'get', '/api/v1/board').expect(401);
    await (await world.as('sam')).post(`/api/v1/api-keys/${id}/approval`).expect(404);
    await (await world.as('ada')).post(`/api/v1/api-keys/${id}/approval`).expect(403);
    const sue = await world.as('sue');
    expect((await sue.get('/api/v1/api-keys').expect(200)).body.keys.find((one: { id: string }) => one.id === id)).toMatchObject({ state: 'waiting', waitsFor: ['North'], mayApprove: true });
    expect((await sue.post(`/api/v1/api-keys/${id}/approval`).expect(200)).body.state).toBe('active');
    const { crisisId } = await world.raise({ choice: 'serious' });
    await send(secret, 'get', '/api/v1/board').expect(200);
    await send(secret, 'get', `/api/v1/crises/${crisisId}`).expect(200);
    const opened = (await world.handrail.audit.ofObject(`crisis:${crisisId}`)).find(({ action }) => action === 'crisis.opened');
    expect(opened).toMatchObject({ actorId: `key:${id}`, role: 'machine' });
    await send(secret, 'post', `/api/v1/crises/${crisisId}/acknowledgement`, {}).expect(403);
  });

  it('a machine raises a crisis, and its name stands where a worker’s would', async () => {
    const { secret } = await make(['report:create'], { teamIds: ['outreach'], name: 'School portal' });
    const { body } = await send(secret, 'post', '/api/v1/reports', { choice: 'serious', headline: 'Waiting at the gate' }).expect(201);
    await world.settle();
    const crisis = await world.crisis(body.crisisId);
    expect(JSON.stringify(crisis.timeline)).toContain('School portal');
    expect(world.phone('ana').length).toBeGreaterThan(0);
  });

  it('with a key nothing but the key counts: a cookie beside a bad one opens nothing, and beside a good one adds nothing', async () => {
    const cookie = await world.cookieOf('sue');
    const { secret } = await make(['directory:read']);
    await world.nobody().get('/api/v1/board').set('Cookie', cookie).set('Authorization', 'Bearer handrail_nothing-that-anybody-was-given').expect(401);
    await world.nobody().get('/api/v1/board').set('Cookie', cookie).set('Authorization', `Bearer ${secret}`).expect(403);
    await world.nobody().get('/api/v1/board').set('Cookie', cookie).set('Authorization', 'Basic c29tZTpwcm94eQ==').expect(200);
    await world.nobody().post('/api/v1/reports').set('Cookie', cookie).set('Authorization', 'Bearer x').set('Origin', 'https://evil.example').send({ choice: 'serious' }).expect(401);
  });

  it('end when revoked, and by themselves', async () => {
    const short = await make(['directory:read'], { endsInDays: 1 });
    const revoked = await make(['directory:read']);
    await (await world.as('ada')).post(`/api/v1/api-keys/${revoked.id}/revocation`).expect(200);
    await send(revoked.secret, 'get', '/api/v1/services').expect(401);
    expect((await (await world.as('ada')).post(`/api/v1/api-keys/${revoked.id}/revocation`)).body.type).toBe('/problems/identity/key-over');
    await send(short.secret, 'get', '/api/v1/services').expect(200);
    await world.freeze({ seconds: 24 * 3600 });
    await send(short.secret, 'get', '/api/v1/services').expect(401);
    expect((await world.handrail.audit.ofObject(`key:${revoked.id}`)).map(({ action }) => action)).toEqual(['api-key.revoked', 'api-key.made']);
  });

  it('stand in the API document, with the scope that each address needs', async () => {
    const { body } = await world.nobody().get('/api/openapi.json').expect(200);
    expect(body.components.securitySchemes.apiKey).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(body.paths['/api/v1/services'].get).toMatchObject({ security: [{ session: [] }, { apiKey: [] }], 'x-scope': 'directory:read' });
    expect(body.paths['/api/v1/crises/{id}'].get['x-scope']).toBe('crisis:open');
    expect(body.paths['/api/v1/me/passkeys'].post.security).toBeUndefined();
  });
});
