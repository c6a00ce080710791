import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../server/kernel/ids.js';
import { STAFF, startRoom, twoPhones } from './room.js';
import type { Room } from './room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });
beforeEach(() => { room.matching.next = []; room.matching.down = false; });

async function aSentReferral() {
  const phones = twoPhones();
  const [service, crisis] = [await room.hasService({ handrail: { intake: phones } }), await room.hasCrisis()];
  const sent = await room.sent(crisis, service);
  return { service, crisis, sent, phone: phones[0]!.address, token: room.tokenOf(phones[0]!.address) };
}

describe('silence', () => {
  it('puts the next before the owner at the exact instant, on the original clock, sent only with consent for it', async () => {
    const harbor = await room.hasService({ name: 'Harbor House', handrail: { intake: twoPhones() } });
    room.matching.next = [{ serviceId: harbor.id, serviceName: 'Harbor House' }];
    const { crisis, sent, token } = await aSentReferral();
    await room.pass({ seconds: 7199 });
    expect((await room.referral(sent.id)).state).toBe('SENT');
    await room.pass({ seconds: 1 });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'EXPIRED', nextMatch: { serviceId: harbor.id } });
    expect(room.texts(STAFF.ana.phone)).toContain(`NORTH: Referral ${crisis.ref} needs you: open Handrail.`);
    expect((await room.link('view', { token })).body).toMatchObject({ finished: true, need: null });
    expect(room.texts(harbor.handrail.intake[0]!.address)).toEqual([]);
    expect((await room.as('ana').post('/referrals', room.input(crisis, harbor)).expect(422)).body.type).toBe('/problems/referral/consent-missing');
    const next = await room.sent(crisis, harbor);
    expect(Date.parse(next.answerBy ?? '') - room.clock.now().getTime()).toBe(15 * 60_000);
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toMatchObject({ id: next.id, state: 'SENT' });
  });

  it('keeps the match that was planned when matching cannot say', async () => {
    const harbor = await room.hasService({ name: 'Harbor House' });
    const [phone] = twoPhones();
    const [service, crisis] = [await room.hasService({ handrail: { intake: [phone!] } }), await room.hasCrisis()];
    const sent = await room.sent(crisis, service, { nextServiceId: harbor.id });
    room.matching.down = true;
    await room.pass({ seconds: 7200 });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'EXPIRED', nextMatch: { serviceName: 'Harbor House' } });
  });

  it('a yes a moment before stops it', async () => {
    const { sent, token } = await aSentReferral();
    await room.pass({ seconds: 7199 });
    await room.answers(token, 'accept');
    await room.pass({ seconds: 5 });
    expect((await room.referral(sent.id)).state).toBe('ACCEPTED');
  });

  it('three services without a yes are put before a supervisor', async () => {
    const crisis = await room.hasCrisis();
    const before = room.texts(STAFF.sue.phone).length;
    for (let n = 0; n < 3; n++) {
      const phones = twoPhones();
      await room.sent(crisis, await room.hasService({ handrail: { intake: phones } }));
      await room.answers(room.tokenOf(phones[0]!.address), 'decline', { reason: 'NOT_ELIGIBLE_AGE' });
      expect(room.texts(STAFF.sue.phone)).toHaveLength(before + (n === 2 ? 1 : 0));
    }
    expect(await room.kinds(crisis.id)).toContain('referral.nobody-takes');
  });

  it('a promise that is not kept after a yes is told to the owner, and closes nothing', async () => {
    const { sent, crisis, token } = await aSentReferral();
    await room.answers(token, 'accept');
    await room.pass({ seconds: 24 * 3600 });
    await room.pass({ seconds: 48 * 3600 });
    expect((await room.events.ofCrisis(crisis.id)).filter(({ kind }) => kind === 'referral.overdue').map(({ data }) => data['what'])).toEqual(['contact', 'close']);
    expect((await room.referral(sent.id)).state).toBe('ACCEPTED');
  });
});

