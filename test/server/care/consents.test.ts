import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../server/kernel/ids.js';
import { startRoom, twoPhones } from '../referral/room.js';
import type { Room } from '../referral/room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });

const yes = { dataClasses: ['contact', 'need'], method: 'spoken', givenBy: 'self' };

describe('a consent', () => {
  it('records who may be told what, how it was said, and counts 90 days', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    const consent = await room.agrees(crisis, service, { ...yes, language: 'Spanish' });
    expect(consent).toMatchObject({ serviceName: 'Elm Row crisis house', dataClasses: ['contact', 'need'], method: 'spoken', givenBy: 'self', recordedBy: 'Ana Test', expiresOn: '2027-01-26', refused: false, withdrawnAt: null, emergencyBasis: null });
    expect((await room.beside.whole(crisis.id)).consents).toEqual([consent]);
    expect((await room.events.ofCrisis(crisis.id)).map(({ kind, data }) => [kind, data['refused']])).toEqual([['consent.recorded', false]]);
    expect((await room.audit.ofObject(`consent:${consent.id}`)).map(({ action, actorId }) => [action, actorId])).toEqual([['consent.recorded', 'ana']]);
    expect(JSON.stringify(await room.rows('consents').find().toArray())).not.toMatch(/Spanish|Elm Row/);
  });

  it('a no is recorded too, and takes back what was agreed before with the referral that rested on it', async () => {
    const [phone] = twoPhones();
    const [service, crisis] = [await room.hasService({ handrail: { intake: [phone!] } }), await room.hasCrisis()];
    const sent = await room.sent(crisis, service);
    await room.agrees(crisis, service, { refused: true });
    await room.settle();
    expect(await room.referral(sent.id)).toMatchObject({ state: 'WITHDRAWN_BY_PERSON', reason: 'CONSENT_MISSING' });
    expect(await room.consents.refusedServiceIds(crisis.id)).toEqual([service.id]);
  });

  it('withdrawal cancels every open referral that rested on it, tells the service, and nothing else', async () => {
    const [one, two] = [twoPhones(), twoPhones()];
    const [elm, harbor, crisis] = [await room.hasService({ handrail: { intake: one } }), await room.hasService({ name: 'Harbor House', handrail: { intake: two } }), await room.hasCrisis()];
    const [bed, food] = [await room.sent(crisis, elm), await room.sent(crisis, harbor, { need: 'Food for tonight' })];
    await room.answers(room.tokenOf(one[0]!.address), 'accept');
    const { consents } = await room.beside.whole(crisis.id);
    const consentId = consents.find(({ serviceId }) => serviceId === elm.id)?.id ?? '';
    const { body } = await room.as('cas').delete(`/crises/${crisis.id}/consents/${consentId}`).expect(200);
    await room.settle();
    expect(body.withdrawnAt).toBe(room.clock.now().toISOString());
    expect((await room.referral(bed.id)).state).toBe('WITHDRAWN_BY_PERSON');
    expect((await room.referral(food.id)).state).toBe('SENT');
    expect(room.texts(one[0]!.address).at(-1)).toMatch(/^NORTH: \d+ was stood down at \d\d:\d\d\. You do not need to act\./);
    expect(room.texts(two[0]!.address)).toHaveLength(1);
    const again = await room.as('cas').delete(`/crises/${crisis.id}/consents/${consentId}`).expect(200);
    expect(again.body).toEqual(body);
    expect((await room.kinds(crisis.id)).filter((kind) => kind === 'consent.withdrawn')).toHaveLength(1);
  });

  it('may be withdrawn when the crisis is over, and not be given then', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    const { id } = await room.agrees(crisis, service);
    await room.rows('crises').updateOne({ _id: crisis.id } as never, { $set: { state: 'CLOSED' } });
    await room.as('ana').delete(`/crises/${crisis.id}/consents/${id}`).expect(200);
    expect((await room.as('ana').post(`/crises/${crisis.id}/consents`, { serviceId: service.id, ...yes }).expect(422)).body.type).toBe('/problems/crisis/closed');
  });

  it('a repeat with the same key is one record', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    const post = (body: object) => room.as('ana').post(`/crises/${crisis.id}/consents`, { serviceId: service.id, ...yes, ...body }).set('Idempotency-Key', 'tap');
    const answers = await Promise.all([post({}), post({})]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await room.beside.whole(crisis.id)).consents).toHaveLength(1);
    expect((await post({ method: 'written' }).expect(422)).body.type).toBe('/problems/request/key-reused');
  });

  it('is refused for an unknown service, a last day in the past, another team, and a crisis that is not there', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    const post = (who: 'ana' | 'zoe', body: object, id = crisis.id) => room.as(who).post(`/crises/${id}/consents`, { serviceId: service.id, ...yes, ...body });
    expect((await post('ana', { serviceId: newId() })).body.type).toBe('/problems/directory/absent');
    expect((await post('ana', { expiresOn: '2026-10-27' })).body.errors).toEqual([{ pointer: '/expiresOn', detail: 'is over' }]);
    expect((await post('zoe', {})).body.type).toBe('/problems/crisis/absent');
    expect((await post('ana', {}, newId())).status).toBe(404);
    expect((await room.as('ana').delete(`/crises/${crisis.id}/consents/${newId()}`)).body.type).toBe('/problems/care/consent-absent');
  });

  it('keeps who asked that a yes be taken back and how they said it, sealed, and a record that was only a mistake says neither', async () => {
    const [crisis, service] = [await room.hasCrisis(), await room.hasService()];
    const first = await room.agrees(crisis, service);
    const { body } = await room.as('ana').post(`/crises/${crisis.id}/consents/${first.id}/withdrawal`, { askedBy: 'guardian', how: 'phone' }).expect(200);
    expect(body.withdrawal).toEqual({ askedBy: 'guardian', how: 'phone', recordedBy: 'Ana Test' });
    expect(JSON.stringify(await room.rows('consents').find({ crisisId: crisis.id }).toArray())).not.toContain('guardian');
    expect((await room.as('ana').post(`/crises/${crisis.id}/consents/${first.id}/withdrawal`, { askedBy: 'person', how: 'own-page' })).status).toBe(400);
    const second = await room.agrees(crisis, service);
    expect((await room.as('ana').delete(`/crises/${crisis.id}/consents/${second.id}`).expect(200)).body.withdrawal).toBeUndefined();
    expect((await room.as('zoe').post(`/crises/${crisis.id}/consents/${second.id}/withdrawal`, { askedBy: 'person', how: 'spoken' })).status).toBe(404);
  });
});
