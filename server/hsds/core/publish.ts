import type { Location, Organization, Service, ServiceLocation } from '../../contract/directory.js';
import type { HsdsForm, HsdsObject } from '../../directory/index.js';

/** What turns the directory's own things into HSDS objects; from the directory's door. */
export interface Writing {
  service: (service: Service, form: HsdsForm) => HsdsObject;
  location: (location: Location, form: HsdsForm) => HsdsObject;
  organization: (organization: Organization, locations: readonly Location[], form: HsdsForm) => HsdsObject;
  kindAttributes: (serviceId: string, kinds: Service['handrail']['kinds']) => NonNullable<Service['attributes']>;
  isHidden: (service: Service, location: Location) => boolean;
  withoutPlace: (location: Location) => Location;
}

/** How one caller sees the directory: which HSDS version, and with our own extension only for those who keep it. */
export type Publishing = ReturnType<typeof publishing>;

/**
 * Writes things for one caller. Without the extension nothing leaves that is not for everybody: no intake contact, no note of ours,
 * no address of whoever assured an entry, and nothing that leads to a refuge.
 */
export function publishing(write: Writing, form: HsdsForm) {
  const inside = form.extension;

  /** For everybody: places that must not be known are taken out. `hidden` are ids of locations that another service hides. */
  const outward = (service: Service, hidden: ReadonlySet<string>): Service => (inside ? service : {
    ...service, assurerEmail: null,
    locations: service.locations.map((place) => ({ ...place, location: hidden.has(place.location.id) || write.isHidden(service, place.location) ? write.withoutPlace(place.location) : place.location })),
  });

  const classified = (service: Service): Service => {
    const known = new Set(service.attributes?.map(({ term }) => term?.id));
    const own = write.kindAttributes(service.id, service.handrail.kinds).filter(({ term }) => !known.has(term?.id));
    return own.length === 0 ? service : { ...service, attributes: [...service.attributes ?? [], ...own] };
  };

  const organization = (one: Organization, locations: readonly Location[], hidden: ReadonlySet<string>): HsdsObject =>
    write.organization(one, inside ? locations : locations.map((location) => (hidden.has(location.id) || location.handrail.addressHidden === true ? write.withoutPlace(location) : location)), form);

  const service = (one: Service, by: Organization | null, hidden: ReadonlySet<string>): HsdsObject =>
    ({ ...write.service(classified(outward(one, hidden)), form), ...(by ? { organization: organization(by, [], hidden) } : {}) });

  function place(one: Service, at: ServiceLocation, by: Organization | null, hidden: ReadonlySet<string>): HsdsObject {
    const whole = service({ ...one, locations: [at] }, by, hidden);
    const { service_at_locations: [first] = [], ...rest } = whole as { service_at_locations?: HsdsObject[] };
    return { ...first, service_id: one.id, location_id: at.location.id, service: rest };
  }

  return {
    form, service, organization, place,
    /** With one-to-one facts only, as in lists. */
    simpleService: (one: Service, by: Organization | null): HsdsObject => simple(service(one, by, NOTHING)),
    simpleOrganization: (one: Organization): HsdsObject => simple(organization(one, [], NOTHING)),
    simplePlace: (one: Service, at: ServiceLocation, by: Organization | null, hidden: ReadonlySet<string>): HsdsObject => simple(place(one, at, by, hidden)),
  };
}

const NOTHING: ReadonlySet<string> = new Set();

/** Lists taken out, also of what is nested: what is left has one value for each name. */
export const simple = (object: HsdsObject): HsdsObject => Object.fromEntries(Object.entries(object).filter(([key, value]) => !Array.isArray(value) && key !== 'handrail')
  .map(([key, value]) => [key, typeof value === 'object' && value !== null ? simple(value as HsdsObject) : value]));
