import type { ServiceArea, ServiceView } from '../../../../server/contract/directory.js';

/** Polygons, each an outer ring and its holes, corners as longitude and latitude. */
export type Polygons = NonNullable<ServiceArea['polygons']>;

/** Every area that a service names, its own and those of its places. */
export const areasOf = ({ serviceAreas, locations }: Pick<ServiceView, 'serviceAreas' | 'locations'>): ServiceArea[] => [...serviceAreas, ...locations.flatMap((place) => place.serviceAreas)];

/** What of some areas can be drawn: a circle stands among them as a shape. Empty when nothing can. */
export const shapesOf = (areas: readonly Pick<ServiceArea, 'polygons'>[]): Polygons => areas.flatMap(({ polygons }) => polygons ?? []);
