import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

const HOUR = 3_600_000;
const DUTY = '+12025550177';
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });
const ahead = (hours: number): string => new Date(world.now().getTime() + hours * HOUR).toISOString();
const local = (at: Date): { startsOn: string; handOverAt: string } => ({ startsOn: at.toISOString().slice(0, 10), handOverAt: at.toISOString().slice(11, 16) });
const save = async (differs: object) => {
  const rota = world.handrail.rotas.find('first');
  if (!rota) throw new Error('no rota');
  const { id: _id, teamId: _team, supervises: _supervises, version, ...rest } = rota;
  await (await world.as('rory')).put('/api/v1/rotas/first', { ...rest, seenVersion: version, ...differs }).expect(200);
  await world.settle();
};

describe('at a hand-over', () => {
  it('who comes on and who goes off hear of it on time, and a page comes first', async () => {
    const begins = new Date(Math.ceil(world.now().getTime() / HOUR) * HOUR + HOUR);
    const layer = { id: 'main', name: 'All', staffIds: ['ana', 'cas'], turn: { unit: 'days', count: 1 }, ...local(new Date(begins.getTime() - 48 * HOUR)), hours: [] };
    await save({ timeZone: 'UTC', layers: [{ ...layer, staffIds: ['cas', 'ana'] }] });
    expect(world.handrail.rotas.onCallIds('first', world.now())).toEqual(['ana']);
    const before = { ana: world.phone('ana').length, cas: world.phone('cas').length };
    await world.freeze({ seconds: (begins.getTime() - world.now().getTime()) / 1000 - 1 });
    expect([world.phone('ana').length, world.phone('cas').length]).toEqual([before.ana, before.cas]);
    await world.pass({ seconds: 2 });
    expect(world.phone('cas').slice(before.cas)).toEqual([expect.stringMatching(/You are on call now, first, until .*You follow Ana Test/)]);
    expect(world.phone('ana').slice(before.ana)).toEqual([expect.stringMatching(/Your time on call, first, is over\. Cas Test is on call now/)]);
    const rows = await world.db.collection('jobs').find({ kind: { $in: ['rota-hand-off', 'rota-look'] } }).toArray();
    expect(rows.every(({ urgency }) => urgency === 6)).toBe(true);
  }, 60_000);

  it('a rota that wants no notices gives none', async () => {
    await save({ handOffNotices: false });
    const before = [world.phone('ana').length, world.phone('cas').length];
    await world.freeze({ seconds: 24 * 3600 });
    expect([world.phone('ana').length, world.phone('cas').length]).toEqual(before);
  }, 60_000);

  it('a change that moves the shift this very moment is told at once', async () => {
    await save({ handOffNotices: true });
    const on = world.handrail.rotas.onCallIds('first', world.now())[0] as Who;
    const before = { ben: world.phone('ben').length, on: world.phone(on).length };
    await (await world.as('sue')).post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'ben', startsAt: ahead(0), endsAt: ahead(3) }).expect(201);
    await world.settle();
    expect(world.phone('ben').slice(before.ben)).toEqual([expect.stringMatching(/You are on call now/)]);
    expect(world.phone(on).slice(before.on)).toEqual([expect.stringMatching(/is over\. Ben Test is on call now/)]);
    await world.freeze({ seconds: 3 * 3600 + 60 });
    expect(world.phone('ben').at(-1)).toMatch(/Your time on call, first, is over/);
  }, 60_000);
});