describe('the owner', () => {
  it('takes it back: the service is told, its link is over, the clock stops', async () => {
    const { sent, crisis, phone, token } = await aSentReferral();
    const { body } = await room.as('ana').post(`/referrals/${sent.id}/cancellation`, { seenVersion: sent.version, reason: 'DUPLICATE', note: 'Found a bed nearer' }).expect(200);
    await room.settle();
    expect(body).toMatchObject({ state: 'CANCELLED_BY_SENDER', reason: 'DUPLICATE' });
    expect(room.texts(phone).at(-1)).toBe(`NORTH: ${crisis.ref} no longer needs an answer. Thank you.`);
    expect((await room.link('view', { token })).body.finished).toBe(true);
    await room.pass({ seconds: 7200 });
    expect((await room.referral(sent.id)).state).toBe('CANCELLED_BY_SENDER');
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toBeNull();
  });

  it('a considered choice carries the version its author saw', async () => {
    const { sent, token } = await aSentReferral();
    await room.answers(token, 'accept');
    expect((await room.as('ana').post(`/referrals/${sent.id}/cancellation`, { seenVersion: sent.version, reason: 'DUPLICATE' }).expect(409)).body.type).toBe('/problems/referral/changed');
    expect((await room.as('ana').post(`/referrals/${sent.id}/outcome`, { seenVersion: sent.version, from: 'person', outcome: 'helped' })).status).toBe(409);
  });

  it('an answer given on the phone ends an open referral to the same service', async () => {
    const { sent, crisis, service } = await aSentReferral();
    const { body } = await room.as('ana').post('/referrals', room.input(crisis, service, { phoned: { answer: 'declined', name: 'Jo', role: 'Day lead', reason: 'LANGUAGE_UNAVAILABLE' } })).expect(201);
    expect(body).toMatchObject({ id: sent.id, state: 'DECLINED', reason: 'LANGUAGE_UNAVAILABLE', answeredBy: { name: 'Jo', role: 'Day lead' } });
    expect(await room.rows('referrals').countDocuments({ crisisId: crisis.id } as never)).toBe(1);
  });

  it('records what the service says in the end, with a reason when the person was not served', async () => {
    const { sent, token } = await aSentReferral();
    await room.answers(token, 'accept');
    const at = (await room.referral(sent.id)).version;
    const outcome = (body: object) => room.as('cas').post(`/referrals/${sent.id}/outcome`, { seenVersion: at, from: 'service', outcome: 'not-helped', ...body });
    expect((await outcome({ served: false })).status).toBe(400);
    expect((await outcome({ served: false, reason: 'PERSON_DECLINED' }).expect(200)).body).toMatchObject({ state: 'COMPLETED_NOT_SERVED', serviceOutcome: 'not-helped', reason: 'PERSON_DECLINED' });
  });

  it('a referral of another team does not exist', async () => {
    const { sent } = await aSentReferral();
    for (const path of ['cancellation', 'outcome']) {
      const answer = await room.as('zoe').post(`/referrals/${sent.id}/${path}`, { seenVersion: 1, reason: 'DUPLICATE', from: 'person', outcome: 'helped' });
      expect([400, 404]).toContain(answer.status);
    }
    expect((await room.as('zoe').post(`/referrals/${sent.id}/cancellation`, { seenVersion: 1, reason: 'DUPLICATE' })).body.type).toBe('/problems/referral/absent');
    expect((await room.as('ana').get(`/referrals/${newId()}`)).status).toBe(404);
  });

  it('no crisis closes while a service has not answered', async () => {
    const { crisis, token } = await aSentReferral();
    const close = async () => {
      const now = await room.crises.find(crisis.id);
      return room.as('sue') && room.work.close(crisis.id, { seenVersion: now!.version, disposition: 'ENGAGED_ASSISTED', outcome: 'helped' }, {
        staffId: 'ana', name: 'Ana Test', role: 'clinician', isDevice: false, teamsWhere: () => ['north'], may: () => true,
      });
    };
    await expect(close()).rejects.toMatchObject({ slug: 'crisis/referral-open' });
    await room.answers(token, 'accept');
    expect((await close()).state).toBe('FOLLOW_UP');
  });
});
