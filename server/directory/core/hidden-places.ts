import type { HelpKind, Location, Service } from '../../contract/directory.js';

/** Help that somebody lives in for a while. */
const STAYS: readonly HelpKind[] = ['shelter', 'housing', 'crisis-house', 'respite'];

/**
 * Whether a service is a refuge from abuse: where it is must not leave the house, whatever an import told.
 * Offices for advice are none: only where people stay, or where beds are counted.
 */
export const hidesPlaces = ({ handrail: { kinds }, capacities }: Service<unknown>): boolean =>
  kinds.includes('domestic-abuse') && (kinds.some((kind) => STAYS.includes(kind)) || capacities.some(({ handrail: { kind } }) => kind === 'bed'));

/** Whether nobody outside may learn where a service's location is. What was said of the location itself decides. */
export const isHidden = (service: Service<unknown>, location: Location<unknown>): boolean => location.handrail.addressHidden ?? hidesPlaces(service);

/** A location without anything that leads there: no address, no point, no way to come, no register's number. */
export const withoutPlace = (location: Location): Location =>
  ({ ...location, addresses: [], latitude: null, longitude: null, transportation: null, externalIdentifier: null, externalIdentifierType: null });
