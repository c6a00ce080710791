import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io as connectSocket } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { BoardView } from '../../../server/contract/crisis.js';
import type { WallCard, WallKeysView, WallView } from '../../../server/contract/wall.js';
import { wallCardOf } from '../../../server/wall/index.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
const sockets: Socket[] = [];
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await world.stop();
});

const SECRETS = { headline: 'Sleeps under Quayside bridge', place: 'Quayside bridge', personName: 'Quentin Marsh', narrative: 'Says Quayside is where it ends' };

/** A screen for North, made by Sue and opened. */
async function aScreen(name: string): Promise<{ id: string; cookie: string; key: string }> {
  const { body } = await (await world.as('sue')).post('/api/v1/wall-keys', { name, teamId: 'north' }).expect(201);
  const key = String(body.link).split('#')[1] ?? '';
  const opened = await world.nobody().post('/api/v1/wall-link/opening').set('X-Handrail', '1').send({ key }).expect(204);
  return { id: body.key.id, key, cookie: (([opened.headers['set-cookie']].flat() as string[])[0] ?? '').split(';')[0] ?? '' };
}
const wallOf = async (cookie: string): Promise<WallView> => (await world.nobody().get('/api/v1/wall').set('Cookie', cookie).expect(200)).body;

async function line(cookie: string): Promise<Socket> {
  const socket = connectSocket(world.publicUrl, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => { socket.once('connect', () => { resolve(); }); socket.once('connect_error', reject); });
  return socket;
}

describe('a screen on the wall', () => {
  it('shows refs, clocks and who is on call, and no word about anybody', async () => {
    const { ref } = await world.raise({ choice: 'serious', ...SECRETS });
    const { cookie } = await aScreen('Office');
    const wall = await wallOf(cookie);
    expect(wall).toMatchObject({ screen: 'Office', teams: [{ id: 'north', name: 'North' }] });
    expect(wall.cards.find((card) => card.ref === ref)).toMatchObject({ column: 'needs-someone', shows: 'Urgent', ownerName: null });
    expect(wall.onCall.map(({ name }) => name)).toContain('Ana Test');
    const text = JSON.stringify(wall);
    for (const secret of ['Quayside', 'Quentin', 'Wes']) expect(text).not.toContain(secret);
  });

  it('sees what the board shows, card by card, and hears the same of each change', async () => {
    const { cookie } = await aScreen('Corridor');
    const board: BoardView = (await (await world.as('sue')).get('/api/v1/board').expect(200)).body;
    expect((await wallOf(cookie)).cards).toEqual(board.cards.map(wallCardOf));
    const socket = await line(cookie);
    const heard: { crisisId: string; version: number; card: WallCard | null }[] = [];
    const others: string[] = [];
    socket.on('wall-card', (news) => { heard.push(news); });
    socket.onAny((name: string) => { if (name !== 'wall-card' && name !== 'heartbeat') others.push(name); });
    expect(await socket.emitWithAck('watch-wall')).toBe(true);
    const { crisisId } = await world.raise({ choice: 'serious', ...SECRETS });
    await (await world.as('ana')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
    await world.settle();
    // Whatever was said before this answer has arrived with it.
    await socket.emitWithAck('watch-wall');
    expect(heard.at(-1)).toMatchObject({ crisisId, card: { column: 'has-it', ownerName: 'Ana Test' } });
    expect(JSON.stringify(heard)).not.toContain('Quayside');
    expect(heard.at(-1)?.card).toEqual((await wallOf(cookie)).cards.find(({ id }) => id === crisisId));
    expect(others).toEqual([]);
  });

  it('reads nothing else: no other address, no board, no crisis by its line', async () => {
    const { cookie } = await aScreen('Kitchen');
    const { crisisId } = await world.raise({ choice: 'serious' });
    for (const { key, allow } of world.handrail.routes) {
      if (allow === 'anyone' || key === 'GET /api/v1/wall') continue;
      const [method, path] = key.split(' ') as [string, string];
      const request = world.nobody()[method.toLowerCase() as 'get'](path.replace(/:\w+/g, crisisId)).set('Cookie', cookie).set('X-Handrail', '1');
      expect(`${key} ${(await request).status}`).toBe(`${key} 401`);
    }
    const socket = await line(cookie);
    expect(await socket.emitWithAck('watch-board')).toBe(false);
    expect(await socket.emitWithAck('watch-crisis', { crisisId })).toBe(false);
  });

  it('goes dark at once when its key is ended, on its line too', async () => {
    const { id, cookie } = await aScreen('Lost tablet');
    const socket = await line(cookie);
    const cut = new Promise<string>((resolve) => { socket.once('disconnect', resolve); });
    const { body } = await (await world.as('ada')).delete(`/api/v1/wall-keys/${id}`).expect(200);
    expect((body as WallKeysView).keys.map((key) => key.id)).not.toContain(id);
    expect(await cut).toBe('io server disconnect');
    await world.nobody().get('/api/v1/wall').set('Cookie', cookie).expect(401);
    await expect(line(cookie)).rejects.toThrow('identity/unknown');
    expect((await world.handrail.audit.ofObject(`wall:${id}`)).map(({ action, actorId, teamId }) => [action, actorId, teamId])).toEqual([['wall.key-ended', 'ada', 'north'], ['wall.key-made', 'sue', 'north']]);
  });
});

describe('a wall key', () => {
  it('is kept as a hash, and its link opens nothing once it is over', async () => {
    const { id, key } = await aScreen('Hall');
    const rows = await world.db.collection('wall_keys').find({}).toArray();
    expect(JSON.stringify(rows)).not.toContain(key);
    expect((await (await world.as('sue')).get('/api/v1/wall-keys')).body.keys.find((one: { id: string }) => one.id === id)).toMatchObject({ name: 'Hall', madeBy: 'Sue Test', seenAt: null });
    await (await world.as('sue')).delete(`/api/v1/wall-keys/${id}`).expect(200);
    expect((await world.nobody().post('/api/v1/wall-link/opening').set('X-Handrail', '1').send({ key })).body.type).toBe('/problems/link/invalid');
    expect((await (await world.as('sue')).delete(`/api/v1/wall-keys/${id}`)).body.type).toBe('/problems/wall/key-absent');
  });

  it('is made for one’s own teams by a supervisor, for any by an administrator, and by nobody else', async () => {
    expect((await (await world.as('sue')).post('/api/v1/wall-keys', { name: 'South', teamId: 'south' })).body.type).toBe('/problems/wall/team-absent');
    const { body } = await (await world.as('ada')).post('/api/v1/wall-keys', { name: 'South', teamId: 'south' }).expect(201);
    expect((await (await world.as('sue')).delete(`/api/v1/wall-keys/${body.key.id}`)).status).toBe(404);
    for (const who of ['cas', 'wes', 'aud'] as const) await (await world.as(who)).post('/api/v1/wall-keys', { name: 'x', teamId: 'north' }).expect(403);
  });

  it('shows a member of staff the wall of their own teams, and an administrator none', async () => {
    expect((await (await world.as('cas')).get('/api/v1/wall').expect(200)).body).toMatchObject({ screen: null, teams: [{ id: 'north' }] });
    expect((await (await world.as('zoe')).get('/api/v1/wall').expect(200)).body.cards).toEqual([]);
    await (await world.as('ada')).get('/api/v1/wall').expect(403);
  });
});
