import type { Access, AccessCode, Capacity, CapacityState, HelpKind, Language, ServiceView } from '../../../../server/contract/directory.js';

/** Ages a service takes; null is no bound. */
export type AgeRange = { kind: 'any' } | { kind: 'from'; from: number } | { kind: 'under'; under: number } | { kind: 'between'; from: number; to: number };

/** An age rule as people say it: "18 and over", "under 18", "16 to 25". Both bounds are included. */
export function ageRange({ minimum, maximum }: ServiceView['age']): AgeRange {
  const from = minimum === null || minimum <= 0 ? null : minimum;
  if (maximum === null) return from === null ? { kind: 'any' } : { kind: 'from', from };
  return from === null ? { kind: 'under', under: Math.floor(maximum) + 1 } : { kind: 'between', from, to: maximum };
}

/** What any of its places is known to have, and what all of those that told are known to lack. */
export function accessOf({ locations }: Pick<ServiceView, 'locations'>): Access {
  const told = locations.map(({ location }) => location.handrail.access);
  const has = [...new Set(told.flatMap((access) => access.has))];
  const lacks = [...new Set(told.flatMap((access) => access.lacks))].filter((code: AccessCode) => !has.includes(code));
  return { has, lacks };
}

/** Every language spoken anywhere in the service, each once, by its code or its name. */
export function languagesOf({ languages, locations }: Pick<ServiceView, 'languages' | 'locations'>): readonly Language[] {
  const all = [...languages, ...locations.flatMap(({ location }) => location.languages)];
  const known = new Map(all.map((language) => [(language.code ?? language.name ?? language.id).toLowerCase(), language]));
  return [...known.values()];
}

/** A capacity with how far its number can be trusted. */
export interface TrustedCapacity {
  capacity: Capacity<string>;
  freshness: CapacityState;
}

/** The capacities of a service in their own order, which no telling changes. */
export function capacitiesOf({ capacities, capacityStates }: Pick<ServiceView, 'capacities' | 'capacityStates'>): readonly TrustedCapacity[] {
  return capacities.map((capacity) => ({ capacity, freshness: capacityStates.find(({ capacityId }) => capacityId === capacity.id)?.freshness ?? { state: 'unknown' as const } }));
}

/** The capacity to show where there is room for one: beds before anything else, then what was told last. */
export function mainCapacity(service: Pick<ServiceView, 'capacities' | 'capacityStates'>): TrustedCapacity | null {
  const isBed = ({ capacity }: TrustedCapacity): number => Number(capacity.handrail.kind === 'bed');
  const [first] = [...capacitiesOf(service)].sort((a, b) => isBed(b) - isBed(a) || Date.parse(b.capacity.updatedAt) - Date.parse(a.capacity.updatedAt));
  return first ?? null;
}

/** What the list is narrowed by. */
export interface ServiceFilter {
  text: string;
  kind: HelpKind | null;
  openNow: boolean;
  /** A postcode as it was typed; empty: by name. */
  near: string;
}

/** What somebody typed as a number of places; null when it is none. */
export function placesTyped(typed: string): number | null {
  return /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : null;
}
