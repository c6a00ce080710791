import type { OpenState, Service, ServiceView } from '../../contract/directory.js';
import { capacityState, entryState } from './freshness.js';
import type { FreshMinutes } from './freshness.js';
import { hoursOf, openAt } from './opening-hours.js';

/** Every instant in `value` as ISO 8601 text, as JSON would write it; everything else as it is. */
function onTheWire(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, onTheWire(inner)]));
}

/** The better of two answers for somebody who needs help soon; unknown is never worse than shut. */
const ORDER = ['open', 'opens', 'by-appointment', 'unknown', 'closed'];
const better = (a: OpenState, b: OpenState): OpenState => {
  if (a.state === 'opens' && b.state === 'opens') return a.at <= b.at ? a : b;
  return ORDER.indexOf(a.state) <= ORDER.indexOf(b.state) ? a : b;
};

/** Whether a service can be reached at `at` at any of its places. */
export function openAnywhere(service: Service, at: Date, networkZone: string): OpenState {
  const places = service.locations.length > 0 ? service.locations : [null];
  return places.map((place) => openAt(hoursOf(service, place), at, networkZone)).reduce(better);
}

/** A service as it leaves over the API, with what is true of it at `now`. */
export const serviceView = (service: Service, version: number, now: Date, networkZone: string, limits?: FreshMinutes): ServiceView => ({
  ...onTheWire(service) as Service<string>, version, hours: onTheWire(openAnywhere(service, now, networkZone)) as OpenState<string>, entry: entryState(service.assuredOn, now),
  capacityStates: service.capacities.map((capacity) => ({ capacityId: capacity.id, freshness: capacityState(capacity, now, limits) })),
});
