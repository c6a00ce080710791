import type { CapacityLine, CapacityNow, CapacitySettingsView } from '../../contract/capacity.js';
import type { Capacity, Phone, Service } from '../../contract/directory.js';

/** A told number as it leaves over the API. */
export const capacityNow = (capacity: Capacity, freshUntil: (capacity: Capacity) => Date): CapacityNow => ({
  id: capacity.id, unit: capacity.unit.name, kind: capacity.handrail.kind, available: capacity.available, maximum: capacity.maximum,
  updatedAt: capacity.updatedAt.toISOString(), freshUntil: freshUntil(capacity).toISOString(), reportedBy: capacity.handrail.reportedBy, method: capacity.handrail.method,
});

/** The number to ring: the first that people answer. */
export function phoneToRing({ phones, locations }: Pick<Service, 'phones' | 'locations'>): string | null {
  const rings = ({ type }: Phone): boolean => type === 'voice' || type === 'cell' || type === null;
  return [...phones, ...locations.flatMap((place) => [...place.phones, ...place.location.phones])].find(rings)?.number ?? null;
}

/** One service on the board. An ask counts as waiting only while nobody has told a number since. */
export function boardLine(service: Service, { freshUntil, canText, askedAt, settings }: {
  freshUntil: (capacity: Capacity) => Date; canText: boolean; askedAt: Date | null; settings: CapacitySettingsView;
}): CapacityLine {
  const toldAt = Math.max(...service.capacities.map(({ updatedAt }) => updatedAt.getTime()), 0);
  return {
    serviceId: service.id, serviceName: service.name, organizationName: service.organizationName, kinds: service.handrail.kinds, phone: phoneToRing(service),
    capacities: service.capacities.map((capacity) => capacityNow(capacity, freshUntil)),
    ask: { canText, askedAt: askedAt !== null && askedAt.getTime() > toldAt ? askedAt.toISOString() : null }, settings,
  };
}
