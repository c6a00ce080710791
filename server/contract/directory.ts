import type { Described } from './classification.js';
import type { UrgencyLetter } from './triage.js';

/**
 * The directory in HSDS 3.x terms (Organization, Service, Location, Capacity), as the application and its screens use it:
 * one document per service that carries all that matching asks. Names are the HSDS names in camelCase; what HSDS cannot say
 * stands in `handrail`, one extension object on the thing it belongs to. `null` and a missing entry mean *unknown*, never *no*.
 *
 * `Instant` is `Date` inside the server and an ISO 8601 string on the wire (`ServiceView`). Dates are `YYYY-MM-DD`, clock times
 * `HH:MM` or `HH:MM:SS` in the service's own zone, country parts ISO 3166-2 (`US-DC`), languages ISO 639-1 or -3.
 */

/** What a service does for a person in crisis. Order is only for lists on screen. */
export const HELP_KINDS = [
  'crisis-line', 'warm-line', 'mobile-team', 'crisis-house', 'respite', 'peer-cafe', 'receiving-centre', 'emergency-department',
  'inpatient', 'detox', 'sobering', 'substance-use', 'counselling', 'youth', 'perinatal', 'older-adult', 'domestic-abuse',
  'sexual-violence', 'bereavement', 'shelter', 'housing', 'drop-in', 'food', 'benefits', 'legal', 'peer-support', 'community-group',
] as const;
export type HelpKind = (typeof HELP_KINDS)[number];

/** How each kind of help is called on screen. */
export const HELP_KIND_LABELS: Readonly<Record<HelpKind, string>> = {
  'crisis-line': 'Crisis line', 'warm-line': 'Warm line', 'mobile-team': 'Mobile crisis team', 'crisis-house': 'Crisis house',
  respite: 'Respite', 'peer-cafe': 'Peer-run café', 'receiving-centre': 'Receiving center', 'emergency-department': 'Emergency department',
  inpatient: 'Hospital ward', detox: 'Detox', sobering: 'Sobering center', 'substance-use': 'Alcohol and drug support',
  counselling: 'Counseling', youth: 'Young people', perinatal: 'Pregnancy and after birth', 'older-adult': 'Older adults',
  'domestic-abuse': 'Domestic abuse', 'sexual-violence': 'Sexual violence', bereavement: 'Bereavement', shelter: 'Bed tonight',
  housing: 'Housing help', 'drop-in': 'Drop-in', food: 'Food', benefits: 'Benefits and money', legal: 'Legal help',
  'peer-support': 'Peer support', 'community-group': 'Community group',
};

/** HSDS statuses; the last has a space. Only `active` is ever offered. */
export const SERVICE_STATUSES = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/** From least to most restrictive; the index is the rank. Source: domain.md §5.2, the parts that a service can be. */
export const SETTINGS = [
  'community', 'line', 'appointment', 'respite', 'mobile-team', 'receiving-unit', 'emergency-department', 'inpatient',
] as const;
export type Setting = (typeof SETTINGS)[number];

/** Rules by which a service turns people away, as it says them; ages stand in `age`. */
export const EXCLUSION_RULES = [
  'women-only', 'men-only', 'adults-only', 'under-18s-only', 'families-only', 'no-children', 'no-pets', 'sober-on-arrival',
  'no-recent-violence', 'medically-stable', 'pregnant-or-new-parents-only', 'veterans-only', 'professional-referral-only',
] as const;
export type ExclusionRule = (typeof EXCLUSION_RULES)[number];

/** What a place can have, or be known to lack. */
export const ACCESS_CODES = [
  'wheelchair', 'step-free', 'elevator', 'accessible-restroom', 'accessible-parking', 'asl', 'bsl', 'hearing-loop', 'text-relay',
  'quiet-space', 'large-print', 'braille', 'assistance-animals',
] as const;
export type AccessCode = (typeof ACCESS_CODES)[number];

/** What a person may wish for in a service. Source: domain.md §9.2, stated choices. */
export const TRAITS = [
  'peer-run', 'woman-worker', 'man-worker', 'faith-based', 'not-faith-based', 'no-police-on-site', 'lgbtq-affirming', 'trauma-informed',
] as const;
export type Trait = (typeof TRAITS)[number];

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** How quickly a told number of free places goes stale. Source: domain.md §8. */
export const CAPACITY_KINDS = ['bed', 'team', 'programme'] as const;
export type CapacityKind = (typeof CAPACITY_KINDS)[number];

