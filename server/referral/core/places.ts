import type { Capacity, Service, ServiceCapacityInput } from '../../contract/directory.js';

/** What a service that never told its places is taken to count. */
const PLAIN_UNIT = 'Place';

/** The free places that a link shows and sets: the ones told last. */
export const shownCapacity = ({ capacities }: Pick<Service, 'capacities'>): Capacity | null =>
  capacities.reduce<Capacity | null>((latest, one) => (latest === null || one.updatedAt > latest.updatedAt ? one : latest), null);

/** The service itself told its free places, or that it is full. */
export function toldPlaces(service: Pick<Service, 'capacities'>, available: number, method: 'link' | 'phone'): ServiceCapacityInput {
  const shown = shownCapacity(service);
  return { available, method, ...(shown ? { capacityId: shown.id } : { unit: PLAIN_UNIT }) };
}

/** One place fewer after a yes, so that the next match does not count on it; null when nothing was told, or nothing was left. */
export function oneFewer(service: Pick<Service, 'capacities'>): ServiceCapacityInput | null {
  const shown = shownCapacity(service);
  return shown && shown.available > 0 ? { available: shown.available - 1, capacityId: shown.id, method: 'acceptance' } : null;
}
