import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { nowMs } from './figures.js';

/** When dashboards showed one crisis: each one's first card of it, and each one's first card with an owner, in `nowMs`. */
export interface Shown { crisisId: string; card: number[]; owner: number[] }

interface Card { crisisId: string; card: { owner?: unknown } | null }

const AT_ONCE = 40;

/**
 * Many open dashboards in a process of its own, so that what they cost does not slow the server down.
 * Arguments: address, session cookie, how many, `bare` for the baseline. Every question is answered with what was shown since the last.
 */
async function watch([url = '', cookie = '', count = '1', kind = 'handrail']: readonly string[]): Promise<void> {
  let shown = new Map<string, Shown>();
  const open = async (at: number): Promise<void> => {
    const socket: Socket = io(url, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true });
    const seen = new Set<string>();
    const owned = new Set<string>();
    socket.on('card', ({ crisisId, card }: Card) => {
      const now = nowMs();
      let entry = shown.get(crisisId);
      if (!entry) { entry = { crisisId, card: [], owner: [] }; shown.set(crisisId, entry); }
      if (!seen.has(crisisId)) { seen.add(crisisId); entry.card.push(now); }
      if (card?.owner && !owned.has(crisisId)) { owned.add(crisisId); entry.owner.push(now); }
    });
    socket.on('disconnect', () => { process.stderr.write(`dashboard ${at} was disconnected\n`); process.exit(1); });
    await new Promise<void>((resolve, reject) => { socket.once('connect', () => { resolve(); }); socket.once('connect_error', reject); });
    if (kind === 'handrail') await socket.emitWithAck('watch-board');
  };
  for (let from = 0; from < Number(count); from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - from) }, (_, n) => open(from + n)));
  }
  process.on('message', () => {
    process.send?.([...shown.values()]);
    shown = new Map();
  });
  process.on('disconnect', () => { process.exit(0); });
  process.send?.([]);
}

await watch(process.argv.slice(2));
