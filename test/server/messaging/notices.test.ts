import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MyNoticesView, NoticeCheckView } from '../../../server/contract/notices.js';
import type { MessageLogView } from '../../../server/contract/reporting.js';
import { startMailServer } from '../../support/mail-server.js';
import type { MailServer } from '../../support/mail-server.js';
import { startPushService, vapidKeys } from '../../support/push-service.js';
import type { PushService } from '../../support/push-service.js';
import { STAFF, aLadder, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let world: World;
let service: PushService;
let mail: MailServer;
const keys = vapidKeys();
beforeAll(async () => {
  [service, mail] = await Promise.all([startPushService(), startMailServer()]);
  world = await startWorld({
    ladder: aLadder({ seconds: 120, rounds: 1 }),
    more: {
      VAPID_PUBLIC_KEY: keys.publicKey, VAPID_PRIVATE_KEY: keys.privateKey, VAPID_SUBJECT: 'mailto:it@test.example', PUSH_SERVICES: service.origin,
      SMTP_URL: mail.url, MAIL_FROM: 'Handrail <handrail@test.example>', TRANSPORT_SECONDS: '1',
    },
  });
});
afterAll(async () => {
  await world.stop();
  await Promise.all([service.stop(), mail.stop()]);
});
beforeEach(() => {
  service.answer.to = () => ({ status: 201 });
  mail.refuses.with = () => null;
});

const mine = async (who: Who): Promise<MyNoticesView> => (await (await world.as(who)).get('/api/v1/me/notices').expect(200)).body;
/** Turns a browser of somebody on, as their page does. @returns its id */
async function turnOn(who: Who, name: string): Promise<string> {
  const before = (await mine(who)).push.browsers.map(({ id }) => id);
  const { body } = await (await world.as(who)).post('/api/v1/me/push-browsers', { ...service.subscribe(name), name }).expect(201);
  return (body as MyNoticesView).push.browsers.find(({ id }) => !before.includes(id))?.id ?? '';
}
const check = async (who: Who, id: string): Promise<NoticeCheckView> => (await (await world.as(who)).get(`/api/v1/me/notice-checks/${id}`).expect(200)).body;
const answer = async (who: Who, crisisId: string): Promise<void> => {
  await (await world.as(who)).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  await world.settle();
};
const log = async (crisisId: string): Promise<MessageLogView['messages']> => ((await (await world.as('sue')).get(`/api/v1/messages?crisisId=${crisisId}`).expect(200)).body as MessageLogView).messages;
const pushes = async (crisisId: string) => (await log(crisisId)).filter(({ channel }) => channel === 'push');

describe('a browser that is told', () => {
  it('is turned on by its owner alone, is listed without its address, and hears of a page beside the text, encrypted and signed', async () => {
    const id = await turnOn('ana', 'anas-phone');
    const view = await mine('ana');
    expect(view.push).toMatchObject({ on: true, publicKey: keys.publicKey, browsers: [{ id, name: 'anas-phone', failing: null }] });
    expect(JSON.stringify(view)).not.toContain(service.origin);
    expect(JSON.stringify((await (await world.as('ada')).get('/api/v1/people').expect(200)).body)).not.toMatch(/anas-phone|127\.0\.0\.1/);
    expect(JSON.stringify(await world.db.collection('push_browsers').find().toArray())).not.toContain(service.origin);

    const texts = world.phone('ana').length;
    const { crisisId, ref } = await world.raise({ choice: 'life-at-risk', place: '12 Elm Row', headline: 'Sam, on the roof' } as never);
    expect(world.phone('ana')).toHaveLength(texts + 1);
    const [push] = service.to('anas-phone');
    expect(push).toMatchObject({
      urgency: 'high', ttl: 120, vapid: { aud: service.origin, sub: 'mailto:it@test.example', isSigned: true },
      message: { kind: 'asks', title: `Emergency ${ref} needs someone`, body: 'A person is waiting. Open to answer.', stays: true, path: `/crises/${crisisId}`, link: expect.stringMatching(/^\/a#[\w.-]{14,}$/) },
    });
    expect(push?.topic).toMatch(/^[\w-]{32}$/);
    expect(push?.body.includes(ref)).toBe(false);
    expect(JSON.stringify(push?.message)).not.toMatch(/Sam|Elm/);
    expect(service.received).toHaveLength(1);

    await answer('ana', crisisId);
    const told = service.to('anas-phone').slice(1);
    expect(told).toEqual([expect.objectContaining({ topic: push?.topic, urgency: 'normal', message: expect.objectContaining({ kind: 'tells', title: `${ref} is yours`, tag: push?.message?.tag }) })]);
    expect((await pushes(crisisId)).map(({ kind, about, staff, number, state, rung }) => ({ kind, about, staff: staff?.id, number, state, rung })).toReversed()).toEqual([
      { kind: 'page', about: null, staff: 'ana', number: null, state: 'sent', rung: 0 }, { kind: 'notice', about: 'yours', staff: 'ana', number: null, state: 'sent', rung: null },
    ]);
    const { body: health } = await (await world.as('sue')).get('/api/v1/delivery-health').expect(200);
    expect(health.day.find(({ channel }: { channel: string }) => channel === 'push')).toMatchObject({ total: 2, sent: 2, failed: 0 });
  });

  it('opens the page that answers, and opening changes nothing', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    const token = service.to('anas-phone').at(-1)?.message?.link.slice('/a#'.length) ?? '';
    const { body } = await world.nobody().post('/api/v1/answer-link/view').set('X-Handrail', '1').send({ token }).expect(200);
    expect(body).toMatchObject({ state: 'asking', name: 'Ana Test' });
    expect((await world.crisis(crisisId)).owner).toBeNull();
    await world.nobody().post('/api/v1/answer-link/answer').set('X-Handrail', '1').send({ token, answer: 'have-it' }).expect(200);
    await world.settle();
    expect((await world.crisis(crisisId)).owner).toMatchObject({ id: 'ana' });
  });

  it('who was asked and is not needed any more hears it, so that nothing goes on asking on their screen', async () => {
    await turnOn('ben', 'bens-desk');
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    await world.freeze({ seconds: 121 });
    await answer('ana', crisisId);
    expect(service.to('bens-desk').map(({ message }) => message?.title)).toEqual([`Urgent ${ref} needs someone`, `${ref} is taken`]);
  });

  it('never counts as reaching anybody: with a browser alone nobody is reachable, and a text that fails brings the next rung all the same', async () => {
    await turnOn('rory', 'rorys-desk');
    expect((await (await world.as('rory')).get('/api/v1/me/channels').expect(200)).body.unreachable).toBe('no-number');
    world.carrier.script = ({ to }) => (to === STAFF.ana.phone ? { refuse: 400, code: 21211 } : 'accept');
    const told = service.to('anas-phone').length;
    const texts = world.phone('ben').length;
    const { crisisId } = await world.raise({ choice: 'serious' });
    world.carrier.script = () => 'accept';
    expect(service.to('anas-phone').length).toBeGreaterThan(told);
    expect(world.phone('ben')).toHaveLength(texts + 1);
    await answer('ben', crisisId);
  });

  it('a service that does not answer keeps no text waiting, is tried again within the rung, and not once somebody has it', async () => {
    service.answer.to = () => 'hang';
    const { crisisId, ref } = await world.raise({ choice: 'life-at-risk' });
    expect(world.phone('ana').at(-1)).toContain(ref);
    expect(await pushes(crisisId)).toMatchObject([{ state: 'submitting', attempts: [{ outcome: 'passing' }] }]);
    service.answer.to = () => ({ status: 201 });
    await world.freeze({ seconds: 5 });
    expect(await pushes(crisisId)).toMatchObject([{ state: 'sent', attempts: [{ outcome: 'passing' }, { outcome: 'accepted' }] }]);
    await answer('ana', crisisId);

    service.answer.to = (path) => (path.includes('anas') ? { status: 429, retryAfter: 30 } : { status: 201 });
    const again = await world.raise({ choice: 'life-at-risk' });
    expect(service.to('anas-phone').filter(({ message }) => message?.title.includes(again.ref))).toHaveLength(1);
    await world.freeze({ seconds: 10 });
    expect(service.to('anas-phone').filter(({ message }) => message?.title.includes(again.ref))).toHaveLength(1);
    service.answer.to = () => ({ status: 201 });
    await answer('ana', again.crisisId);
    await world.freeze({ seconds: 40 });
    expect(service.to('anas-phone').filter(({ message }) => message?.kind === 'asks' && message.title.includes(again.ref))).toHaveLength(1);
    expect((await pushes(again.crisisId)).find(({ kind }) => kind === 'page')).toMatchObject({ state: 'stopped' });
  });

  it('one that is gone is forgotten and says so in the log; one that refuses us is shown as failing until a test gets through', async () => {
    const client = await world.as('cas');
    const id = await turnOn('cas', 'cas-desk');
    service.answer.to = () => ({ status: 403 });
    const { body: first } = await client.post(`/api/v1/me/push-browsers/${id}/test`).expect(201);
    await world.settle();
    expect(await check('cas', first.id)).toMatchObject({ channel: 'push', purpose: 'test', state: 'failed', errorCode: 403 });
    expect((await mine('cas')).push.browsers).toMatchObject([{ id, failing: { code: 403 } }]);
    service.answer.to = () => ({ status: 201 });
    const { body: second } = await client.post(`/api/v1/me/push-browsers/${id}/test`).expect(201);
    await world.settle();
    expect(await check('cas', second.id)).toMatchObject({ state: 'sent' });
    expect(service.to('cas-desk').at(-1)?.message).toMatchObject({ kind: 'test', title: 'NORTH: test' });
    expect((await mine('cas')).push.browsers).toMatchObject([{ id, failing: null }]);
    await (await world.as('ana')).get(`/api/v1/me/notice-checks/${second.id}`).expect(404);

    service.answer.to = () => ({ status: 410 });
    await client.post(`/api/v1/me/push-browsers/${id}/test`).expect(201);
    await world.settle();
    expect((await mine('cas')).push.browsers).toEqual([]);
    const { body } = await (await world.as('sue')).get('/api/v1/messages?staffId=cas').expect(200);
    expect(body.messages[0]).toMatchObject({ channel: 'push', about: 'test', state: 'failed', code: 410 });
    const actions = (await world.db.collection('audit').find({ object: 'staff:cas' }).sort({ at: 1 }).toArray()).map((row) => row['action']);
    expect(actions).toEqual(expect.arrayContaining(['push.turned-on', 'push.test-sent', 'push.ended']));
  });

  it('is mine alone: nobody else tests or removes it; turned on by another on the same machine it is theirs', async () => {
    const [browser] = (await mine('ana')).push.browsers;
    const ben = await world.as('ben');
    await ben.delete(`/api/v1/me/push-browsers/${browser?.id}`).expect(404);
    await ben.post(`/api/v1/me/push-browsers/${browser?.id}/test`).expect(404);
    const shared = service.subscribe('shared-desk');
    for (const who of ['ana', 'ben'] as const) await (await world.as(who)).post('/api/v1/me/push-browsers', { ...shared, name: 'shared-desk' }).expect(201);
    expect((await mine('ana')).push.browsers.map(({ name }) => name)).not.toContain('shared-desk');
    const { body } = await ben.get('/api/v1/me/notices').expect(200);
    const id = (body as MyNoticesView).push.browsers.find(({ name }) => name === 'shared-desk')?.id;
    await ben.delete(`/api/v1/me/push-browsers/${id}`).expect(200);
  });

  it('only a push service is ever called', async () => {
    const ana = await world.as('ana');
    const { keys: own } = service.subscribe('x');
    for (const endpoint of ['https://internal.example/x', 'https://169.254.169.254/latest', 'http://127.0.0.1:1/x', `${world.publicUrl}/api/v1/session`]) {
      const { body } = await ana.post('/api/v1/me/push-browsers', { endpoint, keys: own }).expect(422);
      expect(body.type).toBe('/problems/messaging/push-service-unknown');
    }
    await ana.post('/api/v1/me/push-browsers', { endpoint: 'file:///etc/passwd', keys: own }).expect(400);
  });

  it('is looked up by indexes, whatever has piled up', async () => {
    const rows = world.db.collection('notice_messages');
    const plans = await Promise.all([
      rows.find({ crisisId: 'x', teamId: { $in: ['north'] } }).sort({ queuedAt: -1 }).explain('queryPlanner'), rows.find({ staffId: 'ana', teamId: { $in: ['north', 'network'] } }).sort({ queuedAt: -1 }).explain('queryPlanner'),
      rows.find({ teamId: { $in: ['north', 'network'] }, queuedAt: { $gte: world.now() } }).explain('queryPlanner'), world.db.collection('push_browsers').find({ staffId: 'ana' }).explain('queryPlanner'),
    ]);
    expect(plans.map((plan) => JSON.stringify(plan).includes('COLLSCAN'))).toEqual([false, false, false, false]);
  });

  it('costs nothing to who has none: no document, no push', async () => {
    const [{ id } = { id: '' }] = (await mine('ana')).push.browsers;
    await (await world.as('ana')).delete(`/api/v1/me/push-browsers/${id}`).expect(200);
    const before = await world.db.collection('notice_messages').countDocuments();
    const { crisisId } = await world.raise({ choice: 'serious' });
    await answer('ana', crisisId);
    expect(await world.db.collection('notice_messages').countDocuments()).toBe(before);
  });
});

describe('news of the rota by e-mail', () => {
  const ahead = (hours: number): string => new Date(world.now().getTime() + hours * 3_600_000).toISOString();
  async function useAddress(who: Who, address: string): Promise<void> {
    const client = await world.as(who);
    await client.put('/api/v1/me/email', { address, wanted: true }).expect(200);
    await client.post('/api/v1/me/email/code').expect(201);
    await world.settle();
    const code = /\d{6}/.exec(mail.to(address).at(-1)?.body ?? '')?.[0] ?? '';
    await client.post('/api/v1/me/email/verification', { code }).expect(200);
  }

  it('nothing goes to an address before its code was said, and a wrong code is no proof', async () => {
    const cas = await world.as('cas');
    expect((await mine('cas')).email).toMatchObject({ on: true, address: null, suggested: 'cas@test.example', verifiedAt: null, wanted: false });
    await cas.post('/api/v1/me/email/code').expect(422);
    await cas.put('/api/v1/me/email', { address: 'Cas@Post.Example', wanted: true }).expect(200);
    await cas.post('/api/v1/me/email/test').expect(422);
    const { body: sent } = await cas.post('/api/v1/me/email/code').expect(201);
    await world.settle();
    expect(await check('cas', sent.id)).toMatchObject({ channel: 'email', purpose: 'code', state: 'sent' });
    const [got] = mail.to('cas@post.example');
    expect(got).toMatchObject({ from: 'handrail@test.example', subject: 'NORTH: your code', id: `<${sent.id}@test.example>` });
    const code = /\d{6}/.exec(got?.body ?? '')?.[0] ?? '';
    expect(JSON.stringify(sent)).not.toContain(code);
    await cas.post('/api/v1/me/email/verification', { code: code === '000000' ? '111111' : '000000' }).expect(422);
    const { body } = await cas.post('/api/v1/me/email/verification', { code }).expect(200);
    expect(body.email).toMatchObject({ address: 'cas@post.example', verifiedAt: expect.any(String), wanted: true, failing: null });
    await cas.post('/api/v1/me/email/verification', { code }).expect(422);
    expect(JSON.stringify(await world.db.collection('email_addresses').find().toArray())).not.toContain('post.example');
    expect(JSON.stringify(await world.db.collection('notice_messages').find().toArray())).not.toContain(code);
  });

  it('a hand-over, a request and leave are told beside the texts; a page never is', async () => {
    await useAddress('rory', 'rory@post.example');
    const mails = (): string[] => mail.to('cas@post.example').map(({ subject }) => subject);
    const sue = await world.as('sue');
    await sue.post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'cas', startsAt: ahead(1), endsAt: ahead(3) }).expect(201);
    await world.settle();
    expect(mails().at(-1)).toBe('NORTH: Your shifts changed');
    await world.freeze({ seconds: 3700 });
    expect(mails().at(-1)).toBe('NORTH: Hand-over on the rota');
    expect(mail.to('cas@post.example').at(-1)?.body).toMatch(/^You are on call now/);
    expect(mail.to('cas@post.example').at(-1)?.body).toContain('/me/settings');

    const had = mail.mails.length;
    const { crisisId } = await world.raise({ choice: 'serious' });
    expect(world.phone('cas').at(-1)).toContain('A person is waiting');
    await answer('cas', crisisId);
    expect(mail.mails).toHaveLength(had);

    await (await world.as('rory')).put('/api/v1/me/language', { language: 'es' }).expect(200);
    await (await world.as('ana')).post('/api/v1/leave', { startsAt: ahead(30), endsAt: ahead(40) }).expect(201);
    await world.settle();
    // Nobody texts a rota manager without a number; the gap reaches her by mail, in her language and with its accents, and the supervisor by text.
    const toRory = mail.to('rory@post.example').slice(1).toSorted((a, b) => a.body.localeCompare(b.body));
    expect(toRory.map(({ subject }) => subject)).toEqual(['NORTH: Ausencia en las guardias', expect.stringContaining('Las_guardias_necesitan')]);
    expect(toRory.map(({ body }) => body)).toEqual([expect.stringMatching(/^Ausencia de Ana Test, /), expect.stringMatching(/^NADIE DE GUARDIA en first, [^]*Los correos solo avisan\. Por una crisis se le pregunta/)]);
    expect(world.phone('sue').at(-1)).toContain('NOBODY ON CALL');
  });

  it('turned off it stays off; mail that comes back is shown, ends mail to that address, and a new code begins anew', async () => {
    const sue = await world.as('sue');
    const cas = await world.as('cas');
    const putOn = async (from: number): Promise<void> => {
      await sue.post('/api/v1/rotas/second/overrides', { kind: 'override', staffId: 'cas', startsAt: ahead(from), endsAt: ahead(from + 1) }).expect(201);
      await world.settle();
    };
    await cas.put('/api/v1/me/email', { address: 'cas@post.example', wanted: false }).expect(200);
    const had = mail.to('cas@post.example').length;
    await putOn(50);
    expect(mail.to('cas@post.example')).toHaveLength(had);
    await cas.put('/api/v1/me/email', { address: 'cas@post.example', wanted: true }).expect(200);
    let tries = 0;
    mail.refuses.with = () => (tries++ === 0 ? 451 : null);
    await putOn(52);
    expect(mail.to('cas@post.example')).toHaveLength(had);
    await world.freeze({ seconds: 60 });
    expect(mail.to('cas@post.example')).toHaveLength(had + 1);

    mail.refuses.with = () => 550;
    await putOn(54);
    expect((await mine('cas')).email).toMatchObject({ failing: { code: 550, at: expect.any(String) } });
    mail.refuses.with = () => null;
    await putOn(56);
    expect(mail.to('cas@post.example')).toHaveLength(had + 1);
    const { body: messages } = await sue.get('/api/v1/messages?staffId=cas').expect(200);
    expect((messages as MessageLogView).messages.filter(({ channel, about }) => channel === 'email' && about === 'rota-change').map(({ state, code }) => [state, code])).toEqual(expect.arrayContaining([['failed', 550], ['sent', null]]));
    await useAddress('cas', 'cas@post.example');
    expect((await mine('cas')).email).toMatchObject({ failing: null, wanted: true });
    await putOn(58);
    expect(mail.to('cas@post.example').at(-1)?.subject).toBe('NORTH: Your shifts changed');
  });
});
