import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const password = PASSWORD;
const WORDS = 'They stand at our door and say they were with you';

describe('emergency access', () => {
  it('opens reading for 30 minutes to a clinician of another team; owner, supervisor and auditor are told at once, and it stands in the timeline and the audit', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
    await world.settle();
    const zoe = await world.as('zoe');
    await zoe.get(`/api/v1/crises/${crisisId}`).expect(404);
    await world.handrail.identity.addStaff({ name: 'Olga Test', email: 'olga@test.example', password, phone: '+12025550170', roles: [{ teamId: 'south', role: 'auditor' }] }, null, 'olga');
    const { body } = await zoe.post('/api/v1/emergency-access', { ref, reason: 'person-is-here', words: WORDS, password }).expect(201);
    expect(body).toEqual({ crisisId, ref, until: new Date(world.now().getTime() + 1_800_000).toISOString() });
    await world.settle();
    for (const told of [world.phone('ana'), world.phone('sue'), world.carrier.to('+12025550170').map((text) => text.body)]) expect(told.at(-1)).toMatch(new RegExp(`^NORTH: Zoe Test opened ${ref} by emergency access, until \\d\\d:\\d\\d\\. Why is in its timeline\\.$`));

    const seen = (await zoe.get(`/api/v1/crises/${crisisId}`).expect(200)).body;
    expect(seen.may).toMatchObject({ answer: false, work: false });
    expect(seen.timeline.slice(0, 4).map(({ words, more }: { words: string; more: string }) => [words, more])).toEqual(expect.arrayContaining([
      ['opened it by emergency access', 'The person is with them. For 30 minutes. The owner, the supervisors and the auditors are told.'], ['wrote a note', WORDS],
    ]));
    await zoe.post(`/api/v1/crises/${crisisId}/notes`, { kind: 'note', text: 'x' }).expect(403);
    const kept = JSON.stringify([await world.db.collection('audit').find({ object: `crisis:${crisisId}` }).toArray(), await world.db.collection('domain_events').find({ crisisId }).toArray(), await world.db.collection('emergency_access').find().toArray()]);
    expect(kept).toContain('crisis.opened-in-emergency');
    expect(kept).not.toContain('our door');

    const socket = await world.socket('zoe');
    expect(await socket.emitWithAck('watch-crisis', { crisisId })).toBe(true);
    await world.freeze({ seconds: 1799 });
    await zoe.get(`/api/v1/crises/${crisisId}`).expect(200);
    await world.freeze({ seconds: 1 });
    await zoe.get(`/api/v1/crises/${crisisId}`).expect(404);
    expect(await socket.emitWithAck('watch-crisis', { crisisId })).toBe(false);
  });

  it('says the same of a crisis that is not there as the page does, and the try is in the audit', async () => {
    const crisisId = randomUUID();
    const zoe = await world.as('zoe');
    expect((await zoe.post('/api/v1/emergency-access', { crisisId, reason: 'danger-now', words: WORDS, password })).body).toMatchObject((await zoe.get(`/api/v1/crises/${crisisId}`)).body.type === '/problems/crisis/absent' ? { type: '/problems/crisis/absent', status: 404 } : {});
    expect((await world.handrail.audit.ofObject(`crisis:${crisisId}`)).map(({ action, actorId }) => [action, actorId])).toEqual([['emergency-access.found-nothing', 'zoe']]);
  });

  it('is for clinicians and supervisors, not for what is open to them already, and never without a reason', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    const input = { crisisId, reason: 'other', words: WORDS, password };
    for (const who of ['wes', 'ada', 'aud', 'dora'] as const) await (await world.as(who)).post('/api/v1/emergency-access', input).expect(403);
    expect((await (await world.as('ben')).post('/api/v1/emergency-access', input)).body.type).toBe('/problems/crisis/emergency-access-not-needed');
    await (await world.as('zoe')).post('/api/v1/emergency-access', { ...input, words: ' ' }).expect(400);
    await (await world.as('zoe')).post('/api/v1/emergency-access', { ...input, ref: '1234' }).expect(400);
  });

  it('opens nothing without the password, and names the field', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    const zoe = await world.as('zoe');
    const input = { crisisId, reason: 'other', words: WORDS };
    await zoe.post('/api/v1/emergency-access', input).expect(400);
    expect((await zoe.post('/api/v1/emergency-access', { ...input, password: 'not this one' }).expect(422)).body).toMatchObject({ type: '/problems/identity/wrong-password', errors: [{ pointer: '/password' }] });
    await zoe.get(`/api/v1/crises/${crisisId}`).expect(404);
  });
});

