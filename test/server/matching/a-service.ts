import type { Access, Capacity, IntakeContact, Phone, Schedule, Service, ServiceArea, ServiceExtension, ServiceLocation, Weekday } from '../../../server/contract/directory.js';
import { EMPTY_SCHEDULE } from '../../../server/directory/core/opening-hours.js';

/** A Tuesday, 10:00 in Washington DC. */
export const NOW = new Date('2026-03-10T14:00:00Z');
export const DC = 'America/New_York';
export const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

type Extension = Partial<ServiceExtension>;

/**
 * An active service of which everything is known and nothing stands in the way: a crisis house in Washington DC, open day
 * and night, for A to G, with two free beds told ten minutes ago, checked this month, with a verified intake contact.
 */
export function aService({ handrail, ...rest }: Partial<Omit<Service, 'handrail'>> & { handrail?: Extension } = {}): Service {
  return {
    id: '00000000-0000-4000-8000-000000000001', organizationId: 'org', organizationName: 'Elm Row', program: null, name: 'Elm Row crisis house', alternateName: null,
    description: null, url: null, additionalUrls: [], email: null, status: 'active', alert: null, interpretationServices: null, applicationProcess: null,
    feesDescription: null, eligibilityDescription: null, accreditations: null, licenses: null, age: { minimum: null, maximum: null }, assuredOn: '2026-03-01',
    assurerEmail: null, lastModifiedAt: null, phones: [aPhone('(202) 555-0164')], schedules: [], serviceAreas: [anArea(['200'])], locations: [aPlace()],
    languages: [{ id: 'l', name: 'English', code: 'en', note: null }], costOptions: [], requiredDocuments: [], contacts: [], funding: [],
    capacities: [aCapacity(2, { maximum: 6 })],
    handrail: {
      kinds: ['crisis-house'], kindsFrom: 'stated', urgency: { from: 'A', to: 'G' }, timeZone: DC, exclusions: [], traits: [], languagesInterpreted: [], walkIn: null,
      alwaysOpen: true, byAppointment: false, scheduleExceptions: [], virtualArea: null, accepts: { pets: null, dependants: null }, waitlist: null, setting: 'respite',
      intake: [anIntake()], review: null, ...handrail,
    },
    ...rest,
  };
}

export const aPhone = (number: string, more: Partial<Phone> = {}): Phone => ({
  id: `p${number}`, number, e164: `+1${number.replaceAll(/\D/g, '')}`, extension: null, type: 'voice', description: null, languages: [], handrail: { checked: null }, ...more,
});

export const anArea = (postalCodes: string[] | null, more: Partial<ServiceArea> = {}): ServiceArea => ({
  id: 'a', name: 'District', description: null, extent: null, extentType: null, uri: null, polygons: null, handrail: { postalCodes }, ...more,
});

/** A physical place at Dupont Circle unless said otherwise. */
export function aPlace({ access, latitude = 38.9096, longitude = -77.0434, ...more }: { access?: Access; latitude?: number | null; longitude?: number | null } & Partial<ServiceLocation> & { name?: string } = {}): ServiceLocation {
  const { name = 'Elm Row', ...rest } = more;
  return {
    id: `sal-${name}`, description: null, contacts: [], phones: [], schedules: [], serviceAreas: [],
    location: {
      id: `loc-${name}`, organizationId: null, type: 'physical', name, alternateName: null, description: null, transportation: null, url: null, latitude, longitude,
      externalIdentifier: null, externalIdentifierType: null, languages: [], addresses: [], contacts: [], accessibility: [], phones: [], schedules: [],
      handrail: { access: access ?? { has: [], lacks: [] }, timeZone: null, scheduleExceptions: [], review: null },
    },
    ...rest,
  };
}

export const aCapacity = (available: number, { updatedAt = hoursAgo(1 / 6), kind = 'bed', ...more }: Partial<Capacity> & { kind?: Capacity['handrail']['kind'] } = {}): Capacity => ({
  id: `c${available}`, unit: { id: 'u', name: 'Bed', scheme: null, identifier: null, uri: null }, available, maximum: null, description: null, updatedAt,
  handrail: { kind, reportedBy: null, method: 'link' }, ...more,
});

export const anIntake = (more: Partial<IntakeContact> = {}): IntakeContact => ({
  id: 'intake', channel: 'sms', address: '+12025550163', label: null, hours: 'always', verified: { by: 'staff', at: hoursAgo(48), how: 'rang it' }, ...more,
});

/** Open on these days at these times. */
export const weekly = (days: Weekday[], opensAt: string | null, closesAt: string | null): Schedule =>
  ({ ...EMPTY_SCHEDULE, id: `s${days.join('')}${opensAt}`, freq: 'WEEKLY', byday: days.join(','), opensAt, closesAt });
