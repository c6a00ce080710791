import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { segmentsOf } from '../../../server/messaging/index.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { act, latest, owned, tokenOn, told } from './night.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => { await world.stop(); });

describe('backup', () => {
  it('the owner asks, whoever is on call and the supervisor get a text, and the first yes helps without owning', async () => {
    const { crisisId, ref } = await owned(world);
    const asked = await act(world, 'ana', crisisId, 'backup', {}, 201);
    expect(asked).toMatchObject({ owner: { id: 'ana' }, backup: null, backupAsk: { kind: 'backup', round: 1, to: [{ id: 'ben' }, { id: 'sue' }] } });
    for (const who of ['ben', 'sue'] as const) {
      expect(latest(world, who)).toMatch(`Ana asks for backup on ${ref}. Ring +12025550101.`);
      expect(segmentsOf(latest(world, who)).parts).toBe(1);
    }
    await world.reply('ben', '1');
    const crisis = await world.crisis(crisisId);
    expect(crisis).toMatchObject({ owner: { id: 'ana' }, backup: { id: 'ben' }, backupAsk: null });
    expect(latest(world, 'ana')).toMatch(`Ben is your backup on ${ref}. Ring +12025550102.`);
    expect(latest(world, 'ben')).toMatch(`You are backup on ${ref}. Ana stays responsible.`);
    expect(latest(world, 'sue')).toMatch(`${ref} no longer needs an answer`);
    expect(told(crisis)).toContain('Ben Test: Ben Test is backup');
    expect((await (await world.as('sue')).post(`/api/v1/crises/${crisisId}/backup/offer`)).body.type).toBe('/problems/crisis/backup-taken');
  });

  it('is asked for by text 5, and answered by the link', async () => {
    const { crisisId, ref } = await owned(world);
    await world.reply('ana', '5');
    expect(latest(world, 'ana')).toMatch(`${ref}: the on-call lead is told you want backup`);
    const token = tokenOn(world, 'sue');
    const answer = await world.nobody().post('/api/v1/answer-link/answer').set('X-Handrail', '1').send({ token, answer: 'have-it' }).expect(200);
    expect(answer.body).toMatchObject({ asks: 'backup', state: 'yours' });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' }, backup: { id: 'sue' } });
  });

  it('with no answer in five minutes everyone who did not say no is asked again, and the board says so; after three rounds the supervisor decides', async () => {
    const { crisisId, ref } = await owned(world);
    await act(world, 'ana', crisisId, 'progress', { state: 'with-them' });
    await act(world, 'ana', crisisId, 'backup', {}, 201);
    await world.reply('sue', '2');
    await world.pass({ seconds: 300 });
    expect(await world.crisis(crisisId)).toMatchObject({ backupAsk: { round: 2 }, attention: [{ why: 'backup-unanswered', forId: 'ana' }] });
    expect(world.phone('ben').filter((text) => text.includes('asks for backup'))).toHaveLength(2);
    expect(world.phone('sue').filter((text) => text.includes('asks for backup'))).toHaveLength(1);
    await world.pass({ seconds: 600 });
    expect(await world.crisis(crisisId)).toMatchObject({ backupAsk: null, owner: { id: 'ana' }, attention: [{ why: 'backup-unanswered' }] });
    expect(latest(world, 'sue')).toMatch(`NO BACKUP YET for Ana on ${ref}. Ring +12025550101.`);
    expect(latest(world, 'ana')).toMatch(`NO BACKUP YET`);
    const asked = (): number => world.carrier.sent.filter(({ body }) => body.includes('asks for backup')).length;
    const before = asked();
    await world.pass({ seconds: 900 });
    expect(asked()).toBe(before);
  });

  it('anybody who may answer can offer it; the owner, the backup or a supervisor ends it', async () => {
    const { crisisId, ref } = await owned(world);
    expect((await (await world.as('cas')).post(`/api/v1/crises/${crisisId}/backup/offer`)).status).toBe(403);
    expect(await act(world, 'ben', crisisId, 'backup/offer')).toMatchObject({ owner: { id: 'ana' }, backup: { id: 'ben' } });
    expect(latest(world, 'ana')).toMatch('Ben is your backup');
    expect((await (await world.as('cas')).delete(`/api/v1/crises/${crisisId}/backup`)).status).toBe(403);
    expect((await (await world.as('ana')).delete(`/api/v1/crises/${crisisId}/backup`).expect(200)).body).toMatchObject({ backup: null });
    await world.settle();
    expect(latest(world, 'ben')).toMatch(`Backup on ${ref} is no longer needed`);
    expect((await (await world.as('ana')).delete(`/api/v1/crises/${crisisId}/backup`)).body.type).toBe('/problems/crisis/no-backup');
  });

  it('only the owner or a supervisor asks; nobody who is not asked answers; nobody is asked twice at once', async () => {
    const { crisisId } = await owned(world);
    expect((await (await world.as('ben')).post(`/api/v1/crises/${crisisId}/backup`)).body.type).toBe('/problems/crisis/not-owner');
    expect((await (await world.as('ben')).post(`/api/v1/crises/${crisisId}/backup/answer`, { answer: 'accept' })).body.type).toBe('/problems/crisis/no-backup');
    await act(world, 'sue', crisisId, 'backup', { note: 'go two' }, 201);
    expect((await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/backup`)).body.type).toBe('/problems/crisis/backup-open');
    const { crisisId: open } = await world.raise({ choice: 'serious' });
    expect((await (await world.as('sue')).post(`/api/v1/crises/${open}/backup`)).body.type).toBe('/problems/crisis/unowned');
  });

  it('a backup who becomes the owner is the owner alone', async () => {
    const { crisisId } = await owned(world);
    await act(world, 'ben', crisisId, 'backup/offer');
    await act(world, 'ana', crisisId, 'release', { reason: 'ill' });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: null, backup: { id: 'ben' } });
    await act(world, 'ben', crisisId, 'acknowledgement');
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ben' }, backup: null });
  });
});
