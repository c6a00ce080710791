import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralView } from '../../../server/contract/referral.js';
import { newId } from '../../../server/kernel/ids.js';
import { fitsOne } from '../../../server/messaging/index.js';
import { NIGHT, anIntake } from './builders.js';
import { STAFF, startRoom, twoPhones } from './room.js';
import type { Room } from './room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });
beforeEach(() => {
  room.matching.excluded = null;
  room.matching.next = [];
  room.carrier.script = () => 'accept';
  room.carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
});

const minutes = (count: number): string => new Date(room.clock.now().getTime() + count * 60_000).toISOString();
const post = (who: Parameters<Room['as']>[0], body: object, key?: string) => {
  const request = room.as(who).post('/referrals', body);
  return key === undefined ? request : request.set('Idempotency-Key', key);
};

describe('sending a referral', () => {
  it('texts the checked contact, starts the clocks, and shows on the crisis and its card', async () => {
    const [phone, other] = twoPhones();
    const [service, next] = [await room.hasService({ handrail: { intake: [phone!, other!] } }), await room.hasService({ name: 'Harbor House' })];
    const crisis = await room.hasCrisis();
    const sent = await room.sent(crisis, service, { nextServiceId: next.id, wishes: 'Quiet room' });
    expect(sent).toMatchObject({
      state: 'SENT', way: 'link', serviceName: 'Elm Row crisis house', intake: { channel: 'sms', address: phone!.address }, answerBy: minutes(120), contactBy: minutes(1440), closeBy: minutes(4320),
      nextMatch: { serviceId: next.id, serviceName: 'Harbor House' },
    });
    const [text, ...more] = room.texts(phone!.address);
    expect(more).toEqual([]);
    expect(text).toMatch(new RegExp(`^NORTH: New referral ${crisis.ref}\\. We stay responsible until you accept\\. Answer by 04:0\\d, no account needed: http://127\\.0\\.0\\.1:\\d+/p#[\\w-]{22}$`));
    expect(await room.kinds(crisis.id)).toEqual(['consent.recorded', 'referral.sent', 'referral.delivered']);
    const seen = await room.referral(sent.id);
    expect(seen.steps.map(({ state }) => state)).toEqual(['SENT', 'DELIVERED']);
    expect((await room.beside.cards([crisis.id])).get(crisis.id)).toEqual({ referral: { id: sent.id, serviceName: 'Elm Row crisis house', state: 'SENT', answerBy: sent.answerBy, openedAt: null, nextMatch: 'Harbor House' }, followUp: null });
    expect(await room.transact((tx) => room.store.waits(tx, crisis.id))).toBe(true);
  });

  it('nothing closes on delivery: a delivered text leaves it sent', async () => {
    const [phone] = twoPhones();
    const sent = await room.sent(await room.hasCrisis(), await room.hasService({ handrail: { intake: [phone!] } }));
    expect(await room.referral(sent.id)).toMatchObject({ state: 'SENT', deliveredAt: expect.any(String), version: sent.version });
  });

  it('I12: the text and every notice name nobody, no service and no need', async () => {
    const [phone, other] = twoPhones();
    const crisis = await room.hasCrisis();
    await room.sent(crisis, await room.hasService({ handrail: { intake: [phone!, other!] } }));
    const token = room.tokenOf(phone!.address);
    await room.answers(token, 'accept');
    await room.link('code', { token });
    await room.answers(token, 'hand-back', { reason: 'RISK_TOO_HIGH', note: 'Lucía was here with a knife' });
    const texts = room.carrier.sent.map(({ body }) => body);
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      expect(fitsOne(text)).toBe(true);
      expect(text.replace(/#[\w-]{22}/, '')).not.toMatch(/Luc[ií]a|Mar[ií]n|Elm Row|bed|Eastfield|20009|0177|knife|Marisol/i);
    }
  });

  it('what was said is unreadable in the database, and no event, job or audit entry repeats it', async () => {
    const [phone] = twoPhones();
    await room.sent(await room.hasCrisis(), await room.hasService({ handrail: { intake: [phone!] } }), { need: 'A very secret need', wishes: 'A very secret wish' });
    for (const name of ['referrals', 'consents', 'domain_events', 'jobs', 'audit', 'messages']) expect(JSON.stringify(await room.rows(name).find().toArray())).not.toMatch(/secret|Luc|Elm Row/);
    expect(JSON.stringify(await room.rows('referrals').find().toArray())).not.toContain(room.tokenOf(phone!.address));
  });

  it('consent missing refuses: none, for another service, too narrow, refused, withdrawn', async () => {
    const [service, other, crisis] = [await room.hasService(), await room.hasService(), await room.hasCrisis()];
    const refused = async () => expect((await post('ana', room.input(crisis, service)).expect(422)).body.type).toBe('/problems/referral/consent-missing');
    await refused();
    await room.agrees(crisis, other);
    await refused();
    await room.agrees(crisis, service, { dataClasses: ['need'] });
    await refused();
    const { id } = await room.agrees(crisis, service);
    await room.as('ana').delete(`/crises/${crisis.id}/consents/${id}`).expect(200);
    await refused();
    await room.agrees(crisis, service, { refused: true });
    await refused();
    await room.agrees(crisis, service);
    await post('ana', room.input(crisis, service)).expect(201);
  });

  it('a yes that is over refuses', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    await room.agrees(crisis, service, { expiresOn: '2026-10-28' });
    await room.pass({ seconds: 24 * 3600 });
    expect((await post('ana', room.input(crisis, service)).expect(422)).body.type).toBe('/problems/referral/consent-missing');
  });

  it('phone first: no contact, an unchecked one, or one that takes no texts', async () => {
    for (const intake of [[], [anIntake({ verified: null })], [anIntake({ channel: 'voice' })]]) {
      const [service, crisis] = [await room.hasService({ handrail: { intake } }), await room.hasCrisis()];
      await room.agrees(crisis, service);
      expect((await post('ana', room.input(crisis, service)).expect(422)).body.type).toBe('/problems/referral/phone-first');
    }
  });

  it('for A and B the owner rings: no link is sent, and what was said is recorded at once', async () => {
    for (const letter of ['A', 'B'] as const) {
      const [phone] = twoPhones();
      const [service, crisis] = [await room.hasService({ handrail: { intake: [phone!] } }), await room.hasCrisis({ letter })];
      await room.agrees(crisis, service);
      expect((await post('ana', room.input(crisis, service)).expect(422)).body.type).toBe('/problems/referral/phone-first');
      const { body } = await post('ana', room.input(crisis, service, { phoned: { answer: 'accepted', name: 'Marisol Vega', role: 'Night lead' } })).expect(201);
      await room.settle();
      expect(body).toMatchObject({ state: 'ACCEPTED', way: 'phone', intake: null, answeredBy: { name: 'Marisol Vega', role: 'Night lead' }, leavesAt: null });
      expect(room.texts(phone!.address)).toEqual([]);
      expect((await room.directory.find(service.id))?.service.capacities[0]).toMatchObject({ available: 1 });
    }
  });

  it('without agreement only for A, recorded as an emergency disclosure with its basis, and for that one referral', async () => {
    const phoned = { answer: 'accepted', name: 'Marisol Vega', role: 'Night lead' } as const;
    const emergencyBasis = 'Unconscious, life at risk';
    const [service, serious] = [await room.hasService(), await room.hasCrisis({ letter: 'B' })];
    expect((await post('ana', room.input(serious, service, { phoned, emergencyBasis })).expect(422)).body.type).toBe('/problems/referral/consent-missing');
    const crisis = await room.hasCrisis({ letter: 'A' });
    await post('ana', room.input(crisis, service, { phoned, emergencyBasis })).expect(201);
    const { consents } = await room.beside.whole(crisis.id);
    expect(consents).toMatchObject([{ emergencyBasis, method: null, givenBy: null, dataClasses: ['contact', 'need', 'risk'], recordedBy: 'Ana Test' }]);
    expect((await post('ana', room.input(crisis, service, { need: 'Something else', phoned })).expect(422)).body.type).toBe('/problems/referral/consent-missing');
  });

  it('one open referral for each need at a time, also when two are sent at once', async () => {
    const [one, two, crisis] = [await room.hasService(), await room.hasService(), await room.hasCrisis()];
    await room.agrees(crisis, one);
    await room.agrees(crisis, two);
    const answers = await Promise.all([post('ana', room.input(crisis, one)), post('cas', room.input(crisis, two, { need: 'A SAFE bed, tonight' }))]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.type).toBe('/problems/referral/one-at-a-time');
    expect(await room.rows('referrals').countDocuments({ crisisId: crisis.id } as never)).toBe(1);
    await post('ana', room.input(crisis, two, { need: 'Food for tonight' })).expect(201);
  });

  it('the same key is the same referral, however often; with another body it is refused', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    await room.agrees(crisis, service);
    const answers = await Promise.all([1, 2, 3].map(() => post('ana', room.input(crisis, service), 'tap')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => (body as ReferralView).id)).size).toBe(1);
    expect((await post('ana', room.input(crisis, service, { need: 'Another' }), 'tap').expect(422)).body.type).toBe('/problems/request/key-reused');
  });

  it('a service that matching excludes is asked only with a reason', async () => {
    room.matching.excluded = 'age';
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    await room.agrees(crisis, service);
    expect((await post('ana', room.input(crisis, service)).expect(422)).body.type).toBe('/problems/referral/not-offered');
    const { body } = await post('ana', room.input(crisis, service, { askAnywayReason: 'They said on the phone that 15 is fine' })).expect(201);
    expect(body.askAnywayReason).toBe('They said on the phone that 15 is fine');
    // the audit says which rule was passed over; the words stay sealed with the referral
    expect(await room.rows('audit').findOne({ object: `referral:${body.id}`, action: 'referral.sent' } as never)).toMatchObject({ reason: 'asked anyway: age' });
    expect(JSON.stringify(await room.rows('referrals').findOne({ _id: body.id } as never))).not.toContain('15 is fine');
  });

  it('no reason lifts the person’s own no; only an emergency with its basis does, for A', async () => {
    room.matching.excluded = 'consent';
    const [service, crisis, dying] = [await room.hasService(), await room.hasCrisis(), await room.hasCrisis({ letter: 'A' })];
    const phoned = { answer: 'accepted', name: 'Marisol Vega', role: 'Night lead' } as const;
    await room.agrees(crisis, service);
    for (const more of [{}, { askAnywayReason: 'They know this person' }, { askAnywayReason: 'They know this person', phoned }]) {
      expect((await post('ana', room.input(crisis, service, more)).expect(422)).body.type).toBe('/problems/referral/consent-missing');
    }
    await post('ana', room.input(dying, service, { phoned, emergencyBasis: 'Unconscious, life at risk' })).expect(201);
  });

  it('sends nothing to a shut door, or past a house’s own rules, also with a reason: somebody rings, and what was said counts', async () => {
    const phoned = { answer: 'accepted', name: 'Marisol Vega', role: 'Night lead' } as const;
    for (const rule of ['active', 'exclusion'] as const) {
      room.matching.excluded = rule;
      const [phone] = twoPhones();
      const [service, crisis] = [await room.hasService({ handrail: { intake: [phone!] } }), await room.hasCrisis()];
      await room.agrees(crisis, service);
      const asked = { askAnywayReason: 'They agreed on the phone' };
      expect((await post('ana', room.input(crisis, service, asked)).expect(422)).body.type).toBe('/problems/referral/ring-first');
      expect((await post('ana', room.input(crisis, service, { ...asked, phoned })).expect(201)).body).toMatchObject({ state: 'ACCEPTED', way: 'phone' });
      await room.settle();
      expect(room.texts(phone!.address)).toEqual([]);
    }
  });

  it('keeps what else the person was offered and why they did not want it, two others at most, sealed and out of lists', async () => {
    const [chosen, near, far, crisis] = [await room.hasService(), await room.hasService({ name: 'Harbor House' }), await room.hasService({ name: 'Cedar Unit' }), await room.hasCrisis()];
    await room.agrees(crisis, chosen);
    const passedOver = [{ serviceId: near.id, reason: 'who-is-there' as const }, { serviceId: far.id, reason: 'too-far' as const }];
    for (const wrong of [[...passedOver, { serviceId: chosen.id, reason: 'cost' }], [passedOver[0], passedOver[0]], [{ serviceId: near.id, reason: 'dislikes it' }], [{ serviceId: near.id }]]) {
      await post('ana', room.input(crisis, chosen, { passedOver: wrong as never })).expect(400);
    }
    expect((await post('ana', room.input(crisis, chosen, { passedOver: [{ serviceId: newId(), reason: 'cost' }] })).expect(404)).body.type).toBe('/problems/directory/absent');
    const { body } = await post('ana', room.input(crisis, chosen, { passedOver })).expect(201);
    expect((await room.referral(body.id)).passedOver).toEqual([{ serviceId: near.id, serviceName: 'Harbor House', reason: 'who-is-there' }, { serviceId: far.id, serviceName: 'Cedar Unit', reason: 'too-far' }]);
    expect(JSON.stringify(await room.rows('referrals').findOne({ _id: body.id } as never))).not.toMatch(new RegExp(`who-is-there|${near.id}`));
    const { body: list } = await room.as('ana').get('/referrals').expect(200);
    expect(list.referrals.find(({ id }: ReferralView) => id === body.id)).not.toHaveProperty('passedOver');
  });

  it('a contact that is not open gets the text when it opens, and its time counts from then', async () => {
    const [phone] = twoPhones();
    const opens = new Date(room.clock.now().getTime() + 2 * 3600_000);
    opens.setUTCMinutes(0, 0, 0);
    const local = opens.toLocaleTimeString('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' });
    const intake = [{ ...phone!, hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as never, opensAt: local, closesAt: local === '23:00' ? '23:59' : '23:30' }] }];
    const [service, crisis] = [await room.hasService({ handrail: { intake, alwaysOpen: false } }), await room.hasCrisis()];
    const sent = await room.sent(crisis, service);
    expect(sent).toMatchObject({ state: 'SENT', leavesAt: opens.toISOString(), answerBy: new Date(opens.getTime() + 7_200_000).toISOString(), contactBy: minutes(1440) });
    expect(room.texts(phone!.address)).toEqual([]);
    await room.pass({ seconds: (opens.getTime() - room.clock.now().getTime()) / 1000 - 1 });
    expect(room.texts(phone!.address)).toEqual([]);
    await room.pass({ seconds: 2 });
    expect(room.texts(phone!.address)).toHaveLength(1);
  });

  it('needs an owner: not while nobody has the crisis, not after it is over', async () => {
    const service = await room.hasService();
    for (const [state, slug] of [['OPEN', 'crisis/unowned'], ['FOLLOW_UP', 'crisis/closed']] as const) {
      const crisis = await room.hasCrisis({ state });
      await room.agrees(crisis, service);
      expect((await post('ana', room.input(crisis, service)).expect(422)).body.type).toBe(`/problems/${slug}`);
    }
  });

  it('only the owner and clinicians of the team send; for others the crisis does not exist', async () => {
    const [service, crisis] = [await room.hasService(), await room.hasCrisis()];
    await room.agrees(crisis, service);
    const slug = async (who: 'zoe' | 'wes') => (await post(who, room.input(crisis, service))).body.type as string;
    expect([await slug('zoe'), await slug('wes')]).toEqual(['/problems/crisis/absent', '/problems/crisis/absent']);
    expect((await post(null, room.input(crisis, service))).status).toBe(401);
    const sent = (await post('cas', room.input(crisis, service)).expect(201)).body as ReferralView;
    expect((await room.as('zoe').get(`/referrals/${sent.id}`)).status).toBe(404);
    expect((await room.as('zoe').get('/referrals').expect(200)).body.referrals.map(({ id }: ReferralView) => id)).not.toContain(sent.id);
    expect((await room.as('wes').get('/referrals')).status).toBe(403);
    expect((await room.as('cas').get('/referrals').expect(200)).body.referrals.map(({ id }: ReferralView) => id)).toContain(sent.id);
  });

  it('names every field that cannot be read', async () => {
    const { body } = await post('ana', { crisisId: 'x', serviceId: newId(), phoned: { answer: 'declined', name: 'M', role: 'R' }, extra: 1 }).expect(400);
    expect((body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual(['/crisisId', '/extra', '/need', '/phoned/reason']);
  });

  it('every sending, change and reading is on the audit, with who and what', async () => {
    const [phone] = twoPhones();
    const sent = await room.sent(await room.hasCrisis(), await room.hasService({ handrail: { intake: [phone!] } }));
    await room.answers(room.tokenOf(phone!.address), 'decline', { reason: 'AT_CAPACITY' });
    await room.referral(sent.id);
    expect((await room.audit.ofObject(`referral:${sent.id}`)).map(({ action, actorId, role, reason }) => [action, actorId, role, reason]).reverse()).toEqual([
      ['referral.sent', 'ana', 'clinician', undefined], ['referral.decline', null, 'service by link', 'AT_CAPACITY'], ['referral.read', 'ana', 'clinician', undefined],
    ]);
  });
});

