import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ServiceView } from '../../../server/contract/directory.js';
import type { ServiceChangeView, ServiceFacts, ServiceFactsView } from '../../../server/contract/directory-edit.js';
import type { Room } from './support/room.js';
import { openRoom } from './support/room.js';
import { filesOf, ownFolder } from './support/shared-data.js';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
  await room.importer.run(filesOf(ownFolder('config/demo/directory')), { source: 'demo', country: 'US', timeZone: null }, { staffId: null, role: 'set-up' }, true);
});
afterAll(async () => { await room.close(); });

const named = async (words: string): Promise<ServiceView> => ((await room.as('clinician', 'get', `/api/v1/services?q=${encodeURIComponent(words)}`).expect(200)).body as { services: ServiceView[] }).services[0] as ServiceView;
const factsOf = async (id: string): Promise<ServiceFactsView> => (await room.as('directory-manager', 'get', `/api/v1/services/${id}/facts`).expect(200)).body as ServiceFactsView;
const historyOf = async (id: string): Promise<ServiceChangeView[]> => ((await room.as('support-worker', 'get', `/api/v1/services/${id}/history`).expect(200)).body as { changes: ServiceChangeView[] }).changes;
const save = async (id: string, change: Partial<ServiceFacts>, own: object = {}) => {
  const { version, facts } = await factsOf(id);
  return room.as('directory-manager', 'put', `/api/v1/services/${id}`).send({ seenVersion: version, facts: { ...facts, ...change }, why: 'on the phone with Joy at intake', checkedAll: false, ...own });
};

