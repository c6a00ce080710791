import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Service } from '../../../server/contract/directory.js';
import type { ReferralView } from '../../../server/contract/referral.js';
import type { Crisis } from '../../../server/crisis/index.js';
import { STAFF, startRoom, twoPhones } from './room.js';
import type { Room } from './room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });
beforeEach(() => { room.matching.next = []; });

interface Sent { crisis: Crisis; service: Service; sent: ReferralView; token: string; phones: string[] }

async function aSentReferral({ phones = twoPhones(), ...more }: { phones?: ReturnType<typeof twoPhones>; details?: Partial<Crisis['details']> } = {}): Promise<Sent> {
  const service = await room.hasService({ handrail: { intake: phones } });
  const base = await room.hasCrisis();
  const crisis = more.details ? await room.hasCrisis({ details: { ...base.details, ...more.details } }) : base;
  const sent = await room.sent(crisis, service, { wishes: 'Quiet room. A woman to talk to Lucía', need: 'A safe bed tonight' });
  return { crisis, service, sent, token: room.tokenOf(phones[0]!.address), phones: phones.map(({ address }) => address) };
}

const everything = async (): Promise<string> => JSON.stringify(await Promise.all(['referrals', 'crises', 'domain_events', 'jobs', 'audit', 'services', 'messages'].map((name) => room.rows(name).find().sort({ _id: 1 }).toArray())));

