import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ShiftEndView, ShiftListView } from '../../../server/contract/asks.js';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';
import { act, handsOver, latest, owned } from './night.js';

let world: World;
beforeEach(async () => { world = await startWorld(); });
afterEach(async () => { await world.stop(); });

const ends = async (who: Who): Promise<ShiftEndView> => {
  const { body } = await (await world.as(who)).post('/api/v1/shift/end').expect(200);
  await world.settle();
  return body as ShiftEndView;
};

describe('the end of a shift', () => {
  it('offers each acute crisis to the lead by name; the sender has it until the lead accepts', async () => {
    const [one, two] = [await owned(world), await owned(world)];
    const view = await ends('ana');
    expect(view.offered.map(({ ref, to }) => [ref, to])).toEqual([[one.ref, [{ id: 'sue', name: 'Sue Test' }]], [two.ref, [{ id: 'sue', name: 'Sue Test' }]]]);
    expect(world.phone('sue').slice(-2).map((text) => /Take over (\d+)/.exec(text)?.[1])).toEqual(expect.arrayContaining([one.ref, two.ref]));
    const list = (await (await world.as('sue')).get('/api/v1/shift').expect(200)).body as ShiftListView;
    expect(list.toAccept.map(({ ref, handOver }) => [ref, handOver.kind])).toEqual(expect.arrayContaining([[one.ref, 'shift'], [two.ref, 'shift']]));
    expect(await world.crisis(one.crisisId)).toMatchObject({ owner: { id: 'ana' }, handOver: { kind: 'shift' } });
    await act(world, 'sue', one.crisisId, 'hand-over/answer', { answer: 'accept' });
    expect([(await world.crisis(one.crisisId)).owner.id, (await world.crisis(two.crisisId)).owner.id]).toEqual(['sue', 'ana']);
    expect((await ends('ana')).offered.map(({ ref }) => ref)).toEqual([two.ref]);
    expect(world.phone('sue').filter((text) => text.includes(`Take over ${two.ref}`))).toHaveLength(1);
  });

  it('what the lead does not accept in ten minutes is asked of everyone anew', async () => {
    const { crisisId, ref } = await owned(world);
    await ends('ana');
    await world.pass({ seconds: 600 });
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', owner: null, handOver: null, ladder: { state: 'running', rung: 0 }, handOvers: [{ kind: 'shift', state: 'returned' }] });
    expect(world.phone('ana').some((text) => text.includes(`Nobody has taken ${ref} from you, so everyone is asked anew.`))).toBe(true);
  });

  it('a lead who says no brings everyone at once', async () => {
    const { crisisId, ref } = await owned(world);
    await ends('ana');
    await world.reply('sue', `2 ${ref}`);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', owner: null, ladder: { state: 'running' } });
  });

  it('less urgent ones go on the day list of the lead, and nobody is paged', async () => {
    const { crisisId } = await world.raise({ choice: 'struggling', facts: { suicidalThoughts: 'no' } });
    await act(world, 'ana', crisisId, 'acknowledgement');
    expect((await world.crisis(crisisId)).letter).toBe('D');
    const before = world.phone('sue').length;
    const view = await ends('ana');
    expect(view.dayList).toMatchObject([{ crisisId, letter: 'D', lead: { id: 'sue' } }]);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'ACTIVE', owner: { id: 'sue' } });
    expect((await world.crisis(crisisId)).progressBy).not.toBeNull();
    expect(world.phone('sue')).toHaveLength(before);
  });

  it('an open hand-over gives way to the lead’s list', async () => {
    const { crisisId, ref } = await owned(world);
    await handsOver(world, 'ana', 'ben', crisisId);
    await ends('ana');
    expect(latest(world, 'ben')).toMatch(`${ref} no longer needs an answer`);
    expect((await world.crisis(crisisId)).handOver).toMatchObject({ kind: 'shift', to: [{ id: 'sue' }] });
  });

  it('with no lead to be found (the only supervisor leaves), acute ones are asked anew at once and the others stay', async () => {
    const { crisisId } = await owned(world, 'sue');
    const { crisisId: later } = await world.raise({ choice: 'struggling', facts: { suicidalThoughts: 'no' } });
    await act(world, 'sue', later, 'acknowledgement');
    const view = await ends('sue');
    expect(view.offered).toEqual([]);
    expect([view.escalated.map((one) => one.crisisId), view.kept.map((one) => one.crisisId)]).toEqual([[crisisId], [later]]);
    expect(await world.crisis(crisisId)).toMatchObject({ state: 'OPEN', owner: null, ladder: { state: 'running' } });
    expect(await world.crisis(later)).toMatchObject({ owner: { id: 'sue' } });
  });
});

