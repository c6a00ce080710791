import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyChannelsView, PhoneCheckView } from '../../../server/contract/identity.js';
import { dataKeysOn, open, seal } from '../../../server/platform/mongo/data-keys.js';
import { STAFF, aLadder, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let world: World;
/** Texts alone, three rungs; C's first rung has two people. */
const both = { ...aLadder({ seconds: 900 }), rungs: [{ ask: [{ kind: 'rota' as const, rotaId: 'first' }, { kind: 'rota' as const, rotaId: 'second' }], channels: ['sms' as const], answerWithinSeconds: 900 }] };
beforeAll(async () => { world = await startWorld({ ladders: { C: both } }); });
afterAll(async () => { await world.stop(); });

const mine = async (who: Who): Promise<MyChannelsView> => (await (await world.as(who)).get('/api/v1/me/channels').expect(200)).body;
const save = async (who: Who, more: Partial<MyChannelsView>) => {
  const { version, numbers, choices, quiet } = { ...await mine(who), ...more };
  return (await world.as(who)).put('/api/v1/me/channels', { seenVersion: version, order: numbers.map(({ id }) => id), choices, quiet });
};
const asLadder = { emergency: null, urgent: null, soon: null };
const check = async (who: Who, id: string): Promise<PhoneCheckView> => (await (await world.as(who)).get(`/api/v1/me/phone-checks/${id}`).expect(200)).body;

/** A new number of somebody, checked by a code as a person would. */
async function addNumber(who: Who, number: string, kind: 'text-and-call' | 'call-only'): Promise<string> {
  const client = await world.as(who);
  const { body } = await client.post('/api/v1/me/numbers', { number, kind }).expect(201);
  const id = (body as MyChannelsView).numbers.at(-1)?.id ?? '';
  const channel = kind === 'call-only' ? 'voice' : 'sms';
  if (channel === 'voice') world.carrier.outcome = (call) => (call.to === number ? 'listens' : 'no-answer');
  await client.post(`/api/v1/me/numbers/${id}/code`, { channel }).expect(201);
  await world.settle();
  const heard = channel === 'sms' ? world.carrier.to(number).at(-1)?.body ?? '' : (world.carrier.callsTo(number).at(-1)?.twiml.at(-1) ?? '').replaceAll(', ', '');
  world.carrier.outcome = () => 'no-answer';
  const code = /\d{6}/.exec(heard)?.[0] ?? '';
  await client.post(`/api/v1/me/numbers/${id}/verification`, { code }).expect(200);
  return id;
}

describe('my numbers', () => {
  it('those that set-up gave are taken as right, and shown so', async () => {
    expect(await mine('ana')).toMatchObject({ numbers: [{ number: STAFF.ana.phone, kind: 'text-and-call', verifiedBy: 'set-up', optedOut: false }], choices: asLadder, quiet: null, unreachable: null, rotas: ['first'] });
  });

  it('a number of the first release, stored before there were several, counts as checked', async () => {
    const keys = await dataKeysOn(world.db.useDb(world.db.name, { useCache: false }), world.handrail.env.fieldKeys);
    const key = await keys.named('staff');
    const rows = world.db.collection('staff');
    const row = await rows.findOne({ _id: 'cas' as never });
    const { email } = open(key, 'staff:cas:sealed', String(row?.['sealed'])) as { email: string };
    await rows.updateOne({ _id: 'cas' as never }, { $set: { sealed: seal(key, 'staff:cas:sealed', { email, phone: STAFF.cas.phone }), phoneIndex: keys.blindIndex('phone', STAFF.cas.phone) }, $unset: { version: 1 } });
    await world.handrail.people.refresh();
    expect(await mine('cas')).toMatchObject({ version: 1, numbers: [{ number: STAFF.cas.phone, verifiedBy: 'set-up' }], unreachable: null });
    expect((await save('cas', { quiet: { from: '22:00', until: '07:00', timeZone: 'America/New_York' } })).status).toBe(200);
    expect((await save('cas', { quiet: null })).status).toBe(200);
  });

  it('a new one is no number of mine until its code is said; five wrong codes end a code', async () => {
    const ben = await world.as('ben');
    const { body } = await ben.post('/api/v1/me/numbers', { number: '(202) 555-0160', kind: 'text-and-call' }).expect(201);
    const id = (body as MyChannelsView).numbers.at(-1)?.id ?? '';
    expect(world.handrail.people.byPhone('+12025550160')).toBeNull();
    await ben.post(`/api/v1/me/numbers/${id}/test`, { channel: 'sms' }).expect(422);
    await ben.post(`/api/v1/me/numbers/${id}/code`, { channel: 'sms' }).expect(201);
    await world.settle();
    const text = world.carrier.to('+12025550160').at(-1)?.body ?? '';
    expect(text).toMatch(/^NORTH: \d{6} is your code to check this phone/);
    const code = /\d{6}/.exec(text)?.[0] ?? '';
    const wrong = code === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 5; tries++) expect((await ben.post(`/api/v1/me/numbers/${id}/verification`, { code: wrong })).body.type).toBe('/problems/identity/wrong-code');
    await ben.post(`/api/v1/me/numbers/${id}/verification`, { code }).expect(422);
    await ben.post(`/api/v1/me/numbers/${id}/code`, { channel: 'sms' }).expect(201);
    await world.settle();
    const again = /\d{6}/.exec(world.carrier.to('+12025550160').at(-1)?.body ?? '')?.[0] ?? '';
    await world.pass({ seconds: 600 });
    await ben.post(`/api/v1/me/numbers/${id}/verification`, { code: again }).expect(422);
    await ben.delete(`/api/v1/me/numbers/${id}`).expect(200);
  });

  it('a landline is checked by a spoken code, which no machine is told', async () => {
    world.carrier.outcome = () => 'machine';
    const zoe = await world.as('zoe');
    const { body } = await zoe.post('/api/v1/me/numbers', { number: '+12025550161', kind: 'call-only' }).expect(201);
    const id = (body as MyChannelsView).numbers.at(-1)?.id ?? '';
    expect((await zoe.post(`/api/v1/me/numbers/${id}/code`, { channel: 'sms' })).body.type).toBe('/problems/identity/number-not-text');
    await zoe.post(`/api/v1/me/numbers/${id}/code`, { channel: 'voice' }).expect(201);
    await world.settle();
    expect(world.carrier.callsTo('+12025550161').at(-1)?.twiml.join('')).not.toMatch(/Say/);
    world.carrier.outcome = () => 'listens';
    await world.pass({ seconds: 1 });
    await zoe.post(`/api/v1/me/numbers/${id}/code`, { channel: 'voice' }).expect(201);
    await world.settle();
    world.carrier.outcome = () => 'no-answer';
    const said = world.carrier.callsTo('+12025550161').at(-1)?.twiml.at(-1) ?? '';
    const code = (/is (\d(?:, \d){5})/.exec(said)?.[1] ?? '').replaceAll(', ', '');
    const { body: after } = await zoe.post(`/api/v1/me/numbers/${id}/verification`, { code }).expect(200);
    expect((after as MyChannelsView).numbers.at(-1)).toMatchObject({ verifiedBy: 'code' });
    expect(world.handrail.people.byPhone('+12025550161')?.id).toBe('zoe');
  });

  it('nobody takes a number that is somebody else’s, and nobody on a rota gives up the last one', async () => {
    const ana = await world.as('ana');
    expect((await ana.post('/api/v1/me/numbers', { number: STAFF.ben.phone, kind: 'text-and-call' })).body.type).toBe('/problems/identity/phone-in-use');
    const [{ id } = { id: '' }] = (await mine('ana')).numbers;
    expect((await ana.delete(`/api/v1/me/numbers/${id}`)).body.type).toBe('/problems/identity/last-number');
  });

  it('a test goes out the way that pages take, and says sent and delivered with their times', async () => {
    const sue = await world.as('sue');
    const [{ id } = { id: '' }] = (await mine('sue')).numbers;
    const { body } = await sue.post(`/api/v1/me/numbers/${id}/test`, { channel: 'sms' }).expect(201);
    await world.settle();
    expect(await check('sue', body.id)).toMatchObject({ purpose: 'test', channel: 'sms', state: 'delivered', sentAt: expect.any(String), deliveredAt: expect.any(String) });
    expect(world.phone('sue').at(-1)).toBe('NORTH: This is a test you asked for. This phone gets our texts. You need not answer.');
    world.carrier.outcome = () => 'listens';
    const { body: call } = await sue.post(`/api/v1/me/numbers/${id}/test`, { channel: 'voice' }).expect(201);
    await world.settle();
    world.carrier.outcome = () => 'no-answer';
    expect(await check('sue', call.id)).toMatchObject({ channel: 'voice', state: 'delivered' });
    expect((await (await world.as('ana')).get(`/api/v1/me/phone-checks/${call.id}`)).status).toBe(404);
  });

  it('a phone that turned texts off is told so before anything is sent', async () => {
    await world.reply('sam', 'STOP');
    const view = await mine('sam');
    expect(view).toMatchObject({ unreachable: 'opted-out', numbers: [{ optedOut: true }] });
    expect((await (await world.as('sam')).post(`/api/v1/me/numbers/${view.numbers[0]?.id ?? ''}/test`, { channel: 'sms' })).body.type).toBe('/problems/identity/number-opted-out');
    await world.reply('sam', 'START');
    expect((await mine('sam')).unreachable).toBeNull();
  });

  it('what cannot be kept is refused field by field, and an old version is refused', async () => {
    const view = await mine('ana');
    const number = view.numbers[0]?.id ?? '';
    const wrong = await save('ana', { choices: { ...asLadder, emergency: [{ channel: 'voice', numberId: number, afterSeconds: 0 }] } });
    expect([wrong.status, wrong.body.errors]).toEqual([400, [{ pointer: '/choices/emergency', detail: 'a text at once is always sent' }]]);
    expect((await save('ana', { version: 99 })).body.type).toBe('/problems/identity/changed');
  });
});

