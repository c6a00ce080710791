import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { CapacityLine, CapacityLinkView, CapacityTellingView, RoomAskView } from '../../../server/contract/capacity.js';
import type { Service } from '../../../server/contract/directory.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { aCapacity, aPlace, aService, anIntake } from '../matching/a-service.js';

const STREETS = ['Elm Row', 'Oak Street', 'Mill Lane'] as const;
const [ELM, OAK, MILL] = ['+12025550161', '+12025550162', '+12025550163'] as const;
const BOTH = '+12025550164';
const STRANGER = '+12025550170';
const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
let world: World;

const placeAt = (street: string) => {
  const place = aPlace({ name: street });
  return { ...place, location: { ...place.location, addresses: [{ id: street, attention: null, address1: `114 ${street}`, address2: null, city: 'Washington', region: null, stateProvince: 'DC', postalCode: '20001', country: 'US', type: 'physical' as const }] } };
};
const contact = (address: string, verified = true) => anIntake({ id: randomUUID(), address, label: 'Front desk', verified: verified ? { by: 'Dora', at: world.now(), how: 'rang it' } : null });

async function put(service: Service): Promise<void> {
  await world.db.collection('services').replaceOne({ _id: service.id as never }, { version: 1, name: service.name, words: [], kinds: service.handrail.kinds, status: service.status, toReview: false, hasBeds: true, service }, { upsert: true });
}
const told = (available: number, minutesAgo: number, unit = 'Bed') => aCapacity(available, { id: randomUUID(), maximum: 6, unit: { id: unit, name: unit, scheme: null, identifier: null, uri: null }, updatedAt: new Date(world.now().getTime() - minutesAgo * 60_000) });

beforeAll(async () => {
  world = await startWorld();
  const phones = [ELM, OAK, MILL];
  for (const [n, id] of ids.entries()) {
    await put(aService({
      id, name: `${STREETS[n] ?? ''} crisis house`, locations: [placeAt(STREETS[n] ?? '')], capacities: n === 2 ? [told(2, 5), told(1, 5, 'Flat')] : [told(3, n === 0 ? 200 : 5)],
      handrail: { timeZone: 'America/New_York', intake: [contact(phones[n] ?? ''), ...(n < 2 ? [contact(BOTH)] : []), ...(n === 0 ? [contact('+12025550169', false)] : [])] },
    }));
  }
  await world.handrail.matching.refresh();
});
afterAll(async () => { await world.stop(); });

const board = async (): Promise<CapacityLine[]> => (await (await world.as('dora')).get('/api/v1/capacity').expect(200)).body.services;
const line = async (n: 0 | 1 | 2): Promise<CapacityLine> => (await board()).find(({ serviceId }) => serviceId === ids[n]) as CapacityLine;
const history = async (n: 0 | 1 | 2): Promise<CapacityTellingView[]> => (await (await world.as('ana')).get(`/api/v1/services/${ids[n]}/capacity-history`).expect(200)).body.tellings;
const texts = (phone: string): string[] => world.carrier.to(phone).map(({ body }) => body);
const text = async (phone: string, body: string): Promise<string> => {
  const before = texts(phone).length;
  expect(await world.carrier.reply(phone, body)).toBe(200);
  await world.settle();
  return texts(phone).slice(before).join(' | ');
};
const tokenIn = (body: string | undefined): string => /\/c#([\w-]{22})/.exec(body ?? '')?.[1] ?? 'no link';
const link = (what: 'view' | 'places' | 'room', body: object) => world.nobody().post(`/api/v1/capacity-link/${what}`).set('X-Handrail', '1').send(body);

