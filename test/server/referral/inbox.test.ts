import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { io as connectSocket } from 'socket.io-client';
import type { InboxView, ProviderAccountLink } from '../../../server/contract/inbox.js';
import type { ProviderView, ReferralView } from '../../../server/contract/referral.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { aCapacity, aService, anIntake } from '../matching/a-service.js';

const ELM = { id: randomUUID(), org: 'elm-org', phones: ['+12025550161', '+12025550162'] } as const;
const ANNEX = { id: randomUUID(), org: 'elm-org', phones: ['+12025550163'] } as const;
const OAK = { id: randomUUID(), org: 'oak-org', phones: ['+12025550164', '+12025550165'] } as const;
const LONG = 'a password of the service';
let world: World;

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** Requests with a cookie. */
const by = (cookie: string) => (method: Method, path: string, body: object = {}) => {
  const request = supertest(world.publicUrl)[method](path).set('Cookie', cookie).set('X-Handrail', '1');
  return method === 'get' ? request : request.send(body);
};

async function hasService({ id, org, phones }: { id: string; org: string; phones: readonly string[] }, name: string): Promise<void> {
  const intake = phones.map((address) => anIntake({ id: randomUUID(), address, verified: { by: 'Dora', at: world.now(), how: 'rang it' } }));
  const service = aService({ id, organizationId: org, organizationName: org === 'elm-org' ? 'Elm Row' : 'Oak House', name, capacities: [aCapacity(2, { id: randomUUID(), maximum: 6, updatedAt: world.now() })], handrail: { intake: [...intake, anIntake({ id: 'unchecked', address: '+12025550169', verified: null })] } });
  await world.db.collection('services').replaceOne({ _id: id as never }, { version: 1, name, words: [], kinds: service.handrail.kinds, status: 'active', toReview: false, hasBeds: true, service }, { upsert: true });
}

const signInAs = async (email: string): Promise<string> => {
  const answer = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email, password: LONG }).expect(200);
  return ([answer.headers['set-cookie']].flat() as string[]).map((line) => line.split(';')[0]).join('; ');
};
const tokenIn = (link: string): string => link.split('#')[1] ?? '';
async function invited(org: string, { email = `${randomUUID().slice(0, 8)}@elm.example`, ...more }: { email?: string; serviceIds?: string[] } = {}): Promise<{ id: string; cookie: string; email: string }> {
  const { body } = await (await world.as('dora')).post(`/api/v1/organizations/${org}/accounts`, { name: 'Nadia Oak', title: 'Night lead', email, ...more }).expect(201);
  const { url, account } = body as ProviderAccountLink;
  await world.nobody().post('/api/v1/password-link/password').set('X-Handrail', '1').send({ token: tokenIn(url), password: LONG }).expect(204);
  return { id: account.id, cookie: await signInAs(email), email };
}

