import type { MatchAnswer, MatchInput, MatchRule } from '../contract/matching.js';
import type { CrisisId, ServiceId } from '../kernel/ids.js';
import type { Actor } from '../platform/http/route.js';
import { deriveNeed } from './core/derive-need.js';
import type { KnownOfCrisis } from './core/derive-need.js';
import { judgeService } from './core/judge.js';
import type { Need, PersonPlace } from './core/need.js';
import { keepIndex } from './kept-index.js';
import type { KeptIndexNeeds } from './kept-index.js';

export interface MatchingNeeds extends KeptIndexNeeds {
  /** Where a postcode lies; null when nobody knows. */
  locate: (postcode: string) => Omit<PersonPlace, 'postcode'> | null;
  /** What a crisis knows, for whoever may work on it. @throws `crisis/absent`, `identity/not-allowed` */
  crisisFor: (id: CrisisId, actor: Actor) => Promise<KnownOfCrisis>;
  /** The same for our own questions, such as the next match after a decline. */
  knownOf: (id: CrisisId) => Promise<KnownOfCrisis | null>;
}

export type Matching = Awaited<ReturnType<typeof keepMatching>>;

/** Which services can help, asked of an index that is kept true; nothing here changes anything. */
export async function keepMatching({ locate, crisisFor, knownOf, ...needs }: MatchingNeeds) {
  const { policy, network, rulesIn, findService, clock } = needs;
  const kept = await keepIndex(needs);

  const needOf = (crisis: KnownOfCrisis, asked: MatchInput, asOf: Date): Need => deriveNeed({ crisis, asked, locate, policy, network: network(), asOf });
  function ask(crisis: KnownOfCrisis, asked: MatchInput): MatchAnswer {
    const asOf = clock.now();
    return kept.current().match(needOf(crisis, asked, asOf), asOf);
  }

  return {
    reader: kept.reader, refresh: kept.refresh,
    /** Which services can really take this person now, with reasons, and why others are not shown. */
    async match(crisisId: CrisisId, asked: MatchInput, actor: Actor): Promise<MatchAnswer> { return ask(await crisisFor(crisisId, actor), asked); },
    /** The best match that is not among these; null when there is none. */
    async nextMatchFor(crisisId: CrisisId, excluding: readonly ServiceId[]): Promise<{ serviceId: ServiceId; serviceName: string } | null> {
      const crisis = await knownOf(crisisId);
      const next = crisis && ask(crisis, { most: policy.most.ever }).matches.find(({ serviceId }) => !excluding.includes(serviceId));
      return next ? { serviceId: next.serviceId, serviceName: next.serviceName } : null;
    },
    /** Why a service is not offered for a crisis now, whatever kind of help it is: the rule that is named, and all that it fails; null when it is, or nothing speaks against it. */
    async exclusionOf(crisisId: CrisisId, serviceId: ServiceId): Promise<{ rule: MatchRule; failed: readonly MatchRule[] } | null> {
      const [crisis, service] = await Promise.all([knownOf(crisisId), findService(serviceId)]);
      if (!crisis || !service) return null;
      const asOf = clock.now();
      const context = { asOf, policy, network: network(), directory: rulesIn(kept.zone()), histories: new Map<string, never>() };
      const { failed } = judgeService(service, needOf(crisis, {}, asOf), context);
      const [rule] = failed;
      return rule === undefined ? null : { rule, failed };
    },
  };
}
