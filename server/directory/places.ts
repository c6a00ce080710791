import type { Service } from '../contract/directory.js';
import type { Clock } from '../kernel/clock.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import type { FreePlaces } from './core/free-places.js';
import { freePlaces } from './core/free-places.js';
import type { FreshMinutes } from './core/freshness.js';
import type { DirectoryStore } from './store.js';

export type Places = Awaited<ReturnType<typeof keepPlaces>>;

/** Services with beds in memory, kept true by the change feed, so that a board's free places read nothing. */
export async function keepPlaces({ store, clock, freshMinutes }: { store: DirectoryStore; clock: Clock; freshMinutes?: FreshMinutes }) {
  let services: Service[] = [];
  async function refresh(): Promise<void> { services = await store.withBeds(); }
  const soon = (): void => { void refresh().catch(() => undefined); };
  const eachMinute = (): void => { clock.after(60_000, () => { soon(); eachMinute(); }); };
  await refresh();
  eachMinute();
  const reader: FeedReader = { event({ kind }: DomainEvent) { if (kind === 'service.changed' || kind === 'directory.imported') soon(); }, resync: soon };
  return {
    reader, refresh,
    /** Free places as they were last told, with their age judged now. */
    shown: (): FreePlaces[] => freePlaces(services, clock.now(), freshMinutes),
  };
}
