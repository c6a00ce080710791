import type { BoardView } from '../../contract/crisis.js';
import type { Capacity, HelpKind, Service } from '../../contract/directory.js';
import { FRESH_MINUTES, capacityState } from './freshness.js';
import type { FreshMinutes } from './freshness.js';
import { isOffered } from './status.js';

/** One line of the board’s rail of free places. */
export type FreePlaces = BoardView['places'][number];

/** Kinds of help whose free places belong beside a board of crises, most wanted first. */
const BOARD_KINDS: readonly HelpKind[] = ['crisis-house', 'respite', 'sobering', 'receiving-centre', 'detox', 'shelter'];
/** More lines than this are no longer read at a glance. */
const SHOWN = 12;

const bedsOf = <T>(service: Service<T>): Capacity<T> | undefined => service.capacities.find((capacity) => capacity.handrail.kind === 'bed');

/** Whether a service counts beds of a kind that the board shows. */
export const isBedService = (service: Service): boolean => bedsOf(service) !== undefined && service.handrail.kinds.some((kind) => BOARD_KINDS.includes(kind));

const rank = (service: Service): number => Math.min(...service.handrail.kinds.map((kind) => BOARD_KINDS.indexOf(kind)).filter((at) => at >= 0), BOARD_KINDS.length);

/**
 * The free places for the board: services that were told to have room first, by kind and by how lately they were told;
 * an old number is shown with its age, never hidden. Only such as are offered.
 */
export function freePlaces(services: readonly Service[], now: Date, limits: FreshMinutes = FRESH_MINUTES): FreePlaces[] {
  return services.filter((service) => isOffered(service) && isBedService(service))
    .flatMap((service) => { const beds = bedsOf(service); return beds ? [{ service, beds }] : []; })
    .toSorted((a, b) => Number(b.beds.available > 0) - Number(a.beds.available > 0) || rank(a.service) - rank(b.service)
      || b.beds.updatedAt.getTime() - a.beds.updatedAt.getTime() || a.service.id.localeCompare(b.service.id))
    .slice(0, SHOWN)
    .map(({ service, beds }) => ({
      serviceId: service.id, serviceName: service.name, unit: beds.unit.name, available: beds.available, maximum: beds.maximum, updatedAt: beds.updatedAt.toISOString(),
      fresh: capacityState(beds, now, limits).state === 'fresh',
    }));
}
