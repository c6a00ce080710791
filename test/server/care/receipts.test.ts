import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceiptView } from '../../../server/contract/care.js';
import type { Crisis } from '../../../server/crisis/index.js';
import { STAFF, startRoom, twoPhones } from '../referral/room.js';
import type { Room } from '../referral/room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });

const PERSON = '+12025550177';
const rules = (more: object = {}) => ({ seenVersion: 0, number: PERSON, text: true, call: false, voicemail: false, hours: null, codeWord: null, note: null, ...more });
const make = async (crisis: Crisis, body: object = {}) => {
  const { body: link } = await room.as('ana').post(`/crises/${crisis.id}/receipts`, body).expect(201);
  await room.settle();
  return link as { id: string; url: string };
};
const list = async (crisis: Crisis) => (await room.as('ana').get(`/crises/${crisis.id}/receipts`).expect(200)).body.receipts as { id: string; text: { state: string; why: string | null }; url: string | null }[];
const tokenOf = (url: string): string => url.split('#')[1] ?? '';
const open = async (token: string, pin?: string) => {
  const { status, body } = await room.as(null).post('/receipt-link/view', { token, ...(pin === undefined ? {} : { pin }) });
  return { status, body: body as ReceiptView & { type?: string } };
};

describe('the person’s own page', () => {
  it('says what went to whom, when and why, what was taken back, and whom to ring', async () => {
    const crisis = await room.hasCrisis();
    const elm = await room.hasService({ name: 'Elm Row', handrail: { intake: twoPhones() } });
    const harbor = await room.hasService({ name: 'Harbor House' });
    const sent = await room.sent(crisis, elm);
    const { body: later } = await room.as('ana').post(`/crises/${crisis.id}/consents`, { serviceId: harbor.id, dataClasses: ['contact', 'need'], method: 'spoken', givenBy: 'guardian', guardian: 'Her aunt', witness: 'Cas', language: 'es', purpose: 'A bed' }).expect(201);
    expect(later).toMatchObject({ guardian: 'Her aunt', witness: 'Cas', language: 'es', purpose: 'A bed', category: null });
    await room.as('ana').delete(`/crises/${crisis.id}/consents/${later.id}`).expect(200);
    const { url } = await make(crisis);
    const { body } = await open(tokenOf(url));
    expect(body).toMatchObject({
      org: 'North Crisis Team', needsPin: false, phone: '(202) 555-0100',
      shared: [{ serviceName: 'Elm Row', what: ['need', 'risk'], at: sent.leavesAt, nameAt: null, why: 'A safe bed tonight', emergencyBasis: null, overAt: null }],
    });
    expect(body.said.map(({ serviceName, said }) => [serviceName, said])).toEqual([['Harbor House', 'withdrawn'], ['Elm Row', 'yes']]);
    expect(JSON.stringify(await room.rows('receipts').find().toArray())).not.toContain(tokenOf(url));
  });

  it('after an emergency it says why nobody was asked, and that they were told is kept', async () => {
    const crisis = await room.hasCrisis({ letter: 'A' });
    const elm = await room.hasService({ name: 'Elm Row' });
    const phoned = { answer: 'accepted' as const, name: 'Jo', role: 'Lead' };
    await room.as('ana').post('/referrals', room.input(crisis, elm, { emergencyBasis: 'Not conscious', phoned })).expect(201);
    const [given] = (await room.beside.whole(crisis.id)).consents;
    const { body } = await room.as('ana').post(`/crises/${crisis.id}/consents/${given!.id}/person-told`, { how: 'By phone, next morning' }).expect(200);
    expect(body).toMatchObject({ personToldHow: 'By phone, next morning', personToldAt: room.clock.now().toISOString() });
    const { url } = await make(crisis);
    expect((await open(tokenOf(url))).body.shared[0]).toMatchObject({ emergencyBasis: 'Not conscious', how: 'phone', what: ['contact', 'need', 'risk'] });
    const agreed = await room.agrees(crisis, elm);
    expect((await room.as('ana').post(`/crises/${crisis.id}/consents/${agreed.id}/person-told`, { how: 'x' })).body.type).toBe('/problems/care/not-an-emergency');
  });

  it('lets the person take a yes back by themselves: what rested on it is cancelled, its service and the owner are told, and it says so', async () => {
    const crisis = await room.hasCrisis();
    const phones = twoPhones();
    const elm = await room.hasService({ name: 'Elm Row', handrail: { intake: phones } });
    const sent = await room.sent(crisis, elm);
    const { url } = await make(crisis, { pin: '4821' });
    const token = tokenOf(url);
    const consentId = (await open(token, '4821')).body.said[0]?.takeBack ?? '';
    const take = async (more: object) => {
      const { status, body } = await room.as(null).post('/receipt-link/withdrawal', { token, consentId, ...more });
      await room.settle();
      return { status, body: body as ReceiptView & { type?: string } };
    };
    expect((await take({})).body.type).toBe('/problems/link/wrong-code');
    expect((await take({ pin: '0000' })).body.type).toBe('/problems/link/wrong-code');
    expect((await room.referral(sent.id)).state).toBe('SENT');
    const before = [room.texts(phones[0]!.address).length, room.texts(STAFF.ana.phone).length] as const;
    const { body } = await take({ pin: '4821' });
    expect(body.said).toMatchObject([{ serviceName: 'Elm Row', said: 'withdrawn', takeBack: null }]);
    expect(body.shared[0]?.overAt).toBe(room.clock.now().toISOString());
    expect(await room.referral(sent.id)).toMatchObject({ state: 'WITHDRAWN_BY_PERSON', reason: 'CONSENT_MISSING' });
    expect(room.texts(phones[0]!.address).length).toBe(before[0] + 1);
    expect(room.texts(STAFF.ana.phone).slice(before[1])).toEqual([`NORTH: ${crisis.ref} needs you: open Handrail.`]);
    expect((await room.beside.whole(crisis.id)).consents[0]?.withdrawal).toEqual({ askedBy: 'person', how: 'own-page', recordedBy: 'Handrail' });
    expect((await take({ pin: '4821' })).status).toBe(200);
    expect(room.texts(STAFF.ana.phone).length).toBe(before[1] + 1);
    const other = await room.hasCrisis();
    const foreign = await room.agrees(other, elm);
    expect((await take({ pin: '4821', consentId: foreign.id })).body.type).toBe('/problems/care/consent-absent');
  });

  it('with a PIN shows nothing without it, and is dead after five wrong ones, even for the right one', async () => {
    const crisis = await room.hasCrisis();
    const { url } = await make(crisis, { pin: '4821' });
    const token = tokenOf(url);
    expect((await open(token)).body).toMatchObject({ needsPin: true, shared: [], said: [] });
    expect((await open(token, '4821')).body.needsPin).toBe(false);
    for (let n = 0; n < 5; n++) expect((await open(token, '0000')).body.type).toBe('/problems/link/wrong-code');
    expect((await open(token, '4821')).body.type).toBe('/problems/link/invalid');
  });

  it('ends at once when it is revoked, and by itself after ninety days; a stranger’s link opens nothing', async () => {
    const crisis = await room.hasCrisis();
    const [one, two] = [await make(crisis), await make(crisis)];
    await room.as('cas').delete(`/crises/${crisis.id}/receipts/${one.id}`).expect(200);
    expect((await open(tokenOf(one.url))).status).toBe(404);
    expect((await open(tokenOf(two.url))).status).toBe(200);
    await room.pass({ seconds: 90 * 86_400 });
    expect((await open(tokenOf(two.url))).status).toBe(404);
    expect((await open('x'.repeat(22))).status).toBe(404);
    expect((await room.as('zoe').get(`/crises/${crisis.id}/receipts`)).status).toBe(404);
  });

  it('is made once for one request, however often that comes', async () => {
    const crisis = await room.hasCrisis();
    const twice = await Promise.all([1, 2].map(() => room.as('ana').post(`/crises/${crisis.id}/receipts`, {}, 'the-same-key')));
    expect(new Set(twice.map(({ body }) => body.id)).size).toBe(1);
    expect((await room.as('ana').post(`/crises/${crisis.id}/receipts`, { pin: '1234' }, 'the-same-key')).body.type).toBe('/problems/request/key-reused');
  });
});

