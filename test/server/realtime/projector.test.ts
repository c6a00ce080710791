import { describe, expect, it } from '@jest/globals';
import { projectorOf } from '../../../server/realtime/index.js';
import type { ProjectorNeeds } from '../../../server/realtime/projector.js';
import { makeLog } from '../../../server/platform/log/log.js';

/** A crisis whose card says at which version what stands beside it was read, and sockets that keep what they are told. */
function aBoard() {
  const truth = { version: 1 };
  const told: unknown[] = [];
  let meanwhile = (): void => undefined;
  const watchers = { emit: (_: string, news: { version: number; card: unknown }) => { told.push([news.version, news.card]); } };
  const crisis = () => ({ id: 'c1', teamId: 'north', version: truth.version, state: 'OPEN', askedIds: [], reports: [] });
  const projector = projectorOf({
    io: { sockets: { sockets: { size: 1 }, adapter: { rooms: new Map() } }, to: () => watchers },
    crises: { find: async () => { meanwhile(); return crisis(); } },
    views: { near: async () => truth.version, cards: async ([one]: { version: number }[], near = truth.version) => [`${one?.version} beside ${String(near)}`] },
    log: makeLog('silent'),
  } as unknown as ProjectorNeeds);
  return {
    told,
    async commits(version: number) {
      truth.version = version;
      projector.event({ id: `e${version}`, at: new Date(0), kind: 'crisis.changed', teamId: 'north', actorId: null, crisisId: 'c1', version, data: {} } as unknown as Parameters<typeof projector.event>[0]);
      await projector.settled();
    },
    /** The next reading of the crisis finds a commit that came after what stands beside it was read. */
    commitsInBetween(version: number) { meanwhile = () => { truth.version = version; meanwhile = () => undefined; }; },
  };
}

describe('I8: news of a crisis', () => {
  it('is told once for each commit, with what stands beside it', async () => {
    const board = aBoard();
    await board.commits(2);
    await board.commits(2);
    await board.commits(3);
    expect(board.told).toEqual([[2, '2 beside 2'], [3, '3 beside 3']]);
  });

  it('never shows a later commit beside what was read before it: its own news would come too late to mend the card', async () => {
    const board = aBoard();
    board.commitsInBetween(3);
    await board.commits(2);
    await board.commits(3);
    expect(board.told).toEqual([[3, '3 beside 3']]);
  });
});
