import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../server/kernel/ids.js';
import { STAFF, startRoom, twoPhones } from './room.js';
import type { Room } from './room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });
beforeEach(() => { room.matching.next = []; });

async function aSent(letter: 'C' | 'D' = 'C') {
  const phones = twoPhones();
  const [service, crisis] = [await room.hasService({ handrail: { intake: phones } }), await room.hasCrisis({ letter })];
  const sent = await room.sent(crisis, service);
  return { service, crisis, sent, phone: phones[0]!.address, token: room.tokenOf(phones[0]!.address) };
}
const post = async (who: 'ana' | 'sue' | 'cas', id: string, what: string, body: object, key?: string) =>
  room.as(who).post(`/referrals/${id}/${what}`, { seenVersion: (await room.referral(id)).version, ...body }, key);

describe('holds', () => {
  it('a waiting list is no yes: no place is taken, no name is shown, its end is silence, and another can be asked meanwhile', async () => {
    const { sent, crisis, token, service } = await aSent();
    const { body } = await room.answers(token, 'wait-list', { waitDays: 3 });
    expect(body).toMatchObject({ state: 'WAITLISTED', waitDays: 3, capacity: { available: 2 }, codeGoesTo: null });
    expect((await room.link('code', { token })).type).toBe('/problems/referral/move-not-allowed');
    expect(room.texts(STAFF.ana.phone)).toContain(`NORTH: Referral ${crisis.ref} needs you: open Handrail.`);
    const other = await room.sent(crisis, await room.hasService({ handrail: { intake: twoPhones() } }));
    expect(other.state).toBe('SENT');
    expect((await room.as('ana').get('/referrals')).body.referrals.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([sent.id, other.id]));
    await room.pass({ seconds: 3 * 86_400 });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'EXPIRED', steps: expect.arrayContaining([expect.objectContaining({ state: 'WAITLISTED', reason: 'AT_CAPACITY' })]) });
    expect((await room.directory.find(service.id))?.service.capacities[0]?.available).toBe(2);
  });

  it('from the list to a place: a time, one place fewer, and promises that count from then', async () => {
    const { sent, token, service } = await aSent();
    await room.answers(token, 'wait-list', {});
    await room.pass({ seconds: 2 * 86_400 });
    const { body } = await room.answers(token, 'propose', { proposedAt: new Date(room.clock.now().getTime() + 3_600_000).toISOString() });
    expect(body).toMatchObject({ state: 'SCHEDULED', capacity: { available: 1 } });
    const now = await room.referral(sent.id);
    expect(Date.parse(now.contactBy ?? '')).toBe(room.clock.now().getTime() + 24 * 3_600_000);
    expect((await room.directory.find(service.id))?.service.capacities[0]?.available).toBe(1);
  });

  it('what the person must do first is told to the owner with its words, and gives time until they should have been met', async () => {
    const { sent, token } = await aSent();
    const { body } = await room.answers(token, 'needs-person', { reason: 'MISSING_DOCUMENTS', note: 'Bring any photo ID' });
    expect(body).toMatchObject({ state: 'NEEDS_CLIENT_ACTION', theyMust: 'Bring any photo ID', answerBy: sent.contactBy });
    expect((await room.referral(sent.id)).steps.at(-1)).toMatchObject({ note: 'Bring any photo ID', reason: 'MISSING_DOCUMENTS' });
    await room.pass({ seconds: 7200 });
    expect((await room.referral(sent.id)).state).toBe('NEEDS_CLIENT_ACTION');
    await room.pass({ seconds: 24 * 3600 });
    expect((await room.referral(sent.id)).state).toBe('EXPIRED');
  });

  it('a proposed time that suits is shown to the service, and each missed one is counted', async () => {
    const { sent, token } = await aSent();
    await room.answers(token, 'propose', { proposedAt: new Date(room.clock.now().getTime() + 3_600_000).toISOString() });
    expect((await post('ana', sent.id, 'agreed-time', {})).body.agreedAt).toBe(room.clock.now().toISOString());
    expect((await room.link('view', { token })).body.timeAgreed).toBe(true);
    await room.answers(token, 'accept');
    await room.answers(token, 'did-not-come');
    await room.answers(token, 'propose', { proposedAt: new Date(room.clock.now().getTime() + 7_200_000).toISOString() });
    expect((await room.answers(token, 'did-not-come')).body).toMatchObject({ state: 'NO_SHOW', noShows: 2 });
  });
});