describe('the review of an emergency access', () => {
  const list = async (who: 'sue' | 'sam') => (await (await world.as(who)).get('/api/v1/emergency-access').expect(200)).body;

  it('waits for a supervisor of the team for as long as it takes, is said once, and stands in the timeline and the audit', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    await (await world.as('zoe')).post('/api/v1/emergency-access', { crisisId, reason: 'danger-now', words: WORDS, password }).expect(201);
    const at = world.now().getTime();
    const mine = (await list('sue')).waiting.find((one: { ref: string }) => one.ref === ref);
    expect(mine).toMatchObject({ crisisId, team: 'North', by: { id: 'zoe', name: 'Zoe Test' }, reason: 'danger-now', reviewBy: new Date(at + 72 * 3_600_000).toISOString(), mayReview: true, review: null });
    expect(await list('sam')).toEqual({ waiting: [], reviewed: [] });
    const accesses = world.db.collection<{ _id: string; staffId: string; forgetAt?: Date }>('emergency_access');
    expect((await accesses.findOne({ _id: mine.id }))?.forgetAt).toBeUndefined();

    const address = `/api/v1/emergency-access/${mine.id}/review`;
    for (const who of ['ana', 'zoe', 'aud', 'ada'] as const) await (await world.as(who)).post(address, { finding: 'right' }).expect(403);
    await (await world.as('sam')).post(address, { finding: 'right' }).expect(404);
    const sue = await world.as('sue');
    await sue.post(address, { finding: 'whatever' }).expect(400);
    expect((await Promise.all([sue.post(address, { finding: 'talk-needed' }), sue.post(address, { finding: 'talk-needed' })])).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { waiting, reviewed } = await list('sue');
    expect(waiting.map(({ id }: { id: string }) => id)).not.toContain(mine.id);
    expect(reviewed[0]).toMatchObject({ id: mine.id, mayReview: false, review: { by: 'Sue Test', finding: 'talk-needed' } });
    expect((await accesses.findOne({ _id: mine.id }))?.forgetAt).toEqual(new Date(world.now().getTime() + 30 * 24 * 3_600_000));
    expect((await world.crisis(crisisId)).timeline.map(({ words, more }: { words: string; more: string }) => [words, more])).toContainEqual(['looked at the emergency access of Zoe Test', 'They will talk about it.']);
    expect((await world.handrail.audit.ofObject(`crisis:${crisisId}`)).map(({ action, actorId, reason }) => [action, actorId, reason])).toContainEqual(['crisis.emergency-access-reviewed', 'sue', 'talk-needed']);
  });

  it('that is overdue after 72 hours is told once to the supervisors of the team, and only while nobody has looked', async () => {
    const told = (ref: string) => world.phone('sue').filter((words) => words.includes('Review overdue') && words.includes(ref)).length;
    const [waits, looked] = [await world.raise({ choice: 'struggling' }), await world.raise({ choice: 'struggling' })];
    for (const { crisisId } of [waits, looked]) await (await world.as('zoe')).post('/api/v1/emergency-access', { crisisId, reason: 'other', words: WORDS, password }).expect(201);
    const { id } = (await list('sue')).waiting.find((one: { ref: string }) => one.ref === looked.ref);
    await (await world.as('sue')).post(`/api/v1/emergency-access/${id}/review`, { finding: 'right' }).expect(200);
    await world.freeze({ seconds: 72 * 3600 - 1 });
    await world.settle();
    expect([told(waits.ref), told(looked.ref)]).toEqual([0, 0]);
    await world.freeze({ seconds: 1 });
    await world.pass({ seconds: 5 });
    expect([told(waits.ref), told(looked.ref)]).toEqual([1, 0]);
    expect((world.phone('sue').find((words) => words.includes('Review overdue')) ?? '').length).toBeLessThanOrEqual(160);
    await world.freeze({ seconds: 3600 });
    expect(told(waits.ref)).toBe(1);
    expect((await world.handrail.audit.ofObject(`crisis:${waits.crisisId}`)).filter(({ action }) => action === 'crisis.emergency-review-overdue')).toHaveLength(1);
  });

  it('is never one’s own', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    await (await world.as('zoe')).post('/api/v1/emergency-access', { crisisId, reason: 'other', words: WORDS, password }).expect(201);
    // As if a supervisor had taken it before they became one of this team.
    const accesses = world.db.collection<{ _id: string; staffId: string; crisisId: string }>('emergency_access');
    await accesses.updateOne({ crisisId }, { $set: { staffId: 'sue' } });
    const id = (await accesses.findOne({ crisisId }))?._id ?? '';
    expect((await list('sue')).waiting.find((one: { id: string }) => one.id === id)).toMatchObject({ mayReview: false });
    expect((await (await world.as('sue')).post(`/api/v1/emergency-access/${id}/review`, { finding: 'right' }).expect(422)).body.type).toBe('/problems/crisis/emergency-access-own');
  });
});
