import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { HelpView } from '../../../server/contract/care.js';
import { STAFF, startRoom, twoPhones } from './room.js';
import type { Room } from './room.js';

let room: Room;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });

const codeIn = (text: string): string => /(\d{6}) is the code/.exec(text)?.[1] ?? '';

it('from a no and from silence to a closed loop: a third service takes them, both are asked whether it helped, and nothing closes by itself', async () => {
  const [elmPhones, harborPhones, oakPhones] = [twoPhones(), twoPhones(), twoPhones()];
  const elm = await room.hasService({ name: 'Elm Row', handrail: { intake: elmPhones } });
  const harbor = await room.hasService({ name: 'Harbor House', handrail: { intake: harborPhones } });
  const oak = await room.hasService({ name: 'Oak Street', handrail: { intake: oakPhones } });
  room.matching.next = [harbor, oak].map(({ id, name }) => ({ serviceId: id, serviceName: name }));
  const crisis = await room.hasCrisis();
  const ana = room.as('ana');
  const ownerTexts = () => room.texts(STAFF.ana.phone);

  // A no: the next match at once, on the same clock, and not without their word for it.
  const first = await room.sent(crisis, elm);
  await room.pass({ seconds: 600 });
  await room.answers(room.tokenOf(elmPhones[0]!.address), 'decline', { reason: 'NOT_ELIGIBLE_AGE' });
  expect(await room.referral(first.id)).toMatchObject({ state: 'DECLINED', nextMatch: { serviceName: 'Harbor House' } });
  expect(ownerTexts()).toContain(`NORTH: Referral ${crisis.ref} needs you: open Handrail.`);
  expect((await ana.post('/referrals', room.input(crisis, harbor)).expect(422)).body.type).toBe('/problems/referral/consent-missing');
  const second = await room.sent(crisis, harbor);
  expect(second.answerBy).toBe(first.answerBy);

  // Silence, although it was delivered and opened.
  await room.link('opened', { token: room.tokenOf(harborPhones[0]!.address) });
  expect((await room.referral(second.id)).deliveredAt).not.toBeNull();
  await room.pass({ seconds: 6599 });
  expect((await room.referral(second.id)).state).toBe('VIEWED');
  await room.pass({ seconds: 1 });
  expect(await room.referral(second.id)).toMatchObject({ state: 'EXPIRED', nextMatch: { serviceName: 'Oak Street' } });

  // The third takes them, proves by the code who it is, and says how it ended.
  const third = await room.sent(crisis, oak);
  const token = room.tokenOf(oakPhones[0]!.address);
  await room.answers(token, 'accept');
  await room.link('code', { token });
  const { body: known } = await room.link('identity', { token, code: codeIn(room.texts(oakPhones[1]!.address).at(-1) ?? '') });
  expect(known.person?.name).toBe('Lucía Marín');
  await room.answers(token, 'arrived');
  await room.answers(token, 'finished', { served: true, outcome: 'helped', delivered: ['Two nights', 'A key worker'] });
  const ended = await room.referral(third.id);
  expect(ended).toMatchObject({ state: 'COMPLETED_SERVED', serviceOutcome: 'helped', personOutcome: null, delivered: ['Two nights', 'A key worker'], disagree: false });
  expect((await room.crises.find(crisis.id))?.state).toBe('ACTIVE');

  // The person is asked too, and says otherwise: both answers stay.
  const [question] = (await ana.get('/follow-ups').expect(200)).body.followUps.filter(({ crisisId }: { crisisId: string }) => crisisId === crisis.id);
  expect(question).toMatchObject({ kind: 'referral', referralId: third.id, doneAt: null });
  await ana.post(`/follow-ups/${question.id}/result`, { result: 'reached', outcome: 'not-helped', note: 'Too loud to sleep' }).expect(200);
  expect(await room.referral(third.id)).toMatchObject({ serviceOutcome: 'helped', personOutcome: 'not-helped', disagree: true });

  // Given, told of, referred and obtained stay four lists.
  const help = (await ana.get(`/crises/${crisis.id}/help`).expect(200)).body as HelpView;
  expect(help.referred.map(({ serviceName }) => serviceName)).toEqual(['Elm Row', 'Harbor House', 'Oak Street']);
  expect(help.obtained).toEqual([expect.objectContaining({ what: 'Two nights, A key worker', serviceName: 'Oak Street', from: 'service' })]);

  // The person reads what went to whom.
  const { body: link } = await ana.post(`/crises/${crisis.id}/receipts`, {}).expect(201);
  const { body: receipt } = await room.as(null).post('/receipt-link/view', { token: String(link.url).split('#')[1] }).expect(200);
  expect(receipt.shared.map(({ serviceName, what, nameAt }: { serviceName: string; what: string[]; nameAt: string | null }) => [serviceName, what.includes('contact'), nameAt !== null])).toEqual([['Elm Row', false, false], ['Harbor House', false, false], ['Oak Street', true, true]]);
});
