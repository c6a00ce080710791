import type { Service } from '../contract/directory.js';
import type { Clock } from '../kernel/clock.js';
import type { ServiceId } from '../kernel/ids.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import { faultOf } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import { digested } from './core/digest.js';
import type { Digested } from './core/digest.js';
import type { DirectoryRules, MatchNetwork, ServiceHistory } from './core/match-context.js';
import type { MatchingPolicy } from './core/matching-policy.js';
import { makeServiceIndex } from './core/service-index.js';
import type { ServiceIndex } from './core/service-index.js';

export interface KeptIndexNeeds {
  policy: MatchingPolicy;
  network: () => MatchNetwork;
  /** The directory's rules of time, for hours that name no zone in this one. */
  rulesIn: (networkZone: string) => DirectoryRules;
  /** All services, in parts. */
  allServices: () => AsyncIterable<readonly Digested[]>;
  findService: (id: ServiceId) => Promise<Service | null>;
  /** What earlier referrals tell of services; left out, only those sent since the start are known. */
  histories?: () => Promise<Iterable<readonly [ServiceId, ServiceHistory]>>;
  /** How often services lately said that they have room and then refused for want of it; of all, or of one. Who kept their word is left out. */
  brokenWords?: (id?: ServiceId) => Promise<ReadonlyMap<ServiceId, number>>;
  clock: Clock;
  log?: Log;
}

const MINUTE_MS = 60_000;
const BROKEN_EVERY_MINUTES = 60;
/** After a failed look at the database. */
const AGAIN_MS = 1000;
/** Opening hours are worked out this long before anybody can ask for them, so many at a time between other work. */
const AHEAD_MS = 60 * MINUTE_MS;
const HOURS_AT_ONCE = 20;

const NEVER_OFFERED: ServiceHistory = { lastOfferedAt: null, referrals: 0, answeredInTime: 0, closedLoops: 0 };

export type KeptIndex = Awaited<ReturnType<typeof keepIndex>>;

/**
 * Every service in memory, kept true by the change feed: a change is seen by the next match within moments, in every process.
 * A look at the database that fails is tried again until it succeeds; meanwhile the last known state answers.
 */
export async function keepIndex({ policy, network, rulesIn, allServices, findService, histories, brokenWords, clock, log }: KeptIndexNeeds) {
  let zone = network().timeZone;
  let index = makeServiceIndex([], { policy, network, directory: rulesIn(zone) });
  const changed = new Set<ServiceId>();
  const offered = new Map<ServiceId, Date>();
  const broken = new Set<ServiceId>();
  let reading = false;
  let reloading = false;
  let reloadAgain = false;

  /** Reads everything anew. What changes meanwhile is read once more afterwards, so that nothing older can win. */
  async function load(): Promise<void> {
    const nextZone = network().timeZone;
    const next = makeServiceIndex([], { policy, network, directory: rulesIn(nextZone) });
    for await (const some of allServices()) for (const one of some) next.upsert(one);
    next.arrange();
    for (const [id, history] of await histories?.() ?? []) next.setHistory(id, history);
    for (const [id, count] of await brokenWords?.() ?? []) noteBroken(next, id, count);
    for (const [id, at] of offered) noteOffer(next, id, at);
    [zone, index] = [nextZone, next];
    prepareSome();
  }

  async function reload(): Promise<void> {
    reloadAgain = true;
    if (reloading) return;
    reloading = true;
    while (reloadAgain) {
      reloadAgain = false;
      await load().catch(async (error: unknown) => {
        log?.warn('the index of services could not be read anew and is tried again', { room: 'matching', ...faultOf(error) });
        reloadAgain = true;
        await wait();
      });
    }
    reloading = false;
    await readChanged();
  }

  /** One after the other, so that an older state never overwrites a newer one. */
  async function readChanged(): Promise<void> {
    if (reading || reloading) return;
    reading = true;
    for (const id of changed) {
      changed.delete(id);
      try {
        const service = await findService(id);
        if (service) index.upsert(digested(service)); else index.remove(id);
      } catch (error) {
        changed.add(id);
        log?.warn('a changed service could not be read and is tried again', { room: 'matching', service: id, ...faultOf(error) });
        await wait();
      }
    }
    reading = false;
  }

  const wait = (): Promise<void> => new Promise((resolve) => { clock.after(AGAIN_MS, resolve); });

  /** A little now, the rest when other work has had its turn. */
  function prepareSome(): void {
    const [from, mine] = [clock.now(), index];
    if (mine.prepare(from, new Date(from.getTime() + AHEAD_MS), HOURS_AT_ONCE)) setImmediate(() => { if (mine === index) prepareSome(); });
  }

  /** Words that were broken are forgotten in time, so all are read again now and then; one is read when its service tells places. */
  async function readBroken(id?: ServiceId): Promise<void> {
    try {
      const now = await brokenWords?.(id);
      if (!now) return;
      for (const known of id === undefined ? [...broken] : [id]) if (!now.has(known)) noteBroken(index, known, 0);
      for (const [one, count] of now) noteBroken(index, one, count);
    } catch (error) {
      log?.warn('what services did with their word could not be read; it is read again within the hour', { room: 'matching', ...faultOf(error) });
    }
  }

  function noteBroken(to: ServiceIndex, id: ServiceId, count: number): void {
    const before = to.historyOf(id) ?? NEVER_OFFERED;
    if (count > 0) broken.add(id); else broken.delete(id);
    if ((before.brokenWords ?? 0) !== count) to.setHistory(id, { ...before, brokenWords: count });
  }

  let minutes = 0;
  function eachMinute(): void {
    clock.after(MINUTE_MS, () => {
      minutes += 1;
      if (minutes % BROKEN_EVERY_MINUTES === 0) void readBroken();
      prepareSome();
      eachMinute();
    });
  }

  const reader: FeedReader = {
    event({ kind, data, at }: DomainEvent) {
      if (kind === 'service.changed') {
        changed.add(String(data['service']));
        void readChanged();
        if (data['what'] === 'capacity-told') void readBroken(String(data['service']));
      }
      if (kind === 'referral.sent' && typeof data['serviceId'] === 'string') {
        offered.set(data['serviceId'], at);
        noteOffer(index, data['serviceId'], at);
      }
      if (kind === 'directory.imported' || (kind === 'network.changed' && network().timeZone !== zone)) void reload();
    },
    resync: () => { void reload(); },
  };
  await load();
  eachMinute();
  return {
    reader, refresh: load,
    current: (): ServiceIndex => index,
    zone: (): string => zone,
  };
}

/** Whoever was asked a moment ago comes after an equal one that waited longer. */
function noteOffer(index: ServiceIndex, id: ServiceId, at: Date): void {
  const before = index.historyOf(id) ?? NEVER_OFFERED;
  if (before.lastOfferedAt === null || before.lastOfferedAt < at) index.setHistory(id, { ...before, lastOfferedAt: at });
}
