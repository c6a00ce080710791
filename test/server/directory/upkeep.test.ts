import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ServiceView } from '../../../server/contract/directory.js';
import type { ServiceProblemView, StaleServiceView } from '../../../server/contract/directory-edit.js';
import { firstDayOf, staleReasons } from '../../../server/directory/core/staleness.js';
import { aService } from './support/build.js';
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
const queue = async (query = ''): Promise<{ services: StaleServiceView[]; total: number }> => (await room.as('directory-manager', 'get', `/api/v1/stale-services?limit=200${query}`).expect(200)).body;

describe('entries that nobody has checked for long', () => {
  it('the queue holds exactly the running services that the rule names, whatever the reason asked for', async () => {
    const now = new Date('2026-11-02T12:00:00Z');
    const all: ServiceView[] = (await room.as('clinician', 'get', '/api/v1/services?limit=200&status=active')).body.services;
    const stored = await room.store.findMany(all.map(({ id }) => id));
    for (const reason of [null, 'never-checked', 'stale', 'unverified', 'phone-not-checked'] as const) {
      const wanted = stored.filter(({ service }) => staleReasons(service, now).some((one) => reason === null || one === reason || (reason === 'unverified' && one === 'stale'))).map(({ service }) => service.id);
      const { services, total } = await queue(reason === null ? '' : `&reason=${reason}`);
      expect([reason, total, services.map(({ id }) => id).toSorted()]).toEqual([reason, wanted.length, wanted.toSorted()]);
    }
  });
  it('180 days are not yet old, 181 are; 365 are not yet stale, 366 are; the day is the same in rule and database', () => {
    const now = new Date('2026-11-02T12:00:00Z');
    const at = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
    const reasons = (days: number) => staleReasons(aService({ assuredOn: at(days) }), now);
    expect([reasons(180), reasons(181), reasons(365), reasons(366)]).toEqual([[], ['unverified'], ['unverified'], ['stale']]);
    expect([firstDayOf('unverified', now), firstDayOf('stale', now)]).toEqual([at(180), at(365)]);
  });
  it('those that people are sent to most come first', async () => {
    const { services } = await queue();
    const [last, before] = [services.at(-1), services.at(-2)] as [StaleServiceView, StaleServiceView];
    room.referrals.set(before.id, 3).set(last.id, 9).set(randomUUID(), 50);
    const again = await queue();
    expect(again.services.slice(0, 2).map(({ id, referrals }) => [id, referrals])).toEqual([[last.id, 9], [before.id, 3]]);
    expect([again.services.length, new Set(again.services.map(({ id }) => id)).size]).toEqual([services.length, services.length]);
    const pages = [...(await queue('&skip=0')).services.slice(0, 1), ...((await room.as('directory-manager', 'get', '/api/v1/stale-services?limit=3&skip=1').expect(200)).body as { services: StaleServiceView[] }).services];
    expect(pages.map(({ id }) => id)).toEqual(again.services.slice(0, 4).map(({ id }) => id));
  });
  it('one press makes entry and numbers fresh, with the day, the means and with whom, and it leaves the queue', async () => {
    const [first] = (await queue('&reason=unverified')).services as [StaleServiceView];
    const check = { seenVersion: first.version, means: 'phone', with: 'Joy at intake', phoneIds: first.phones.map(({ id }) => id) };
    const { body } = await room.as('directory-manager', 'post', `/api/v1/services/${first.id}/checks`).send(check).expect(200);
    expect([body.assuredOn, body.entry.state, body.version]).toEqual(['2026-11-02', 'checked', first.version + 1]);
    expect(body.phones.every((phone: ServiceView['phones'][number]) => phone.handrail.checked?.how === 'by phone with Joy at intake' && phone.handrail.checked.by === 'Somebody, directory-manager')).toBe(true);
    expect((await queue()).services.some(({ id }) => id === first.id)).toBe(false);
    expect((await room.as('clinician', 'get', `/api/v1/services/${first.id}/history`)).body.changes[0]).toMatchObject({ act: 'checked', why: 'by phone with Joy at intake' });
    await room.as('directory-manager', 'post', `/api/v1/services/${first.id}/checks`).send(check).expect(409);
  });
  it('a number of another service is refused, and only directory managers check', async () => {
    const [first] = (await queue()).services as [StaleServiceView];
    const path = `/api/v1/services/${first.id}/checks`;
    const { body } = await room.as('directory-manager', 'post', path).send({ seenVersion: first.version, means: 'phone', with: 'x', phoneIds: ['nobody'] }).expect(400);
    expect(body.errors[0].pointer).toBe('/phoneIds/0');
    await room.as('clinician', 'post', path).send({ seenVersion: first.version, means: 'phone', with: 'x', phoneIds: [] }).expect(403);
    await room.as('clinician', 'get', '/api/v1/stale-services').expect(403);
  });
});

