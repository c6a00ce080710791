import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

describe('what comes in is kept once', () => {
  it('I9: the same key gives the same report; concurrent repeats create one crisis', async () => {
    const wes = await world.as('wes');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => wes.post('/api/v1/reports', { choice: 'serious' }).set('Idempotency-Key', key)));
    await world.settle();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.crisisId)).size).toBe(1);
    expect(await world.db.collection('crises').countDocuments({ 'reports.key': `wes:${key}` })).toBe(1);
  });

  it('I9: the same key with another body is refused and changes nothing', async () => {
    const wes = await world.as('wes');
    const key = randomUUID();
    await wes.post('/api/v1/reports', { choice: 'serious' }).set('Idempotency-Key', key).expect(201);
    const { body } = await wes.post('/api/v1/reports', { choice: 'life-at-risk' }).set('Idempotency-Key', key).expect(422);
    expect(body.type).toBe('/problems/request/key-reused');
  });

  it('I7: a text that the provider delivers twice has its effect once', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    expect(await world.reply('ana', `1 ${ref}`, sid)).toBe(200);
    expect(await world.reply('ana', `1 ${ref}`, sid)).toBe(200);
    expect(await world.db.collection('inbound_messages').countDocuments({ _id: sid as never })).toBe(1);
    expect(await world.db.collection('domain_events').countDocuments({ crisisId, kind: 'crisis.acknowledged' })).toBe(1);
    expect(world.phone('ana').filter((text) => text.includes(`${ref} is yours`))).toHaveLength(1);
  });

  it('I7: a text answered 200 is stored before the answer', async () => {
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    expect(await world.carrier.reply('+12025550101', 'what is this', { sid })).toBe(200);
    expect(await world.db.collection('inbound_messages').countDocuments({ _id: sid as never })).toBe(1);
    await world.settle();
    expect(world.phone('ana').at(-1)).toMatch('We could not read that');
  });

  it('I7: receipts that come doubled, late and in the wrong order never take back what is known', async () => {
    world.carrier.receipts = () => [];
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    const text = world.carrier.to('+12025550101').find(({ body }) => body.includes(ref));
    if (!text) throw new Error('nobody was asked');
    for (const status of ['delivered', 'sent', 'delivered', 'queued', 'sent'] as const) expect(await world.carrier.receipt(text, status)).toBe(200);
    await world.settle();
    const { ladder } = await world.crisis(crisisId);
    expect(ladder.rungs[0].asked[0]).toMatchObject({ said: 'delivered' });
    expect(await world.db.collection('domain_events').countDocuments({ crisisId, kind: 'notification.delivered' })).toBe(1);
    world.carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
  });

  it('I7: a wrong signature changes nothing', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    expect(await world.carrier.reply('+12025550101', `1 ${ref}`, { token: 'not-the-token' })).toBe(403);
    expect(await world.handrail.crises.find(crisisId)).toMatchObject({ owner: null });
  });

  it('a queued report joins the crisis that its own text opened', async () => {
    expect(await world.reply('wes', 'EM K7QD')).toBe(200);
    expect(world.phone('wes').at(-1)).toMatch(/Received, \d{4,6}\. We are asking the on-call team now/);
    const opened = await world.db.collection('crises').findOne({ 'reports.draftCode': 'K7QD' });
    const joined = await world.raise({ choice: 'life-at-risk', draftCode: 'K7QD', writtenAt: new Date(world.now().getTime() - 60_000).toISOString(), place: 'Shelter' });
    expect(joined.crisisId).toBe(opened?._id);
  });

  it('words from a number we do not know open a crisis, are answered at once, and a second text joins', async () => {
    expect(await world.carrier.reply('+12025550177', 'i want to die')).toBe(200);
    expect(await world.carrier.reply('+12025550177', 'please')).toBe(200);
    await world.settle();
    expect(world.carrier.to('+12025550177')[0]?.body).toMatch('Texts here are not read straight away');
    const crises = (await world.handrail.crises.board(['north'], 'sue')).filter(({ senderIndex }) => senderIndex !== null);
    expect(crises).toHaveLength(1);
    expect(crises[0]).toMatchObject({ urgency: { letter: 'B' }, raisedById: null });
    expect(crises[0]?.reports).toHaveLength(2);
  });
});

describe('what goes out says nothing of the person', () => {
  const SECRETS = { personName: 'Zebulon Quirke', headline: 'Zebulon swallowed tablets', place: '14 Quagmire Lane', narrative: 'Very long story of xylophones', theySaid: 'I am done with xylophones', whatHelps: 'Xylophone music', postcode: '20019', safeToContact: 'Sister Ottoline 202-555-0199' };
  const WORDS = ['Zebulon', 'Quirke', 'tablets', 'Quagmire', 'xylophone', 'Xylophone', 'Ottoline', '202-555-0199'];

  it('I12: no text, job, event, audit entry, log line or stored row carries what was said about the person in the clear', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'life-at-risk', ...SECRETS });
    await world.pass({ seconds: 400 });
    await world.reply('sue', `1 ${ref}`);
    await (await world.as('sue')).post(`/api/v1/crises/${crisisId}/notes`, { kind: 'note', text: 'Zebulon likes xylophones' }).expect(201);
    await world.settle();
    for (const { body } of world.carrier.sent) for (const word of WORDS) expect(body).not.toContain(word);
    for (const name of ['crises', 'escalations', 'jobs', 'domain_events', 'audit', 'messages', 'inbound_messages']) {
      const stored = JSON.stringify(await world.db.collection(name).find().toArray());
      for (const word of WORDS) expect(`${name}: ${stored.includes(word) ? word : ''}`).toBe(`${name}: `);
    }
  });

  it('I12: problems and metrics carry no words of the person', async () => {
    const wes = await world.as('wes');
    const { text } = await wes.post('/api/v1/reports', { choice: 'Zebulon', headline: 5, secret: 'Quagmire' }).expect(400);
    for (const word of WORDS) expect(text).not.toContain(word);
    expect(JSON.parse(text).errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/choice', '/headline', '/secret']);
    const metrics = await world.nobody().get('/metrics').expect(200);
    for (const word of WORDS) expect(metrics.text).not.toContain(word);
  });
});

describe('a week later', () => {
  it('I9: after eight days the key still gives the same report', async () => {
    const wes = await world.as('wes');
    const key = randomUUID();
    const first = await wes.post('/api/v1/reports', { choice: 'struggling' }).set('Idempotency-Key', key).expect(201);
    await world.clock.jump(8 * 24 * 3600 * 1000, world.settle);
    const again = await (await freshWes()).post('/api/v1/reports', { choice: 'struggling' }).set('Idempotency-Key', key).expect(201);
    expect(again.body.id).toBe(first.body.id);
  });
});

/** The session of 12 hours is over after eight days; a phone signs in again. */
async function freshWes() {
  const answer = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'wes@test.example', password: 'a password for tests' }).expect(200);
  const cookie = ([answer.headers['set-cookie']].flat() as string[]).map((line) => line.split(';')[0]).join('; ');
  return { post: (path: string, body: object) => world.nobody().post(path).set('Cookie', cookie).set('X-Handrail', '1').send(body) };
}
