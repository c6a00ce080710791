import type {
  Access, Attribute, IntakeContact, IntakeHours, Location, Organization, OrganizationIdentifier, Review, Service, ServiceExtension, ServiceLocation, UrgencyTaken,
} from '../../contract/directory.js';
import { ACCESS_CODES, EXCLUSION_RULES, HELP_KINDS, INTAKE_CHANNELS, LOCATION_TYPES, SETTINGS, TRAITS, WEEKDAYS } from '../../contract/directory.js';
import { dayOf, dateOf } from './calendar-day.js';
import { kindOfOwnTerm } from './kinds-taxonomy.js';
import { kindsOfAttributes } from './kinds-of-terms.js';
import type { Json, Reading } from './json-reader.js';
import { flagOf, instantOf, isJson, listOf, note, numberOf, objectOf, textOf, textsOf, wordOf, wordsOf } from './json-reader.js';
import {
  accessibilityOf, addressesOf, areasOf, capacitiesOf, checkedOf, contactsOf, costOptionsOf, describedOf, documentsOf, emailOf, exceptionsOf, fundingOf, languagesOf,
  partsOf, phonesOf, programIn, programsOf, refOf, schedulesOf, urlOf, websitesOf,
} from './hsds-parts.js';
import { cleanPhones } from './phone-number.js';
import { cleanStatus } from './status.js';
import { isTimeZone } from './time-zone.js';

/** Older people than this do not exist; directories write 200 or 999 for "no upper age". */
const OLDEST = 120;
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;

const reviewOf = (from: Json | null): Review | null => {
  const json = from ? objectOf(from, 'review') : null;
  return json ? { reason: textOf(json, 'reason') ?? 'no reason was given' } : null;
};

function zoneIn(reading: Reading, from: Json): string | null {
  const zone = textOf(from, 'time_zone');
  if (zone === null || isTimeZone(zone)) return zone;
  note(reading, 'handrail.time_zone', `"${zone.slice(0, 40)}" is not a time zone`);
  return null;
}

function accessOf(reading: Reading, from: Json): Access {
  const json = objectOf(from, 'access') ?? {};
  return { has: wordsOf(reading, json, 'has', ACCESS_CODES), lacks: wordsOf(reading, json, 'lacks', ACCESS_CODES) };
}

/** An HSDS location, with or without our extension. Coordinates outside the globe become unknown. */
export function locationFromHsds(reading: Reading, json: Json, owner: string): Location {
  const described = describedOf(reading, json, 'location', owner);
  const handrail = objectOf(json, 'handrail') ?? {};
  const { id } = described;
  let [latitude, longitude] = [numberOf(json, 'latitude'), numberOf(json, 'longitude')];
  if (latitude !== null && longitude !== null && (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)) {
    note(reading, 'latitude', `${latitude}, ${longitude} is not a place on earth`);
    latitude = longitude = null;
  }
  const organization = textOf(json, 'organization_id');
  const hidden = flagOf(handrail, 'address_hidden');
  return {
    ...described, organizationId: organization === null ? null : refOf(reading, 'organization', organization), type: wordOf(json, 'location_type', LOCATION_TYPES) ?? 'physical',
    name: textOf(json, 'name'), alternateName: textOf(json, 'alternate_name'), description: textOf(json, 'description'), transportation: textOf(json, 'transportation'),
    url: urlOf(reading, json, 'url'), latitude: longitude === null ? null : latitude, longitude: latitude === null ? null : longitude,
    externalIdentifier: textOf(json, 'external_identifier'), externalIdentifierType: textOf(json, 'external_identifier_type'),
    languages: languagesOf(reading, json, id), addresses: addressesOf(reading, json, id), contacts: contactsOf(reading, json, id),
    accessibility: accessibilityOf(reading, json, id), phones: phonesOf(reading, json, id), schedules: schedulesOf(reading, json, id),
    handrail: { access: accessOf(reading, handrail), timeZone: zoneIn(reading, handrail), scheduleExceptions: exceptionsOf(reading, handrail), review: reviewOf(handrail),
      ...(hidden === null ? {} : { addressHidden: hidden }) },
  };
}