describe('what the ladder does with it', () => {
  it('a call wanted a minute later rings a minute later, on the number that was chosen', async () => {
    const desk = await addNumber('ana', '+12025550170', 'call-only');
    const mobile = (await mine('ana')).numbers[0]?.id ?? '';
    expect((await save('ana', { choices: { ...asLadder, urgent: [{ channel: 'sms', numberId: mobile, afterSeconds: 0 }, { channel: 'voice', numberId: desk, afterSeconds: 60 }] } })).status).toBe(200);
    const before = world.phone('ana').length;
    const calls = world.carrier.callsTo('+12025550170').length;
    await world.raise({ choice: 'struggling' });
    expect(world.phone('ana')).toHaveLength(before + 1);
    await world.pass({ seconds: 59 });
    expect(world.carrier.callsTo('+12025550170')).toHaveLength(calls);
    await world.pass({ seconds: 1 });
    expect(world.carrier.callsTo('+12025550170')).toHaveLength(calls + 1);
    expect(world.carrier.callsTo(STAFF.ana.phone)).toHaveLength(0);
  });

  it('a later call is never made once somebody has answered, or they said no', async () => {
    const calls = () => world.carrier.callsTo('+12025550170').length;
    const before = calls();
    const { ref } = await world.raise({ choice: 'struggling' });
    await world.reply('ana', `2 ${ref}`);
    await world.pass({ seconds: 120 });
    expect(calls()).toBe(before);
    const second = await world.raise({ choice: 'struggling' });
    await world.reply('ben', `1 ${second.ref}`);
    await world.pass({ seconds: 120 });
    expect(calls()).toBe(before);
  });

  it('a text that fails brings the later call forward to now', async () => {
    const before = world.carrier.callsTo('+12025550170').length;
    world.carrier.script = (text) => (text.to === STAFF.ana.phone ? { refuse: 400, code: 21211 } : 'accept');
    await world.raise({ choice: 'struggling' });
    world.carrier.script = () => 'accept';
    expect(world.carrier.callsTo('+12025550170').length).toBe(before + 1);
    await world.pass({ seconds: 120 });
    expect(world.carrier.callsTo('+12025550170').length).toBe(before + 1);
  });

  it('for A a text goes at once, whatever was chosen', async () => {
    const { numbers: [mobile, desk] } = await mine('ana');
    expect((await save('ana', { choices: { ...asLadder, emergency: [{ channel: 'sms', numberId: mobile?.id ?? '', afterSeconds: 0 }, { channel: 'voice', numberId: desk?.id ?? '', afterSeconds: 300 }] } })).status).toBe(200);
    const before = { texts: world.phone('ana').length, calls: world.carrier.callsTo('+12025550170').length };
    await world.raise({ choice: 'life-at-risk' });
    expect(world.phone('ana').length).toBe(before.texts + 1);
    // Not 300 s: nobody’s own delay takes more than half of the rung’s two minutes.
    await world.pass({ seconds: 59 });
    expect(world.carrier.callsTo('+12025550170').length).toBe(before.calls);
    await world.pass({ seconds: 1 });
    expect(world.carrier.callsTo('+12025550170').length).toBe(before.calls + 1);
    await save('ana', { choices: asLadder });
  });

  it('quiet hours hold a C back while somebody else on the rung can be asked, until they end, and never an A', async () => {
    const now = world.now();
    const clock = (at: Date) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
    const quiet = { from: clock(new Date(now.getTime() - 600_000)), until: clock(new Date(now.getTime() + 300_000)), timeZone: 'UTC' };
    expect((await save('ana', { quiet })).status).toBe(200);
    const [ana, ben] = [world.phone('ana').length, world.phone('ben').length];
    await world.raise({ choice: 'struggling' });
    expect([world.phone('ana').length - ana, world.phone('ben').length - ben]).toEqual([0, 1]);
    await world.raise({ choice: 'life-at-risk' });
    expect(world.phone('ana').length - ana).toBe(1);
    await world.pass({ seconds: 300 });
    expect(world.phone('ana').filter((text) => text.includes('URGENT')).length).toBeGreaterThan(0);
    expect(world.phone('ana').length - ana).toBeGreaterThanOrEqual(2);
  });

  it('whoever is alone on a rung is asked in their quiet hours too, and so are all when all are quiet', async () => {
    const now = world.now();
    const clock = (at: Date) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
    const quiet = { from: clock(new Date(now.getTime() - 600_000)), until: clock(new Date(now.getTime() + 3_600_000)), timeZone: 'UTC' };
    for (const who of ['ana', 'ben'] as const) expect((await save(who, { quiet })).status).toBe(200);
    const before = world.phone('ana').length;
    await world.raise({ choice: 'struggling' });
    expect(world.phone('ana').length).toBe(before + 1);
    for (const who of ['ana', 'ben'] as const) await save(who, { quiet: null });
  });
});