describe('another service instead', () => {
  it('suggested by the service: the owner is told whom they would ask, and the new referral says which it replaces', async () => {
    const { sent, crisis, token } = await aSent();
    const harbor = await room.hasService({ name: 'Harbor House', handrail: { intake: twoPhones() } });
    room.matching.next = [{ serviceId: harbor.id, serviceName: 'Harbor House' }];
    await room.answers(token, 'redirect', { reason: 'NOT_ELIGIBLE_NEED', suggests: 'Harbor House' });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'REDIRECTED', suggests: 'Harbor House', reason: 'NOT_ELIGIBLE_NEED', nextMatch: { serviceId: harbor.id }, confirmBy: null });
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toMatchObject({ state: 'REDIRECTED', nextMatch: 'Harbor House' });
    const next = await room.sent(crisis, harbor, { replacesId: sent.id });
    expect(next).toMatchObject({ replacesId: sent.id, answerBy: sent.answerBy });
  });

  it('by the owner: the first ends as redirected, is told, and waits for its word', async () => {
    const { sent, crisis, phone } = await aSent();
    const harbor = await room.hasService({ handrail: { intake: twoPhones() } });
    const next = await room.sent(crisis, harbor, { replacesId: sent.id });
    const before = await room.referral(sent.id);
    expect([before.state, next.replacesId, before.confirmBy !== null]).toEqual(['REDIRECTED', sent.id, true]);
    expect(room.texts(phone).at(-1)).toBe(`NORTH: ${crisis.ref} no longer needs an answer. Thank you.`);
  });
});

describe('taking back', () => {
  it('stays on the list until the service says that it knows; silence about that is told', async () => {
    const { sent, crisis, token } = await aSent();
    await room.answers(token, 'accept');
    const { body } = await post('ana', sent.id, 'cancellation', { reason: 'OTHER' });
    await room.settle();
    expect(Date.parse(body.confirmBy) - room.clock.now().getTime()).toBe(15 * 60_000);
    expect((await room.link('view', { token })).body).toMatchObject({ finished: true, confirm: true, need: null });
    await room.pass({ seconds: 900 });
    expect((await room.events.ofCrisis(crisis.id)).at(-1)).toMatchObject({ kind: 'referral.overdue', data: { what: 'confirm' } });
    const confirmed = await room.answers(token, 'confirm');
    expect(confirmed.body).toMatchObject({ finished: true, confirm: false });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'CANCELLED_BY_SENDER', confirmedAt: room.clock.now().toISOString() });
    expect((await room.answers(token, 'confirm')).type).toBe('/problems/link/finished');
    expect((await room.as('ana').get('/referrals')).body.referrals.find(({ id }: { id: string }) => id === sent.id)).toBeDefined();
  });

  it('its word may be given on the phone', async () => {
    const { sent } = await aSent();
    await post('ana', sent.id, 'cancellation', { reason: 'DUPLICATE' });
    const { body } = await post('cas', sent.id, 'said', { name: 'Jo', role: 'Day lead', answer: 'confirm' });
    expect(body).toMatchObject({ confirmedAt: room.clock.now().toISOString() });
  });

  it('entered by mistake: only who may correct records, with no word of it shown, and the service is told', async () => {
    const { sent, phone, crisis } = await aSent();
    expect((await post('ana', sent.id, 'error', { reason: 'DUPLICATE' })).status).toBe(403);
    const { body } = await post('sue', sent.id, 'error', { reason: 'DUPLICATE', note: 'Wrong person' });
    await room.settle();
    expect(body).toEqual({ id: sent.id, version: expect.any(Number), state: 'ENTERED_IN_ERROR' });
    expect(room.texts(phone).at(-1)).toContain('no longer needs an answer');
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toBeNull();
    expect((await post('sue', sent.id, 'error', { reason: 'DUPLICATE' })).status).toBe(422);
  });

  it('handed back: the owner’s own clock starts anew, and a crisis whose acute part was over is open again', async () => {
    const { crisis, token } = await aSent();
    await room.answers(token, 'accept');
    const before = (await room.crises.find(crisis.id))!;
    await room.transact(async (tx) => { await room.crises.replace({ ...before, state: 'FOLLOW_UP' }, before.version, tx); });
    await room.answers(token, 'hand-back', { reason: 'RISK_TOO_HIGH' });
    const after = (await room.crises.find(crisis.id))!;
    expect(after).toMatchObject({ state: 'ACTIVE', owner: { staffId: 'ana' }, progressBy: new Date(room.clock.now().getTime() + 3_600_000) });
    expect(await room.kinds(crisis.id)).toEqual(expect.arrayContaining(['referral.handed-back', 'crisis.retriage-asked', 'crisis.reopened']));
  });
});

