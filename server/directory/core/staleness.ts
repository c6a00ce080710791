import type { Phone, Service } from '../../contract/directory.js';
import type { StaleReason } from '../../contract/directory-edit.js';
import { dateOf, dayOf } from './calendar-day.js';
import { STALE_AFTER_DAYS, UNVERIFIED_AFTER_DAYS, entryState } from './freshness.js';

/** Every number of a service, its people's and its places' too, each once. */
export function phonesOf(service: Service): Phone[] {
  const all = [...service.phones, ...service.contacts.flatMap(({ phones }) => phones), ...service.locations.flatMap((place) => [...place.phones, ...place.location.phones])];
  return all.filter((phone, n) => all.findIndex(({ id }) => id === phone.id) === n);
}

/** Why somebody should check this entry: its age at `now`, and its own numbers that nobody ever checked. */
export function staleReasons(service: Service, now: Date): StaleReason[] {
  const { state } = entryState(service.assuredOn, now);
  return [...(state === 'checked' ? [] : [state]), ...(service.phones.some(({ handrail }) => handrail.checked === null) ? ['phone-not-checked' as const] : [])];
}

/** The first day that still counts as checked (`unverified`), or as not yet stale (`stale`), at `now`; an entry of an earlier day does not. */
export const firstDayOf = (state: 'unverified' | 'stale', now: Date): string =>
  dateOf((dayOf(now.toISOString()) ?? 0) - (state === 'stale' ? STALE_AFTER_DAYS : UNVERIFIED_AFTER_DAYS));

/** A service with some of its numbers checked. */
export function withChecks(service: Service, phoneIds: readonly string[], checked: { by: string; at: Date; how: string }): Service {
  const mark = (phones: readonly Phone[]): Phone[] => phones.map((phone) => (phoneIds.includes(phone.id) ? { ...phone, handrail: { ...phone.handrail, checked } } : phone));
  return {
    ...service, phones: mark(service.phones), contacts: service.contacts.map((one) => ({ ...one, phones: mark(one.phones) })),
    locations: service.locations.map((place) => ({ ...place, phones: mark(place.phones), location: { ...place.location, phones: mark(place.location.phones) } })),
  };
}
