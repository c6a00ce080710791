import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ShiftView, SwapView } from '../../../server/contract/oncall.js';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

const DAY_SECONDS = 24 * 3600;
let world: World;
beforeAll(async () => {
  world = await startWorld();
  const { layers, ...rota } = world.handrail.rotas.find('first') ?? (() => { throw new Error('no rota'); })();
  await world.handrail.onCall.save({ ...rota, name: 'First', layers: layers.map((layer) => ({ ...layer, staffIds: ['ana', 'ben', 'cas'] })), handOffNotices: false }, 1, null);
  const second = world.handrail.rotas.find('second');
  if (second) await world.handrail.onCall.save({ ...second, layers: second.layers.map((layer) => ({ ...layer, staffIds: ['sue'] })), handOffNotices: false }, 1, null);
  await world.settle();
});
afterAll(async () => { await world.stop(); });
beforeEach(() => { for (const who of ['ana', 'ben', 'cas', 'sue'] as Who[]) seen.set(who, world.phone(who).length); });
const seen = new Map<Who, number>();
const news = (who: Who): string[] => world.phone(who).slice(seen.get(who) ?? 0);

/** The next shift of somebody that has not begun, the `skip`-th. */
async function shiftOf(who: Who, skip = 0): Promise<ShiftView> {
  const { body } = await (await world.as(who)).get('/api/v1/shifts').expect(200);
  const shift = (body.shifts as ShiftView[]).filter(({ startsAt, rotaId }) => rotaId === 'first' && startsAt > world.now().toISOString())[skip];
  if (!shift) throw new Error(`${who} has no shift`);
  return shift;
}
const holder = (shift: { startsAt: string }): string | null => world.handrail.rotas.answer('first', new Date(Date.parse(shift.startsAt) + 3_600_000)).staffId;
async function ask(who: Who, input: object): Promise<SwapView> {
  const { body } = await (await world.as(who)).post('/api/v1/rota-swaps', { rotaId: 'first', kind: 'cover', ...input }).expect(201);
  await world.settle();
  return body as SwapView;
}
const act = async (who: Who, { id }: SwapView, what: 'acceptance' | 'refusal' | 'withdrawal') => {
  const answer = await (await world.as(who)).post(`/api/v1/rota-swaps/${id}/${what}`);
  await world.settle();
  return answer;
};