describe('the page behind the link', () => {
  it('before a yes shows what a service must know, and no name, number or address', async () => {
    const { token, crisis } = await aSentReferral();
    const { status, body } = await room.link('view', { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ref: crisis.ref, state: 'SENT', org: 'North Crisis Team', serviceName: 'Elm Row crisis house', finished: false, ownerName: 'Ana Test', ownerPhone: STAFF.ana.phone,
      need: 'A safe bed tonight', wishes: 'Quiet room. A woman to talk to …', ageBand: '16 to 17', area: 'Washington', language: 'Spanish, some English', person: null, codeGoesTo: null,
      capacity: { unit: 'Bed', available: 2, maximum: 6 },
    });
    expect(body.risks).toContainEqual({ words: 'Danger from someone', answer: 'yes' });
    expect(JSON.stringify(body)).not.toMatch(/Luc[ií]a|Mar[ií]n|0177|Rose Lane|20009|quiet night/);
  });

  it('provider GET/opening changes nothing: reading it writes nowhere, however often', async () => {
    const { token } = await aSentReferral();
    const before = await everything();
    for (let n = 0; n < 5; n++) await room.link('view', { token });
    expect(await everything()).toBe(before);
    expect((await room.as(null).get('/provider-link/view')).status).toBe(404);
    expect(await everything()).toBe(before);
  });

  it('a scanner opening the link does not stop the clock: silence after it is still silence', async () => {
    const { token, crisis, sent } = await aSentReferral();
    await room.link('view', { token });
    const { body } = await room.link('opened', { token });
    await room.link('opened', { token });
    expect(body).toMatchObject({ state: 'VIEWED', answerBy: sent.answerBy });
    expect((await room.kinds(crisis.id)).filter((kind) => kind === 'referral.opened')).toHaveLength(1);
    await room.pass({ seconds: 7199 });
    expect((await room.referral(sent.id)).state).toBe('VIEWED');
    await room.pass({ seconds: 1 });
    expect((await room.referral(sent.id)).state).toBe('EXPIRED');
  });

  it('a link that never was says nothing of what is', async () => {
    expect(await room.link('view', { token: 'x'.repeat(22) })).toMatchObject({ status: 404, type: '/problems/link/invalid' });
    expect((await room.link('view', { token: 'short' })).status).toBe(400);
  });

  it('takes nothing without a name and a role, and nothing that does not belong to the answer', async () => {
    const { token } = await aSentReferral();
    const { body } = await room.link('answer', { token, seenVersion: 1, answer: 'accept', reason: 'AT_CAPACITY' });
    expect((body as unknown as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()).toEqual(['/name', '/reason', '/role']);
    expect((await room.link('answer', { token, seenVersion: 1, name: 'M', role: 'R', answer: 'decline' })).status).toBe(400);
    expect((await room.link('answer', { token, seenVersion: 1, name: 'M', role: 'R', answer: 'finished', served: false, outcome: 'not-helped' })).status).toBe(400);
  });

  it('slows whoever asks too often for one link, and nobody else', async () => {
    const token = 'y'.repeat(22);
    const answers = await Promise.all(Array.from({ length: 45 }, () => room.as(null).post('/provider-link/view', { token })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    expect((await room.link('view', { token: 'z'.repeat(22) })).status).toBe(404);
  });
});

describe('a yes', () => {
  it('is told to the owner, takes one place, and shows no name yet', async () => {
    const { token, crisis, service, sent, phones } = await aSentReferral();
    const { body } = await room.answers(token, 'accept');
    expect(body).toMatchObject({ state: 'ACCEPTED', answerBy: null, secondsLeft: null, person: null, codeGoesTo: `••• ${phones[1]!.slice(-4)}`, capacity: { available: 1 } });
    expect(room.texts(STAFF.ana.phone)).toContain(`NORTH: Referral ${crisis.ref} was accepted. Open Handrail for what comes next.`);
    expect((await room.directory.find(service.id))?.service.capacities[0]).toMatchObject({ available: 1, handrail: { method: 'acceptance' } });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'ACCEPTED', answeredBy: { name: 'Marisol Vega', role: 'Night lead' } });
    expect(await room.transact((tx) => room.store.waits(tx, crisis.id))).toBe(false);
  });

  it('of two people with the same link the first counts, the other learns that it changed', async () => {
    const { token } = await aSentReferral();
    const { body: { version } } = await room.link('view', { token });
    const answers = await Promise.all(['Marisol', 'Jo'].map((name) => room.as(null).post('/provider-link/answer', { token, seenVersion: version, name, role: 'Lead', answer: 'accept' })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  });

  it('no name before the code: it goes to another checked phone, and only the right one shows who is coming', async () => {
    const { token, crisis, phones, sent } = await aSentReferral();
    expect((await room.link('code', { token })).type).toBe('/problems/referral/move-not-allowed');
    await room.answers(token, 'accept');
    await room.link('code', { token });
    const text = room.texts(phones[1]!).at(-1) ?? '';
    const code = /(\d{6}) is the code/.exec(text)?.[1] ?? '';
    expect(text).toBe(`NORTH: ${code} is the code for referral ${crisis.ref}. It works for 15 min. Did nobody there ask for it? Ring ${STAFF.ana.phone}.`);
    expect(room.texts(phones[0]!).join()).not.toContain(code);
    expect(JSON.stringify(await room.rows('referrals').find({ _id: sent.id } as never).toArray())).not.toContain(code);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await room.link('identity', { token, code: wrong })).type).toBe('/problems/link/wrong-code');
    expect((await room.link('view', { token })).body.person).toBeNull();
    const { body } = await room.link('identity', { token, code });
    expect(body.person).toEqual({ name: 'Lucía Marín', ageYears: 17, language: 'Spanish, some English', safeToContact: 'Own phone 202-555-0177, text only', theySaid: 'One quiet night somewhere safe', with: null });
    expect((await room.audit.ofObject(`referral:${sent.id}`)).filter(({ action }) => action === 'referral.person-seen')).toHaveLength(1);
  });

  it('five wrong codes need a new one, even for the right one; so do fifteen minutes', async () => {
    const { token, phones } = await aSentReferral();
    await room.answers(token, 'accept');
    await room.link('code', { token });
    const codeNow = () => /(\d{6}) is the code/.exec(room.texts(phones[1]!).at(-1) ?? '')?.[1] ?? '';
    const first = codeNow();
    const wrong = first === '111111' ? '222222' : '111111';
    for (let n = 0; n < 5; n++) expect((await room.link('identity', { token, code: wrong })).status).toBe(422);
    expect((await room.link('identity', { token, code: first })).body).toMatchObject({ detail: 'Ask for a new code.' });
    await room.link('code', { token });
    await room.pass({ seconds: 15 * 60 });
    expect((await room.link('identity', { token, code: codeNow() })).status).toBe(422);
    await room.link('code', { token });
    expect((await room.link('identity', { token, code: codeNow() })).body.person?.name).toBe('Lucía Marín');
  });

  it('codes are sent at most five times an hour', async () => {
    const { token } = await aSentReferral();
    await room.answers(token, 'accept');
    for (let n = 0; n < 5; n++) expect((await room.link('code', { token })).status).toBe(200);
    expect((await room.link('code', { token })).type).toBe('/problems/request/too-fast');
  });

  it('without another checked phone no code is sent: the owner tells who is coming', async () => {
    const { token } = await aSentReferral({ phones: twoPhones().slice(0, 1) });
    const { body } = await room.answers(token, 'accept');
    expect(body.codeGoesTo).toBeNull();
    expect((await room.link('code', { token })).type).toBe('/problems/referral/phone-first');
  });

  it('the person is shown for twelve hours after the code, then a new one is needed', async () => {
    const { token, phones } = await aSentReferral();
    await room.answers(token, 'accept');
    await room.link('code', { token });
    await room.link('identity', { token, code: /(\d{6}) is/.exec(room.texts(phones[1]!).at(-1) ?? '')?.[1] });
    expect((await room.link('view', { token })).body.person).not.toBeNull();
    await room.pass({ seconds: 12 * 3600 });
    expect((await room.link('view', { token })).body.person).toBeNull();
  });

  it('goes on to arrived and finished, with the outcome of service and person kept apart', async () => {
    const { token, sent } = await aSentReferral();
    await room.answers(token, 'accept');
    await room.answers(token, 'arrived');
    const { body } = await room.answers(token, 'finished', { served: true, outcome: 'not-known' });
    expect(body).toMatchObject({ state: 'COMPLETED_SERVED', finished: true, person: null, need: null, risks: [] });
    const { version } = await room.referral(sent.id);
    const told = await room.as('ana').post(`/referrals/${sent.id}/outcome`, { seenVersion: version, from: 'person', outcome: 'helped' }).expect(200);
    expect(told.body).toMatchObject({ state: 'COMPLETED_SERVED', serviceOutcome: 'not-known', personOutcome: 'helped' });
  });

  it('handing back is loud: the owner has the person again and is told', async () => {
    const { token, crisis, sent } = await aSentReferral();
    await room.answers(token, 'accept');
    await room.answers(token, 'hand-back', { reason: 'ACCESS_UNAVAILABLE', note: 'The lift is broken' });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'HANDED_BACK', reason: 'ACCESS_UNAVAILABLE' });
    expect(await room.kinds(crisis.id)).toContain('referral.handed-back');
    expect(room.texts(STAFF.ana.phone)).toContain(`NORTH: Referral ${crisis.ref} needs you: open Handrail.`);
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral?.state).toBe('HANDED_BACK');
  });
});

