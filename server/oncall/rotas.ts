import type { Clock } from '../kernel/clock.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import { onCallAt } from './core/on-call-at.js';
import type { Rota, Turn } from './core/on-call-at.js';
import type { RotaStore } from './store.js';

export type Rotas = Awaited<ReturnType<typeof keepRotas>>;

/** Every rota in memory, kept true by the change feed, so that asking who is on call reads nothing. */
export async function keepRotas({ store, clock }: { store: RotaStore; clock: Clock }) {
  let rotas = new Map<string, Rota>();
  let turns = new Map<string, Turn>();

  async function refresh(): Promise<void> {
    rotas = new Map((await store.all()).map((rota) => [rota.id, rota]));
    turns = new Map();
  }
  const soon = (): void => { void refresh().catch(() => undefined); };
  const eachMinute = (): void => { clock.after(60_000, () => { soon(); eachMinute(); }); };
  await refresh();
  eachMinute();

  const reader: FeedReader = { event({ kind }: DomainEvent) { if (kind === 'rota.changed') soon(); }, resync: soon };

  return {
    reader, refresh,
    find: (id: string): Rota | null => rotas.get(id) ?? null,
    ofTeam: (teamId: string): Rota[] => [...rotas.values()].filter((rota) => rota.teamId === teamId),
    all: (): Rota[] => [...rotas.values()],
    /** Who is on call on this rota at `at`, with the turn's end; null for a gap. */
    onCall(id: string, at: Date): Turn | null {
      const known = turns.get(id);
      if (known && known.startsAt <= at && at < known.endsAt) return known;
      const rota = rotas.get(id);
      const turn = rota ? onCallAt(rota, at) : null;
      if (turn) turns.set(id, turn);
      return turn;
    },
  };
}