/** A crisis that Ana has, and a referral to this service whose text has left. */
async function sentTo({ id, phones }: { id: string; phones: readonly string[] }): Promise<{ crisisId: string; sent: ReferralView; token: string }> {
  const { crisisId } = await world.raise({ choice: 'struggling', personName: 'Lucía Marín', ageYears: 30, postcode: '20009' });
  const ana = await world.as('ana');
  await ana.post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  await ana.post(`/api/v1/crises/${crisisId}/consents`, { serviceId: id, dataClasses: ['need', 'contact', 'risk'], method: 'spoken', givenBy: 'self' }).expect(201);
  const { body } = await ana.post('/api/v1/referrals', { crisisId, serviceId: id, need: 'A safe bed for Lucía', askAnywayReason: 'they know her' });
  expect((body as { type?: string }).type ?? 'sent').toBe('sent');
  await world.settle();
  const text = world.carrier.to(phones[0] ?? '').findLast((one) => one.body.includes('/p#'))?.body ?? '';
  return { crisisId, sent: body as ReferralView, token: /\/p#([\w-]{22})/.exec(text)?.[1] ?? '' };
}
const link = (what: string, body: object) => world.nobody().post(`/api/v1/provider-link/${what}`).set('X-Handrail', '1').send(body);
const referral = async (id: string): Promise<ReferralView> => (await (await world.as('ana')).get(`/api/v1/referrals/${id}`).expect(200)).body as ReferralView;

beforeAll(async () => {
  world = await startWorld();
  await hasService(ELM, 'Elm Row crisis house');
  await hasService(ANNEX, 'Elm Row annex');
  await hasService(OAK, 'Oak House');
  await world.handrail.matching.refresh();
});
afterAll(async () => { await world.stop(); });

describe('an account for an organization', () => {
  it('is made by a directory manager or an administrator; its link is shown once, and goes by text only to a checked contact', async () => {
    const before = world.carrier.to(ELM.phones[0]).length;
    const ada = await world.as('ada');
    const listed = (await ada.get('/api/v1/organizations/elm-org/accounts').expect(200)).body;
    expect(listed).toMatchObject({ organization: { id: 'elm-org', name: 'Elm Row' }, accounts: [] });
    expect(listed.contacts.map(({ address }: { address: string }) => address)).not.toContain('+12025550169');
    const refused = await ada.post('/api/v1/organizations/elm-org/accounts', { name: 'N', title: 'T', email: 'n@elm.example', sendTo: { serviceId: ELM.id, contactId: 'unchecked' } });
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/inbox/contact-not-checked']);
    const { contactId } = listed.contacts.find(({ address }: { address: string }) => address === ELM.phones[0]);
    const { body } = await ada.post('/api/v1/organizations/elm-org/accounts', { name: 'Nadia Oak', title: 'Night lead', email: 'n@elm.example', sendTo: { serviceId: ELM.id, contactId } }).expect(201);
    await world.settle();
    expect(body.sentTo).toBe('••• 0161');
    expect(world.carrier.to(ELM.phones[0]).slice(before).map((one) => one.body)).toEqual([expect.stringContaining(body.url)]);
    expect(JSON.stringify((await ada.get('/api/v1/organizations/elm-org/accounts').expect(200)).body)).not.toContain(tokenIn(body.url));
    for (const who of ['wes', 'ana', 'sue', 'rory', 'aud'] as const) expect((await (await world.as(who)).post('/api/v1/organizations/elm-org/accounts', {})).status).toBe(403);
    expect((await ada.post('/api/v1/organizations/elm-org/accounts', { name: 'N', title: 'T', email: 'ana@test.example' })).body.type).toBe('/problems/identity/e-mail-in-use');
    expect((await ada.post('/api/v1/organizations/elm-org/accounts', { name: 'N', title: 'T', email: 'x@elm.example', serviceIds: [OAK.id] })).status).toBe(400);
  });

  it('sees the referrals to its own services as their links show them, before and after a yes, and nothing of any other', async () => {
    const [elm, oak] = [await invited('elm-org'), await invited('oak-org')];
    const { sent, token } = await sentTo(ELM);
    const inbox = (await by(elm.cookie)('get', '/api/v1/inbox').expect(200)).body as InboxView;
    expect(inbox.services.map(({ name }) => name)).toEqual(['Elm Row annex', 'Elm Row crisis house']);
    const line = inbox.referrals.find(({ id }) => id === sent.id);
    expect(line).toMatchObject({ group: 'to-answer', need: 'A safe bed for …', serviceName: 'Elm Row crisis house', answerBy: sent.answerBy });
    expect(JSON.stringify(inbox)).not.toMatch(/Luc[ií]a|Mar[ií]n|20009/);
    const before = (await by(elm.cookie)('get', `/api/v1/inbox/${sent.id}`).expect(200)).body;
    expect(before).toEqual((await link('view', { token })).body);
    expect(((await by(oak.cookie)('get', '/api/v1/inbox').expect(200)).body as InboxView).referrals).toEqual([]);
    for (const [method, path, body] of [['get', '', {}], ['post', '/opened', {}], ['post', '/answer', { seenVersion: 1, answer: 'accept' }], ['post', '/code', {}], ['post', '/identity', { code: '123456' }], ['post', '/places', { available: 1 }]] as const) {
      expect((await by(oak.cookie)(method, `/api/v1/inbox/${sent.id}${path}`, body)).body.type).toBe('/problems/referral/absent');
    }
    expect((await by(oak.cookie)('put', `/api/v1/inbox-services/${ELM.id}/places`, { available: 1 })).body.type).toBe('/problems/directory/absent');

    const accepted = await by(elm.cookie)('post', `/api/v1/inbox/${sent.id}/answer`, { seenVersion: before.version, answer: 'accept' }).expect(200);
    expect(accepted.body).toMatchObject({ state: 'ACCEPTED', person: null });
    await by(elm.cookie)('post', `/api/v1/inbox/${sent.id}/code`).expect(200);
    await world.settle();
    const code = /\b(\d{6})\b/.exec(world.carrier.to(ELM.phones[1]).at(-1)?.body ?? '')?.[1] ?? '';
    const shown = (await by(elm.cookie)('post', `/api/v1/inbox/${sent.id}/identity`, { code }).expect(200)).body as ProviderView;
    expect(shown.person).toMatchObject({ name: 'Lucía Marín', ageYears: 30 });
    expect(shown).toEqual((await link('view', { token })).body);
  });

  it('is named in steps, timeline and audit, and the first answer wins, whichever way it comes', async () => {
    const { cookie, id: accountId } = await invited('elm-org', { serviceIds: [ELM.id] });
    const { sent, token, crisisId } = await sentTo(ELM);
    const seen = (await link('view', { token })).body.version as number;
    const inbox = by(cookie);
    await inbox('post', `/api/v1/inbox/${sent.id}/answer`, { seenVersion: seen, answer: 'decline', reason: 'AT_CAPACITY' }).expect(200);
    const late = await link('answer', { token, seenVersion: seen, name: 'Marisol', role: 'Day lead', answer: 'accept' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/link/finished']);
    expect(await referral(sent.id)).toMatchObject({ state: 'DECLINED', answeredBy: { name: 'Nadia Oak', role: 'Night lead' } });
    expect((await referral(sent.id)).steps.at(-1)?.by).toBe('Nadia Oak, Night lead');
    const { timeline } = await world.crisis(crisisId, 'ana');
    expect(timeline.find(({ kind }: { kind: string }) => kind === 'referral.declined')).toMatchObject({ actor: 'Nadia Oak' });
    const entries = await world.db.collection('audit').find({ actorId: accountId }).toArray();
    expect(entries.map((one) => (one as { action?: string }).action)).toEqual(expect.arrayContaining(['referral.decline']));

    const second = await sentTo(ELM);
    const version = (await link('view', { token: second.token })).body.version as number;
    await link('answer', { token: second.token, seenVersion: version, name: 'Marisol', role: 'Day lead', answer: 'accept' }).expect(200);
    const conflict = await inbox('post', `/api/v1/inbox/${second.sent.id}/answer`, { seenVersion: version, answer: 'accept' });
    expect([conflict.status, conflict.body.type]).toEqual([409, '/problems/referral/changed']);
    expect(((await inbox('get', '/api/v1/inbox')).body as InboxView).referrals.find(({ id }) => id === second.sent.id)).toMatchObject({ group: 'ours', answeredBy: { name: 'Marisol', role: 'Day lead' } });
    expect((await inbox('post', `/api/v1/inbox/${second.sent.id}/answer`, { seenVersion: version + 1, answer: 'hand-back', reason: 'OTHER', note: 'a leak' }).expect(200)).body.state).toBe('HANDED_BACK');
  });

  it('for one service sees no other of the same organization, and tells free places of its own, never over a number it did not see', async () => {
    const { cookie } = await invited('elm-org', { serviceIds: [ELM.id] });
    const { sent } = await sentTo(ANNEX);
    await by(cookie)('get', `/api/v1/inbox/${sent.id}`).expect(404);
    const { services } = (await by(cookie)('get', '/api/v1/inbox').expect(200)).body as InboxView;
    expect(services.map(({ id }) => id)).toEqual([ELM.id]);
    const [bed] = services[0]?.capacities ?? [];
    const told = await by(cookie)('put', `/api/v1/inbox-services/${ELM.id}/places`, { available: 5, capacityId: bed?.id, seen: { available: bed?.available, updatedAt: bed?.updatedAt } }).expect(200);
    expect(told.body.capacities).toMatchObject([{ available: 5, reportedBy: 'Nadia Oak, Night lead', method: 'screen' }]);
    expect((await by(cookie)('put', `/api/v1/inbox-services/${ELM.id}/places`, { available: 4, capacityId: bed?.id, seen: { available: bed?.available, updatedAt: bed?.updatedAt } })).body.type).toBe('/problems/capacity/changed');
    await by(cookie)('put', `/api/v1/inbox-services/${ANNEX.id}/places`, { available: 4 }).expect(404);
  });

  it('is let in nowhere else: no board, no crisis, no staff, no directory, no socket; and staff have no inbox', async () => {
    const { cookie } = await invited('elm-org');
    const { body } = await by(cookie)('get', '/api/v1/session').expect(200);
    expect(body).toMatchObject({ permissions: ['inbox:answer'], teams: [], organization: { name: 'Elm Row', title: 'Night lead' } });
    const letIn: string[] = [];
    for (const { key, allow } of world.handrail.routes) {
      if (allow === 'anyone' || key === 'DELETE /api/v1/session' || key === 'POST /api/v1/session/lock') continue;
      const [method, path] = key.split(' ') as [string, string];
      const { status, body: said } = await by(cookie)(method.toLowerCase() as Method, path.replace(/:\w+/g, randomUUID()));
      if (status !== 403 || said.type !== '/problems/identity/not-allowed') letIn.push(key);
    }
    expect(letIn.filter((key) => !key.includes('/inbox'))).toEqual(['GET /api/v1/session', 'GET /api/v1/network', 'POST /api/v1/session/unlock']);
    const socket = connectSocket(world.publicUrl, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false });
    expect(await new Promise((resolve) => { socket.once('connect', () => { resolve('in'); }); socket.once('connect_error', ({ message }) => { resolve(message); }); })).toBe('identity/unknown');
    socket.disconnect();
    expect((await (await world.as('ada')).get('/api/v1/people')).body.people.map(({ name }: { name: string }) => name)).not.toContain('Nadia Oak');
    for (const who of ['ana', 'sue', 'dora', 'ada'] as const) expect((await (await world.as(who)).get('/api/v1/inbox')).status).toBe(403);
  });

  it('ended is dead at once, and can be invited again', async () => {
    const { cookie, id, email } = await invited('elm-org');
    await (await world.as('ada')).post(`/api/v1/organizations/oak-org/accounts/${id}/ending`).expect(404);
    await (await world.as('ada')).post(`/api/v1/organizations/elm-org/accounts/${id}/ending`).expect(200);
    await by(cookie)('get', '/api/v1/inbox').expect(401);
    await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email, password: LONG }).expect(401);
    expect((await invited('elm-org', { email })).id).toBe(id);
  });
});
