import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { readEnv } from '../../../config/env.js';
import type { World } from '../../support/world.js';
import { startWorld } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

describe('in the whole application', () => {
  it('the directory can be read by anybody beside simulated phones, and nothing else lies under it', async () => {
    expect((await supertest(world.publicUrl).get('/hsds/').expect(200)).body).toEqual({ version: '3.0', profile: expect.any(String), openapi_url: `${world.publicUrl}/hsds/openapi.json` });
    await supertest(world.publicUrl).get('/hsds/services').expect(200);
    await supertest(world.publicUrl).get('/hsds/3.1/taxonomy_terms?search=shelter').expect(200);
    expect((await supertest(world.publicUrl).get('/hsds/nothing').set('Accept', 'text/html').expect(404)).body).toMatchObject({ type: '/problems/request/unknown-address' });
    await supertest(world.publicUrl).get('/hsds/services?handrail=true').expect(401);
  });
  it('our extension is for who may edit the directory, list and map for all who may read it', async () => {
    await (await world.as('dora')).get('/hsds/services?handrail=true').expect(200);
    await (await world.as('wes')).get('/hsds/services?handrail=true').expect(403);
    expect((await (await world.as('wes')).get('/api/v1/found-services?points=true&near=20009').expect(200)).body).toMatchObject({ total: 0, points: [], near: { latitude: expect.any(Number) } });
    await (await world.as('aud')).get('/api/v1/found-services').expect(403);
  });
});

describe('who may read where nobody said so', () => {
  const base = { MONGODB_URI: 'mongodb://127.0.0.1:1/x', FIELD_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` };
  const account = { TWILIO_ACCOUNT_SID: `AC${'a'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'x'.repeat(8), TWILIO_STAFF_SERVICE_SID: `MG${'a'.repeat(32)}`, TWILIO_PUBLIC_SERVICE_SID: `MG${'b'.repeat(32)}` };
  it('is anybody beside simulated phones, and with real ones only who keeps the directory', () => {
    expect(readEnv({ ...base, PHONES: 'simulated' }).hsdsPublic).toBe(true);
    expect(readEnv({ ...base, ...account }).hsdsPublic).toBe(false);
    expect(readEnv({ ...base, ...account, HSDS_PUBLIC: 'true' }).hsdsPublic).toBe(true);
  });
});