describe('telling what is wrong with an entry', () => {
  const open = async (): Promise<ServiceProblemView[]> => (await room.as('directory-manager', 'get', '/api/v1/service-problems').expect(200)).body.problems;
  it('any worker can, once per press; the entry stays as it is and is still offered', async () => {
    const service = await named('elm row crisis');
    const key = randomUUID();
    const tell = () => room.as('support-worker', 'post', `/api/v1/services/${service.id}/problems`).set('Idempotency-Key', key).send({ kind: 'number-wrong', text: 'A fax answers on the main number' }).expect(201);
    const { body } = await tell();
    expect((await tell()).body.id).toBe(body.id);
    expect(body).toMatchObject({ state: 'new', kind: 'number-wrong', service: { id: service.id, name: 'Elm Row crisis house' }, by: { id: 'somebody-support-worker' }, taken: null, answered: null });
    expect(await named('elm row crisis')).toMatchObject({ version: service.version, status: 'active' });
    expect((await open()).map(({ id }) => id)).toEqual([body.id]);
    expect(await room.rows('domain_events').findOne({ kind: 'service.problem-reported' })).toMatchObject({ data: { service: service.id, problem: body.id } });
    expect((await room.audit.ofObject(`service:${service.id}`)).at(-1)).toMatchObject({ action: 'service.problem-reported' });
  });
  it('what they wrote lies sealed, and is in no event and no audit entry', async () => {
    const seen = JSON.stringify([await room.rows('service_problems').find().toArray(), await room.rows('domain_events').find({ kind: /problem/ }).toArray(), await room.rows('audit').find({ action: /problem/ }).toArray()]);
    expect(seen).not.toContain('fax answers');
  });
  it('one manager takes it, a second one learns who; the answer comes to the reporter and cannot be given twice', async () => {
    const [found] = await open() as [ServiceProblemView];
    const taken = (await room.as('directory-manager', 'post', `/api/v1/service-problems/${found.id}/taking`).expect(200)).body as ServiceProblemView;
    expect(taken).toMatchObject({ state: 'taken', taken: { by: { id: 'somebody-directory-manager' } } });
    await expect(room.managed.problems.take(found.id, { staffId: 'other', role: 'directory-manager' })).rejects.toMatchObject({ slug: 'directory/problem-taken', more: { owner: { id: 'somebody-directory-manager' } } });
    const path = `/api/v1/service-problems/${found.id}/answer`;
    await room.as('directory-manager', 'post', path).send({ seenVersion: found.version, outcome: 'mended', answer: 'x' }).expect(409);
    await room.as('directory-manager', 'post', path).send({ seenVersion: taken.version, outcome: 'mended', answer: 'The number is right now. Thank you' }).expect(200);
    await room.as('directory-manager', 'post', path).send({ seenVersion: taken.version + 1, outcome: 'mended', answer: 'again' }).expect(409);
    expect(await open()).toEqual([]);
    const mine = (await room.as('support-worker', 'get', '/api/v1/me/service-problems').expect(200)).body.problems as ServiceProblemView[];
    expect(mine).toMatchObject([{ state: 'answered', answered: { outcome: 'mended', answer: 'The number is right now. Thank you' } }]);
    expect((await room.as('directory-manager', 'get', '/api/v1/service-problems?answered=true').expect(200)).body.total).toBe(1);
  });
  it('others see neither the queue nor what somebody else reported; a service that is not there is named', async () => {
    const { id } = await named('elm row crisis');
    await room.as('support-worker', 'get', '/api/v1/service-problems').expect(403);
    expect((await room.as('clinician', 'get', `/api/v1/services/${id}/problems`).expect(200)).body.problems).toEqual([]);
    expect((await room.as('support-worker', 'get', `/api/v1/services/${id}/problems`).expect(200)).body.problems).toHaveLength(1);
    await room.as('support-worker', 'post', `/api/v1/services/${randomUUID()}/problems`).send({ kind: 'closed' }).expect(404);
    await room.as('auditor', 'post', `/api/v1/services/${id}/problems`).send({ kind: 'closed' }).expect(403);
    await room.as('support-worker', 'post', `/api/v1/services/${id}/problems`).send({ kind: 'bad' }).expect(400);
  });
});
