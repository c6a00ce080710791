import type { Address, Capacity, Contact, Phone, Schedule, Service, ServiceArea, ServiceLocation } from '../../contract/directory.js';
import type { AddressFacts, AreaFacts, CapacityFacts, ContactFacts, LocationFacts, PhoneFacts, ScheduleFacts, ServiceFacts } from '../../contract/directory-edit.js';
import { namedId } from './named-id.js';

/** The address that people are sent to: the first physical one, else the first. */
export const mainAddress = (addresses: readonly Address[]): Address | null => addresses.find(({ type }) => type === 'physical') ?? addresses[0] ?? null;

export const phoneFacts = ({ id, number, extension, type, description }: Phone): PhoneFacts => ({ id, number, extension, type, description, checkedHow: null });

export const scheduleFacts = ({ id, freq, interval, byday, bymonthday, validFrom, validTo, opensAt, closesAt, description }: Schedule): ScheduleFacts =>
  ({ id, freq, interval, byday, bymonthday, validFrom, validTo, opensAt, closesAt, description });

export const contactFacts = ({ id, name, title, email, phones }: Contact): ContactFacts => ({ id, name, title, email, phones: phones.map(phoneFacts) });

export const addressFacts = ({ id, address1, address2, city, stateProvince, postalCode, country }: Address): AddressFacts =>
  ({ id, address1, address2, city, stateProvince, postalCode, country });

export const capacityFacts = ({ id, unit, handrail, maximum }: Capacity): CapacityFacts => ({ id, unit: unit.name, kind: handrail.kind, maximum, available: null });

/** A shape is known by its mark: whole it may be larger than a form takes. One that a circle made is told as the circle. */
function areaFacts({ id, name, description, extent, polygons, handrail: { postalCodes, circle } }: ServiceArea): AreaFacts {
  const corners = (polygons ?? []).flat().reduce((sum, ring) => sum + ring.length, 0);
  return { id, name, description, postalCodes: postalCodes && [...postalCodes], circle: circle ? { ...circle } : null, shape: circle || extent === null ? null : { mark: shapeMark(extent), corners } };
}

/** The same for the same shape, and for no other. */
export const shapeMark = (extent: string): string => namedId('area-shape', extent);

function locationFacts({ id, description, schedules, phones, location }: ServiceLocation): LocationFacts {
  const address = mainAddress(location.addresses);
  return {
    id, type: location.type, name: location.name, address: address && addressFacts(address), latitude: location.latitude, longitude: location.longitude,
    transportation: location.transportation, addressHidden: location.handrail.addressHidden ?? null, description, access: { has: [...location.handrail.access.has], lacks: [...location.handrail.access.lacks] },
    schedules: schedules.map(scheduleFacts), phones: phones.map(phoneFacts), placeSchedules: location.schedules.map(scheduleFacts), placePhones: location.phones.map(phoneFacts),
  };
}

/** A service as it is changed. `withFacts(service, factsOf(service))` is the same service. */
export function factsOf(service: Service): ServiceFacts {
  const { handrail } = service;
  return {
    name: service.name, alternateName: service.alternateName, description: service.description, organizationName: service.organizationName, status: service.status, alert: service.alert,
    kinds: [...handrail.kinds], kindsStated: handrail.kindsFrom === 'stated', setting: handrail.setting, urgency: handrail.urgency === 'unknown' ? 'unknown' : { ...handrail.urgency }, age: { ...service.age },
    exclusions: [...handrail.exclusions], eligibilityDescription: service.eligibilityDescription, traits: [...handrail.traits], walkIn: handrail.walkIn, pets: handrail.accepts.pets,
    dependants: handrail.accepts.dependants, waitlist: handrail.waitlist, languages: service.languages.map(({ id, name, code }) => ({ id, name, code })),
    languagesInterpreted: handrail.languagesInterpreted && [...handrail.languagesInterpreted], interpretationServices: service.interpretationServices,
    areas: service.serviceAreas.map(areaFacts),
    virtualArea: handrail.virtualArea && [...handrail.virtualArea], locations: service.locations.map(locationFacts), timeZone: handrail.timeZone, alwaysOpen: handrail.alwaysOpen,
    byAppointment: handrail.byAppointment, schedules: service.schedules.map(scheduleFacts), exceptions: structuredClone(handrail.scheduleExceptions), phones: service.phones.map(phoneFacts),
    email: service.email, url: service.url, contacts: service.contacts.map(contactFacts),
    intake: handrail.intake.map(({ id, channel, address, label, hours }) => ({ id, channel, address, label, hours: structuredClone(hours) })),
    costs: service.costOptions.map(({ id, option, amount, currency, amountDescription }) => ({ id, option, amount, currency, amountDescription })), feesDescription: service.feesDescription,
    documents: service.requiredDocuments.map(({ id, document }) => ({ id, document: document ?? '' })), funding: service.funding.map(({ id, source }) => ({ id, source: source ?? '' })), applicationProcess: service.applicationProcess,
    capacities: service.capacities.map(capacityFacts),
  };
}