describe('my sign-ins', () => {
  it('are listed without anything that could be used, and each can be ended everywhere at once', async () => {
    const answer = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').set('User-Agent', 'Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile')
      .send({ email: 'pia@test.example', password: 'a password for tests', enrolPhone: true }).expect(200);
    const [session, device] = ([answer.headers['set-cookie']].flat() as string[]).map((line) => line.split(';')[0] as string);
    const pia = await world.as('pia');
    const { body: { sessions } } = await pia.get('/api/v1/me/sessions').expect(200);
    expect(sessions.map(({ kind, about, current }: { kind: string; about: string | null; current: boolean }) => [kind, about, current])).toEqual(expect.arrayContaining([['session', 'Chrome on Android', false], ['device', 'Chrome on Android', false]]));
    expect(JSON.stringify(sessions)).not.toContain((session ?? '').split('=')[1]);
    for (const { id, current } of sessions as { id: string; current: boolean }[]) if (!current) await pia.delete(`/api/v1/me/sessions/${id}`).expect(200);
    await world.nobody().get('/api/v1/me/channels').set('Cookie', session ?? '').expect(401);
    await world.nobody().post('/api/v1/reports').set('Cookie', device ?? '').set('X-Handrail', '1').send({ choice: 'serious' }).expect(401);
    await pia.get('/api/v1/me/sessions').expect(200);
    expect((await (await world.as('wes')).delete(`/api/v1/me/sessions/${(sessions as { id: string }[])[0]?.id ?? ''}`)).status).toBe(404);
  });
});
