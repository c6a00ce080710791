import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DuplicateView, MergeView } from '../../../server/contract/directory-edit.js';
import { FACT_NAMES } from '../../../server/contract/directory-edit.js';
import type { Sketch } from '../../../server/directory/core/duplicates.js';
import { duplicatesAmong, pairOfSketches, sketchOf } from '../../../server/directory/core/duplicates.js';
import { factsOf } from '../../../server/directory/core/facts.js';
import { mergeServices } from '../../../server/directory/core/merge-services.js';
import { aCapacity, aService, anIntakeContact } from './support/build.js';
import type { Room } from './support/room.js';
import { openRoom } from './support/room.js';
import { filesOf, ownFolder } from './support/shared-data.js';

const aSketch = (own: Partial<Sketch> = {}): Sketch => ({ id: 'a', words: ['elm', 'house'], organizationId: 'o', phones: [], address: null, website: null, email: null, ...own });

describe('which entries may be one', () => {
  it.each<[string, Partial<Sketch>, Partial<Sketch>, string[] | null]>([
    ['the same name and number', { phones: ['1'] }, { organizationId: 'p', phones: ['1', '2'] }, ['same-name', 'same-phone']],
    ['nearly the same name, number and organization', {}, { words: ['elm', 'house', 'crisis'], phones: [] }, null],
    ['a like name at the same number', { phones: ['1'] }, { words: ['crisis', 'elm', 'house'], phones: ['1'], organizationId: 'p' }, ['like-name', 'same-phone']],
    ['two services of one organization at one number, address and website', { phones: ['1'], address: 'x', website: 'w' }, { words: ['food', 'bank'], phones: ['1'], address: 'x', website: 'w' }, null],
    ['two organizations with one number and address', { phones: ['1'], address: 'x' }, { words: ['food', 'bank'], organizationId: 'p', phones: ['1'], address: 'x' }, ['same-phone', 'same-address']],
    ['only the same name', {}, { organizationId: 'p' }, null],
  ])('%s', (_what, a, b, grounds) => { expect(pairOfSketches(aSketch(a), aSketch({ id: 'b', ...b }))?.grounds ?? null).toEqual(grounds); });
  it('finds every pair that comparing each with each would find, in any order, and none that is kept apart', () => {
    const word = fc.constantFrom('elm', 'house', 'crisis', 'line');
    const some = fc.array(fc.record({
      words: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((words) => words.toSorted()), organizationId: fc.constantFrom('o', 'p'), phones: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 2 }),
      address: fc.constantFrom('x', 'y', null), website: fc.constantFrom('w', null), email: fc.constantFrom('e', null),
    }), { maxLength: 12 });
    fc.assert(fc.property(some, (list) => {
      const sketches = list.map((one, n) => ({ ...one, id: String(n).padStart(2, '0') }));
      const all = sketches.flatMap((a, n) => sketches.slice(n + 1).flatMap((b) => { const pair = pairOfSketches(a, b); return pair ? [`${pair.one} ${pair.other}`] : []; }));
      const found = duplicatesAmong(sketches);
      expect(found.map(({ one, other }) => `${one} ${other}`).toSorted()).toEqual(all.toSorted());
      expect(duplicatesAmong(sketches.toReversed())).toEqual(found);
      expect(duplicatesAmong(sketches, new Set(all))).toEqual([]);
    }));
  });
  it('web addresses and street names are the same however they are written', () => {
    expect(sketchOf(aService({ url: 'https://www.Elm.example/House/' })).website).toBe(sketchOf(aService({ url: 'http://elm.example/house' })).website);
    expect(sketchOf(aService({ name: 'The Elm House Center' })).words).toEqual(['elm', 'house']);
  });
});

describe('one entry of two', () => {
  const [a, b] = [aService({ name: 'A', alert: 'a' }), aService({
    id: 'other', name: 'B', organizationId: 'p', organizationName: 'P', url: 'https://b.example', capacities: [aCapacity()], age: { minimum: 3, maximum: 4 }, locations: [], assuredOn: '2026-01-01',
    handrail: { ...aService().handrail, intake: [anIntakeContact()], accepts: { pets: true, dependants: false }, kinds: ['food'], kindsFrom: 'stated' },
  })];
  it('has each fact from the one that was chosen for it, and every fact can be chosen', () => {
    expect(factsOf(mergeServices(a, b, []))).toEqual(factsOf(a));
    expect(factsOf(mergeServices(a, b, FACT_NAMES))).toEqual(factsOf(b));
    fc.assert(fc.property(fc.subarray([...FACT_NAMES]), (chosen) => {
      const merged = factsOf(mergeServices(a, b, chosen));
      for (const name of FACT_NAMES) expect([name, merged[name]]).toEqual([name, factsOf(chosen.includes(name) ? b : a)[name]]);
    }), { numRuns: 30 });
  });
  it('keeps what was verified and told with what was chosen, and the later check', () => {
    const merged = mergeServices(a, b, ['intake', 'capacities']);
    expect([merged.id, merged.handrail.intake[0]?.verified?.by, merged.capacities[0]?.available, merged.assuredOn]).toEqual([a.id, 'Priya', 2, '2026-01-01']);
  });
});