describe('several needs of one crisis', () => {
  it('are asked side by side, each with a clock of its own, and the board says that there are more', async () => {
    const { crisis, sent } = await aSent();
    const detox = await room.hasService({ handrail: { intake: twoPhones() } });
    const second = await room.sent(crisis, detox, { need: 'Help with alcohol' });
    expect(second.needId).not.toBe(sent.needId);
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toMatchObject({ others: 1 });
    const asked = room.as('ana').post('/referrals', room.input(crisis, await room.hasService({ handrail: { intake: twoPhones() } }), { need: 'help with ALCOHOL!' }));
    expect((await asked).body.type).toBe('/problems/referral/one-at-a-time');
    await room.pass({ seconds: 7200 });
    expect([(await room.referral(sent.id)).state, (await room.referral(second.id)).state]).toEqual(['EXPIRED', 'EXPIRED']);
  });

  it('what was given or told of is no referral, and is obtained only by somebody’s word', async () => {
    const crisis = await room.hasCrisis();
    const service = await room.hasService({ name: 'Warm line' });
    const key = newId();
    const told = () => room.as('ana').post(`/crises/${crisis.id}/help`, { way: 'informed', what: 'The number of the warm line', serviceId: service.id }, key).expect(201);
    await told();
    const { body } = await told();
    expect(body).toMatchObject({ given: [], referred: [], obtained: [], informed: [{ what: 'The number of the warm line', serviceName: 'Warm line', obtained: null }] });
    expect((await room.as('ana').post(`/crises/${crisis.id}/help`, { way: 'given', what: 'Water' }, key)).body.type).toBe('/problems/request/key-reused');
    const { body: after } = await room.as('ana').post(`/crises/${crisis.id}/help/${body.informed[0].id}/obtained`, { from: 'person', outcome: 'helped' }).expect(200);
    expect(after.obtained).toEqual([expect.objectContaining({ what: 'The number of the warm line', from: 'person', outcome: 'helped' })]);
    expect((await room.as('zoe').get(`/crises/${crisis.id}/help`)).status).toBe(404);
    expect(JSON.stringify(await room.rows('helps').find().toArray())).not.toMatch(/warm line/i);
  });
});

describe('a draft', () => {
  it('asks nobody and needs no agreement; sent later it starts the clock then, once', async () => {
    const phones = twoPhones();
    const [service, crisis] = [await room.hasService({ handrail: { intake: phones } }), await room.hasCrisis()];
    const { body: draft } = await room.as('ana').post('/referrals', room.input(crisis, service, { draft: true })).expect(201);
    await room.settle();
    expect(draft).toMatchObject({ state: 'DRAFT', answerBy: null, steps: [] });
    expect(room.texts(phones[0]!.address)).toEqual([]);
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toBeNull();
    expect((await post('ana', draft.id, 'sending', {})).body.type).toBe('/problems/referral/consent-missing');
    await room.pass({ seconds: 600 });
    await room.agrees(crisis, service);
    const key = newId();
    const [one, two] = [await room.as('ana').post(`/referrals/${draft.id}/sending`, { seenVersion: 1 }, key), await room.as('ana').post(`/referrals/${draft.id}/sending`, { seenVersion: 1 }, key)];
    await room.settle();
    expect([one.body.state, two.body.version]).toEqual(['SENT', one.body.version]);
    expect(Date.parse(one.body.answerBy) - room.clock.now().getTime()).toBe(7_200_000);
    expect(room.texts(phones[0]!.address)).toHaveLength(1);
    await room.pass({ seconds: 7200 });
    expect((await room.referral(draft.id)).state).toBe('EXPIRED');
  });

  it('that is dropped is over without a word to anybody', async () => {
    const [service, crisis] = [await room.hasService({ handrail: { intake: twoPhones() } }), await room.hasCrisis()];
    const { body: draft } = await room.as('ana').post('/referrals', room.input(crisis, service, { draft: true })).expect(201);
    expect((await post('ana', draft.id, 'cancellation', { reason: 'OTHER' })).body).toMatchObject({ state: 'CANCELLED_BY_SENDER', confirmBy: null });
  });
});