/** An HSDS organization without its locations and services. */
export function organizationFromHsds(reading: Reading, json: Json): Organization | null {
  const name = textOf(json, 'name');
  if (name === null) return null;
  const described = describedOf(reading, json, 'organization', name);
  const { id } = described;
  const parent = textOf(json, 'parent_organization_id');
  return {
    ...described, name, alternateName: textOf(json, 'alternate_name'), description: textOf(json, 'description') ?? '', email: emailOf(reading, json, 'email'),
    website: urlOf(reading, json, 'website'), additionalWebsites: websitesOf(reading, json, 'additional_websites', id), taxStatus: textOf(json, 'tax_status'), taxId: textOf(json, 'tax_id'),
    yearIncorporated: numberOf(json, 'year_incorporated'), legalStatus: textOf(json, 'legal_status'), logo: textOf(json, 'logo'), uri: textOf(json, 'uri'),
    parentOrganizationId: parent === null ? null : refOf(reading, 'organization', parent), funding: fundingOf(reading, json, id), contacts: contactsOf(reading, json, id),
    phones: phonesOf(reading, json, id), programs: programsOf(reading, json, id),
    identifiers: partsOf<OrganizationIdentifier>(reading, json, 'organization_identifiers', 'identifier', id, (one) =>
      ({ scheme: textOf(one, 'identifier_scheme'), type: textOf(one, 'identifier_type') ?? 'unknown', identifier: textOf(one, 'identifier') ?? '' })),
    locationIds: listOf(json, 'locations').flatMap((one) => { const location = textOf(one, 'id'); return location === null ? [] : [refOf(reading, 'location', location)]; }),
    handrail: { review: reviewOf(objectOf(json, 'handrail')) },
  };
}

function urgencyOf(reading: Reading, from: Json): UrgencyTaken {
  const json = objectOf(from, 'urgency');
  const [most, least] = json ? [wordOf(json, 'from', LETTERS), wordOf(json, 'to', LETTERS)] : [null, null];
  if (most !== null && least !== null && most <= least) return { from: most, to: least };
  if (json) note(reading, 'handrail.urgency', 'not a range from the more to the less urgent letter');
  return 'unknown';
}

function intakeHoursOf(from: Json): IntakeHours {
  const word = wordOf(from, 'hours', ['always', 'service-hours', 'unknown'] as const);
  if (word !== null || !Array.isArray(from['hours'])) return word ?? 'unknown';
  return listOf(from, 'hours').map((one) => ({
    days: WEEKDAYS.filter((day) => textsOf(one, 'days')?.includes(day)), opensAt: textOf(one, 'opens_at') ?? '00:00', closesAt: textOf(one, 'closes_at') ?? '24:00',
  }));
}

/** Intake contacts: their verification stands only when the source is trusted, whatever the file says. */
const intakeOf = (reading: Reading, from: Json, owner: string): IntakeContact[] => listOf(from, 'intake').flatMap((json, index) => {
  const channel = wordOf(json, 'channel', INTAKE_CHANNELS);
  const written = textOf(json, 'address') ?? '';
  const phone = channel === 'email' ? null : cleanPhones(written, reading.country).phones[0]?.e164 ?? null;
  const address = channel === 'email' ? emailOf(reading, json, 'address') : phone;
  if (channel === null || address === null) {
    note(reading, 'handrail.intake', 'an intake contact without a usable channel and address was left out');
    return [];
  }
  const { id } = describedOf(reading, json, 'intake', owner, index);
  return [{ id, channel, address, label: textOf(json, 'label'), hours: intakeHoursOf(json), verified: checkedOf(reading, json, 'verified') }];
});

function extensionOf(reading: Reading, json: Json, owner: string, attributes: readonly Attribute[]): ServiceExtension {
  const from = objectOf(json, 'handrail') ?? {};
  const [told, { stated, read }] = [wordsOf(reading, from, 'kinds', HELP_KINDS), kindsOfAttributes(attributes)];
  const accepts = objectOf(from, 'accepts') ?? {};
  return {
    // What is told here comes before what others' terms mean.
    kinds: told.length > 0 ? told : stated.length > 0 ? stated : read,
    kindsFrom: wordOf(from, 'kinds_from', ['stated', 'keywords'] as const) ?? (told.length === 0 && stated.length === 0 && read.length > 0 ? 'keywords' : 'stated'), urgency: urgencyOf(reading, from),
    timeZone: zoneIn(reading, from), exclusions: wordsOf(reading, from, 'exclusions', EXCLUSION_RULES), traits: wordsOf(reading, from, 'traits', TRAITS),
    languagesInterpreted: textsOf(from, 'languages_interpreted'), walkIn: flagOf(from, 'walk_in'), alwaysOpen: flagOf(from, 'always_open') ?? false,
    byAppointment: flagOf(from, 'by_appointment') ?? false, scheduleExceptions: exceptionsOf(reading, from), virtualArea: textsOf(from, 'virtual_area'),
    accepts: { pets: flagOf(accepts, 'pets'), dependants: flagOf(accepts, 'dependants') }, waitlist: flagOf(from, 'waitlist'), setting: wordOf(from, 'setting', SETTINGS),
    intake: intakeOf(reading, from, owner), review: reviewOf(from),
  };
}

