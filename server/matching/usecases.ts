import type { MatchAnswer, MatchInput, MatchRule } from '../contract/matching.js';
import type { Service } from '../contract/directory.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId, ServiceId } from '../kernel/ids.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import type { Actor } from '../platform/http/route.js';
import { deriveNeed } from './core/derive-need.js';
import type { KnownOfCrisis } from './core/derive-need.js';
import type { DirectoryRules, MatchNetwork } from './core/match-context.js';
import type { MatchingPolicy } from './core/matching-policy.js';
import type { PersonPlace } from './core/need.js';
import { makeServiceIndex } from './core/service-index.js';

export interface MatchingNeeds {
  policy: MatchingPolicy;
  network: () => MatchNetwork;
  /** The directory's rules of time, for hours that name no zone in this one. */
  rulesIn: (networkZone: string) => DirectoryRules;
  locate: (postcode: string) => Omit<PersonPlace, 'postcode'> | null;
  allServices: () => AsyncIterable<Service>;
  findService: (id: ServiceId) => Promise<Service | null>;
  /** What a crisis knows, for whoever may work on it. @throws `crisis/absent`, `identity/not-allowed` */
  crisisFor: (id: CrisisId, actor: Actor) => Promise<KnownOfCrisis>;
  /** The same for our own questions, such as the next match after a decline. */
  knownOf: (id: CrisisId) => Promise<KnownOfCrisis | null>;
  clock: Clock;
}

/** More than anybody reads; only to ask about one service among all. */
const ALL = 50;

export type Matching = Awaited<ReturnType<typeof keepMatching>>;

/** Every service in memory, ready to be matched, kept true by the change feed. */
export async function keepMatching({ policy, network, rulesIn, locate, allServices, findService, crisisFor, knownOf, clock }: MatchingNeeds) {
  let zone = network().timeZone;
  let index = makeServiceIndex([], { policy, network, directory: rulesIn(zone) });

  async function refresh(): Promise<void> {
    zone = network().timeZone;
    const services: Service[] = [];
    for await (const service of allServices()) services.push(service);
    index = makeServiceIndex(services, { policy, network, directory: rulesIn(zone) });
  }
  const again = (): void => { void refresh().catch(() => undefined); };
  const reader: FeedReader = {
    event({ kind, data }: DomainEvent) {
      if (kind === 'service.changed') void findService(String(data['service'])).then((service) => { if (service) index.upsert(service); }).catch(() => undefined);
      if (kind === 'directory.imported' || (kind === 'network.changed' && network().timeZone !== zone)) again();
    },
    resync: again,
  };
  await refresh();

  const ask = (crisis: KnownOfCrisis, asked: MatchInput): MatchAnswer => {
    const asOf = clock.now();
    return index.match(deriveNeed({ crisis, asked, locate, policy, network: network(), asOf }), asOf);
  };

  return {
    reader, refresh,
    /** Which services can really take this person now, with reasons, and why others are not shown. */
    async match(crisisId: CrisisId, asked: MatchInput, actor: Actor): Promise<MatchAnswer> { return ask(await crisisFor(crisisId, actor), asked); },
    /** The best match that a link can reach and that is not among these; null when there is none. */
    async nextMatchFor(crisisId: CrisisId, excluding: readonly ServiceId[]): Promise<{ serviceId: ServiceId; serviceName: string } | null> {
      const crisis = await knownOf(crisisId);
      const next = crisis && ask(crisis, { most: ALL }).matches.find(({ serviceId }) => !excluding.includes(serviceId));
      return next ? { serviceId: next.serviceId, serviceName: next.serviceName } : null;
    },
    /** Why a service is not offered for a crisis now; null when it is, or nothing speaks against it. */
    async exclusionOf(crisisId: CrisisId, serviceId: ServiceId): Promise<{ rule: MatchRule } | null> {
      const [crisis, service] = await Promise.all([knownOf(crisisId), findService(serviceId)]);
      if (!crisis || !service) return null;
      const alone = makeServiceIndex([service], { policy, network, directory: rulesIn(zone) });
      const asOf = clock.now();
      const kinds = service.handrail.kinds.length > 0 ? { kinds: service.handrail.kinds } : {};
      const [excluded] = alone.match(deriveNeed({ crisis, asked: kinds, locate, policy, network: network(), asOf }), asOf).excluded;
      return excluded ? { rule: excluded.rule } : null;
    },
  };
}
