import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceView } from '../../../server/contract/directory.js';
import type { Room } from './support/room.js';
import { openRoom } from './support/room.js';
import { filesOf, ownFolder } from './support/shared-data.js';

const DEMO = { source: 'demo', country: 'US', timeZone: null };
const BY = { staffId: null, role: 'set-up' };
let room: Room;
beforeAll(async () => {
  room = await openRoom();
  await room.importer.run(filesOf(ownFolder('config/demo/directory')), DEMO, BY, true);
});
afterAll(async () => { await room.close(); });

const elmRow = async (): Promise<ServiceView> => {
  const { body } = await room.as('clinician', 'get', '/api/v1/services?q=elm%20row%20crisis').expect(200);
  return (body as { services: ServiceView[] }).services[0] as ServiceView;
};

describe('reading services', () => {
  it('a service carries its hours, its free places and how far each can be trusted now', async () => {
    const service = await elmRow();
    const { body } = await room.as('support-worker', 'get', `/api/v1/services/${service.id}`).expect(200);
    expect(body).toMatchObject({
      name: 'Elm Row crisis house', organizationName: 'Elm Row Trust', version: 1, hours: { state: 'open', until: null }, entry: { state: 'checked', ageDays: 18 },
      capacities: [{ available: 2, maximum: 6, updatedAt: '2026-11-02T11:49:00.000Z' }], capacityStates: [{ freshness: { state: 'fresh', ageMinutes: 11 } }],
    });
  });
  it('words are found by their beginning, in service and organization, whatever the accents', async () => {
    const names = async (q: string) => ((await room.as('clinician', 'get', `/api/v1/services?q=${encodeURIComponent(q)}`).expect(200)).body as { services: ServiceView[] }).services.map(({ name }) => name);
    expect(await names('cafe river')).toEqual(['Kettle Café River East']);
    expect((await names('HARBOR')).length).toBeGreaterThan(3);
    expect(await names('.*')).toHaveLength(50);
    expect(await names('nobody of this name')).toEqual([]);
  });
  it('pages by name show every service once', async () => {
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { body } = await room.as('clinician', 'get', `/api/v1/services?limit=40${after === undefined ? '' : `&after=${after}`}`).expect(200);
      const page = body as { services: ServiceView[]; total: number };
      expect(page.total).toBe(187);
      seen.push(...page.services.map(({ id }) => id));
      after = page.services.at(-1)?.id;
      more = page.services.length > 0;
    }
    expect([seen.length, new Set(seen).size]).toEqual([187, 187]);
  });
  it('can be narrowed by kind of help, status and what must be looked at', async () => {
    const count = async (query: string) => ((await room.as('clinician', 'get', `/api/v1/services?limit=200&${query}`).expect(200)).body as { total: number }).total;
    expect(await count('kind=crisis-house')).toBe(8);
    expect(await count('status=temporarily%20closed')).toBe(2);
    expect(await count('review=true')).toBe(0);
  });
  it.each(['kind=nonsense', 'limit=0', 'limit=x', 'after=1', 'status=open', 'colour=red'])('"%s" is refused by name', async (query) => {
    const { body } = await room.as('clinician', 'get', `/api/v1/services?${query}`).expect(400);
    expect((body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(`/${query.split('=')[0]}`);
  });
  it('an unknown service is 404, a malformed id 400, nobody 401, an auditor 403', async () => {
    await room.as('clinician', 'get', '/api/v1/services/00000000-0000-4000-8000-000000000000').expect(404);
    await room.as('clinician', 'get', '/api/v1/services/7').expect(400);
    await room.as(null, 'get', '/api/v1/services').expect(401);
    await room.as('auditor', 'get', '/api/v1/services').expect(403);
  });
});

describe('telling free places', () => {
  it('writes number, age and teller together, with an event for every process and an audit entry', async () => {
    const service = await elmRow();
    room.set(new Date('2026-11-02T12:30:00Z'));
    const { body } = await room.as('clinician', 'put', `/api/v1/services/${service.id}/capacity`).send({ available: 1, method: 'phone' }).expect(200);
    expect(body).toMatchObject({ version: service.version + 1, capacities: [{ available: 1, maximum: 6, updatedAt: '2026-11-02T12:30:00.000Z', handrail: { kind: 'bed', reportedBy: 'Somebody, clinician', method: 'phone' } }] });
    expect((await room.store.find(service.id))?.service.capacities[0]).toMatchObject({ available: 1, updatedAt: new Date('2026-11-02T12:30:00Z') });
    expect(await room.rows('domain_events').find({ kind: 'service.changed', 'data.service': service.id }).toArray()).toMatchObject([{ teamId: 'network', data: { what: 'capacity-told', version: service.version + 1 } }]);
    expect(await room.audit.ofObject(`service:${service.id}`)).toMatchObject([{ action: 'service.capacity-told', role: 'clinician' }]);
  });
  it('more than the maximum, less than nothing and a stranger are refused, and nothing changes', async () => {
    const service = await elmRow();
    const path = `/api/v1/services/${service.id}/capacity`;
    const { body } = await room.as('clinician', 'put', path).send({ available: 7 }).expect(400);
    expect(body).toMatchObject({ errors: [{ pointer: '/available' }] });
    await room.as('clinician', 'put', path).send({ available: -1 }).expect(400);
    await room.as('clinician', 'put', path).send({ available: 1, method: 'import' }).expect(400);
    await room.as('clinician', 'put', path).send({ available: 1, capacityId: '00000000-0000-4000-8000-000000000000' }).expect(400);
    await room.as('support-worker', 'put', path).send({ available: 1 }).expect(403);
    expect((await room.store.find(service.id))?.version).toBe(service.version);
  });
  it('of a service that never told any makes the first one', async () => {
    const { body } = await room.as('clinician', 'get', '/api/v1/services?q=bend%20emergency').expect(200);
    const service = (body as { services: ServiceView[] }).services[0] as ServiceView;
    expect(service.capacities).toEqual([]);
    const answer = await room.as('directory-manager', 'put', `/api/v1/services/${service.id}/capacity`).send({ available: 3, unit: 'Bed' }).expect(200);
    expect(answer.body).toMatchObject({ capacities: [{ available: 3, maximum: null, unit: { name: 'Bed' }, handrail: { kind: 'bed' } }] });
    await room.as('directory-manager', 'put', `/api/v1/services/${service.id}/capacity`).send({ available: 2, unit: 'bed' }).expect(200);
    expect((await room.store.find(service.id))?.service.capacities).toMatchObject([{ available: 2 }]);
  });
  it('by several at once loses none: every telling is a version of its own', async () => {
    const service = await elmRow();
    await Promise.all([3, 4, 5, 6].map((available) => room.use.tellCapacity(service.id, { available }, { staffId: null, name: 'Elm Row', role: 'service' })));
    expect((await room.store.find(service.id))?.version).toBe(service.version + 4);
  });
  it('the board sees the free places of offered services, roomy ones first, old ones with their age', async () => {
    await room.places.refresh();
    const shown = room.places.shown();
    expect(shown.length).toBe(12);
    expect(shown.map(({ serviceName }) => serviceName)).toEqual(expect.arrayContaining(['Elm Row crisis house', 'Harbor House', 'Sobering center']));
    expect(shown.find(({ serviceName }) => serviceName === 'Sobering center')).toMatchObject({ available: 3, maximum: 14, fresh: false });
    expect(shown.some(({ serviceName }) => serviceName === 'Wharf Street Crisis House')).toBe(false);
  });
});

describe('checking an intake contact', () => {
  const bridgeway = async (): Promise<ServiceView> => ((await room.as('clinician', 'get', '/api/v1/services?q=bridgeway%20beds').expect(200)).body as { services: ServiceView[] }).services[0] as ServiceView;
  it('one that came with an import becomes usable only when somebody here has checked it', async () => {
    const service = await bridgeway();
    const contact = service.handrail.intake[0];
    expect(contact).toMatchObject({ address: '+12025550188', verified: null });
    const path = `/api/v1/services/${service.id}/intake-contacts/${contact?.id}/verification`;
    await room.as('clinician', 'post', path).send({ seenVersion: service.version, how: 'rang it' }).expect(403);
    await room.as('directory-manager', 'post', path).send({ seenVersion: service.version + 1, how: 'rang it' }).expect(409);
    const { body } = await room.as('directory-manager', 'post', path).send({ seenVersion: service.version, how: 'rang it' }).expect(200);
    expect((body as ServiceView).handrail.intake).toMatchObject([{ verified: { by: 'Somebody, directory-manager', how: 'rang it' } }]);
    await room.as('directory-manager', 'post', path).send({ seenVersion: service.version, how: 'rang it' }).expect(409);
  });
  it('one that is not there is 404', async () => {
    const service = await bridgeway();
    await room.as('directory-manager', 'post', `/api/v1/services/${service.id}/intake-contacts/00000000-0000-4000-8000-000000000000/verification`).send({ seenVersion: service.version, how: 'rang it' }).expect(404);
  });
  it('survives a second import of the same file', async () => {
    await room.importer.run(filesOf(ownFolder('config/demo/directory')), DEMO, BY);
    expect((await bridgeway()).handrail.intake[0]?.verified).toMatchObject({ how: 'rang it' });
    expect((await elmRow()).capacities[0]).toMatchObject({ updatedAt: '2026-11-02T12:30:00.000Z' });
  });
});
