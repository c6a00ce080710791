import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OnCallView, RotaInput, RotaView, ScheduleView } from '../../../server/contract/oncall.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const HOUR = 3_600_000;
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const ahead = (hours: number): string => new Date(world.now().getTime() + hours * HOUR).toISOString();
const aDraft = (differs: Partial<RotaInput> = {}): RotaInput => ({
  seenVersion: 0, teamId: 'north', name: 'Nights', timeZone: 'America/New_York', layers: [{ id: 'main', name: 'All', staffIds: ['ana', 'cas'], turn: { unit: 'hours', count: 12 }, startsOn: '2026-01-01', handOverAt: '08:00', hours: [] }], ...differs,
});
const onCall = async (rotaId: string, at?: string): Promise<OnCallView> => {
  const { body } = await (await world.as('sue')).get(`/api/v1/on-call${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`).expect(200);
  return (body.onCall as OnCallView[]).find((one) => one.rotaId === rotaId) as OnCallView;
};

describe('setting a rota', () => {
  it('a rota manager makes one with layers, and sees its next shifts with real hours', async () => {
    const rory = await world.as('rory');
    const { body } = await rory.put('/api/v1/rotas/nights', aDraft({ layers: [...aDraft().layers, { id: 'weekend', name: 'Weekends', staffIds: ['ben'], turn: { unit: 'weeks', count: 1 }, startsOn: '2026-01-01', handOverAt: '08:00', hours: [{ days: [6, 7], from: '00:00', until: '00:00' }] }] })).expect(200);
    const view = body as RotaView;
    expect(view).toMatchObject({ id: 'nights', version: 1, mustCover: [], longestHours: null, handOffNotices: true, dutyPhone: null });
    expect(view.layers.map(({ id }) => id)).toEqual(['main', 'weekend']);
    expect(view.upcoming).toHaveLength(14);
    for (const [index, shift] of view.upcoming.entries()) if (index > 0) expect(shift.startsAt).toBe(view.upcoming[index - 1]?.endsAt);
    expect(await world.db.collection('audit').countDocuments({ action: 'rota.changed', object: 'rota:nights', actorId: 'rory' })).toBe(1);
  });

  it('a change is news to everybody who may read that team’s rotas, whatever page they have open, and to nobody else', async () => {
    const [rory, sam, ana] = [await world.socket('rory'), await world.socket('sam'), await world.socket('ana')];
    const others: string[] = [];
    sam.on('surroundings', ({ what }: { what: string }) => { others.push(what); });
    const told = Promise.all([rory, ana].map((socket) => new Promise<{ what: string }>((resolve) => { socket.once('surroundings', resolve); })));
    await (await world.as('rory')).put('/api/v1/rotas/told', aDraft({ name: 'Told' })).expect(200);
    expect(await told).toEqual([{ what: 'on-call' }, { what: 'on-call' }]);
    await (await world.as('rory')).delete('/api/v1/rotas/told?seenVersion=1').expect(204);
    expect(others).toEqual([]);
  });

  it('a change on an old version is refused, and nothing is lost', async () => {
    const rory = await world.as('rory');
    await rory.put('/api/v1/rotas/nights', aDraft({ seenVersion: 1, name: 'Nights now' })).expect(200);
    await rory.put('/api/v1/rotas/nights', aDraft({ seenVersion: 1, name: 'Too late' })).expect(409);
    expect(world.handrail.rotas.find('nights')).toMatchObject({ name: 'Nights now', version: 2 });
  });

  it('says which field is wrong: nobody we know, a supervisor not always covered, two layers of one name', async () => {
    const rory = await world.as('rory');
    const wrong = async (differs: Partial<RotaInput>): Promise<string> => (await rory.put('/api/v1/rotas/wrong', aDraft(differs)).expect(400)).body.errors[0].pointer;
    const [layer] = aDraft().layers as [RotaInput['layers'][number]];
    expect(await wrong({ layers: [{ ...layer, staffIds: ['ana', 'nobody'] }] })).toBe('/layers/0/staffIds/1');
    expect(await wrong({ supervises: true, mustCover: [{ days: [1], from: '08:00', until: '20:00' }] })).toBe('/mustCover');
    expect(await wrong({ layers: [layer, layer] })).toBe('/layers/1');
    expect(await wrong({ layers: [{ ...layer, startsOn: '2026-02-31' }] })).toMatch(/^\/layers\/0/);
    expect(await wrong({ layers: [{ ...layer, turn: { unit: 'hours', count: 169 } }] })).toMatch(/^\/layers\/0\/turn/);
  });

  it('a clinician may look but not set; a supervisor of another team sees nothing of it', async () => {
    await (await world.as('ana')).put('/api/v1/rotas/nights', aDraft({ seenVersion: 2 })).expect(403);
    await (await world.as('sam')).put('/api/v1/rotas/nights', aDraft({ seenVersion: 2 })).expect(404);
    expect((await (await world.as('sam')).get('/api/v1/rotas').expect(200)).body).toEqual({ rotas: [] });
  });

  it('shows what a draft would do without saving it', async () => {
    const [layer] = aDraft().layers as [RotaInput['layers'][number]];
    const { body } = await (await world.as('rory')).post('/api/v1/rotas/nights/preview', aDraft({ seenVersion: 2, layers: [{ ...layer, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', until: '08:00' }] }] })).expect(200);
    expect(body.gaps.length).toBeGreaterThanOrEqual(13);
    expect(body.schedule.segments.some(({ why }: { why: string }) => why === 'gap')).toBe(true);
    expect(world.handrail.rotas.find('nights')?.layers[0]?.hours).toEqual([]);
  });

  it('a rota that no ladder asks can be removed, one that is asked cannot', async () => {
    const rory = await world.as('rory');
    await rory.put('/api/v1/rotas/spare', aDraft({ name: 'Spare' })).expect(200);
    await rory.delete('/api/v1/rotas/spare?seenVersion=1').expect(204);
    expect(world.handrail.rotas.find('spare')).toBeNull();
    expect((await rory.delete('/api/v1/rotas/first?seenVersion=1').expect(422)).body.type).toBe('/problems/oncall/rota-in-use');
  });

  it('a rota of the first release is read, asked and, once saved, rewritten', async () => {
    await world.db.collection('rotas').insertOne({ _id: 'old', teamId: 'north', name: 'Old', version: 4, timeZone: 'America/New_York', turn: 'daily', startsOn: '2026-01-01', handOverAt: '08:00', staffIds: ['ben'], supervises: false } as never);
    await world.handrail.rotas.refresh();
    expect((await onCall('old')).staff?.id).toBe('ben');
    const { layers } = world.handrail.rotas.find('old') as RotaView;
    await (await world.as('rory')).put('/api/v1/rotas/old', { seenVersion: 4, name: 'Old', timeZone: 'America/New_York', layers }).expect(200);
    const row = await world.db.collection('rotas').findOne({ _id: 'old' as never });
    expect(row).toMatchObject({ version: 5, layers: [{ id: 'main', staffIds: ['ben'], turn: { unit: 'days', count: 1 } }] });
    expect(Object.keys(row ?? {})).not.toEqual(expect.arrayContaining(['turn']));
    expect(row).not.toHaveProperty('staffIds');
    await (await world.as('rory')).delete('/api/v1/rotas/old?seenVersion=5').expect(204);
  });
});

describe('putting somebody on by hand', () => {
  it('a supervisor adds a responder for one shift: asked beside who is on call, and told so', async () => {
    const sue = await world.as('sue');
    const { body } = await sue.post('/api/v1/rotas/first/overrides', { kind: 'extra', staffId: 'cas', startsAt: ahead(0), endsAt: ahead(5) }).expect(201);
    await world.settle();
    expect(await onCall('first')).toMatchObject({ staff: { id: 'ana' }, extras: [{ id: 'cas', reachable: true }], why: 'layer' });
    expect(world.phone('cas').at(-1)).toMatch(/You are on call now, first/);
    await world.raise();
    expect(world.phone('cas').at(-1)).toMatch(/EMERGENCY/);
    expect(world.phone('ana').at(-1)).toMatch(/EMERGENCY/);
    await sue.delete(`/api/v1/rotas/first/overrides/${body.id}`).expect(204);
    await world.settle();
    expect((await onCall('first')).extras).toEqual([]);
    expect(world.phone('cas').at(-1)).toMatch(/Your time on call, first, is over/);
  });

  it('an override takes over for its stretch and nobody else is asked', async () => {
    const sue = await world.as('sue');
    const { body } = await sue.post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'cas', startsAt: ahead(2), endsAt: ahead(4) }).expect(201);
    expect([(await onCall('first', ahead(1.99))).staff?.id, (await onCall('first', ahead(2.01))).staff?.id, (await onCall('first', ahead(4.01))).staff?.id]).toEqual(['ana', 'cas', 'ana']);
    expect((await sue.get('/api/v1/rotas/first/overrides').expect(200)).body.overrides).toMatchObject([{ id: body.id, kind: 'override', staff: { id: 'cas' }, madeBy: { id: 'sue' } }]);
    await sue.delete(`/api/v1/rotas/first/overrides/${body.id}`).expect(204);
    await sue.delete(`/api/v1/rotas/first/overrides/${body.id}`).expect(404);
  });

  it('sent twice with one key it is made once', async () => {
    const cookie = await world.cookieOf('sue');
    const send = () => world.nobody().post('/api/v1/rotas/first/overrides').set('Cookie', cookie).set('X-Handrail', '1').set('Idempotency-Key', 'once').send({ kind: 'override', staffId: 'cas', startsAt: '2099-01-01T00:00:00Z', endsAt: '2099-01-01T02:00:00Z' });
    await send().expect(400);
    const startsAt = ahead(10);
    const endsAt = ahead(11);
    const again = () => world.nobody().post('/api/v1/rotas/first/overrides').set('Cookie', cookie).set('X-Handrail', '1').set('Idempotency-Key', 'two').send({ kind: 'override', staffId: 'cas', startsAt, endsAt });
    const [one, two] = [await again().expect(201), await again().expect(201)];
    expect(two.body.id).toBe(one.body.id);
    await (await world.as('sue')).delete(`/api/v1/rotas/first/overrides/${one.body.id}`).expect(204);
  });

  it('is refused over leave, for who is on call anyway, and in the past', async () => {
    const sue = await world.as('sue');
    const put = (input: object) => sue.post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'cas', startsAt: ahead(1), endsAt: ahead(2), ...input });
    expect((await put({ staffId: 'ana' }).expect(422)).body.type).toBe('/problems/oncall/already-on-call');
    expect((await put({ endsAt: ahead(-1) }).expect(400)).body.errors[0].pointer).toBe('/endsAt');
    const leave = await (await world.as('cas')).post('/api/v1/leave', { startsAt: ahead(1), endsAt: ahead(3) }).expect(201);
    expect((await put({}).expect(422)).body.type).toBe('/problems/oncall/on-leave');
    await (await world.as('cas')).delete(`/api/v1/leave/${leave.body.id}`).expect(204);
    await (await world.as('ana')).post('/api/v1/rotas/first/overrides', { kind: 'override', staffId: 'cas', startsAt: ahead(1), endsAt: ahead(2) }).expect(403);
  });
});

describe('what a rota shows', () => {
  it('a week of segments that meet, with who and why, on days of real length', async () => {
    const { body } = await (await world.as('ana')).get('/api/v1/rota-schedules?days=7').expect(200);
    const schedules = body.schedules as ScheduleView[];
    expect(schedules.map(({ rotaId }) => rotaId).sort()).toEqual(['first', 'nights', 'second', 'supervisor']);
    for (const { days, segments } of schedules) {
      expect(days).toHaveLength(7);
      expect(segments[0]?.startsAt).toBe(days[0]?.startsAt);
      expect(segments.at(-1)?.endsAt).toBe(days.at(-1)?.endsAt);
      for (const [index, segment] of segments.entries()) if (index > 0) expect(segment.startsAt).toBe(segments[index - 1]?.endsAt);
    }
    const one = await (await world.as('ana')).get('/api/v1/rota-schedules?rotaId=first&from=2026-11-01&days=1').expect(200);
    expect(one.body.schedules[0].days).toEqual([{ on: '2026-11-01', startsAt: '2026-11-01T04:00:00.000Z', endsAt: '2026-11-02T05:00:00.000Z', hours: 25 }]);
    expect(one.body.schedules[0].segments[0]).toMatchObject({ wholeStartsAt: '2026-10-31T12:00:00.000Z', hours: 25, clockChangeMinutes: -60, staff: { id: 'ana' } });
  });

  it('leave makes a gap that the warnings show, with who could take it', async () => {
    const rory = await world.as('rory');
    await rory.put('/api/v1/rotas/pair', aDraft({ name: 'Pair', layers: [{ id: 'main', name: 'All', staffIds: ['zoe', 'sam', 'ben'], turn: { unit: 'days', count: 1 }, startsOn: '2026-01-01', handOverAt: '08:00', hours: [] }] })).expect(200);
    const turn = (world.handrail.onCall.views(['north']).find(({ id }) => id === 'pair') as RotaView).upcoming.find(({ staffId, startsAt }) => staffId === 'zoe' && startsAt > ahead(0));
    if (!turn) throw new Error('no turn');
    const { body: leave } = await rory.post('/api/v1/leave', { staffId: 'zoe', startsAt: turn.startsAt, endsAt: turn.endsAt }).expect(201);
    const { body } = await (await world.as('sue')).get('/api/v1/rota-warnings').expect(200);
    expect(body.gaps).toMatchObject([{ rotaId: 'pair', startsAt: turn.startsAt, endsAt: turn.endsAt, because: 'leave', away: [{ id: 'zoe' }] }]);
    expect((await (await world.as('zoe')).get('/api/v1/shifts').expect(200)).body).toMatchObject({ leave: [{ id: leave.id, mayRemove: true }] });
    expect((await (await world.as('zoe')).get('/api/v1/shifts').expect(200)).body.shifts.some(({ startsAt }: { startsAt: string }) => startsAt === turn.startsAt)).toBe(false);
    await (await world.as('zoe')).delete(`/api/v1/leave/${leave.id}`).expect(204);
    expect((await (await world.as('sue')).get('/api/v1/rota-warnings').expect(200)).body.gaps).toEqual([]);
  });

  it('short rest and double duty across rotas are named', async () => {
    const { body } = await (await world.as('sue')).get('/api/v1/rota-warnings').expect(200);
    expect(body.warnings.some(({ kind, staff, otherRotaName }: { kind: string; staff: { id: string }; otherRotaName: string }) => kind === 'double' && staff.id === 'ana' && ['first', 'Nights now'].includes(otherRotaName))).toBe(true);
  });

  it('leave of others is for who keeps their rota; a worker who is on none sees none', async () => {
    await (await world.as('cas')).post('/api/v1/leave', { staffId: 'ben', startsAt: ahead(1), endsAt: ahead(3) }).expect(403);
    await (await world.as('wes')).post('/api/v1/leave', { startsAt: ahead(1), endsAt: ahead(3) }).expect(403);
    expect((await (await world.as('wes')).get('/api/v1/leave').expect(200)).body).toEqual({ leave: [] });
    await (await world.as('wes')).get('/api/v1/shifts?staffId=ana').expect(404);
    expect((await (await world.as('wes')).get('/api/v1/shifts').expect(200)).body).toMatchObject({ staff: { id: 'wes' }, shifts: [] });
  });
});