describe('a no', () => {
  it('decline puts the next before the owner at once, unsent, and the earlier link is over', async () => {
    const harbor = await room.hasService({ name: 'Harbor House', handrail: { intake: twoPhones() } });
    room.matching.next = [{ serviceId: harbor.id, serviceName: 'Harbor House' }];
    const { token, crisis, sent, service } = await aSentReferral();
    const { body } = await room.answers(token, 'decline', { reason: 'AT_CAPACITY' });
    expect(body).toMatchObject({ state: 'DECLINED', finished: true, need: null, wishes: null, person: null, capacity: { available: 0 } });
    expect(await room.referral(sent.id)).toMatchObject({ state: 'DECLINED', reason: 'AT_CAPACITY', nextMatch: { serviceName: 'Harbor House' } });
    expect((await room.beside.cards([crisis.id])).get(crisis.id)?.referral).toMatchObject({ state: 'DECLINED', nextMatch: 'Harbor House', answerBy: null });
    expect(room.texts(STAFF.ana.phone)).toContain(`NORTH: Referral ${crisis.ref} needs you: open Handrail.`);
    expect(room.texts(harbor.handrail.intake[0]!.address)).toEqual([]);
    expect((await room.directory.find(service.id))?.service.capacities[0]).toMatchObject({ available: 0, handrail: { method: 'link' } });
    expect((await room.as('ana').post('/referrals', room.input(crisis, harbor)).expect(422)).body.type).toBe('/problems/referral/consent-missing');
    await room.pass({ seconds: 3000 });
    const next = await room.sent(crisis, harbor);
    expect(next.answerBy).toBe(sent.answerBy);
    expect((await room.store.pastOf(crisis.id)).declines).toMatchObject([{ serviceId: service.id, reason: 'AT_CAPACITY' }]);
  });

  it('"risk too high" opens triage again and writes it down', async () => {
    const { token, crisis } = await aSentReferral();
    await room.answers(token, 'decline', { reason: 'RISK_TOO_HIGH' });
    const happened = await room.events.ofCrisis(crisis.id);
    expect(happened.find(({ kind }) => kind === 'referral.declined')?.data).toMatchObject({ reason: 'RISK_TOO_HIGH' });
    expect(happened.find(({ kind }) => kind === 'crisis.retriage-asked')?.data['triggers']).toBe('referral-declined');
    const notes = (await room.crises.find(crisis.id))?.notes ?? [];
    expect(notes.map(({ text }) => text)).toEqual(['Elm Row crisis house: the risk is too high for them. Judge the urgency again.']);
    expect(happened.find(({ kind }) => kind === 'crisis.note')?.data['noteId']).toBe(notes[0]?.id);
  });

  it('talking first and proposing a time call the owner, and the clock runs on', async () => {
    const { token, crisis, sent } = await aSentReferral();
    const before = room.texts(STAFF.ana.phone).length;
    await room.answers(token, 'talk-first');
    const { body } = await room.answers(token, 'propose', { proposedAt: new Date(room.clock.now().getTime() + 3600_000).toISOString(), note: 'From 03:30' });
    expect(body).toMatchObject({ state: 'VIEWED', answerBy: sent.answerBy });
    expect(room.texts(STAFF.ana.phone)).toHaveLength(before + 2);
    expect((await room.kinds(crisis.id)).slice(-2)).toEqual(['referral.talk-first', 'referral.proposed']);
    expect((await room.referral(sent.id)).steps.at(-1)).toMatchObject({ said: 'proposed', note: 'From 03:30', by: 'Marisol Vega, Night lead' });
    await room.pass({ seconds: 7200 });
    expect((await room.referral(sent.id)).state).toBe('EXPIRED');
  });

  it('a finished link takes nothing but free places, and ends for good with its clock', async () => {
    const { token, service } = await aSentReferral();
    await room.answers(token, 'decline', { reason: 'SERVICE_CLOSED' });
    for (const [what, body] of [['answer', { seenVersion: 9, name: 'M', role: 'R', answer: 'accept' }], ['code', {}], ['identity', { code: '123456' }]] as const) {
      expect((await room.link(what, { token, ...body })).type).toBe('/problems/link/finished');
    }
    expect((await room.link('opened', { token })).body.finished).toBe(true);
    expect((await room.link('capacity', { token, available: 3 })).body.capacity).toMatchObject({ available: 3 });
    expect((await room.link('capacity', { token, available: 7 })).status).toBe(400);
    expect((await room.directory.find(service.id))?.service.capacities[0]).toMatchObject({ available: 3, handrail: { method: 'link', reportedBy: 'Elm Row crisis house' } });
    await room.pass({ seconds: 73 * 3600 });
    expect((await room.link('view', { token })).type).toBe('/problems/link/invalid');
  });
});