describe('a shared duty phone', () => {
  it('is rung instead of the own phone of who is on call, and its reply counts for them', async () => {
    await save({ dutyPhone: '(202) 555-0177', handOffNotices: false });
    const on = world.handrail.rotas.onCallIds('first', world.now())[0] as Who;
    const before = world.phone(on).length;
    const { crisis: { id } = { id: '' } } = await world.raise() as unknown as { crisis?: { id: string } };
    expect(world.carrier.to(DUTY).map(({ body }) => body)).toEqual([expect.stringMatching(/EMERGENCY/)]);
    expect(world.phone(on).slice(before).filter((body) => /EMERGENCY/.test(body))).toEqual([]);
    await world.carrier.reply(DUTY, '1');
    await world.settle();
    const owners = await world.db.collection('crises').find({}).toArray();
    expect(owners.map(({ owner }) => (owner as { staffId: string } | null)?.staffId)).toEqual([on]);
    expect(typeof id).toBe('string');
    expect(world.handrail.holderOf(DUTY)).toBe(world.handrail.people.nameOf(on));
    const { body } = await (await world.as('sue')).get('/api/v1/on-call').expect(200);
    expect(body.onCall.find(({ rotaId }: { rotaId: string }) => rotaId === 'first')).toMatchObject({ onDutyPhone: true, reachable: true });
  });

  it('handed on after a page came, its reply counts for who carries it now', async () => {
    const on = world.handrail.rotas.onCallIds('first', world.now())[0] as Who;
    await world.raise({ choice: 'life-at-risk', headline: 'second' });
    expect(world.carrier.to(DUTY).filter(({ body }) => /EMERGENCY/.test(body))).toHaveLength(2);
    await (await world.as('sue')).post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'zoe', startsAt: ahead(0), endsAt: ahead(2) }).expect(201);
    expect(world.handrail.rotas.holderOf(DUTY, world.now())).toBe('zoe');
    await world.carrier.reply(DUTY, '1');
    await world.settle();
    const owners = (await world.db.collection('crises').find({}).sort({ raisedAt: 1 }).toArray()).map(({ owner }) => (owner as { staffId: string } | null)?.staffId);
    expect(owners).toEqual([on, 'zoe']);
  });

  it('handed on after a page came, its link and its keys count for who carries it now, a link of one’s own for oneself', async () => {
    await world.freeze({ seconds: 2 * 3600 + 1 });
    expect(world.handrail.rotas.holderOf(DUTY, world.now())).not.toBe('zoe');
    const before = world.carrier.to(DUTY).length;
    const { crisisId } = await world.raise({ choice: 'serious', headline: 'by link' });
    const asked = world.handrail.rotas.onCallIds('first', world.now())[0] as Who;
    const token = /\/a#([\w-]{14})/.exec(world.carrier.to(DUTY).slice(before).at(-1)?.body ?? '')?.[1] ?? '';
    await world.pass({ seconds: 1 });
    await (await world.as('sue')).post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'zoe', startsAt: ahead(0), endsAt: ahead(1) }).expect(201);
    const link = (what: string, differs: object = {}) => world.nobody().post(`/api/v1/answer-link/${what}`).set('X-Handrail', '1').send({ token, ...differs });
    expect((await link('view')).body).toMatchObject({ name: world.handrail.people.nameOf('zoe'), state: 'asking' });
    expect((await link('view', { token: `${token}.own` })).body).toMatchObject({ name: world.handrail.people.nameOf(asked), state: 'asking' });
    expect((await link('answer', { answer: 'have-it' })).body).toMatchObject({ state: 'yours', name: world.handrail.people.nameOf('zoe') });
    expect((await world.crisis(crisisId)).owner.id).toBe('zoe');
    await world.freeze({ seconds: 3601 });

    world.carrier.outcome = () => 'rings';
    const { body: { policies: [policy] } } = await (await world.as('sue')).get('/api/v1/policies').expect(200);
    const ladders = { ...policy.ladders, A: { ...policy.ladders.A, rungs: policy.ladders.A.rungs.map((rung: object) => ({ ...rung, channels: ['sms', 'voice'] })) } };
    await (await world.as('sue')).put(`/api/v1/policies/${policy.id}`, { seenVersion: policy.version, name: policy.name, ladders }).expect(200);
    const rung = await world.raise({ choice: 'life-at-risk', headline: 'by key' });
    await world.pass({ seconds: 1 });
    const call = world.carrier.callsTo(DUTY).at(-1);
    await (await world.as('sue')).post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'zoe', startsAt: ahead(0), endsAt: ahead(1) }).expect(201);
    if (!call) throw new Error('the duty phone was not rung');
    await world.carrier.pickUp(call);
    await world.carrier.press(call, '1');
    await world.settle();
    expect((await world.crisis(rung.crisisId)).owner.id).toBe('zoe');
    world.carrier.outcome = () => 'silent';
    await world.freeze({ seconds: 3601 });
  }, 60_000);

  it('cannot be somebody’s own number, or another rota’s', async () => {
    const second = world.handrail.rotas.find('second');
    const put = async (dutyPhone: string) => (await world.as('rory')).put('/api/v1/rotas/second', { seenVersion: second?.version, name: 'second', timeZone: 'UTC', layers: second?.layers, dutyPhone });
    expect((await put('+12025550101')).body.type).toBe('/problems/oncall/phone-in-use');
    expect((await put(DUTY)).body.type).toBe('/problems/oncall/phone-in-use');
  });
});

describe('a calendar link', () => {
  it('gives my shifts to whoever has the secret, which is stored hashed and can be renewed', async () => {
    const ana = await world.as('ana');
    const { body: made } = await ana.post('/api/v1/calendar-links').expect(201);
    const path = new URL(made.url as string).pathname;
    expect(path).toMatch(/^\/calendar\/[\w-]{22}\.ics$/);
    const feed = await world.nobody().get(path).expect(200);
    expect(feed.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(feed.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(feed.text).toMatch(/SUMMARY:On call: first\r\n/);
    expect(feed.text).not.toMatch(/Ben Test|Cas Test/);
    const [row] = await world.db.collection('calendar_links').find({ staffId: 'ana' }).toArray();
    expect(JSON.stringify(row)).not.toContain(path.slice(10, 32));
    const { body: renewed } = await ana.post('/api/v1/calendar-links').expect(201);
    await world.nobody().get(path).expect(404);
    await world.nobody().get(new URL(renewed.url as string).pathname).expect(200);
    expect((await ana.get('/api/v1/calendar-links').expect(200)).body).toEqual({ links: [expect.objectContaining({ id: renewed.id, rotaId: null, lastReadAt: expect.any(String) })] });
    await ana.delete(`/api/v1/calendar-links/${renewed.id}`).expect(204);
    await world.nobody().get(new URL(renewed.url as string).pathname).expect(404);
  });

  it('of a rota names who is on call, for those who may read it', async () => {
    const { body } = await (await world.as('sue')).post('/api/v1/calendar-links', { rotaId: 'first' }).expect(201);
    const { text } = await world.nobody().get(new URL(body.url as string).pathname).expect(200);
    expect(text).toMatch(/SUMMARY:Ana Test: first\r\n/);
    expect(text).toMatch(/SUMMARY:Cas Test: first\r\n/);
    const uids = [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    await (await world.as('zoe')).post('/api/v1/calendar-links', { rotaId: 'first' }).expect(404);
    await world.nobody().get('/calendar/aaaaaaaaaaaaaaaaaaaaaa.ics').expect(404);
    await world.nobody().get('/calendar/short.ics').expect(404);
  });
});
