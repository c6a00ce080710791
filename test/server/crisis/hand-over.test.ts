import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { segmentsOf } from '../../../server/messaging/index.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { BOXES, act, handsOver, latest, owned, tokenOn, told } from './night.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => { await world.stop(); });

describe('handing over', () => {
  it('the sender stays owner until the receiver accepts; then the receiver has it, with their own clock', async () => {
    const { crisisId, ref } = await owned(world);
    const asked = await handsOver(world, 'ana', 'ben', crisisId);
    expect(asked).toMatchObject({ owner: { id: 'ana' }, handOver: { kind: 'hand-over', state: 'asked', by: { id: 'ana' }, to: [{ id: 'ben', said: 'waiting' }] } });
    expect(latest(world, 'ben')).toMatch(`Ana asks you to take over ${ref}. Ana stays responsible until you accept.`);
    expect(segmentsOf(latest(world, 'ben'))).toMatchObject({ encoding: 'gsm-7', parts: 1 });
    await world.pass({ seconds: 300 });
    const taken = await act(world, 'ben', crisisId, 'hand-over/answer', { answer: 'accept' });
    expect(taken).toMatchObject({ state: 'ACTIVE', owner: { id: 'ben' }, handOver: null });
    expect(new Date(taken.progressBy ?? '').getTime()).toBe(world.now().getTime() + 15 * 60_000);
    expect(latest(world, 'ana')).toMatch(`${ref} taken by Ben`);
    expect(latest(world, 'wes')).toMatch(`Ben has ${ref}`);
    expect(told(taken)).toEqual(expect.arrayContaining(['Ana Test: asked Ben Test to take it over', 'Ben Test: Ben Test accepted']));
    expect(taken.handOvers[0]).toMatchObject({ state: 'accepted', words: { ...BOXES, mustHappenBy: null } });
  });

  it('no answer in ten minutes returns it loudly: a text, the board, and the supervisor', async () => {
    const { crisisId, ref } = await owned(world);
    await handsOver(world, 'ana', 'ben', crisisId);
    await world.pass({ seconds: 599 });
    expect((await world.crisis(crisisId)).handOver).toMatchObject({ state: 'asked' });
    await world.pass({ seconds: 1 });
    const crisis = await world.crisis(crisisId);
    expect(crisis).toMatchObject({ owner: { id: 'ana' }, handOver: null, handOvers: [{ state: 'returned' }], attention: [{ why: 'hand-over-returned', forId: 'ana', at: world.now().toISOString() }] });
    expect(latest(world, 'ana')).toMatch(`NOBODY TOOK ${ref}. Ben has not answered in 10 min. It is still yours.`);
    expect(latest(world, 'sue')).toMatch(`Ana could not hand over ${ref}: Ben did not answer.`);
    expect(latest(world, 'ben')).toMatch(`${ref} no longer needs an answer`);
    const late = await (await world.as('ben')).post(`/api/v1/crises/${crisisId}/hand-over/answer`, { answer: 'accept' });
    expect([late.status, late.body.type, late.body.owner.name]).toEqual([409, '/problems/crisis/hand-over-ended', 'Ana Test']);
    expect((await act(world, 'ana', crisisId, 'progress', { state: 'spoke' })).attention).toEqual([]);
  });

  it('a no, with its reason, leaves it with the sender and says so loudly', async () => {
    const { crisisId, ref } = await owned(world);
    await handsOver(world, 'ana', 'ben', crisisId);
    await act(world, 'ben', crisisId, 'hand-over/answer', { answer: 'decline', note: 'I am with Lucia’s brother' });
    const crisis = await world.crisis(crisisId, 'ana');
    expect(crisis).toMatchObject({ owner: { id: 'ana' }, attention: [{ why: 'hand-over-declined', forId: 'ana' }] });
    expect(latest(world, 'ana')).toMatch(`Ben cannot take ${ref}. It is still yours.`);
    expect(crisis.timeline.some(({ more }: { more: string | null }) => more === 'I am with Lucia’s brother')).toBe(true);
  });

  it('is answered by text: 1 takes it, 2 does not; with several open the code is asked for', async () => {
    const { crisisId: one, ref: first } = await owned(world);
    await handsOver(world, 'ana', 'ben', one);
    await world.reply('ben', '1');
    expect(await world.crisis(one)).toMatchObject({ owner: { id: 'ben' } });
    expect(latest(world, 'ben')).toMatch(`${first} is yours`);

    const { crisisId: two, ref: second } = await owned(world);
    const { crisisId: three, ref: third } = await owned(world);
    await handsOver(world, 'ana', 'ben', two);
    await handsOver(world, 'ana', 'ben', three);
    await world.reply('ben', '1');
    expect(latest(world, 'ben')).toMatch(/You have 2 open\. Reply with the code/);
    await world.reply('ben', `2 ${second}`);
    expect(latest(world, 'ben')).toMatch(`${second}: noted, you cannot`);
    await world.reply('ben', `1 ${third}`);
    expect([(await world.crisis(two)).owner.id, (await world.crisis(three)).owner.id]).toEqual(['ana', 'ben']);
  });

  it('is answered by the link in the text; looking at it changes nothing', async () => {
    const { crisisId, ref } = await owned(world);
    await handsOver(world, 'ana', 'ben', crisisId);
    const token = tokenOn(world, 'ben');
    const view = async (what: string, body: object) => (await world.nobody().post(`/api/v1/answer-link/${what}`).set('X-Handrail', '1').send(body).expect(200)).body;
    expect(await view('view', { token })).toMatchObject({ ref, asks: 'hand-over', from: 'Ana', state: 'asking', takenBy: { name: 'Ana Test' } });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
    expect(await view('answer', { token, answer: 'have-it' })).toMatchObject({ state: 'yours' });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ben' } });
  });

  it('one at a time; the sender can take it back, and a release, a close or a second claim meanwhile ends in one owner', async () => {
    const { crisisId, ref } = await owned(world);
    const { version } = await handsOver(world, 'ana', 'ben', crisisId);
    const again = await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/hand-over`, { seenVersion: version, toId: 'cas', ...BOXES });
    expect([again.status, again.body.type, again.body.owner.id]).toEqual([409, '/problems/crisis/hand-over-open', 'ana']);
    const claim = await (await world.as('sue')).post(`/api/v1/crises/${crisisId}/acknowledgement`);
    expect([claim.status, claim.body.owner.id]).toEqual([409, 'ana']);
    expect(await act(world, 'ana', crisisId, 'hand-over/withdrawal')).toMatchObject({ handOver: null, owner: { id: 'ana' } });
    expect(latest(world, 'ben')).toMatch(`${ref} no longer needs an answer`);

    await handsOver(world, 'ana', 'ben', crisisId);
    await act(world, 'ana', crisisId, 'release', { reason: 'I fell ill' });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', owner: null, handOver: null, ladder: { state: 'running' } });
    expect((await (await world.as('ben')).post(`/api/v1/crises/${crisisId}/hand-over/answer`, { answer: 'accept' })).status).toBe(409);

    await act(world, 'ben', crisisId, 'acknowledgement');
    const { version: now } = await handsOver(world, 'ben', 'cas', crisisId);
    await act(world, 'ben', crisisId, 'closure', { seenVersion: now, disposition: 'ENGAGED_ASSISTED', outcome: 'helped' });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'FOLLOW_UP', handOver: null });
    expect((await (await world.as('cas')).post(`/api/v1/crises/${crisisId}/hand-over/answer`, { answer: 'accept' })).status).toBe(409);
  });

  it('two yeses and a release in the same instant leave one owner or one running escalation', async () => {
    const { crisisId } = await owned(world);
    await handsOver(world, 'ana', 'ben', crisisId);
    const [ana, ben] = [await world.as('ana'), await world.as('ben')];
    await Promise.all([
      ana.post(`/api/v1/crises/${crisisId}/release`, { reason: 'now' }), ben.post(`/api/v1/crises/${crisisId}/hand-over/answer`, { answer: 'accept' }), world.carrier.reply('+12025550102', '1'),
    ]);
    await world.settle();
    const crisis = await world.crisis(crisisId);
    expect(crisis.owner !== null || crisis.ladder.state === 'running').toBe(true);
    expect(crisis.handOver).toBeNull();
  });

  it('silence after the answer goes on counting while somebody is asked to take it', async () => {
    const { crisisId } = await owned(world, 'ana', 'life-at-risk');
    await world.pass({ seconds: 500 });
    await handsOver(world, 'ana', 'ben', crisisId);
    await world.pass({ seconds: 250 });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', owner: null, handOver: null, ladder: { state: 'running' } });
  });

  it('must have seen the crisis as it is, and asks only a colleague who may take it', async () => {
    const { crisisId } = await owned(world);
    const ana = await world.as('ana');
    const { version } = await world.crisis(crisisId, 'ana');
    expect((await ana.post(`/api/v1/crises/${crisisId}/hand-over`, { seenVersion: 1, toId: 'ben', ...BOXES })).body.type).toBe('/problems/crisis/changed');
    for (const toId of ['ana', 'zoe', 'wes', 'nobody']) expect((await ana.post(`/api/v1/crises/${crisisId}/hand-over`, { seenVersion: version, toId, ...BOXES })).body.type).toBe('/problems/crisis/cannot-take-it');
    const { status, body } = await ana.post(`/api/v1/crises/${crisisId}/hand-over`, { seenVersion: version, toId: 'ben', whyNow: 'x' });
    expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([400, ['/riskAndSafety', '/doneSoFar', '/theyWant', '/mustHappen']]);
    const { colleagues } = (await ana.get(`/api/v1/crises/${crisisId}/colleagues`).expect(200)).body;
    expect(colleagues.map(({ id, onCall }: { id: string; onCall: boolean }) => [id, onCall])).toEqual([['ben', true], ['sue', true], ['cas', false]]);
  });

  it('the same key asks once, whatever the connection did', async () => {
    const { crisisId } = await owned(world);
    const ana = await world.as('ana');
    const { version } = await world.crisis(crisisId, 'ana');
    for (let tries = 0; tries < 3; tries++) await ana.post(`/api/v1/crises/${crisisId}/hand-over`, { seenVersion: version, toId: 'ben', ...BOXES }).set('Idempotency-Key', 'one').expect(201);
    await world.settle();
    expect((await world.crisis(crisisId)).handOvers).toHaveLength(1);
    expect(world.phone('ben').filter((text) => text.includes('take over'))).toHaveLength(1);
  });

  it('its words are sealed: no collection, text or log of ours carries them', async () => {
    const { crisisId } = await owned(world);
    await handsOver(world, 'ana', 'ben', crisisId);
    await act(world, 'ben', crisisId, 'hand-over/answer', { answer: 'accept' });
    const rows = await Promise.all(['crises', 'domain_events', 'jobs', 'audit', 'messages', 'escalations'].map((name) => world.db.collection(name).find().toArray()));
    expect(JSON.stringify(rows)).not.toMatch(/hostel|pills|sister|quiet|sits with|Lucia/);
    expect(world.carrier.sent.map(({ body }) => body).join()).not.toMatch(/hostel|pills|sister|Lucia/);
    const audit = await world.db.collection('audit').find({ object: `crisis:${crisisId}` }).toArray();
    expect(audit.map(({ action, actorId }) => `${actorId} ${action}`)).toEqual(expect.arrayContaining(['ana hand-over.asked', 'ben hand-over.accepted']));
  });
});

describe('assigning', () => {
  it('one person is asked now while the ladder runs on; their yes owns and ends the ladder', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    const assigned = await act(world, 'sue', crisisId, 'assignment', { toId: 'cas', reason: 'Cas knows them' }, 201);
    expect(assigned).toMatchObject({ state: 'OPEN', owner: null, handOver: { kind: 'assignment', to: [{ id: 'cas' }] }, ladder: { state: 'running' } });
    expect(latest(world, 'cas')).toMatch(`Sue asks you to take ${ref}, urgent, now. Others are asked too.`);
    await world.pass({ seconds: 120 });
    expect(world.phone('ben').some((text) => text.includes('A person is waiting'))).toBe(true);
    await world.reply('cas', '1');
    const crisis = await world.crisis(crisisId);
    expect(crisis).toMatchObject({ owner: { id: 'cas' }, handOver: null, handOvers: [{ kind: 'assignment', state: 'accepted' }], ladder: { state: 'answered' } });
    expect(latest(world, 'ana')).toMatch(`${ref} taken by Cas`);
  });

  it('the first answer owns all the same, and whoever was assigned learns it', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    await act(world, 'sue', crisisId, 'assignment', { toId: 'cas', reason: 'x' }, 201);
    await world.reply('ana', '1');
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' }, handOver: null, handOvers: [{ state: 'ended' }] });
    expect(latest(world, 'cas')).toMatch(`${ref} no longer needs an answer`);
    expect((await (await world.as('cas')).post(`/api/v1/crises/${crisisId}/acknowledgement`)).body.owner).toMatchObject({ id: 'ana' });
  });

  it('a no by button or silence tells whoever assigned, and the ladder runs on', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    await act(world, 'sue', crisisId, 'assignment', { toId: 'cas', reason: 'x' }, 201);
    await (await world.as('cas')).post(`/api/v1/crises/${crisisId}/refusal`).expect(200);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', handOver: null, ladder: { state: 'running', rung: 0 } });
    await act(world, 'sue', crisisId, 'assignment', { toId: 'cas', reason: 'x' }, 201);
    await world.pass({ seconds: 600 });
    expect(world.phone('sue').filter((text) => text.includes(`Cas does not take ${ref}. The others are still being asked.`))).toHaveLength(1);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', handOver: null, ladder: { state: 'running' } });
  });

  it('of a crisis that somebody has it is a hand-over, which the supervisor asks for', async () => {
    const { crisisId } = await owned(world);
    expect(await act(world, 'sue', crisisId, 'assignment', { toId: 'cas', reason: 'Ana has three' }, 201)).toMatchObject({ owner: { id: 'ana' }, handOver: { kind: 'hand-over', by: { id: 'sue' } } });
    await world.reply('cas', '1');
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'cas' } });
    expect([latest(world, 'ana'), latest(world, 'sue')].every((text) => text.includes('taken by Cas'))).toBe(true);
  });
});
