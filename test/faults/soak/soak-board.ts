import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { BoardCard } from '../../../server/contract/crisis.js';
import { nowMs, pause } from '../../bench/figures.js';
import { within } from '../patience.js';
import type { SoakWorld } from './soak-world.js';

/** Source: reliability.md §1, I8: silent for so long, a screen says so and looks for another line. */
const SILENT_MS = 15_000;
const CONVERGES_MS = 5000;
const LOOK_EVERY_MS = 10_000;

interface News { crisisId: string; version: number; card: BoardCard | null }

export type SoakBoard = ReturnType<typeof soakBoard>;

/** One screen that lives through everything: it connects again, takes the whole board, and applies news by version. */
export function soakBoard(world: SoakWorld, staffId: string) {
  const cards = new Map<string, BoardCard>();
  const gone = new Map<string, number>();
  const cookie = world.cookieOf(staffId);
  const outcome = { connected: 0, compared: 0, behind: [] as { at: number; cards: number }[] };
  let stopping = false;

  function apply({ crisisId, version, card }: News): void {
    if (Math.max(cards.get(crisisId)?.version ?? 0, gone.get(crisisId) ?? 0) >= version) return;
    if (card) cards.set(crisisId, card);
    else { cards.delete(crisisId); gone.set(crisisId, version); }
  }

  async function snapshot(): Promise<BoardCard[] | null> {
    for (const server of world.standing()) {
      const answer = await within(CONVERGES_MS, world.clientOf(server).get<{ cards: BoardCard[] }>('/api/v1/board', cookie).catch(() => null));
      if (answer?.status === 200) return answer.body.cards;
    }
    return null;
  }

  const behindOf = (now: readonly BoardCard[]): number => now.filter(({ id, version }) => Math.max(cards.get(id)?.version ?? 0, gone.get(id) ?? 0) < version).length;

  /** Compares with a board fetched now: within five seconds nothing of it may be missing. */
  async function compare(): Promise<void> {
    const now = await snapshot();
    if (!now) return;
    const at = nowMs();
    for (const until = at + CONVERGES_MS; nowMs() < until && behindOf(now) > 0;) await pause(50);
    outcome.compared += 1;
    const missing = behindOf(now);
    if (missing > 0) outcome.behind.push({ at, cards: missing });
  }

  const done = (async () => {
    while (!stopping) {
      const [server] = world.standing();
      if (!server) { await pause(200); continue; }
      const socket: Socket = io(server.url, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true, timeout: 4000 });
      let heardAt = nowMs();
      let broken = false;
      socket.onAny(() => { heardAt = nowMs(); });
      socket.on('card', apply);
      socket.on('disconnect', () => { broken = true; });
      socket.on('connect_error', () => { broken = true; });
      socket.on('connect', () => {
        // What was shown is forgotten; news that come before the whole board does are newer than it.
        cards.clear();
        void (async () => {
          const asked = await within(CONVERGES_MS, socket.emitWithAck('watch-board').catch(() => null));
          const all = asked === true ? await snapshot() : null;
          if (!all) { broken = true; return; }
          for (const card of all) apply({ crisisId: card.id, version: card.version, card });
          outcome.connected += 1;
        })();
      });
      for (let lookAt = nowMs() + LOOK_EVERY_MS; !stopping && !broken && nowMs() - heardAt < SILENT_MS;) {
        await pause(100);
        if (nowMs() < lookAt || !socket.connected) continue;
        await compare();
        lookAt = nowMs() + LOOK_EVERY_MS;
      }
      socket.disconnect();
      await pause(300);
    }
  })();

  return { outcome, done, stop: (): void => { stopping = true; } };
}