function ageOf(reading: Reading, from: Json): Service['age'] {
  const [low, high] = [numberOf(from, 'minimum_age'), numberOf(from, 'maximum_age')];
  const minimum = low !== null && low > 0 && low < OLDEST ? low : null;
  const maximum = high !== null && high > 0 && high < OLDEST ? high : null;
  if (minimum === null || maximum === null || minimum <= maximum) return { minimum, maximum };
  note(reading, 'minimum_age', `${minimum} to ${maximum} is no range; both bounds were dropped`);
  return { minimum: null, maximum: null };
}

function assuredOnOf(reading: Reading, from: Json): string | null {
  const text = textOf(from, 'assured_date');
  const day = text === null ? null : dayOf(text);
  if (text !== null && day === null) note(reading, 'assured_date', `"${text.slice(0, 40)}" is not a date`);
  return day === null ? null : dateOf(day + Math.round(reading.shiftMs / 86_400_000));
}

const placesOf = (reading: Reading, json: Json, owner: string, locationById: (id: string) => Location | null): ServiceLocation[] =>
  partsOf<ServiceLocation>(reading, json, 'service_at_locations', 'service-at-location', owner, (from, { id }) => {
    const embedded = from['location'];
    const named = textOf(from, 'location_id');
    const location = isJson(embedded) ? locationFromHsds(reading, embedded, id) : named === null ? null : locationById(refOf(reading, 'location', named));
    if (!location) { note(reading, 'service_at_locations', 'a location that is not told was left out'); return null; }
    return { description: textOf(from, 'description'), contacts: contactsOf(reading, from, id), phones: phonesOf(reading, from, id), schedules: schedulesOf(reading, from, id),
      serviceAreas: areasOf(reading, from, id), location };
  });

/** Finds what a service only names by id. */
export interface Known { organization(id: string): Pick<Organization, 'id' | 'name'> | null; location(id: string): Location | null }

/**
 * An HSDS 3.x service (full or listed), with or without our extension; null when it has no name, which nobody could pick.
 * Without a usable status it is inactive: HSDS requires one, and a doubtful service must not be offered.
 * `organizationName` is empty when the organization is not known; the caller decides what stands in.
 */
export function serviceFromHsds(reading: Reading, json: Json, known: Known): Service | null {
  const name = textOf(json, 'name');
  if (name === null) return null;
  const { attributes = [], ...described } = describedOf(reading, json, 'service', name);
  const { id } = described;
  // Our own terms are kinds of help and become such again when this leaves.
  const others = attributes.filter(({ term }) => term === null || kindOfOwnTerm(term.id) === null);
  const embedded = objectOf(json, 'organization');
  const owner = textOf(json, 'organization_id') ?? (embedded ? textOf(embedded, 'id') : null);
  const organizationId = owner === null ? '' : refOf(reading, 'organization', owner);
  const status = cleanStatus(textOf(json, 'status') ?? '');
  if (status === null) note(reading, 'status', `"${textOf(json, 'status') ?? ''}" is no HSDS status; kept as inactive`);
  return {
    ...described, ...(others.length > 0 ? { attributes: others } : {}), organizationId, organizationName: known.organization(organizationId)?.name ?? (embedded ? textOf(embedded, 'name') : null) ?? '',
    program: programIn(reading, json, id), name, alternateName: textOf(json, 'alternate_name'), description: textOf(json, 'description'), url: urlOf(reading, json, 'url'),
    additionalUrls: websitesOf(reading, json, 'additional_urls', id), email: emailOf(reading, json, 'email'), status: status ?? 'inactive', alert: textOf(json, 'alert'),
    interpretationServices: textOf(json, 'interpretation_services'), applicationProcess: textOf(json, 'application_process'),
    feesDescription: textOf(json, 'fees_description') ?? textOf(json, 'fees'), eligibilityDescription: textOf(json, 'eligibility_description'),
    accreditations: textOf(json, 'accreditations'), licenses: textOf(json, 'licenses'), age: ageOf(reading, json), assuredOn: assuredOnOf(reading, json),
    assurerEmail: emailOf(reading, json, 'assurer_email'), lastModifiedAt: instantOf(reading, json, 'last_modified'), phones: phonesOf(reading, json, id),
    schedules: schedulesOf(reading, json, id), serviceAreas: areasOf(reading, json, id), locations: placesOf(reading, json, id, known.location), languages: languagesOf(reading, json, id),
    costOptions: costOptionsOf(reading, json, id), requiredDocuments: documentsOf(reading, json, id), contacts: contactsOf(reading, json, id), funding: fundingOf(reading, json, id),
    capacities: capacitiesOf(reading, json, id), handrail: extensionOf(reading, json, id, attributes),
  };
}
