import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import type { BoardCard } from '../../server/contract/crisis.js';
import { startWorld } from '../support/world.js';
import type { Who, World } from '../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

type Board = Map<string, BoardCard>;
interface News { crisisId: string; version: number; card: BoardCard | null }

const snapshot = async (who: Who): Promise<Board> => new Map(((await (await world.as(who)).get('/api/v1/board').expect(200)).body.cards as BoardCard[]).map((card) => [card.id, card]));

/** What every screen does with news. */
function apply(board: Board, { crisisId, version, card }: News): void {
  const known = board.get(crisisId);
  if (known && known.version >= version) return;
  if (card === null) board.delete(crisisId);
  else board.set(crisisId, card);
}

async function watch(who: Who): Promise<{ socket: Socket; news: News[] }> {
  const socket = await world.socket(who);
  const news: News[] = [];
  socket.on('card', (one: News) => { news.push(one); });
  expect(await socket.emitWithAck('watch-board')).toBe(true);
  return { socket, news };
}

async function caughtUp(news: News[], board: Board): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await world.settle();
    const latest = new Map<string, number>();
    for (const { crisisId, version } of news) latest.set(crisisId, Math.max(version, latest.get(crisisId) ?? 0));
    const crises = await world.db.collection('crises').find({}, { projection: { version: 1, state: 1 } }).toArray();
    const behind = crises.filter((row) => (latest.get(String(row._id)) ?? board.get(String(row._id))?.version ?? 0) < (row['version'] as number) && row['state'] !== 'CLOSED');
    if (behind.length === 0) return;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  throw new Error('the news never came');
}

describe('the live board', () => {
  it('I8: an old snapshot with the news since is the new snapshot', async () => {
    const old = await snapshot('sue');
    const { socket, news } = await watch('sue');
    const first = await world.raise({ choice: 'life-at-risk', headline: 'One' });
    const second = await world.raise({ choice: 'serious', headline: 'Two' });
    const third = await world.raise({ choice: 'struggling', headline: 'Three' });
    await world.reply('ana', `1 ${first.ref}`);
    await world.pass({ seconds: 130 });
    await world.reply('ben', `2 ${second.ref}`);
    const wes = await world.as('wes');
    await wes.patch(`/api/v1/reports/${third.id}`, { place: 'Library', facts: { suicidalThoughts: 'yes', suicidePlan: 'yes' } }).expect(200);
    const sue = await world.as('sue');
    await sue.post(`/api/v1/crises/${first.crisisId}/emergency-answer`, { answer: 'already-called' }).expect(200);
    await sue.post(`/api/v1/crises/${second.crisisId}/acknowledgement`).expect(200);
    await caughtUp(news, old);
    for (const one of news) apply(old, one);
    const now = await snapshot('sue');
    expect([...old.keys()].sort()).toEqual([...now.keys()].sort());
    for (const [id, card] of now) expect(old.get(id)).toEqual(card);
    socket.disconnect();
  });

  it('I8: news in any order, with repeats, ends at the same board', async () => {
    const { socket, news } = await watch('sue');
    const start = await snapshot('sue');
    const { ref } = await world.raise({ choice: 'serious' });
    await world.reply('ana', `1 ${ref}`);
    await caughtUp(news, start);
    const [forward, backward] = [new Map(start), new Map(start)];
    for (const one of news) apply(forward, one);
    for (const one of [...news, ...news].reverse()) apply(backward, one);
    expect(Object.fromEntries(backward)).toEqual(Object.fromEntries(forward));
    socket.disconnect();
  });

  it('another team’s screen hears nothing', async () => {
    const { socket, news } = await watch('zoe');
    await world.raise({ choice: 'serious' });
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    expect(news).toEqual([]);
    socket.disconnect();
  });

  it('the raiser hears who has it, and a support worker cannot watch a board or a crisis', async () => {
    const socket = await world.socket('wes');
    const reports: { ref: string; owner: { name: string } | null }[] = [];
    const cards: News[] = [];
    socket.on('report', (report) => { reports.push(report); });
    socket.on('card', (one: News) => { cards.push(one); });
    await socket.emitWithAck('watch-board');
    const { ref, crisisId } = await world.raise({ choice: 'serious' });
    expect(await socket.emitWithAck('watch-crisis', { crisisId })).toBe(false);
    await world.reply('ana', `1 ${ref}`);
    for (let tries = 0; tries < 100 && !reports.some((report) => report.ref === ref && report.owner); tries++) await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(reports.findLast((report) => report.ref === ref)?.owner?.name).toBe('Ana Test');
    expect(cards).toEqual([]);
    socket.disconnect();
  });

  it('nobody without a session can connect', async () => {
    const { io } = await import('socket.io-client');
    const socket = io(world.publicUrl, { transports: ['websocket'], reconnection: false });
    const words = await new Promise<string>((resolve) => { socket.once('connect_error', (error) => { resolve(error.message); }); });
    expect(words).toBe('identity/unknown');
    socket.disconnect();
  });
});