describe('letters A and B', () => {
  const urgent = async () => {
    const [service, crisis] = [await room.hasService({ handrail: { intake: twoPhones() } }), await room.hasCrisis({ letter: 'B' })];
    await room.agrees(crisis, service);
    return { service, crisis };
  };
  const warm = () => ({ onTheLine: ['person', 'service', 'owner'], introducedAt: room.clock.now().toISOString() });

  it('a warm hand-off is kept with who was on the line, when, and who took them by name', async () => {
    const { service, crisis } = await urgent();
    const { body } = await room.as('ana').post('/referrals', room.input(crisis, service, { phoned: { answer: 'accepted', name: 'Jo', role: 'Night lead', warm: warm() } as never })).expect(201);
    expect(body).toMatchObject({ state: 'IN_PROGRESS', way: 'phone', warm: { onTheLine: ['person', 'service', 'owner'], takenBy: { name: 'Jo', role: 'Night lead' } } });
  });

  it('a yes on the phone is not yet a hand-off: it can be made later, and not without the person on the line', async () => {
    const { service, crisis } = await urgent();
    const { body } = await room.as('ana').post('/referrals', room.input(crisis, service, { phoned: { answer: 'accepted', name: 'Jo', role: 'Lead' } })).expect(201);
    expect(body).toMatchObject({ state: 'ACCEPTED', warm: null });
    expect((await post('ana', body.id, 'warm-hand-off', { ...warm(), onTheLine: ['owner', 'service'] })).body.type).toBe('/problems/referral/move-not-allowed');
    expect((await post('ana', body.id, 'warm-hand-off', warm())).body).toMatchObject({ state: 'IN_PROGRESS', warm: { takenBy: { name: 'Jo' } } });
  });

  it('nobody answers the phone: it counts as silence at once, and the third goes to a supervisor', async () => {
    const { service, crisis } = await urgent();
    const before = room.texts(STAFF.sue.phone).length;
    for (const asked of [service, await room.hasService(), await room.hasService()]) {
      await room.agrees(crisis, asked);
      const { body } = await room.as('ana').post('/referrals', room.input(crisis, asked, { phoned: { answer: 'no-answer' } })).expect(201);
      expect(body).toMatchObject({ state: 'EXPIRED', answeredBy: null });
    }
    await room.settle();
    expect(room.texts(STAFF.sue.phone)).toHaveLength(before + 1);
  });
});

describe('a request that comes twice', () => {
  it('does its work once and gives the same answer; with another body it is refused', async () => {
    const { sent, token } = await aSent();
    const key = newId();
    const { body: { version } } = await room.link('view', { token });
    const answer = (more: object = {}) => room.as(null).post('/provider-link/answer', { token, seenVersion: version, name: 'M', role: 'R', answer: 'accept', ...more }, key);
    expect([(await answer()).status, (await answer()).status]).toEqual([200, 200]);
    expect((await answer({ name: 'N' })).body.type).toBe('/problems/request/key-reused');
    expect((await room.referral(sent.id)).steps.filter(({ state }) => state === 'ACCEPTED')).toHaveLength(1);
    const again = newId();
    const take = () => room.as('ana').post(`/referrals/${sent.id}/cancellation`, { seenVersion: version + 1, reason: 'OTHER' }, again);
    expect([(await take()).body.state, (await take()).body.state]).toEqual(['CANCELLED_BY_SENDER', 'CANCELLED_BY_SENDER']);
  });
});