describe('the board of free places', () => {
  it('shows every service that tells places, with age, limit, teller and means; an old number is there with its age', async () => {
    const lines = await board();
    expect(lines).toHaveLength(3);
    expect(lines.find(({ serviceId }) => serviceId === ids[0])).toMatchObject({
      serviceName: 'Elm Row crisis house', phone: '(202) 555-0164', capacities: [{ unit: 'Bed', kind: 'bed', available: 3, maximum: 6, method: 'link' }], ask: { canText: true, askedAt: null }, settings: { remind: false, byNight: false, version: 0 },
    });
    const { capacities: [bed] } = await line(0);
    expect(Date.parse(bed?.freshUntil ?? '') - Date.parse(bed?.updatedAt ?? '')).toBe(7_200_000);
    expect(Date.parse(bed?.freshUntil ?? '')).toBeLessThan(world.now().getTime());
    await (await world.as('wes')).get('/api/v1/capacity').expect(403);
  });

  it('a telling is news to every open page, and its number, teller and means are kept for good', async () => {
    const socket = await world.socket('dora');
    const news = new Promise<{ what: string; serviceId?: string }>((resolve) => { socket.on('surroundings', resolve); });
    const { capacities: [bed] } = await line(1);
    const ana = await world.as('ana');
    await ana.put(`/api/v1/services/${ids[1]}/capacity`, { available: 2, capacityId: bed?.id, method: 'phone', seen: { available: 3, updatedAt: bed?.updatedAt } }).expect(200);
    expect(await news).toEqual({ what: 'places', serviceId: ids[1] });
    expect((await ana.get(`/api/v1/capacity?serviceId=${ids[1]}`).expect(200)).body.services).toMatchObject([{ capacities: [{ available: 2, reportedBy: 'Ana Test', method: 'phone' }] }]);
    expect(await history(1)).toMatchObject([{ available: 2, before: 3, by: 'Ana Test', method: 'phone', why: 'told', unit: 'Bed' }]);
    expect(await world.db.collection('capacity_tellings').find().toArray()).not.toEqual(expect.arrayContaining([expect.objectContaining({ by: 'Ana Test' })]));
  });

  it('the history leaves as a table that no spreadsheet takes for formulas, and who took it is on record', async () => {
    const ana = await world.as('ana');
    const { body } = await ana.get(`/api/v1/services/${ids[1]}/capacity-history/file`).expect(200);
    expect(body).toMatchObject({ fileName: `free-places-${world.now().toISOString().slice(0, 10)}.csv`, cut: false });
    expect(body.csv).toBe(`\uFEFFat,unit,available,maximum,before,by,method,why\r\n${world.now().toISOString()},"Bed",2,6,3,"Ana Test",phone,told\r\n`);
    expect(await world.db.collection('audit').findOne({ action: 'capacity.exported' })).toMatchObject({ actorId: 'ana', object: `service:${ids[1]}` });
    await (await world.as('wes')).get(`/api/v1/services/${ids[1]}/capacity-history/file`).expect(403);
  });

  it('whoever saw an older number is told that somebody else was quicker', async () => {
    const { capacities: [bed] } = await line(1);
    const { body } = await (await world.as('ben')).put(`/api/v1/services/${ids[1]}/capacity`, { available: 5, capacityId: bed?.id, seen: { available: 3, updatedAt: bed?.updatedAt } }).expect(409);
    expect(body.type).toBe('/problems/capacity/changed');
    expect((await line(1)).capacities).toMatchObject([{ available: 2 }]);
  });
});