describe('a text to the person', () => {
  const texts = () => room.texts(PERSON);

  it('is never sent where nobody has said that it is safe, and says why not', async () => {
    const crisis = await room.hasCrisis();
    const before = texts().length;
    await make(crisis, { text: true });
    expect((await list(crisis))[0]?.text).toMatchObject({ state: 'not-sent', why: 'not-known' });
    await room.as('ana').put(`/crises/${crisis.id}/safe-contact`, rules({ text: false })).expect(200);
    const { id } = await make(crisis, { text: true });
    expect((await list(crisis)).find((one) => one.id === id)?.text).toMatchObject({ state: 'not-sent', why: 'no-texts' });
    expect(texts()).toHaveLength(before);
  });

  it('waits for their hours, is asked about again then, and names nobody: a code word stands in place of our name', async () => {
    const crisis = await room.hasCrisis();
    const at = room.clock.now();
    const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone: 'America/New_York' }).format(at)) % 24;
    const two = (h: number) => `${String(h % 24).padStart(2, '0')}:00`;
    await room.as('ana').put(`/crises/${crisis.id}/safe-contact`, rules({ hours: { from: two(hour + 3), until: two(hour + 5) }, codeWord: 'Library' })).expect(200);
    const before = texts().length;
    const { url } = await make(crisis, { text: true });
    expect(texts()).toHaveLength(before);
    await room.pass({ seconds: 3 * 3600 });
    expect(texts().slice(before)).toEqual([`Library: Here is the page that you asked for. It is yours alone: ${url}`]);
    expect(texts().at(-1)!.length).toBeLessThanOrEqual(160);
    expect((await list(crisis))[0]?.text.state).toBe('sent');
  });

  it('that waits is not sent when they say meanwhile that it is not safe, or its link has ended', async () => {
    const crisis = await room.hasCrisis();
    const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone: 'America/New_York' }).format(room.clock.now())) % 24;
    const two = (h: number) => `${String(h % 24).padStart(2, '0')}:00`;
    const later = { hours: { from: two(hour + 2), until: two(hour + 4) } };
    await room.as('ana').put(`/crises/${crisis.id}/safe-contact`, rules(later)).expect(200);
    const before = texts().length;
    const waits = await make(crisis, { text: true });
    await make(crisis, { text: true });
    await room.as('ana').delete(`/crises/${crisis.id}/receipts/${waits.id}`).expect(200);
    expect((await room.as('ana').put(`/crises/${crisis.id}/safe-contact`, rules({ text: false }))).body.type).toBe('/problems/care/safe-contact-changed');
    await room.as('ana').put(`/crises/${crisis.id}/safe-contact`, rules({ seenVersion: 1, text: false })).expect(200);
    await room.pass({ seconds: 5 * 3600 });
    expect(texts()).toHaveLength(before);
    expect((await list(crisis)).map(({ text }) => text.why).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(['no-texts', 'over']);
    expect(JSON.stringify(await room.rows('safe_contacts').find().toArray())).not.toContain('2025550177');
  });
});