describe('changing an entry', () => {
  it('writes the next version, an event for every process, an audit entry, and what field became what, from whom and why', async () => {
    const { id, version } = await named('elm row crisis');
    const { status, body } = await save(id, { alert: 'Front door is being mended. Use the side door', age: { minimum: 21, maximum: null } });
    expect([status, body.version, body.alert, body.age]).toEqual([200, version + 1, 'Front door is being mended. Use the side door', { minimum: 21, maximum: null }]);
    const [change] = await historyOf(id);
    expect(change).toMatchObject({ version: version + 1, by: 'Somebody, directory-manager', act: 'edited', why: 'on the phone with Joy at intake', canPutBack: true, at: '2026-11-02T12:00:00.000Z' });
    expect(change?.fields.map(({ field, to }) => [field, to])).toEqual([['alert', 'Front door is being mended. Use the side door'], ['age', { minimum: 21, maximum: null }]]);
    expect(await room.rows('domain_events').findOne({ kind: 'service.changed', 'data.service': id, 'data.version': version + 1 })).toMatchObject({ data: { what: 'edited' } });
    expect(await room.audit.ofObject(`service:${id}`)).toMatchObject([{ action: 'service.edited', actorId: 'somebody-directory-manager' }]);
  });
  it('that says what stood there before leaves no trace', async () => {
    const { id } = await named('harbor house');
    const before = await factsOf(id);
    expect((await save(id, {})).status).toBe(200);
    expect((await factsOf(id)).version).toBe(before.version);
    expect(await historyOf(id)).toEqual([]);
  });
  it('of which somebody else knew nothing is a conflict, and nothing is lost', async () => {
    const { id, version, alert } = await named('harbor house');
    const { facts } = await factsOf(id);
    await room.as('directory-manager', 'put', `/api/v1/services/${id}`).send({ seenVersion: version + 1, facts: { ...facts, alert: 'x' }, why: 'w', checkedAll: false }).expect(409);
    expect((await named('harbor house')).alert).toBe(alert);
  });
  it('that cannot be right is refused field by field, by name', async () => {
    const { id, version } = await named('harbor house');
    const { facts } = await factsOf(id);
    const refused = async (change: object): Promise<string[]> => ((await room.as('directory-manager', 'put', `/api/v1/services/${id}`).send({ seenVersion: version, facts: { ...facts, ...change }, why: 'w', checkedAll: false }).expect(400)).body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(await refused({ age: { minimum: 40, maximum: 12 }, timeZone: 'Nowhere' })).toEqual(['/facts/age/maximum', '/facts/timeZone']);
    expect(await refused({ name: '', kinds: ['tea'] })).toEqual(['/facts/name', '/facts/kinds/0']);
    expect(await refused({ colour: 'red' })).toEqual(['/facts/colour']);
    await room.as('directory-manager', 'put', `/api/v1/services/${id}`).send({ seenVersion: version, facts, why: '', checkedAll: false }).expect(400);
  });
  it('is for directory managers; everybody who may read may read its history', async () => {
    const { id, version } = await named('harbor house');
    const { facts } = await factsOf(id);
    for (const role of ['clinician', 'support-worker', 'supervisor'] as const) {
      await room.as(role, 'get', `/api/v1/services/${id}/facts`).expect(403);
      await room.as(role, 'put', `/api/v1/services/${id}`).send({ seenVersion: version, facts, why: 'w', checkedAll: false }).expect(403);
      await room.as(role, 'get', `/api/v1/services/${id}/history`).expect(200);
    }
    await room.as('auditor', 'get', `/api/v1/services/${id}/history`).expect(403);
    await room.as(null, 'get', `/api/v1/services/${id}/history`).expect(401);
  });
  it('with the whole entry checked makes it fresh today, by the day of the network', async () => {
    room.set(new Date('2026-11-03T03:00:00Z'));
    const { id } = await named('sobering center');
    const { body } = await save(id, {}, { checkedAll: true });
    expect([body.assuredOn, body.entry.state]).toEqual(['2026-11-02', 'checked']);
  });
  it('of a place counts for every service there, each with its own entry in the history', async () => {
    const shared = await room.rows('services').aggregate([{ $unwind: '$service.locations' }, { $group: { _id: '$service.locations.location.id', ids: { $push: '$_id' } } }, { $match: { 'ids.1': { $exists: true } } }, { $sort: { _id: 1 } }]).next() as { _id: string; ids: string[] } | null;
    if (!shared) throw new Error('the demo directory has no shared place');
    const [id, other] = shared.ids as [string, string];
    const { facts } = await factsOf(id);
    const locations = facts.locations.map((place) => ({ ...place, transportation: 'Bus 90 stops at the door' }));
    expect((await save(id, { locations })).status).toBe(200);
    expect((await room.store.find(other))?.service.locations.some(({ location }) => location.transportation === 'Bus 90 stops at the door')).toBe(true);
    expect((await historyOf(other))[0]?.fields.map(({ field }) => field)).toEqual(['locations']);
    expect((await room.store.findLocations([shared._id]))[0]?.transportation).toBe('Bus 90 stops at the door');
  });
  it('a new organization is made when none of that name is known, else that one is taken', async () => {
    const { id } = await named('kettle');
    const { body: { organizations } } = await room.as('directory-manager', 'get', '/api/v1/organizations?q=elm').expect(200) as { body: { organizations: { id: string; name: string }[] } };
    const elm = organizations.find(({ name }) => name === 'Elm Row Trust');
    expect((await save(id, { organizationName: 'Elm Row Trust' })).body).toMatchObject({ organizationId: elm?.id });
    const { body } = await save(id, { organizationName: 'Kettle Neighbors' });
    expect(body.organizationName).toBe('Kettle Neighbors');
    expect(await room.store.organizationNamed('Kettle Neighbors')).toMatchObject({ id: body.organizationId });
    expect((await room.as('directory-manager', 'get', '/api/v1/organizations?q=.*').expect(200)).body.organizations.length).toBe(20);
  });
  it('a service is brought in once, however often the same call is sent', async () => {
    const { facts } = await factsOf((await named('harbor house')).id);
    const blank = { ...facts, name: 'Night kitchen', locations: [], phones: [], contacts: [], intake: [], capacities: [], schedules: [], exceptions: [], languages: [], areas: [], costs: [], documents: [], funding: [] };
    const key = randomUUID();
    const send = (name: string) => room.as('directory-manager', 'post', '/api/v1/services').set('Idempotency-Key', key).send({ facts: { ...blank, name }, why: 'their website', checkedAll: true });
    const first = await send('Night kitchen').expect(201);
    const again = await send('Night kitchen').expect(201);
    expect([again.body.id, again.body.version]).toEqual([first.body.id, 1]);
    await send('Day kitchen').expect(422);
    expect(await historyOf(first.body.id)).toMatchObject([{ act: 'created', canPutBack: false, version: 1 }]);
  });
});

describe('putting an earlier state back', () => {
  it('is a change like any other, which can be put back again; free places stay as told', async () => {
    const { id } = await named('elm row crisis');
    await room.as('clinician', 'put', `/api/v1/services/${id}/capacity`).send({ available: 5 }).expect(200);
    const [latest] = await historyOf(id);
    const back = async (changeId: string) => room.as('directory-manager', 'post', `/api/v1/services/${id}/history/${changeId}/put-back`).send({ seenVersion: (await factsOf(id)).version, why: 'wrong service' });
    const { body } = await back(latest?.id ?? '');
    expect([body.alert, body.age.minimum, body.capacities[0].available]).toEqual([null, 16, 5]);
    const [put] = await historyOf(id);
    expect(put).toMatchObject({ act: 'put-back', why: 'wrong service', fields: [{ field: 'alert', to: null }, { field: 'age' }] });
    expect((await back(put?.id ?? '')).body.alert).toBe('Front door is being mended. Use the side door');
    expect((await back((await historyOf(id)).find(({ act }) => act === 'put-back')?.id ?? '')).body.alert).toBe(null);
  });
  it('is refused when it would change nothing, when somebody changed it meanwhile, and for a change of another service', async () => {
    const { id, version } = await named('elm row crisis');
    const [latest] = await historyOf(id);
    const path = `/api/v1/services/${id}/history/${latest?.id}/put-back`;
    await room.as('directory-manager', 'post', path).send({ seenVersion: version - 1, why: 'w' }).expect(409);
    await room.as('clinician', 'post', path).send({ seenVersion: version, why: 'w' }).expect(403);
    const other = await named('sobering center');
    await room.as('directory-manager', 'post', `/api/v1/services/${other.id}/history/${latest?.id}/put-back`).send({ seenVersion: other.version, why: 'w' }).expect(404);
    const { body } = await room.as('directory-manager', 'post', path).send({ seenVersion: version, why: 'w' }).expect(200);
    const [put] = await historyOf(id);
    const beforeFirst = (await historyOf(id)).at(-1);
    expect(put?.version).toBe(body.version);
    expect(beforeFirst?.act).toBe('edited');
  });
});
