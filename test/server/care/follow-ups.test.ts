import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FollowUpView } from '../../../server/contract/crisis.js';
import type { Crisis } from '../../../server/crisis/index.js';
import { newId } from '../../../server/kernel/ids.js';
import { STAFF, startRoom } from '../referral/room.js';
import type { Room, Who } from '../referral/room.js';

let room: Room;
let crisis: Crisis;
beforeAll(async () => { room = await startRoom(); });
afterAll(async () => { await room.stop(); });

const ana = { staffId: 'ana', name: 'Ana Test', role: 'clinician', isDevice: false, teamsWhere: () => ['north'], may: () => true };
const close = async (id: string): Promise<Crisis> => room.work.close(id, { seenVersion: (await room.crises.find(id))!.version, disposition: 'ENGAGED_ASSISTED', outcome: 'helped' }, ana);
const mine = async (): Promise<FollowUpView[]> => ((await room.as('ana').get('/follow-ups').expect(200)).body.followUps as FollowUpView[]).filter(({ crisisId }) => crisisId === crisis.id);
const result = (id: string, what: string, who: Who = 'ana', note?: string) => room.as(who).post(`/follow-ups/${id}/result`, { result: what, ...(note === undefined ? {} : { note }) });
const state = async () => (await room.crises.find(crisis.id))?.state;

beforeEach(async () => {
  crisis = await room.hasCrisis();
  await close(crisis.id);
});

describe('follow-ups', () => {
  it('make themselves at 24 and 72 hours when a crisis is closed, for its owner, and show on the card', async () => {
    const hours = (count: number) => new Date(room.clock.now().getTime() + count * 3600_000).toISOString();
    const [first, second] = await mine();
    expect(first).toMatchObject({ kind: '24-hour', dueAt: hours(24), assignee: { id: 'ana', name: 'Ana Test', initials: 'AT' }, ref: crisis.ref, doneAt: null, result: null, tries: 0 });
    expect(second).toMatchObject({ kind: '72-hour', dueAt: hours(72) });
    expect((await room.beside.cards([crisis.id])).get(crisis.id)).toEqual({ referral: null, followUp: { id: first?.id, kind: '24-hour', dueAt: hours(24), assigneeName: 'Ana Test' } });
  });

  it('the last one done ends the crisis, and no other', async () => {
    const [first, second] = await mine();
    await result(first!.id, 'reached', 'ana', 'Slept at Elm Row').expect(200);
    expect(await state()).toBe('FOLLOW_UP');
    const { body } = await result(second!.id, 'declined', 'cas').expect(200);
    expect(body).toMatchObject({ result: 'declined', doneAt: room.clock.now().toISOString(), tries: 1 });
    expect(await state()).toBe('CLOSED');
    expect((await room.kinds(crisis.id)).slice(-3)).toEqual(['follow-up.done', 'follow-up.done', 'crisis.closed']);
    expect(JSON.stringify(await room.rows('follow_ups').find().toArray())).not.toContain('Elm Row');
    expect((await room.beside.whole(crisis.id)).followUps[0]).toMatchObject({ note: 'Slept at Elm Row' });
  });

  it('two that are recorded at once end the crisis all the same', async () => {
    const [first, second] = await mine();
    await Promise.all([result(first!.id, 'reached').expect(200), result(second!.id, 'reached', 'cas').expect(200)]);
    expect(await state()).toBe('CLOSED');
  });

  it('one that falls due says so, again at each new time', async () => {
    const [first] = await mine();
    const due = async () => (await room.events.ofCrisis(crisis.id)).filter(({ kind, data }) => kind === 'follow-up.due' && data['followUpId'] === first!.id).length;
    await room.pass({ seconds: 24 * 3600 - 1 });
    expect(await due()).toBe(0);
    await room.pass({ seconds: 1 });
    expect(await due()).toBe(1);
    await result(first!.id, 'not-reached').expect(200);
    await room.pass({ seconds: 36 * 3600 });
    expect(await due()).toBe(2);
  });

  it('not reached makes the next try on another day; after the third a supervisor decides, and it stays open', async () => {
    const [first] = await mine();
    for (let tries = 1; tries <= 3; tries++) {
      const { body } = await result(first!.id, 'not-reached').expect(200);
      expect(body).toMatchObject({ doneAt: null, tries });
      if (tries < 3) expect(Date.parse(body.dueAt)).toBeGreaterThan(room.clock.now().getTime());
    }
    await room.settle();
    expect(await room.kinds(crisis.id)).toContain('follow-up.unreachable');
    expect(room.texts(STAFF.sue.phone)).toContain(`NORTH: ${crisis.ref} needs you: open Handrail.`);
    expect((await result(first!.id, 'not-needed').expect(403)).body.type).toBe('/problems/identity/not-allowed');
    await result(first!.id, 'not-needed', 'sue').expect(200);
  });

  it('a crisis that is opened and closed again has new ones, and the earlier are over', async () => {
    const before = await mine();
    await room.work.reopen(crisis.id, 'Rang again', ana);
    await close(crisis.id);
    const after = await mine();
    expect(after.map(({ kind }) => kind)).toEqual(['24-hour', '72-hour']);
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id));
    for (const { id } of after) await result(id, 'reached').expect(200);
    expect(await state()).toBe('CLOSED');
  });

  it('are recorded once, by the team, and hidden from others', async () => {
    const [first] = await mine();
    await result(first!.id, 'reached').expect(200);
    expect((await result(first!.id, 'reached').expect(409)).body.type).toBe('/problems/care/follow-up-done');
    expect((await result(first!.id, 'reached', 'zoe').expect(404)).body.type).toBe('/problems/care/follow-up-absent');
    expect((await result(newId(), 'reached')).status).toBe(404);
    expect((await room.as('wes').get('/follow-ups')).status).toBe(403);
    expect(((await room.as('zoe').get('/follow-ups').expect(200)).body.followUps as FollowUpView[])).toEqual([]);
    expect((await room.audit.ofObject(`follow-up:${first!.id}`)).map(({ action, reason }) => [action, reason])).toEqual([['follow-up.recorded', 'reached']]);
  });
});