describe('cover', () => {
  it('counts once the other accepts; until then whose shift it is stays on call, and both are told by text', async () => {
    const shift = await shiftOf('ana');
    const swap = await ask('ana', { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: 'cas' });
    expect(swap).toMatchObject({ state: 'asked', from: { id: 'ana' }, to: { id: 'cas' }, endsAt: shift.startsAt, may: { accept: false, decline: false, withdraw: true } });
    expect(holder(shift)).toBe('ana');
    expect(news('cas')).toEqual([expect.stringMatching(/Ana Test asks for cover, First/)]);
    const accepted = await act('cas', swap, 'acceptance');
    expect(accepted.body).toMatchObject({ state: 'accepted', to: { id: 'cas' }, decidedBy: { id: 'cas' } });
    expect(holder(shift)).toBe('cas');
    expect(news('ana')).toEqual([expect.stringMatching(/Cas Test takes your shift, First/)]);
    const { body } = await (await world.as('sue')).get('/api/v1/rota-schedules?rotaId=first&days=7').expect(200);
    expect(body.schedules[0].segments.find(({ changeId }: { changeId: string }) => changeId === swap.id)).toMatchObject({ why: 'cover', staff: { id: 'cas' }, insteadOf: { id: 'ana' }, startsAt: shift.startsAt, endsAt: shift.endsAt });
    expect(await world.db.collection('audit').countDocuments({ action: 'rota.swap-accepted', actorId: 'cas' })).toBe(1);
  });

  it('declined, the asker stays on call and hears so', async () => {
    const shift = await shiftOf('ana');
    const swap = await ask('ana', { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: 'ben' });
    expect((await act('ben', swap, 'refusal')).body).toMatchObject({ state: 'declined' });
    expect(holder(shift)).toBe('ana');
    expect(news('ana')).toEqual([expect.stringMatching(/Ben Test cannot take your shift.*You stay on call/)]);
    expect((await act('ben', swap, 'acceptance')).body).toMatchObject({ type: '/problems/oncall/swap-over' });
  });

  it('withdrawn, it can no longer be accepted', async () => {
    const shift = await shiftOf('ana');
    const swap = await ask('ana', { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: 'ben' });
    expect((await act('ana', swap, 'withdrawal')).body).toMatchObject({ state: 'withdrawn' });
    expect((await act('ben', swap, 'acceptance')).status).toBe(409);
    expect(holder(shift)).toBe('ana');
  });

  it('asked of everyone and accepted by two at once, exactly one has it', async () => {
    const shift = await shiftOf('ben', 1);
    const swap = await ask('ben', { startsAt: shift.startsAt, endsAt: shift.endsAt });
    expect(swap).toMatchObject({ to: null, toEveryone: true });
    expect([news('ana').length, news('cas').length, news('ben').length]).toEqual([1, 1, 0]);
    const answers = await Promise.all([act('ana', swap, 'acceptance'), act('cas', swap, 'acceptance')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200)?.body.to.id;
    expect(holder(shift)).toBe(winner);
    expect(news('ben')).toHaveLength(1);
  });

  it('two requests for one shift accepted at once: one is taken, the other learns that the shift is no longer theirs', async () => {
    const shift = await shiftOf('cas', 1);
    const one = await ask('cas', { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: 'ana' });
    const two = await ask('cas', { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: 'ben' });
    const answers = await Promise.all([act('ana', one, 'acceptance'), act('ben', two, 'acceptance')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.type).toBe('/problems/oncall/not-on-shift');
    expect(holder(shift)).toBe(answers.find(({ status }) => status === 200)?.body.to.id);
  });

  it('cover that is covered again goes to the last who took it, however fast one follows the other', async () => {
    const shift = await shiftOf('ana', 2);
    const around = ['ben', 'cas', 'ana', 'cas', 'ben'] as const;
    let from: Who = 'ana';
    for (const to of around) {
      const swap = await ask(from, { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: to });
      expect((await act(to, swap, 'acceptance')).status).toBe(200);
      expect(holder(shift)).toBe(to);
      from = to;
    }
  });

  it('nobody answers: it ends by itself when the shift begins, and the asker hears that they are on call', async () => {
    const shift = await shiftOf('ana', 1);
    const swap = await ask('ana', { startsAt: shift.startsAt, endsAt: shift.endsAt, toStaffId: 'ben' });
    await world.freeze({ seconds: (Date.parse(shift.startsAt) - world.now().getTime()) / 1000 });
    expect(news('ana').at(-1)).toMatch(/Nobody took your shift.*You are on call/);
    expect((await (await world.as('ana')).get('/api/v1/rota-swaps').expect(200)).body.swaps.find(({ id }: SwapView) => id === swap.id)).toMatchObject({ state: 'ended', may: { accept: false, withdraw: false } });
    expect((await act('ben', swap, 'acceptance')).status).toBe(409);
    expect(holder(shift)).toBe('ana');
  }, 60_000);
});

describe('a swap', () => {
  it('trades two shifts at once, on acceptance', async () => {
    const given = await shiftOf('ana', 1);
    const back = await shiftOf('ben', 1);
    const swap = await ask('ana', { kind: 'swap', startsAt: given.startsAt, endsAt: given.endsAt, toStaffId: 'ben', inReturn: { rotaId: 'first', startsAt: back.startsAt, endsAt: back.endsAt } });
    expect([holder(given), holder(back)]).toEqual(['ana', 'ben']);
    expect(news('ben')).toEqual([expect.stringMatching(/asks you to swap/)]);
    await act('ben', swap, 'acceptance');
    expect([holder(given), holder(back)]).toEqual(['ben', 'ana']);
  });

  it('is refused when the shift in return is not theirs, and without one', async () => {
    const given = await shiftOf('ana', 2);
    const foreign = await shiftOf('cas', 2);
    const ana = await world.as('ana');
    const input = { kind: 'swap', rotaId: 'first', startsAt: given.startsAt, endsAt: given.endsAt, toStaffId: 'ben' };
    expect((await ana.post('/api/v1/rota-swaps', { ...input, inReturn: { rotaId: 'first', startsAt: foreign.startsAt, endsAt: foreign.endsAt } }).expect(422)).body.type).toBe('/problems/oncall/not-on-shift');
    expect((await ana.post('/api/v1/rota-swaps', input).expect(400)).body.errors[0].pointer).toBe('/inReturn');
  });
});

describe('who may ask', () => {
  it('a responder for their own shifts only, a supervisor and a rota manager for anyone, a support worker not at all', async () => {
    const shift = await shiftOf('ben', 2);
    const input = { kind: 'cover', rotaId: 'first', startsAt: shift.startsAt, endsAt: shift.endsAt, fromStaffId: 'ben' };
    await (await world.as('ana')).post('/api/v1/rota-swaps', input).expect(403);
    await (await world.as('wes')).post('/api/v1/rota-swaps', input).expect(403);
    await (await world.as('zoe')).post('/api/v1/rota-swaps', input).expect(404);
    const { body } = await (await world.as('rory')).post('/api/v1/rota-swaps', input).expect(201);
    await world.settle();
    expect(body).toMatchObject({ askedBy: { id: 'rory' }, from: { id: 'ben' } });
    expect((await (await world.as('zoe')).get('/api/v1/rota-swaps').expect(200)).body).toEqual({ swaps: [] });
    await (await world.as('zoe')).post(`/api/v1/rota-swaps/${body.id}/acceptance`).expect(404);
    await (await world.as('sue')).post(`/api/v1/rota-swaps/${body.id}/acceptance`).expect(403);
  });

  it('not for a shift that is somebody else’s, or that has begun', async () => {
    const shift = await shiftOf('ben', 2);
    const ana = await world.as('ana');
    expect((await ana.post('/api/v1/rota-swaps', { kind: 'cover', rotaId: 'first', startsAt: shift.startsAt, endsAt: shift.endsAt }).expect(422)).body.type).toBe('/problems/oncall/not-on-shift');
    expect((await ana.post('/api/v1/rota-swaps', { kind: 'cover', rotaId: 'first', startsAt: new Date(world.now().getTime() - DAY_SECONDS * 1000).toISOString(), endsAt: shift.endsAt }).expect(400)).body.errors[0].pointer).toBe('/startsAt');
  });

  it('a swap that would leave too little rest says so before it is accepted', async () => {
    const ben = await shiftOf('ben', 3);
    const swap = await ask('ben', { startsAt: ben.startsAt, endsAt: ben.endsAt, toStaffId: 'cas' });
    const { body } = await (await world.as('cas')).get('/api/v1/rota-swaps').expect(200);
    expect(body.swaps.find(({ id }: SwapView) => id === swap.id)).toMatchObject({ may: { accept: true }, warnings: [expect.objectContaining({ kind: 'rest', staff: { id: 'cas', name: 'Cas Test', initials: 'CT' }, hours: 0 })] });
  });
});