/** By what means free places were told. */
export const CAPACITY_METHODS = ['link', 'sms', 'phone', 'screen', 'api', 'import', 'acceptance'] as const;
export type CapacityMethod = (typeof CAPACITY_METHODS)[number];

export const INTAKE_CHANNELS = ['sms', 'voice', 'email'] as const;
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number];

/** RFC 6350 types as HSDS uses them. `text` takes SMS, `textphone` is TTY. */
export const PHONE_TYPES = ['text', 'voice', 'fax', 'cell', 'video', 'pager', 'textphone'] as const;
export type PhoneType = (typeof PHONE_TYPES)[number];

export const LOCATION_TYPES = ['physical', 'postal', 'virtual'] as const;
export type LocationType = (typeof LOCATION_TYPES)[number];

export type { Attribute, ChangeRecord, Described, Taxonomy, TaxonomyTerm } from './classification.js';

/** A check that somebody here made. */
export interface Checked<Instant = Date> { by: string; at: Instant; how: string }

export interface Language extends Described { name: string | null; code: string | null; note: string | null }

/** A number to ring. It is never by itself a place to send a referral to. */
export interface Phone<Instant = Date> extends Described {
  /** As people read it. */
  number: string;
  /** `+12025550164`; null when it is not even a possible number. */
  e164: string | null;
  /** Text, because leading zeros count. */
  extension: string | null;
  type: PhoneType | null;
  description: string | null;
  languages: Language[];
  handrail: { checked: Checked<Instant> | null };
}

export interface Contact<Instant = Date> extends Described {
  name: string | null; title: string | null; department: string | null; email: string | null;
  phones: Phone<Instant>[];
}

export interface Address extends Described {
  attention: string | null; address1: string; address2: string | null;
  city: string; region: string | null; stateProvince: string; postalCode: string;
  /** ISO 3166-1, two letters. */
  country: string;
  type: LocationType;
}

/** Opening hours as HSDS has them: a subset of RFC 5545. A day without times is a day whose hours nobody told us. */
export interface Schedule extends Described {
  freq: 'WEEKLY' | 'MONTHLY' | null; interval: number | null;
  /** `MO,TU`, or for MONTHLY `1MO,-1FR`. */
  byday: string | null;
  bymonthday: string | null; byweekno: string | null; byyearday: string | null;
  wkst: Weekday | null;
  dtstart: string | null;
  /** The last day on which it can occur. */
  until: string | null;
  count: number | null;
  validFrom: string | null; validTo: string | null;
  opensAt: string | null; closesAt: string | null;
  /** HSDS `timezone`: hours from UTC. Wrong twice a year, used only where no zone is known. */
  utcOffsetHours: number | null;
  description: string | null; link: string | null; attendingType: string | null; notes: string | null;
}

/** One opening and closing; a closing at or before the opening lies on the next day. */
export interface Sitting { opensAt: string; closesAt: string }

/** Other hours, or none, from one day to another, both included. `--12-25` is that day in every year. */
export interface ScheduleException { from: string; to: string; hours: 'closed' | Sitting[]; note: string | null }

/** Corners as `[longitude, latitude]`, first and last the same. */
export type Ring = [number, number][];

export interface ServiceArea extends Described {
  name: string | null;
  description: string | null;
  extent: string | null;
  extentType: string | null;
  uri: string | null;
  /** Read from `extent` when that is GeoJSON: polygons, each an outer ring and its holes. Null: no shape is known. */
  polygons: Ring[][] | null;
  handrail: {
    /** Postcodes or their beginnings that the area consists of; null when not told. */
    postalCodes: string[] | null;
    /** The area is everything within so far of a point; `extent` is then that circle as a shape. Left out where it is not. */
    circle?: AreaCircle;
  };
}

/** A point in WGS84 degrees and a distance in metres. */
export interface AreaCircle { latitude: number; longitude: number; meters: number }

export interface Accessibility extends Described { description: string | null; details: string | null; url: string | null }

/** What a place is known to have and known to lack; everything else is unknown. */
export interface Access { has: AccessCode[]; lacks: AccessCode[] }