describe('asking a service to confirm, and its link', () => {
  it('one press sends one text with a link to the checked contact only; pressing again is refused', async () => {
    const ana = await world.as('ana');
    expect((await ana.post(`/api/v1/services/${ids[0]}/capacity-asks`).expect(201)).body.ask.askedAt).toBe(world.now().toISOString());
    await world.settle();
    const [asked] = texts(ELM);
    expect(asked).toMatch(/^NORTH: Please confirm free places( at Elm Row)?\. Reply B and a number, for example B 2\..*\/c#[\w-]{22}$/);
    expect([texts(BOTH), texts('+12025550169')]).toEqual([[], []]);
    expect((await ana.post(`/api/v1/services/${ids[0]}/capacity-asks`).expect(422)).body.type).toBe('/problems/capacity/asked-already');
    expect((await line(0)).ask.askedAt).toBe(world.now().toISOString());
  });

  it('opening it changes nothing; a press tells the number with name and role, once for the number that was seen', async () => {
    const token = tokenIn(texts(ELM)[0]);
    const before = await line(0);
    const view = (await link('view', { token }).expect(200)).body as CapacityLinkView;
    expect(view).toMatchObject({ asks: 'places', serviceName: 'Elm Row crisis house', org: 'North Crisis Team', dutyPhone: '(202) 555-0100', room: null });
    expect([await line(0), await history(0)]).toEqual([before, []]);
    const [bed] = view.capacities;
    const said = { token, capacityId: bed?.id, available: 1, seen: { available: 3, updatedAt: bed?.updatedAt }, name: 'Lena Fox', role: 'Night nurse' };
    await link('places', { ...said, role: '' }).expect(400);
    await link('places', { ...said, available: 7 }).expect(400);
    expect((await link('places', said).expect(200)).body.capacities).toMatchObject([{ available: 1, reportedBy: 'Night nurse', method: 'link' }]);
    expect((await link('places', said).expect(409)).body.type).toBe('/problems/capacity/changed');
    expect(await history(0)).toMatchObject([{ available: 1, before: 3, by: 'Lena Fox, Night nurse', method: 'link' }]);
    // The name is nowhere in the clear, and the board no longer waits.
    expect(JSON.stringify(await world.db.collection('services').findOne({ _id: ids[0] as never }))).not.toContain('Lena');
    expect((await line(0)).ask.askedAt).toBeNull();
    expect(await world.db.collection('audit').findOne({ object: `service:${ids[0]}`, action: 'service.capacity-told' })).toMatchObject({ actorId: null, role: 'service by link' });
  });

  it('a guessed, revoked or too old link does nothing', async () => {
    const token = tokenIn(texts(ELM)[0]);
    await link('view', { token: 'x'.repeat(22) }).expect(404);
    await (await world.as('ana')).delete(`/api/v1/services/${ids[0]}/capacity-links`).expect(403);
    expect((await (await world.as('dora')).delete(`/api/v1/services/${ids[0]}/capacity-links`).expect(200)).body).toEqual({ revoked: 1 });
    expect((await link('view', { token }).expect(404)).body.type).toBe('/problems/link/invalid');
    expect(JSON.stringify(await world.db.collection('capacity_links').find().toArray())).not.toContain(token);
  });

  it('is not possible without a checked contact that takes texts', async () => {
    const other = randomUUID();
    await put(aService({ id: other, name: 'Nowhere', status: 'inactive', capacities: [told(1, 1)], handrail: { intake: [contact('+12025550168', false)] } }));
    expect((await (await world.as('dora')).post(`/api/v1/services/${other}/capacity-asks`).expect(422)).body.type).toBe('/problems/capacity/phone-first');
  });
});

describe('telling by text', () => {
  it('B and a number from a checked contact is taken, kept, and answered in one message', async () => {
    expect(await text(ELM, 'B 2')).toMatch(/^NORTH: Noted at Elm Row, \d\d:\d\d: 2 free \(bed\)\. Thank you\.$/);
    expect((await line(0)).capacities).toMatchObject([{ available: 2, method: 'sms', reportedBy: 'Front desk' }]);
    expect(await text(ELM, 'FULL')).toContain('0 free');
    expect(await text(ELM, 'beds 4')).toContain('4 free');
    expect(await text(ELM, 'B 7')).toContain('there are 6 in all');
    expect(await text(ELM, 'fine, thanks')).toContain('Reply B and a number');
    expect((await line(0)).capacities).toMatchObject([{ available: 4 }]);
    expect((await history(0)).slice(0, 3)).toMatchObject([{ available: 4, by: 'Front desk', method: 'sms' }, { available: 0 }, { available: 2 }]);
  });

  it('with several things counted the letter is needed', async () => {
    expect(await text(MILL, 'FULL')).toContain('B bed, F flat');
    expect(await text(MILL, 'F 0')).toContain('0 free (flat)');
    expect((await line(2)).capacities).toMatchObject([{ unit: 'Bed', available: 2 }, { unit: 'Flat', available: 0 }]);
  });

  it('one phone for several services is asked which, by digit, for a while', async () => {
    expect(await text(BOTH, 'B 1')).toBe('NORTH: Which place? Reply 1 Elm Row, 2 Oak Street.');
    expect((await line(0)).capacities).toMatchObject([{ available: 4 }]);
    expect(await text(BOTH, '2')).toContain('Noted at Oak Street');
    expect((await line(1)).capacities).toMatchObject([{ available: 1 }]);
    expect(await text(BOTH, '2')).toContain('could not read');
  });

  it('from a phone that nobody checked, or an unchecked contact, changes nothing and says so; no crisis is opened by it', async () => {
    const crises = await world.db.collection('crises').countDocuments();
    for (const phone of [STRANGER, '+12025550169']) expect(await text(phone, 'BEDS 5')).toBe('NORTH: Nothing was changed. We do not know this phone as a checked contact. Please ring (202) 555-0100. If life may be at risk call 911.');
    expect(await world.db.collection('crises').countDocuments()).toBe(crises);
    expect((await line(0)).capacities).toMatchObject([{ available: 4 }]);
  });

  it('the same text twice tells once', async () => {
    const before = (await history(0)).length;
    for (let n = 0; n < 2; n++) await world.carrier.reply(ELM, 'B 3', { sid: `SM${'7'.repeat(32)}` });
    await world.settle();
    expect((await history(0)).length).toBe(before + 1);
  });
});

describe('reminding', () => {
  it('a service that wants it is asked before its number grows old, once; telling a new one moves it', async () => {
    const dora = await world.as('dora');
    const path = `/api/v1/services/${ids[2]}/capacity-settings`;
    await (await world.as('ana')).put(path, { remind: true, byNight: true, seenVersion: 0 }).expect(403);
    expect((await dora.put(path, { remind: true, byNight: true, seenVersion: 0 }).expect(200)).body.settings).toEqual({ remind: true, byNight: true, version: 1 });
    expect((await dora.put(path, { remind: false, byNight: true, seenVersion: 0 }).expect(409)).body.type).toBe('/problems/capacity/settings-changed');
    await text(MILL, 'B 3');
    await text(MILL, 'F 1');
    const before = texts(MILL).length;
    await world.freeze({ seconds: 99 * 60 });
    expect(texts(MILL)).toHaveLength(before);
    await world.freeze({ seconds: 2 * 60 });
    expect(texts(MILL).slice(before)).toEqual([expect.stringMatching(/^NORTH: Please confirm free places.*Reply a letter and a number.*|Open the link/)]);
    await world.freeze({ seconds: 3600 });
    expect(texts(MILL)).toHaveLength(before + 1);
  });
});

describe('“have you room?”', () => {
  let crisisId: string;
  let asked: RoomAskView;
  const ask = async (serviceIds: readonly string[], more: object = {}) => (await world.as('ana')).post(`/api/v1/crises/${crisisId}/room-asks`, { serviceIds, kind: 'crisis-house', soon: 'today', ...more });
  const now = async (): Promise<RoomAskView> => (await (await world.as('ana')).get(`/api/v1/crises/${crisisId}/room-asks`).expect(200)).body.roomAsks[0];

  it('waits for an owner, and asks at most three', async () => {
    const raised = await world.raise({ choice: 'struggling', personName: 'Jo Marsh', ageYears: 19, narrative: 'Jo hears voices' });
    ({ crisisId } = raised);
    expect((await ask([ids[0]])).status).toBe(422);
    await world.reply('ana', `1 ${raised.ref}`);
    expect((await ask([...ids, randomUUID()])).status).toBe(400);
    expect((await (await world.as('wes')).post(`/api/v1/crises/${crisisId}/room-asks`, { serviceIds: [ids[0]], kind: 'respite', soon: 'now' })).status).toBe(404);
  });

  it('says nothing of the person: not in the text, not behind the link', async () => {
    const { body, status } = await ask(ids, { withAgeBand: true });
    expect(status).toBe(201);
    asked = body;
    await world.settle();
    for (const phone of [ELM, OAK, MILL]) {
      const sent = texts(phone).at(-1) ?? '';
      expect(sent).toMatch(/^NORTH: Have you room for one person, today\? Reply 1 yes, 2 no, 3 ring us\. Code \d{4}\. http\S+\/c#[\w-]{22}$/);
      const view = (await link('view', { token: tokenIn(sent) }).expect(200)).body as CapacityLinkView;
      expect(view.room).toMatchObject({ kind: 'crisis-house', soon: 'today', ageBand: '18 to 24', state: 'asked' });
      // without codes, links and instants, which may hold any digits
      const told = `${sent.replaceAll(/Code \d+|http\S+/g, '')} ${JSON.stringify(view.room).replaceAll(/"\d{4}-[\dT:.-]+Z"/g, '')}`;
      expect(told).not.toMatch(/\bJo\b|Marsh|voices|\b19\b/);
    }
    expect((await ask([ids[0]])).body.type).toBe('/problems/capacity/asked-already');
  });

  it('answers by text and by link reach the owner, with who said it', async () => {
    const socket = await world.socket('ana');
    await new Promise((resolve) => { socket.emit('watch-crisis', { crisisId }, resolve); });
    const news = new Promise((resolve) => { socket.on('card', resolve); });
    expect(await text(ELM, '1')).toMatch(/^NORTH: \d{4} noted: yes\. This is not yet a referral\. Thank you\.$/);
    await news;
    await link('room', { token: tokenIn(texts(OAK).at(-1)), answer: 'ring-us', name: 'Omar', role: 'Lead' }).expect(200);
    expect((await now()).services).toMatchObject([{ state: 'yes', answeredBy: 'Front desk' }, { state: 'ring-us', answeredBy: 'Omar, Lead' }, { state: 'asked', answeredBy: null }]);
  });

  it('silence is shown at its limit, and a late answer still counts', async () => {
    await world.freeze({ seconds: (Date.parse(asked.answerBy) - world.now().getTime()) / 1000 });
    expect((await now()).services[2]).toMatchObject({ state: 'silent', answer: null });
    expect(await text(MILL, '1')).toContain('noted: yes');
    expect((await now()).services[2]).toMatchObject({ state: 'yes' });
    const { timeline } = await world.crisis(crisisId, 'ana');
    expect(timeline.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['room.asked', 'room.answered', 'room.silent']));
  });

  it('a referral to one of them tells the others that it is not needed, and takes a place; handing back gives it back', async () => {
    const ana = await world.as('ana');
    await ana.post(`/api/v1/crises/${crisisId}/consents`, { serviceId: ids[0], dataClasses: ['need', 'contact'], method: 'spoken', givenBy: 'self' }).expect(201);
    const places = (await line(0)).capacities[0]?.available ?? 0;
    const { body: referral } = await ana.post('/api/v1/referrals', { crisisId, serviceId: ids[0], need: 'a bed', askAnywayReason: 'they said yes' });
    expect(referral).toMatchObject({ state: 'SENT' });
    await world.settle();
    expect(await now()).toMatchObject({ open: false, services: [{ state: 'chosen' }, { state: 'over' }, { state: 'over' }] });
    for (const phone of [OAK, MILL]) expect(texts(phone).at(-1)).toMatch(/^NORTH: \d{4} no longer needed, thank you\.$/);
    expect(texts(ELM).at(-1)).toContain('New referral');

    const token = /\/p#([\w-]{22})/.exec(texts(ELM).at(-1) ?? '')?.[1];
    const answer = async (more: object) => {
      const { body: { version } } = await world.nobody().post('/api/v1/provider-link/view').set('X-Handrail', '1').send({ token }).expect(200);
      await world.nobody().post('/api/v1/provider-link/answer').set('X-Handrail', '1').send({ token, seenVersion: version, name: 'Lena', role: 'Nurse', ...more }).expect(200);
      await world.settle();
    };
    const toldAt = (await line(0)).capacities[0]?.updatedAt;
    await answer({ answer: 'accept' });
    expect((await line(0)).capacities[0]).toMatchObject({ available: places - 1, method: 'acceptance', updatedAt: toldAt });
    await answer({ answer: 'hand-back', reason: 'OTHER', note: 'we had a leak' });
    expect((await line(0)).capacities[0]).toMatchObject({ available: places });
    expect((await history(0)).slice(0, 2)).toMatchObject([{ why: 'put-back', by: null, available: places }, { why: 'acceptance', by: null, available: places - 1 }]);
  });

  it('a service that told room and refuses for want of it has that kept beside its number', async () => {
    const ana = await world.as('ana');
    expect(await text(MILL, 'B 3')).toContain('3 free');
    await ana.post(`/api/v1/crises/${crisisId}/consents`, { serviceId: ids[2], dataClasses: ['need', 'contact'], method: 'spoken', givenBy: 'self' }).expect(201);
    await ana.post('/api/v1/referrals', { crisisId, serviceId: ids[2], need: 'a bed', askAnywayReason: 'told room' }).expect(201);
    await world.settle();
    const token = /\/p#([\w-]{22})/.exec(texts(MILL).at(-1) ?? '')?.[1];
    const { body: { version, capacity } } = await world.nobody().post('/api/v1/provider-link/view').set('X-Handrail', '1').send({ token }).expect(200);
    expect(capacity).toMatchObject({ available: 3 });
    await world.nobody().post('/api/v1/provider-link/answer').set('X-Handrail', '1').send({ token, seenVersion: version, name: 'Lee', role: 'Lead', answer: 'decline', reason: 'AT_CAPACITY' }).expect(200);
    expect((await history(2))[0]).toMatchObject({ why: 'refused', before: 3, available: 0 });
    // One alone may be chance.
    expect(await world.db.collection('capacity_tellings').findOne({ why: 'refused' })).toMatchObject({ before: { available: 3, fresh: true } });
  });

  it('the owner can end it without choosing, and an answer then finds nobody waiting', async () => {
    const { body: second } = await ask([ids[1]]);
    await world.settle();
    const token = tokenIn(texts(OAK).at(-1));
    expect((await (await world.as('ana')).post(`/api/v1/room-asks/${second.id}/end`).expect(200)).body).toMatchObject({ open: false, services: [{ state: 'over' }] });
    await world.settle();
    expect(texts(OAK).at(-1)).toContain('no longer needed');
    expect((await link('room', { token, answer: 'yes', name: 'Omar', role: 'Lead' }).expect(409)).body.type).toBe('/problems/link/finished');
    expect(JSON.stringify(await world.db.collection('room_asks').find().toArray())).not.toMatch(/Omar|Marsh|\+1202/);
  });
});

describe('whoever may be in need', () => {
  it('a person’s words that only look like a number are read as a call for help, from a checked contact too', async () => {
    const crises = await world.db.collection('crises').countDocuments();
    await text(STRANGER, '20 pills');
    await text(ELM, '20 pills');
    await text('+12025550171', 'FULL');
    expect(await world.db.collection('crises').countDocuments()).toBe(crises + 3);
  });
});