describe('what the carrier says', () => {
  it('a text that will not arrive is loud: the owner is told to ring, and it stays sent', async () => {
    const [phone] = twoPhones();
    room.carrier.script = (text) => (text.to === phone!.address ? { refuse: 400, code: 21614 } : 'accept');
    const crisis = await room.hasCrisis();
    const sent = await room.sent(crisis, await room.hasService({ handrail: { intake: [phone!] } }));
    expect((await room.referral(sent.id)).state).toBe('SENT');
    expect(await room.kinds(crisis.id)).toContain('referral.undelivered');
    expect(room.texts(STAFF.ana.phone)).toContain(`NORTH: Referral ${crisis.ref} needs you: open Handrail.`);
  });

  it('I7: receipts doubled, late and out of order change nothing twice and take nothing back', async () => {
    const [phone] = twoPhones();
    room.carrier.receipts = () => [];
    const crisis = await room.hasCrisis();
    const sent = await room.sent(crisis, await room.hasService({ handrail: { intake: [phone!] } }));
    const text = room.carrier.sent.find(({ to }) => to === phone!.address)!;
    for (const status of ['delivered', 'sent', 'delivered', 'undelivered', 'sent']) expect(await room.carrier.receipt(text, status)).toBe(200);
    await room.settle();
    expect((await room.kinds(crisis.id)).filter((kind) => /delivered/.test(kind))).toEqual(['referral.delivered']);
    expect(await room.referral(sent.id)).toMatchObject({ state: 'SENT', deliveredAt: NIGHT < room.clock.now() ? expect.any(String) : NIGHT.toISOString() });
  });

  it('I3: a text of which nobody knows whether the carrier took it is looked up, and not sent twice', async () => {
    const [phone] = twoPhones();
    room.carrier.script = (text) => (text.to === phone!.address ? 'accept-then-break' : 'accept');
    const sent = await room.sent(await room.hasCrisis(), await room.hasService({ handrail: { intake: [phone!] } }));
    await room.pass({ seconds: 30 });
    expect(room.texts(phone!.address)).toHaveLength(1);
    expect((await room.referral(sent.id)).deliveredAt).not.toBeNull();
  });

  it('an opted-out phone is remembered, and the text is not tried again', async () => {
    const [phone] = twoPhones();
    room.carrier.script = (text) => (text.to === phone!.address ? { refuse: 400, code: 21610 } : 'accept');
    await room.sent(await room.hasCrisis(), await room.hasService({ handrail: { intake: [phone!] } }));
    expect(room.optedOut).toContain(phone!.address);
    expect(room.carrier.sent.filter(({ to }) => to === phone!.address)).toHaveLength(1);
  });

  it('I4: a text that is taken back before it left does not leave', async () => {
    const [phone] = twoPhones();
    const crisis = await room.hasCrisis();
    const opens = new Date(room.clock.now().getTime() + 3600_000);
    const local = opens.toLocaleTimeString('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' });
    const intake = [{ ...phone!, hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as never, opensAt: local, closesAt: '23:59' }] }];
    const sent = await room.sent(crisis, await room.hasService({ handrail: { intake, alwaysOpen: false } }));
    await room.as('ana').post(`/referrals/${sent.id}/cancellation`, { seenVersion: sent.version, reason: 'DUPLICATE' }).expect(200);
    await room.pass({ seconds: 2 * 3600 });
    expect(room.texts(phone!.address)).toEqual([]);
  });
});