describe('snooze', () => {
  it('quiets an owned crisis for a while, counts, and returns by itself; no clock stops', async () => {
    const { crisisId } = await owned(world);
    const { progressBy } = await world.crisis(crisisId);
    const snoozed = await act(world, 'ana', crisisId, 'snooze', { minutes: 10, reason: 'Waiting for the nurse' });
    expect(snoozed).toMatchObject({ snooze: { until: new Date(world.now().getTime() + 600_000).toISOString(), byName: 'Ana Test', times: 1 }, progressBy });
    expect((await (await world.as('sue')).get('/api/v1/board')).body.snoozed).toBe(1);
    await world.pass({ seconds: 600 });
    expect((await world.crisis(crisisId)).snooze).toBeNull();
    await act(world, 'sue', crisisId, 'snooze', { minutes: 30, reason: 'x' });
    await world.pass({ seconds: 300 });
    expect((await world.crisis(crisisId)).attention).toMatchObject([{ why: 'with-them-yet' }]);
    const back = (await (await world.as('ana')).delete(`/api/v1/crises/${crisisId}/snooze`).expect(200)).body;
    expect(back.snooze).toBeNull();
  });

  it('never an emergency, never longer than half an hour, never what nobody has, never by others', async () => {
    const emergency = await owned(world, 'ana', 'life-at-risk');
    const { crisisId } = await owned(world);
    const { crisisId: open } = await world.raise({ choice: 'serious' });
    const tries = async (who: Who, id: string, body: object) => (await (await world.as(who)).post(`/api/v1/crises/${id}/snooze`, body)).body.type;
    expect(await tries('ana', emergency.crisisId, { minutes: 5, reason: 'x' })).toBe('/problems/crisis/snooze-emergency');
    expect(await tries('ana', crisisId, { minutes: 31, reason: 'x' })).toBe('/problems/request/malformed');
    expect(await tries('ana', crisisId, { minutes: 5 })).toBe('/problems/request/malformed');
    expect(await tries('sue', open, { minutes: 5, reason: 'x' })).toBe('/problems/crisis/unowned');
    expect(await tries('ben', crisisId, { minutes: 5, reason: 'x' })).toBe('/problems/crisis/not-owner');
  });

  it('ends when the crisis becomes an emergency or is released', async () => {
    const { crisisId } = await owned(world);
    await act(world, 'ana', crisisId, 'snooze', { minutes: 30, reason: 'x' });
    const { version } = await world.crisis(crisisId);
    expect(await act(world, 'ana', crisisId, 'urgency', { seenVersion: version, letter: 'A', reason: 'worse' })).toMatchObject({ letter: 'A', snooze: null });
  });
});

describe('where the person is', () => {
  it('the owner says since when; every change stands in the timeline, and the owner’s clock goes on', async () => {
    const { crisisId } = await owned(world);
    await world.pass({ seconds: 120 });
    const at = new Date(world.now().getTime() - 60_000).toISOString();
    const { progressBy } = await world.crisis(crisisId);
    const view = await act(world, 'ana', crisisId, 'location', { state: 'UNKNOWN_SEARCHING', at });
    expect(view).toMatchObject({ locationState: 'UNKNOWN_SEARCHING', waitingSince: at, progressBy });
    expect(view.timeline[0]).toMatchObject({ kind: 'crisis.location', actor: 'Ana Test', words: 'said where the person is: not known, being looked for' });
    await act(world, 'sue', crisisId, 'location', { state: 'AT_FACILITY_WAITING' });
    const [card] = (await (await world.as('sue')).get('/api/v1/board')).body.cards;
    expect(card).toMatchObject({ locationState: 'AT_FACILITY_WAITING', waitingSince: world.now().toISOString() });
  });

  it('not by others, not while nobody has it, not in the future, and not as closed', async () => {
    const { crisisId } = await owned(world);
    const { crisisId: open } = await world.raise({ choice: 'serious' });
    const tries = async (who: Who, id: string, body: object) => (await (await world.as(who)).post(`/api/v1/crises/${id}/location`, body)).body.type;
    expect(await tries('ben', crisisId, { state: 'IN_TRANSIT' })).toBe('/problems/crisis/not-owner');
    expect(await tries('sue', open, { state: 'IN_TRANSIT' })).toBe('/problems/crisis/unowned');
    expect(await tries('ana', crisisId, { state: 'CLOSED' })).toBe('/problems/request/malformed');
    expect(await tries('ana', crisisId, { state: 'IN_TRANSIT', at: new Date(world.now().getTime() + 60_000).toISOString() })).toBe('/problems/request/malformed');
  });
});
