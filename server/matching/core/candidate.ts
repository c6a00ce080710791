import type { Capacity, EntryState, HelpKind, OpenState, Service, ServiceLocation, Setting } from '../../contract/directory.js';
import { isPoint, milesBetween, unitVectorOf } from './geography.js';
import type { Point } from './geography.js';
import type { MatchContext } from './match-context.js';
import type { Need } from './need.js';

/** The free places of a service, read from all that it told. */
export type Places =
  | { state: 'free' | 'full' | 'not-confirmed'; told: Capacity }
  /** `not-counted`: nobody counts places there, a line or an emergency department. */
  | { state: 'unknown' | 'not-counted'; told: null };

/** Who has to move: nobody (a line, a virtual service), the service, or the person. */
export type Travel = 'none' | 'to-person' | 'to-place';

/** A service at one of its places, as it stands at an instant. */
export interface Candidate {
  service: Service;
  /** Null for a service without a place. */
  site: ServiceLocation | null;
  travel: Travel;
  /** From the person to the place; null is not known, or nobody travels. */
  miles: number | null;
  hours: OpenState;
  entry: EntryState;
  places: Places;
}

/** The setting that a kind of help usually is, for services that did not say. */
const USUAL_SETTING: Partial<Record<HelpKind, Setting>> = {
  'crisis-line': 'line', 'warm-line': 'line', 'mobile-team': 'mobile-team', 'crisis-house': 'respite', respite: 'respite', 'peer-cafe': 'community',
  'receiving-centre': 'receiving-unit', 'emergency-department': 'emergency-department', inpatient: 'inpatient', counselling: 'appointment',
  'drop-in': 'community', food: 'community', 'peer-support': 'community', 'community-group': 'community',
};

/** How restrictive a service is: as it says, else as its kind usually is, else not known. */
export function settingOf({ handrail }: Pick<Service, 'handrail'>): Setting | null {
  if (handrail.setting !== null) return handrail.setting;
  for (const kind of handrail.kinds) {
    const usual = USUAL_SETTING[kind];
    if (usual !== undefined) return usual;
  }
  return null;
}

export function travelOf(service: Service, site: ServiceLocation | null): Travel {
  const setting = settingOf(service);
  if (setting === 'line' || site?.location.type === 'virtual' || (site === null && service.handrail.virtualArea !== null)) return 'none';
  return setting === 'mobile-team' ? 'to-person' : 'to-place';
}

/** Where somebody would have to travel; null when nobody told, or nobody travels. */
export function groundOf(site: ServiceLocation | null, travel: Travel): Point | null {
  const { latitude, longitude } = site?.location ?? { latitude: null, longitude: null };
  return travel !== 'none' && latitude !== null && longitude !== null && isPoint({ latitude, longitude }) ? { latitude, longitude } : null;
}

/** The places of a service, or the one non-place of a service that has none. */
export const sitesOf = (service: Service): readonly (ServiceLocation | null)[] => (service.locations.length > 0 ? service.locations : [null]);

/** Lines and emergency departments take whoever comes; elsewhere a place is needed. */
export const countsPlaces = (service: Service, travel: Travel): boolean => travel !== 'none' && settingOf(service) !== 'emergency-department';

/**
 * What all told numbers amount to. A fresh free place anywhere is free; full only when every number is fresh and zero;
 * an old number is not confirmed, whatever it was; nothing told is unknown, which is neither.
 */
export function placesOf(service: Service, travel: Travel, { asOf, directory }: Pick<MatchContext, 'asOf' | 'directory'>): Places {
  let free: Capacity | null = null;
  let old: Capacity | null = null;
  let zero: Capacity | null = null;
  for (const told of service.capacities) {
    if (directory.capacityState(told, asOf).state !== 'fresh') old = later(old, told);
    else if (told.available > 0) free = free !== null && free.available >= told.available ? free : told;
    else zero = later(zero, told);
  }
  if (free) return { state: 'free', told: free };
  if (old) return { state: 'not-confirmed', told: old };
  if (zero) return { state: 'full', told: zero };
  return { state: countsPlaces(service, travel) ? 'unknown' : 'not-counted', told: null };
}

const later = (a: Capacity | null, b: Capacity): Capacity => (a !== null && a.updatedAt >= b.updatedAt ? a : b);

/** Miles from the person to a place; null when either is not known, or when nobody travels. */
export function milesTo(site: ServiceLocation | null, travel: Travel, { place }: Need): number | null {
  if (place.point === null || site === null || travel === 'none' || !isPoint(site.location)) return null;
  const { latitude, longitude } = site.location as { latitude: number; longitude: number };
  const there = unitVectorOf({ latitude, longitude });
  return milesBetween(unitVectorOf(place.point), there.x, there.y, there.z);
}

/** A service at one place, looked at for one need. */
export function candidateAt(service: Service, site: ServiceLocation | null, need: Need, context: MatchContext): Candidate {
  const travel = travelOf(service, site);
  return {
    service, site, travel, miles: milesTo(site, travel, need),
    hours: context.directory.openState(service, site, null, context.asOf).state,
    entry: context.directory.entryState(service.assuredOn, context.asOf), places: placesOf(service, travel, context),
  };
}
