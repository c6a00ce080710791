import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BoardCard, BoardView } from '../../../server/contract/crisis.js';
import type { NewWallKey, WallKeyView } from '../../../server/contract/wall.js';
import { wallCardOf } from '../../../server/wall/core/wall-card.js';
import { answerJson } from '../../support/static-site.js';

/** The key that opens the wall of the small clinic. */
export const WALL_KEY = 'k'.repeat(43);

/** What the wall's part of the small clinic keeps. */
export interface WallState { wallKeys: WallKeyView[]; wallFails: boolean; keyEnded: boolean }
export const noWall = (): WallState => ({ wallKeys: [], wallFails: false, keyEnded: false });

interface Needs {
  state: WallState & { cards: BoardCard[]; around: Partial<BoardView>; signedIn: boolean };
  iso: () => string;
  problem: (response: ServerResponse, status: number, slug: string) => void;
}

/** As much of the wall as its screens and the page of its keys talk to. */
export function clinicWall({ state, iso, problem }: Needs) {
  const view = () => ({
    asOf: iso(), screen: state.signedIn ? null : 'Office', teams: [{ id: 'north', name: 'Northside nights' }], network: { name: 'Northside Crisis Team', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York' },
    cards: state.cards.map(wallCardOf), onCall: (state.around.onCall ?? []).map(({ rotaId, rotaName, name, until, reachable }) => ({ rotaId, rotaName, name, until, reachable })),
  });
  const keys = () => ({ keys: state.wallKeys, teams: [{ id: 'north', name: 'Northside nights' }] });
  return {
    /** Answers what is about walls. @returns whether it did */
    act(request: IncomingMessage, response: ServerResponse, route: string, body: Record<string, unknown>): boolean {
      const hasKey = request.headers.cookie?.includes(`wall=${WALL_KEY}`) === true;
      if (route === 'GET /api/v1/wall') {
        if (state.wallFails) problem(response, 500, 'server/fault');
        else if (!state.signedIn && (!hasKey || state.keyEnded)) problem(response, 401, 'identity/unknown');
        else answerJson(response, 200, view());
        return true;
      }
      if (route === 'POST /api/v1/wall-link/opening') {
        if (body['key'] !== WALL_KEY) problem(response, 404, 'link/invalid');
        else response.writeHead(204, { 'Set-Cookie': `wall=${WALL_KEY}; Path=/; HttpOnly` }).end();
        return true;
      }
      if (route === 'GET /api/v1/wall-keys') {
        if (state.wallFails) problem(response, 500, 'server/fault');
        else answerJson(response, 200, keys());
        return true;
      }
      if (route === 'POST /api/v1/wall-keys') {
        const { name, teamId } = body as unknown as NewWallKey;
        const key: WallKeyView = { id: `w${state.wallKeys.length}`, name, teamId, teamName: 'Northside nights', madeBy: 'Priya Nair', madeAt: iso(), endsAt: new Date(Date.now() + 31_536_000_000).toISOString(), seenAt: null };
        state.wallKeys = [key, ...state.wallKeys];
        answerJson(response, 201, { key, link: `https://handrail.example/wall#${WALL_KEY}` });
        return true;
      }
      const [, ended] = /^DELETE \/api\/v1\/wall-keys\/(.+)$/.exec(route) ?? [];
      if (ended === undefined) return false;
      state.wallKeys = state.wallKeys.filter(({ id }) => id !== ended);
      answerJson(response, 200, keys());
      return true;
    },
  };
}