/** A place, or being reachable without one (`virtual`). */
export interface Location<Instant = Date> extends Described {
  organizationId: string | null;
  type: LocationType;
  name: string | null;
  alternateName: string | null;
  description: string | null;
  transportation: string | null;
  url: string | null;
  latitude: number | null;
  longitude: number | null;
  externalIdentifier: string | null;
  externalIdentifierType: string | null;
  languages: Language[];
  addresses: Address[];
  contacts: Contact<Instant>[];
  accessibility: Accessibility[];
  phones: Phone<Instant>[];
  schedules: Schedule[];
  handrail: {
    access: Access;
    /** IANA name. */
    timeZone: string | null;
    scheduleExceptions: ScheduleException[];
    review: Review | null;
    /** Nobody outside may learn where it is: never on a map, never in what is published. Left out: nobody said; see `hidesPlaces`. */
    addressHidden?: boolean;
  };
}

/** A service at one of its locations, with what is special there. */
export interface ServiceLocation<Instant = Date> extends Described {
  description: string | null;
  contacts: Contact<Instant>[];
  phones: Phone<Instant>[];
  schedules: Schedule[];
  serviceAreas: ServiceArea[];
  location: Location<Instant>;
}

export interface CostOption extends Described {
  validFrom: string | null; validTo: string | null; option: string | null;
  currency: string | null; amount: number | null; amountDescription: string | null;
}

export interface RequiredDocument extends Described { document: string | null; uri: string | null }
export interface Funding extends Described { source: string | null }
export interface Program extends Described { name: string; alternateName: string | null; description: string | null }
export interface Website extends Described { label: string | null; url: string }
export interface Unit extends Described { name: string; scheme: string | null; identifier: string | null; uri: string | null }

/** Free places, as somebody told us at an instant. The age counts as much as the number. */
export interface Capacity<Instant = Date> extends Described {
  unit: Unit;
  available: number;
  maximum: number | null;
  description: string | null;
  updatedAt: Instant;
  handrail: { kind: CapacityKind; reportedBy: string | null; method: CapacityMethod | null };
}

/** When an intake contact answers: always, in the service's own hours, at these times, or nobody told us. */
export type IntakeHours = 'always' | 'service-hours' | 'unknown' | { days: Weekday[]; opensAt: string; closesAt: string }[];

/** Where a referral may go, once somebody here has checked it. One that came with an import is never checked. */
export interface IntakeContact<Instant = Date> {
  id: string;
  channel: IntakeChannel;
  /** E.164, or an e-mail address. */
  address: string;
  label: string | null;
  hours: IntakeHours;
  verified: Checked<Instant> | null;
}

/** Why a person must look at this entry before it can be trusted. */
export interface Review { reason: string }

/** The urgencies a service says it takes, `from` the more urgent; A and B only if it says so. */
export type UrgencyTaken = { from: UrgencyLetter; to: UrgencyLetter } | 'unknown';

/** What HSDS has no words for, about a service. */
export interface ServiceExtension<Instant = Date> {
  kinds: HelpKind[];
  /** Stated by the service or by us, or only read from keywords of an import. */
  kindsFrom: 'stated' | 'keywords';
  urgency: UrgencyTaken;
  /** IANA name; prefer it to any offset. */
  timeZone: string | null;
  exclusions: ExclusionRule[];
  traits: Trait[];
  /** Codes of languages with an interpreter, `*` for any by a telephone interpreter; null when nobody told us. */
  languagesInterpreted: string[] | null;
  walkIn: boolean | null;
  alwaysOpen: boolean;
  byAppointment: boolean;
  scheduleExceptions: ScheduleException[];
  /** Where a service without a place of its own may work; null when it has none or nobody told us. */
  virtualArea: string[] | null;
  accepts: { pets: boolean | null; dependants: boolean | null };
  waitlist: boolean | null;
  setting: Setting | null;
  intake: IntakeContact<Instant>[];
  review: Review | null;
}

