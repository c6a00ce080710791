import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReportView } from '../../../server/contract/crisis.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { act, latest, owned } from './night.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => { await world.stop(); });

describe('answered is not handled', () => {
  it('the owner is asked first; 4 in the grace keeps it, silence after it asks everyone anew', async () => {
    const { crisisId, ref } = await owned(world);
    await world.pass({ seconds: 900 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' }, graceUntil: new Date(world.now().getTime() + 225_000).toISOString(), attention: [{ why: 'with-them-yet', forId: 'ana' }] });
    expect(latest(world, 'ana')).toMatch(`${ref}: WITH THEM YET? Reply 4 when with them, 5 for backup. Without word we ask others in 4 min.`);
    await world.reply('ana', '4');
    expect(await world.crisis(crisisId)).toMatchObject({ graceUntil: null, progressBy: null, attention: [], locationState: 'TEAM_ON_SCENE' });
    await world.pass({ seconds: 600 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
  });

  it('the grace is never less than two minutes', async () => {
    await world.handrail.identity.saveNetwork({ ...world.handrail.people.network(), progressWithinMinutes: { A: 4, B: 4, C: 4, D: 4 }, seenVersion: world.handrail.people.network().version } as never, null);
    const { crisisId } = await owned(world);
    await world.pass({ seconds: 240 + 119 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' } });
    await world.pass({ seconds: 1 });
    expect(await world.crisis(crisisId)).toMatchObject({ owner: null, state: 'OPEN', ladder: { state: 'running' } });
  });
});

describe('a crisis that nobody has and for which nobody is asked', () => {
  it('is found at once, asked for anew, counted and alarmed', async () => {
    const { crisisId, ref } = await world.raise({ choice: 'serious' });
    const crisis = await world.handrail.crises.find(crisisId);
    await world.db.collection('escalations').deleteOne({ _id: crisis?.escalationId as never });
    await world.pass({ seconds: 30 });
    const found = await world.crisis(crisisId);
    expect(found).toMatchObject({ state: 'OPEN', ladder: { state: 'running' }, attention: [{ why: 'unowned', forId: null }] });
    expect(found.unownedMinutes).toBeGreaterThan(0);
    expect(found.timeline.map(({ kind }: { kind: string }) => kind)).toContain('crisis.unowned');
    expect(latest(world, 'sue')).toMatch(`NOBODY HAD ${ref} and nobody was being asked.`);
    expect(world.phone('ana').filter((text) => text.includes('A person is waiting'))).toHaveLength(2);
    const { body } = await (await world.as('sue')).get('/api/v1/board').expect(200);
    expect(body.unownedMinutes).toBe(found.unownedMinutes);
    expect((await world.nobody().get('/metrics').expect(200)).text).toMatch(/handrail_unowned_total 1/);
    await world.reply('ana', '1');
    expect(await world.crisis(crisisId)).toMatchObject({ owner: { id: 'ana' }, attention: [] });
  });

  it('an escalation that was stopped by hand is found too, and its seconds are counted from there', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    await world.pass({ seconds: 5 });
    const crisis = await world.handrail.crises.find(crisisId);
    await world.db.collection('escalations').updateOne({ _id: crisis?.escalationId as never }, { $set: { state: 'stopped', endedAt: world.now(), nextAt: null } });
    await world.pass({ seconds: 30 });
    const { unownedSeconds } = await world.handrail.crises.find(crisisId) ?? { unownedSeconds: 0 };
    expect(unownedSeconds).toBeGreaterThan(0);
    expect(unownedSeconds).toBeLessThanOrEqual(30);
  });

  it('leaves alone what has an owner, what is being asked for, and what has ended', async () => {
    await owned(world);
    await world.raise({ choice: 'serious' });
    await world.pass({ seconds: 60 });
    expect(await world.db.collection('domain_events').countDocuments({ kind: 'crisis.unowned' })).toBe(0);
  });

  it('minutes without an owner are counted, and the same by the events', async () => {
    const { crisisId } = await world.raise({ choice: 'serious' });
    await world.pass({ seconds: 60 });
    await act(world, 'ana', crisisId, 'acknowledgement');
    await world.pass({ seconds: 200 });
    await act(world, 'ana', crisisId, 'release', { reason: 'x' });
    await world.pass({ seconds: 90 });
    await act(world, 'ana', crisisId, 'acknowledgement');
    const events = await world.db.collection('domain_events').find({ crisisId, kind: { $in: ['report.received', 'crisis.acknowledged', 'crisis.released'] } }).sort({ version: 1 }).toArray();
    const at = events.map((event) => (event['at'] as Date).getTime());
    const fromEvents = ((at[1] ?? 0) - (at[0] ?? 0) + (at[3] ?? 0) - (at[2] ?? 0)) / 60_000;
    const crisis = await world.crisis(crisisId);
    expect(crisis).toMatchObject({ ownerlessSince: null, unownedMinutes: 0 });
    expect(crisis.ownerlessMinutes).toBeCloseTo(fromEvents, 1);
    expect(crisis.ownerlessMinutes).toBe(2.5);
  });
});

describe('half of the time to contact', () => {
  it('is over and nobody met the person: looked at again, by the owner and on the board, and never lowered', async () => {
    const { crisisId, ref } = await owned(world, 'ana', 'struggling');
    const { contactBy, letter, urgency } = await world.crisis(crisisId);
    const half = (Date.parse(contactBy) - Date.parse(urgency.since)) / 2000;
    await world.freeze({ seconds: half - 1 });
    expect(world.phone('ana').some((text) => text.includes('half of the time'))).toBe(false);
    await world.pass({ seconds: 1 });
    const crisis = await world.crisis(crisisId);
    expect(crisis.letter).toBe(letter);
    expect(world.phone('ana').some((text) => text.includes(`${ref}: half of the time to contact is over`))).toBe(true);
    expect(crisis.timeline.map(({ words, more }: { words: string; more: string }) => `${words}. ${more}`)).toContain('Look at the urgency again. Half of the time to contact is over.');
  });

  it('says nothing once somebody is with them', async () => {
    const { crisisId } = await owned(world);
    await act(world, 'ana', crisisId, 'progress', { state: 'with-them' });
    const { contactBy } = await world.crisis(crisisId);
    await world.freeze({ seconds: (Date.parse(contactBy) - world.now().getTime()) / 1000 });
    expect(await world.db.collection('domain_events').countDocuments({ crisisId, kind: 'crisis.retriage-asked' })).toBe(0);
  });
});

describe('a repeat about the same person', () => {
  it('offers the raiser their own open crisis of the last half hour, and joins nothing by itself', async () => {
    const first = await world.raise({ choice: 'serious' });
    expect(first.similar).toEqual([]);
    await world.pass({ seconds: 600 });
    const second = await world.raise({ choice: 'serious' });
    expect(second.crisisId).not.toBe(first.crisisId);
    expect(second.similar).toMatchObject([{ crisisId: first.crisisId, ref: first.ref, why: 'same-raiser', ownerName: null }]);
    await world.pass({ seconds: 1801 });
    expect((await world.raise({ choice: 'serious' })).similar.map(({ crisisId }) => crisisId)).toEqual([]);
  });

  it('offers a crisis about a person of the same name, however it is written, to another raiser of the same team', async () => {
    const first = await world.raise({ choice: 'serious', personName: 'Lucía Marín' });
    await act(world, 'ana', first.crisisId, 'acknowledgement');
    const second = await world.raise({ choice: 'serious', personName: 'marin, LUCIA' }, 'pia');
    expect(second.similar).toMatchObject([{ crisisId: first.crisisId, why: 'same-name', ownerName: 'Ana Test' }]);
    expect((await world.raise({ choice: 'serious', personName: 'Lucia Marin' }, 'zoe')).similar).toEqual([]);
    const third = await world.raise({ choice: 'serious' }, 'cas');
    const { body } = await (await world.as('cas')).patch(`/api/v1/reports/${third.id}`, { personName: 'Lucia Marin' }).expect(200);
    expect((body as ReportView).similar.map(({ crisisId }) => crisisId).sort()).toEqual([first.crisisId, second.crisisId].sort());
  });

  it('a closed one is not offered', async () => {
    const first = await world.raise({ choice: 'serious' });
    await (await world.as('wes')).post(`/api/v1/reports/${first.id}/stand-down`, { reason: 'mistake' }).expect(200);
    await world.settle();
    expect((await world.raise({ choice: 'serious' })).similar).toEqual([]);
  });
});
