import type { Capacity, CapacityMethod, Service, ServiceCapacityInput } from '../../contract/directory.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import { capacityKindOf } from './freshness.js';
import { namedId } from './named-id.js';

/** Who told free places, by what means, and when. */
export interface Telling { by: string; method: CapacityMethod; at: Date }

/** What happened to a service's capacity. `before` is null when it was told for the first time. */
export interface CapacityTold { kind: 'told'; before: Capacity | null; after: Capacity }

/** The capacity that is meant: the named one, the one of this unit, or the only one. */
function meantBy(service: Service, { capacityId, unit }: ServiceCapacityInput): Capacity | null | 'unclear' {
  if (capacityId !== undefined) return service.capacities.find((one) => one.id === capacityId) ?? 'unclear';
  if (unit !== undefined) return service.capacities.find((one) => one.unit.name.toLowerCase() === unit.toLowerCase()) ?? null;
  return service.capacities.length > 1 ? 'unclear' : service.capacities[0] ?? null;
}

/** Whether somebody told another number since its author looked. */
const movedOn = (now: Capacity | null, seen: ServiceCapacityInput['seen']): boolean =>
  seen !== undefined && now !== null && (now.available !== seen.available || now.updatedAt.getTime() !== Date.parse(seen.updatedAt));

/**
 * A service with free places as somebody just told them. The telling replaces number and age together, because a number
 * without its age misleads; a place that only a yes took away, or gave back, keeps the age of what somebody said, because
 * nobody counted again. Refuses a number above the maximum, a telling that could mean several capacities, and one whose author
 * saw another number (`seen`).
 */
export function tellCapacity(service: Service, input: ServiceCapacityInput, { by, method, at }: Telling): Decision<Service, CapacityTold> {
  const meant = meantBy(service, input);
  if (meant === 'unclear') return refused('capacity-unclear');
  if (movedOn(meant, input.seen)) return refused('capacity-changed');
  const unit = input.unit ?? 'Place';
  const before: Capacity = meant ?? {
    id: namedId(service.id, 'capacity', unit.toLowerCase()), unit: { id: namedId('unit', unit.toLowerCase()), name: unit, scheme: null, identifier: null, uri: null },
    available: 0, maximum: null, description: null, updatedAt: at, handrail: { kind: capacityKindOf(unit), reportedBy: null, method: null },
  };
  const maximum = input.maximum ?? before.maximum;
  if (maximum !== null && input.available > maximum) return refused('more-than-maximum');
  const said = method === 'acceptance' ? { updatedAt: before.updatedAt, handrail: { ...before.handrail, method } } : { updatedAt: at, handrail: { ...before.handrail, reportedBy: by, method } };
  const next: Capacity = { ...before, available: input.available, maximum, ...said };
  const capacities = meant === null ? [...service.capacities, next] : service.capacities.map((one) => (one.id === meant.id ? next : one));
  return decided({ ...service, capacities }, [{ kind: 'told', before: meant, after: next }]);
}