/** One service with everything that matching and the refer panel ask of it. */
export interface Service<Instant = Date> extends Described {
  organizationId: string;
  organizationName: string;
  program: Program | null;
  name: string;
  alternateName: string | null;
  description: string | null;
  url: string | null;
  additionalUrls: Website[];
  email: string | null;
  status: ServiceStatus;
  /** Short-term note, shown on every card of this service. */
  alert: string | null;
  interpretationServices: string | null;
  applicationProcess: string | null;
  feesDescription: string | null;
  eligibilityDescription: string | null;
  accreditations: string | null;
  licenses: string | null;
  /** Years, both included; null is no bound. */
  age: { minimum: number | null; maximum: number | null };
  assuredOn: string | null;
  assurerEmail: string | null;
  lastModifiedAt: Instant | null;
  phones: Phone<Instant>[];
  schedules: Schedule[];
  serviceAreas: ServiceArea[];
  locations: ServiceLocation<Instant>[];
  languages: Language[];
  costOptions: CostOption[];
  requiredDocuments: RequiredDocument[];
  contacts: Contact<Instant>[];
  funding: Funding[];
  capacities: Capacity<Instant>[];
  handrail: ServiceExtension<Instant>;
}

export interface OrganizationIdentifier extends Described { scheme: string | null; type: string; identifier: string }

/** Who runs services. */
export interface Organization<Instant = Date> extends Described {
  name: string;
  alternateName: string | null;
  description: string;
  email: string | null;
  website: string | null;
  additionalWebsites: Website[];
  taxStatus: string | null; taxId: string | null; yearIncorporated: number | null; legalStatus: string | null;
  logo: string | null; uri: string | null;
  parentOrganizationId: string | null;
  funding: Funding[];
  contacts: Contact<Instant>[];
  phones: Phone<Instant>[];
  programs: Program[];
  identifiers: OrganizationIdentifier[];
  /** Ids of its locations; the locations themselves stand beside it. */
  locationIds: string[];
  handrail: { review: Review | null };
}

/** What opening hours say about one instant. */
export type OpenState<Instant = Date> =
  /** Open; `until` is null when no closing is in sight. */
  | { state: 'open'; until: Instant | null; byAppointment: boolean }
  /** Shut now, opens at an instant within the time looked at. */
  | { state: 'opens'; at: Instant; byAppointment: boolean }
  /** Hours are known and none lies within the time looked at. */
  | { state: 'closed' }
  /** No fixed hours; a time is agreed. Not the same as closed. */
  | { state: 'by-appointment' }
  /** Nobody told us the hours of this time; the next known opening, if any. */
  | { state: 'unknown'; opensAt: Instant | null };

/** Whether a told number of free places can be trusted now. `unknown`: nobody ever told. */
export type CapacityState =
  | { state: 'fresh' | 'not-confirmed'; ageMinutes: number }
  | { state: 'unknown' };

/** How far an entry's last check can be trusted. */
export type EntryState = { state: 'checked' | 'unverified' | 'stale'; ageDays: number } | { state: 'never-checked' };

/** A service on the wire. `version` and `hours` are as of the answer. */
export interface ServiceView extends Service<string> {
  version: number;
  /** The entry that this one was joined into; it is kept for old links, and never offered. */
  mergedInto?: { id: string; name: string };
  hours: OpenState<string>;
  entry: EntryState;
  capacityStates: { capacityId: string; freshness: CapacityState }[];
}

/** Which services to list. */
export interface ServiceQuery {
  /** Words in the name of service or organization. */
  q?: string;
  kind?: HelpKind;
  status?: ServiceStatus;
  /** Only those that a person must look at. */
  review?: boolean;
  /** The id of the last service of the page before. */
  after?: string;
  /** 1 to 200; 50 when left out. */
  limit?: number;
}

/** Free places as told now. Without `capacityId` it is the service's only capacity, or a new one of this unit. */
export interface ServiceCapacityInput {
  available: number;
  maximum?: number;
  unit?: string;
  capacityId?: string;
  method?: CapacityMethod;
  /** The number that its author saw; told meanwhile by somebody else, it is a conflict. Without it the last word counts. */
  seen?: { available: number; updatedAt: string };
}

/** Somebody here has checked an intake contact, and how (rang it, met them, a reply came). */
export interface IntakeVerificationInput { seenVersion: number; how: string }

/** One row or object of an import that was not simply taken. */
export interface ImportReason { row: number | null; field: string | null; why: string; result: 'repaired' | 'refused' | 'noted' }

/** What became of one file: `taken` counts the repaired rows too, so `rows = taken + refused`. */
export interface ImportFileReport { file: string; rows: number; taken: number; repaired: number; refused: number; reasons: ImportReason[] }
