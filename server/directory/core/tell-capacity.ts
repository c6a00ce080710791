import type { Capacity, CapacityMethod, Service, ServiceCapacityInput } from '../../contract/directory.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import { capacityKindOf } from './freshness.js';
import { namedId } from './named-id.js';

/** Who told free places, by what means, and when. */
export interface Telling { by: string; method: CapacityMethod; at: Date }

/** What happened to a service's capacity. */
export interface CapacityTold { kind: 'told'; capacityId: string; available: number }

/** The capacity that is meant: the named one, the one of this unit, or the only one. */
function meantBy(service: Service, { capacityId, unit }: ServiceCapacityInput): Capacity | null | 'unclear' {
  if (capacityId !== undefined) return service.capacities.find((one) => one.id === capacityId) ?? 'unclear';
  if (unit !== undefined) return service.capacities.find((one) => one.unit.name.toLowerCase() === unit.toLowerCase()) ?? null;
  return service.capacities.length > 1 ? 'unclear' : service.capacities[0] ?? null;
}

/**
 * A service with free places as somebody just told them. The telling replaces number and age together, because a number
 * without its age misleads. Refuses a number above the maximum, and a telling that could mean several capacities.
 */
export function tellCapacity(service: Service, input: ServiceCapacityInput, { by, method, at }: Telling): Decision<Service, CapacityTold> {
  const meant = meantBy(service, input);
  if (meant === 'unclear') return refused('capacity-unclear');
  const unit = input.unit ?? 'Place';
  const before: Capacity = meant ?? {
    id: namedId(service.id, 'capacity', unit.toLowerCase()), unit: { id: namedId('unit', unit.toLowerCase()), name: unit, scheme: null, identifier: null, uri: null },
    available: 0, maximum: null, description: null, updatedAt: at, handrail: { kind: capacityKindOf(unit), reportedBy: null, method: null },
  };
  const maximum = input.maximum ?? before.maximum;
  if (maximum !== null && input.available > maximum) return refused('more-than-maximum');
  const next: Capacity = { ...before, available: input.available, maximum, updatedAt: at, handrail: { ...before.handrail, reportedBy: by, method } };
  const capacities = meant === null ? [...service.capacities, next] : service.capacities.map((one) => (one.id === meant.id ? next : one));
  return decided({ ...service, capacities }, [{ kind: 'told', capacityId: next.id, available: next.available }]);
}