describe('joining entries', () => {
  let room: Room;
  beforeAll(async () => {
    room = await openRoom();
    await room.importer.run(filesOf(ownFolder('config/demo/directory')), { source: 'demo', country: 'US', timeZone: null }, { staffId: null, role: 'set-up' }, true);
    const [elm] = (await room.store.list({ q: 'elm row crisis' })).found;
    if (elm) await room.transact((tx) => room.store.insert({ ...elm.service, id: randomUUID(), name: 'Crisis house, Elm Row', alert: 'Twin', phones: elm.service.phones, capacities: [] }, tx));
  });
  afterAll(async () => { await room.close(); });
  const pairs = async (): Promise<DuplicateView[]> => (await room.as('directory-manager', 'get', '/api/v1/duplicate-services').expect(200)).body.pairs;
  const twins = async (): Promise<DuplicateView | undefined> => (await pairs()).find(({ one, other }) => [one.name, other.name].includes('Crisis house, Elm Row'));
  const ids = { stays: '', goes: '' };

  it('the twin stands on top, with why', async () => {
    const found = await twins();
    expect(found?.grounds).toEqual(expect.arrayContaining(['same-name', 'same-organization']));
    for (const each of [found?.one, found?.other]) ids[each?.name === 'Elm Row crisis house' ? 'stays' : 'goes'] = each?.id ?? '';
    await room.as('clinician', 'get', '/api/v1/duplicate-services').expect(403);
  });
  it('side by side, then one: old links lead on, nothing old is offered, and the next import leaves it so', async () => {
    const { body } = await room.as('directory-manager', 'get', `/api/v1/services/${ids.stays}/merge?goesId=${ids.goes}`).expect(200) as { body: MergeView };
    expect(body.differs).toEqual(expect.arrayContaining(['name', 'alert', 'capacities']));
    const input = { goesId: ids.goes, seenVersion: body.stays.version, goesSeenVersion: body.goes.version, fromOther: ['alert'], why: 'the same house' };
    await room.as('clinician', 'post', `/api/v1/services/${ids.stays}/merge`).send(input).expect(403);
    await room.as('directory-manager', 'post', `/api/v1/services/${ids.stays}/merge`).send({ ...input, goesSeenVersion: 9 }).expect(409);
    const merged = await room.as('directory-manager', 'post', `/api/v1/services/${ids.stays}/merge`).send(input).expect(200);
    expect(merged.body).toMatchObject({ id: ids.stays, name: 'Elm Row crisis house', alert: 'Twin', status: 'active' });
    expect((await room.as('clinician', 'get', `/api/v1/services/${ids.goes}`).expect(200)).body).toMatchObject({ status: 'defunct', mergedInto: { id: ids.stays, name: 'Elm Row crisis house' } });
    expect(await twins()).toBeUndefined();
    expect((await room.as('clinician', 'get', `/api/v1/services/${ids.goes}/history`)).body.changes[0]).toMatchObject({ act: 'merged-into', other: { id: ids.stays, name: 'Elm Row crisis house' }, why: 'the same house' });
    await room.as('directory-manager', 'post', `/api/v1/services/${ids.stays}/merge`).send(input).expect(409);
    await room.as('directory-manager', 'get', `/api/v1/services/${ids.stays}/merge?goesId=${ids.stays}`).expect(400);
    expect(await room.rows('domain_events').countDocuments({ kind: 'service.changed', 'data.what': { $in: ['merged', 'merged-into'] } })).toBe(2);
  });
  it('taken back, both are as they were', async () => {
    const path = `/api/v1/services/${ids.goes}/merge-undoing`;
    const { body } = await room.as('directory-manager', 'post', path).send({ why: 'two houses after all' }).expect(200);
    expect([body.service.status, body.otherStays]).toEqual(['active', false]);
    expect((await room.store.find(ids.stays))?.service.alert).toBeNull();
    await room.as('directory-manager', 'post', path).send({ why: 'w' }).expect(404);
  });
  it('a winner that was changed since stays as it is when the joining is taken back', async () => {
    const { body } = await room.as('directory-manager', 'get', `/api/v1/services/${ids.stays}/merge?goesId=${ids.goes}`).expect(200) as { body: MergeView };
    await room.as('directory-manager', 'post', `/api/v1/services/${ids.stays}/merge`).send({ goesId: ids.goes, seenVersion: body.stays.version, goesSeenVersion: body.goes.version, fromOther: ['alert'], why: 'w' }).expect(200);
    const { body: facts } = await room.as('directory-manager', 'get', `/api/v1/services/${ids.stays}/facts`);
    await room.as('directory-manager', 'put', `/api/v1/services/${ids.stays}`).send({ seenVersion: facts.version, facts: { ...facts.facts, alert: 'By hand' }, why: 'w', checkedAll: false }).expect(200);
    const undone = await room.as('directory-manager', 'post', `/api/v1/services/${ids.goes}/merge-undoing`).send({ why: 'w' }).expect(200);
    expect([undone.body.otherStays, (await room.store.find(ids.stays))?.service.alert]).toEqual([true, 'By hand']);
  });
  it('a pair that somebody said is two is not shown again', async () => {
    await room.as('directory-manager', 'post', '/api/v1/duplicate-services/apart').send({ oneId: ids.stays, otherId: ids.goes }).expect(204);
    expect(await twins()).toBeUndefined();
  });
});
