import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewReport } from '../../../server/contract/crisis.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { act, latest, told } from './night.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => { await world.stop(); });

const LUCIA: NewReport = { choice: 'struggling', personName: 'Lucía Marín', ageYears: 17, postcode: '20009', headline: 'Young person on the bridge steps' };

describe('adding a crisis to another about the same person', () => {
  it('brings its reports, its people and its facts; its asking ends with everyone told; both timelines and the audit say so', async () => {
    const target = await world.raise({ ...LUCIA, facts: { alone: 'no' } });
    await act(world, 'ana', target.crisisId, 'acknowledgement');
    const source = await world.raise({ ...LUCIA, choice: 'serious', theySaid: 'I am cold', facts: { alone: 'yes' } }, 'pia');
    await world.pass({ seconds: 120 });
    const both = await act(world, 'ana', source.crisisId, 'joined-to', { crisisId: target.crisisId });
    expect(both).toMatchObject({ id: target.crisisId, ref: target.ref, owner: { id: 'ana' }, letter: 'B', details: { theySaid: 'I am cold', facts: { alone: 'yes' } }, joined: [{ ref: source.ref, byName: 'Ana Test', undoneAt: null }] });
    expect(both.reports.map(({ id, byName }) => [id, byName])).toEqual([[target.id, 'Wes Test'], [source.id, 'Pia Test']]);
    expect(latest(world, 'ben')).toMatch(`${source.ref} no longer needs an answer`);
    const gone = await world.crisis(source.crisisId);
    expect(gone).toMatchObject({ state: 'CLOSED', reports: [], ladder: null, joinedTo: { crisisId: target.crisisId, ref: target.ref } });
    expect(told(both)).toContain(`Ana Test: added ${source.ref} to it`);
    expect(told(gone)).toContain(`Ana Test: added it to ${target.ref}`);
    const audit = (await world.db.collection('audit').find({ action: /joined/ }).toArray()).map(({ object }) => String(object));
    expect(audit.sort()).toEqual([`crisis:${source.crisisId}`, `crisis:${target.crisisId}`].sort());
    const pia = (await (await world.as('pia')).get(`/api/v1/reports/${source.id}`).expect(200)).body;
    expect(pia).toMatchObject({ crisisId: target.crisisId, ref: target.ref, owner: { id: 'ana' } });
    expect((await (await world.as('ben')).get(`/api/v1/crises/${target.crisisId}`)).status).toBe(200);
    await world.pass({ seconds: 300 });
    expect(world.carrier.sent.filter(({ body }) => body.includes(`${source.ref}. A person is waiting`)).length).toBeLessThanOrEqual(3);
  });

  it('needs two identifiers that agree, or a person who says how they know', async () => {
    const target = await world.raise({ choice: 'serious', personName: 'Lucia Marin', ageYears: 17 });
    const source = await world.raise({ choice: 'serious', personName: 'Lucia Marin', ageYears: 41 });
    const sue = await world.as('sue');
    const { status, body } = await sue.post(`/api/v1/crises/${source.crisisId}/joined-to`, { crisisId: target.crisisId });
    expect([status, body.type]).toEqual([422, '/problems/crisis/join-not-sure']);
    const both = await act(world, 'sue', source.crisisId, 'joined-to', { crisisId: target.crisisId, confirmed: 'Both callers stand beside her' });
    expect(both.timeline.some(({ more }) => more === 'Both callers stand beside her')).toBe(true);
    expect(JSON.stringify(await world.db.collection('crises').find().toArray())).not.toMatch(/stand beside/);
  });

  it('can be undone within a day: reports and facts go home, what was changed since stays, and it is asked for anew', async () => {
    const target = await world.raise({ ...LUCIA, headline: 'On the steps' });
    await act(world, 'ana', target.crisisId, 'acknowledgement');
    const source = await world.raise({ ...LUCIA, headline: 'By the river', theySaid: 'I am cold' }, 'pia');
    const { version } = await act(world, 'ana', source.crisisId, 'joined-to', { crisisId: target.crisisId });
    await (await world.as('ana')).patch(`/api/v1/crises/${target.crisisId}/facts`, { seenVersion: version, details: { whatHelps: 'Tea' } }).expect(200);
    const own = await act(world, 'ana', source.crisisId, 'joined-to/undo', { reason: 'Two different young women' });
    expect(own).toMatchObject({ id: source.crisisId, ref: source.ref, state: 'OPEN', owner: null, joinedTo: null, ladder: { state: 'running' }, details: { headline: 'By the river', theySaid: 'I am cold' } });
    expect(own.reports.map(({ id }) => id)).toEqual([source.id]);
    const kept = await world.crisis(target.crisisId);
    expect(kept).toMatchObject({ owner: { id: 'ana' }, reports: [{ id: target.id }], details: { headline: 'On the steps', whatHelps: 'Tea' } });
    expect(kept.details.theySaid).toBeUndefined();
    expect(kept.joined[0].undoneAt).not.toBeNull();
    expect((await (await world.as('ana')).post(`/api/v1/crises/${source.crisisId}/joined-to/undo`, { reason: 'x' })).body.type).toBe('/problems/crisis/not-joined');
  });

  it('not after a day', async () => {
    const target = await world.raise(LUCIA);
    const source = await world.raise(LUCIA, 'pia');
    await act(world, 'sue', source.crisisId, 'joined-to', { crisisId: target.crisisId });
    await world.freeze({ seconds: 24 * 3600 + 1 });
    const sue = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'sue@test.example', password: 'a password for tests' }).expect(200);
    const cookie = ([sue.headers['set-cookie']].flat() as string[]).map((line) => line.split(';')[0]).join('; ');
    const { body } = await world.nobody().post(`/api/v1/crises/${source.crisisId}/joined-to/undo`).set('Cookie', cookie).set('X-Handrail', '1').send({ reason: 'x' });
    expect(body.type).toBe('/problems/crisis/join-undo-too-late');
  });

  it('keeps an owner: what somebody has is not added to what nobody has, and an unfinished one not at all', async () => {
    const target = await world.raise(LUCIA);
    const source = await world.raise(LUCIA, 'pia');
    await act(world, 'ana', source.crisisId, 'acknowledgement');
    const tries = async (id: string, to: string) => (await (await world.as('sue')).post(`/api/v1/crises/${id}/joined-to`, { crisisId: to })).body.type;
    expect(await tries(source.crisisId, target.crisisId)).toBe('/problems/crisis/join-owned');
    expect(await tries(source.crisisId, source.crisisId)).toBe('/problems/crisis/join-same');
    await act(world, 'sue', target.crisisId, 'acknowledgement');
    await act(world, 'ana', source.crisisId, 'emergency-contacts', { service: 'ambulance', personAgreed: 'yes' }, 201);
    expect(await tries(source.crisisId, target.crisisId)).toBe('/problems/crisis/join-unfinished');
  });

  it('a raiser adds their own repeat to the one that was offered, and to no other', async () => {
    const first = await world.raise(LUCIA);
    const other = await world.raise({ choice: 'serious' }, 'zoe');
    const second = await world.raise(LUCIA);
    const wes = await world.as('wes');
    expect((await wes.post(`/api/v1/reports/${second.id}/joined-to`, { crisisId: other.crisisId })).status).toBe(404);
    const { body } = await wes.post(`/api/v1/reports/${second.id}/joined-to`, { crisisId: first.crisisId }).set('Idempotency-Key', 'k').expect(200);
    expect(body).toMatchObject({ id: second.id, crisisId: first.crisisId, ref: first.ref });
    expect((await wes.post(`/api/v1/reports/${second.id}/joined-to`, { crisisId: first.crisisId }).set('Idempotency-Key', 'k').expect(200)).body.crisisId).toBe(first.crisisId);
    await world.settle();
    expect((await world.crisis(first.crisisId)).reports).toHaveLength(2);
  });

  it('a raiser takes out again what they added themselves, within two minutes, and nobody else does it for them', async () => {
    const first = await world.raise(LUCIA);
    const second = await world.raise({ ...LUCIA, theySaid: 'I am cold' });
    const [wes, pia] = [await world.as('wes'), await world.as('pia')];
    const undo = (who: typeof wes, key = 'undo') => who.post(`/api/v1/reports/${second.id}/joined-to/undo`, { reason: 'Two people after all' }).set('Idempotency-Key', key);
    expect((await undo(wes, 'early')).body.type).toBe('/problems/crisis/not-joined');
    const { body: added } = await wes.post(`/api/v1/reports/${second.id}/joined-to`, { crisisId: first.crisisId }).expect(200);
    expect(added.joinedFrom).toMatchObject({ ref: second.ref });
    expect((await undo(pia)).status).toBe(404);
    await world.pass({ seconds: 119 });
    const { body } = await undo(wes).expect(200);
    expect(body).toMatchObject({ id: second.id, crisisId: second.crisisId, ref: second.ref, state: 'OPEN', joinedFrom: null, ladder: { state: 'running' } });
    expect((await undo(wes).expect(200)).body.crisisId).toBe(second.crisisId);
    expect(told(await world.crisis(second.crisisId)).join()).toMatch(/Wes Test/);
    expect((await world.crisis(first.crisisId)).reports).toHaveLength(1);
    expect(await world.db.collection('audit').countDocuments({ action: 'crisis.join-undone', actorId: 'wes' })).toBe(1);

    await wes.post(`/api/v1/reports/${second.id}/joined-to`, { crisisId: first.crisisId }).expect(200);
    await world.pass({ seconds: 121 });
    expect((await undo(wes, 'late')).body.type).toBe('/problems/crisis/join-undo-too-late');
  });

  it('what on-call added is not the raiser’s to undo', async () => {
    const first = await world.raise(LUCIA);
    const second = await world.raise(LUCIA);
    await act(world, 'sue', second.crisisId, 'joined-to', { crisisId: first.crisisId });
    const wes = await world.as('wes');
    expect((await wes.get(`/api/v1/reports/${second.id}`).expect(200)).body.joinedFrom).toBeNull();
    expect((await wes.post(`/api/v1/reports/${second.id}/joined-to/undo`, { reason: 'x' })).body.type).toBe('/problems/crisis/not-joined');
  });

  it('the key of a report that went over still finds it', async () => {
    const target = await world.raise(LUCIA);
    const source = await world.raise(LUCIA, 'pia', 'same-key');
    await act(world, 'sue', source.crisisId, 'joined-to', { crisisId: target.crisisId });
    expect(await world.raise(LUCIA, 'pia', 'same-key')).toMatchObject({ id: source.id, crisisId: target.crisisId });
  });
});
