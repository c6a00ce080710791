import type { ServiceId } from '../kernel/ids.js';
import type { Tx } from '../platform/mongo/transact.js';
import { placeToGiveBack } from './core/put-back.js';
import { brokenWords } from './core/kept-word.js';
import type { CapacityNeeds } from './needs.js';

/** How far back a taken place is looked for; a service with more tellings since has counted since. */
const LOOK_BACK = 200;

/** Gives the place back that a referral took, because the service handed it back or nobody came, unless somebody counted since. In the caller's transaction. */
export function puttingBack({ tellings, directory }: Pick<CapacityNeeds, 'tellings' | 'directory'>) {
  return async (tx: Tx, referralId: string, serviceId: ServiceId): Promise<void> => {
    const place = placeToGiveBack(await tellings.latest(serviceId, LOOK_BACK, tx), referralId);
    const capacity = place && (await directory.find(serviceId, tx))?.service.capacities.find(({ id }) => id === place.capacityId);
    if (!capacity || (capacity.maximum !== null && capacity.available >= capacity.maximum)) return;
    await directory.tellCapacityIn(tx, serviceId, { capacityId: capacity.id, available: capacity.available + 1 }, { staffId: null, name: 'given back', role: 'system' }, 'acceptance', referralId);
  };
}

/** How often each service lately said that it has room and then had none; those that kept their word are left out. */
export function keptWords({ tellings, policy, clock }: Pick<CapacityNeeds, 'tellings' | 'policy' | 'clock'>) {
  return async (serviceId?: ServiceId): Promise<ReadonlyMap<ServiceId, number>> => {
    const now = clock.now();
    const refused = await tellings.refusedSince(new Date(now.getTime() - policy.keptWord.countsForDays * 86_400_000), serviceId);
    const broken = new Map<ServiceId, number>();
    for (const id of new Set(refused.map((one) => one.serviceId))) {
      const count = brokenWords(refused.filter((one) => one.serviceId === id).map(({ at, before }) => ({ at, reason: 'AT_CAPACITY', told: before })), policy.keptWord, now);
      if (count > 0) broken.set(id, count);
    }
    return broken;
  };
}
