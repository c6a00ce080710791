import type { Address, Capacity, Contact, CostOption, Funding, IntakeContact, Language, Location, Phone, RequiredDocument, Schedule, Service, ServiceArea, ServiceLocation } from '../../contract/directory.js';
import type {
  AddressFacts, AreaFacts, CapacityFacts, ContactFacts, CostFacts, DocumentFacts, FundingFacts, IntakeFacts, LanguageFacts, LocationFacts, PhoneFacts, ScheduleFacts, ServiceFacts,
} from '../../contract/directory-edit.js';
import { polygonsOf } from './area-shape.js';
import { circleGeoJson } from './circle.js';
import { addressFacts, factsOf, mainAddress } from './facts.js';
import { newLocation } from './import/import-draft.js';
import { languageNameOf } from './languages.js';
import { namedId } from './named-id.js';
import { EMPTY_SCHEDULE } from './opening-hours.js';
import { cleanPhones } from './phone-number.js';
import { same } from './same.js';

/** Who changes an entry and when, and what a core may not make itself. */
export interface Editing {
  by: string;
  at: Date;
  newId: () => string;
  /** ISO 3166-1, for numbers without a country code. */
  country: string;
}

/** Every told part, on top of the known one of the same id; a told id that is not known counts as new. */
function parts<Known extends { id: string }, Told extends { id: string | null }>(known: readonly Known[], told: readonly Told[], change: (one: Told, before: Known | null) => Known): Known[] {
  return told.map((one) => change(one, known.find(({ id }) => id === one.id) ?? null));
}

const phoneWith = (editing: Editing) => (told: PhoneFacts, before: Phone | null): Phone => {
  const { by, at, newId, country } = editing;
  const checked = told.checkedHow === null ? null : { by, at, how: told.checkedHow };
  const about = { extension: told.extension, type: told.type, description: told.description };
  if (before && before.number === told.number) return { ...before, ...about, handrail: { ...before.handrail, checked: checked ?? before.handrail.checked } };
  const clean = cleanPhones(told.number, country).phones[0];
  const same = before !== null && clean !== undefined && clean.e164 !== null && clean.e164 === before.e164;
  return {
    ...(before ?? { languages: [] }), ...about, id: before?.id ?? newId(), number: clean?.number ?? told.number, e164: clean?.e164 ?? null,
    extension: told.extension ?? clean?.extension ?? null, handrail: { checked: checked ?? (same ? before.handrail.checked : null) },
  };
};

const scheduleWith = ({ newId }: Editing) => ({ id: _id, ...told }: ScheduleFacts, before: Schedule | null): Schedule =>
  ({ ...EMPTY_SCHEDULE, ...before, ...told, id: before?.id ?? newId() });

const contactWith = (editing: Editing) => (told: ContactFacts, before: Contact | null): Contact => ({
  department: null, ...before, id: before?.id ?? editing.newId(), name: told.name, title: told.title, email: told.email, phones: parts(before?.phones ?? [], told.phones, phoneWith(editing)),
});

const languageWith = ({ newId }: Editing) => (told: LanguageFacts, before: Language | null): Language =>
  ({ note: null, ...before, id: before?.id ?? newId(), code: told.code, name: told.name ?? (told.code === before?.code ? null : languageNameOf(told.code ?? '')) });

const areaWith = ({ newId }: Editing) => (told: AreaFacts, before: ServiceArea | null): ServiceArea => {
  const { circle: _circle, ...handrail } = before?.handrail ?? { postalCodes: null };
  return {
    extent: null, extentType: null, uri: null, polygons: null, ...before, ...shapeWith(told, before), id: before?.id ?? newId(), name: told.name, description: told.description,
    handrail: { ...handrail, postalCodes: told.postalCodes, ...(told.circle ? { circle: { ...told.circle } } : {}) },
  };
};

/** Nothing where the shape stays; a circle leaves as a shape too, because HSDS knows no circles. */
function shapeWith({ circle, shape }: AreaFacts, before: ServiceArea | null): Partial<Pick<ServiceArea, 'extent' | 'extentType' | 'polygons'>> {
  if (circle && before && same(before.handrail.circle, circle)) return {};
  const extent = circle ? circleGeoJson(circle) : shape && 'geojson' in shape ? shape.geojson : null;
  if (extent !== null) return { extent, extentType: 'geojson', polygons: polygonsOf(extent, 'geojson') };
  return shape !== null ? {} : { extent: null, extentType: null, polygons: null };
}

const fundingWith = ({ newId }: Editing) => (told: FundingFacts, before: Funding | null): Funding =>
  ({ ...before, id: before?.id ?? newId(), source: told.source === '' ? (before?.source ?? null) : told.source });

const costWith = ({ newId }: Editing) => ({ id: _id, ...told }: CostFacts, before: CostOption | null): CostOption => ({ validFrom: null, validTo: null, ...before, ...told, id: before?.id ?? newId() });

const documentWith = ({ newId }: Editing) => (told: DocumentFacts, before: RequiredDocument | null): RequiredDocument =>
  ({ uri: null, ...before, id: before?.id ?? newId(), document: told.document === '' ? (before?.document ?? null) : told.document });

/** Verified stays only what was verified as it is: the same channel and address. */
const intakeWith = ({ newId }: Editing) => (told: IntakeFacts, before: IntakeContact | null): IntakeContact => {
  const kept = before !== null && before.channel === told.channel && before.address === told.address;
  return { ...before, id: before?.id ?? newId(), channel: told.channel, address: told.address, label: told.label, hours: structuredClone(told.hours), verified: kept ? before.verified : null };
};

const capacityWith = (editing: Editing) => (told: CapacityFacts, before: Capacity | null): Capacity => {
  const unit = before && before.unit.name === told.unit ? before.unit : { id: namedId('unit', told.unit.toLowerCase()), name: told.unit, scheme: null, identifier: null, uri: null };
  if (before) return { ...before, unit, maximum: told.maximum, handrail: { ...before.handrail, kind: told.kind } };
  return { id: editing.newId(), unit, available: told.available ?? 0, maximum: told.maximum, description: null, updatedAt: editing.at, handrail: { kind: told.kind, reportedBy: editing.by, method: 'screen' } };
};

function addressesWith(told: AddressFacts | null, known: readonly Address[], type: Location['type'], { newId }: Editing): Address[] {
  const before = mainAddress(known);
  if (told === null) return known.filter((one) => one !== before);
  if (before && same(addressFacts(before), told)) return [...known];
  const next: Address = { attention: null, region: null, type: type === 'postal' ? 'postal' : 'physical', ...before, ...told, id: before?.id ?? newId() };
  return before ? known.map((one) => (one === before ? next : one)) : [next, ...known];
}

const placeWith = (editing: Editing, organizationId: string) => (told: LocationFacts, before: ServiceLocation | null): ServiceLocation => {
  const known = before?.location ?? newLocation(editing.newId(), organizationId, told.type);
  const { addressHidden: _hidden, ...handrail } = known.handrail;
  const location: Location = {
    ...known, type: told.type, name: told.name, latitude: told.latitude, longitude: told.longitude, transportation: told.transportation,
    addresses: addressesWith(told.address, known.addresses, told.type, editing), schedules: parts(known.schedules, told.placeSchedules, scheduleWith(editing)),
    phones: parts(known.phones, told.placePhones, phoneWith(editing)), 
    handrail: { ...handrail, access: { has: [...told.access.has], lacks: [...told.access.lacks] }, ...(told.addressHidden === null ? {} : { addressHidden: told.addressHidden }) },
  };
  return {
    contacts: [], serviceAreas: [], ...before, id: before?.id ?? editing.newId(), description: told.description, location,
    schedules: parts(before?.schedules ?? [], told.schedules, scheduleWith(editing)), phones: parts(before?.phones ?? [], told.phones, phoneWith(editing)),
  };
};

/**
 * A service with other facts. Parts keep their ids and whatever the facts do not name; a number or an intake address that
 * becomes another loses its check. Who the organization is has to be settled by the caller.
 */
export function withFacts(service: Service, facts: ServiceFacts, editing: Editing): Service {
  const { handrail } = service;
  return {
    ...service, name: facts.name, alternateName: facts.alternateName, description: facts.description, status: facts.status, alert: facts.alert, email: facts.email, url: facts.url,
    age: { ...facts.age }, eligibilityDescription: facts.eligibilityDescription, interpretationServices: facts.interpretationServices, feesDescription: facts.feesDescription,
    applicationProcess: facts.applicationProcess, languages: parts(service.languages, facts.languages, languageWith(editing)), serviceAreas: parts(service.serviceAreas, facts.areas, areaWith(editing)),
    locations: parts(service.locations, facts.locations, placeWith(editing, service.organizationId)), schedules: parts(service.schedules, facts.schedules, scheduleWith(editing)),
    phones: parts(service.phones, facts.phones, phoneWith(editing)), contacts: parts(service.contacts, facts.contacts, contactWith(editing)), costOptions: parts(service.costOptions, facts.costs, costWith(editing)),
    requiredDocuments: parts(service.requiredDocuments, facts.documents, documentWith(editing)), capacities: parts(service.capacities, facts.capacities, capacityWith(editing)), funding: parts(service.funding, facts.funding, fundingWith(editing)),
    handrail: {
      ...handrail, kinds: [...facts.kinds], kindsFrom: facts.kindsStated ? 'stated' : 'keywords', setting: facts.setting, urgency: facts.urgency === 'unknown' ? 'unknown' : { ...facts.urgency },
      exclusions: [...facts.exclusions], traits: [...facts.traits], walkIn: facts.walkIn, accepts: { ...handrail.accepts, pets: facts.pets, dependants: facts.dependants }, waitlist: facts.waitlist,
      languagesInterpreted: facts.languagesInterpreted && [...facts.languagesInterpreted], virtualArea: facts.virtualArea && [...facts.virtualArea], timeZone: facts.timeZone, alwaysOpen: facts.alwaysOpen,
      byAppointment: facts.byAppointment, scheduleExceptions: structuredClone(facts.exceptions), intake: parts(handrail.intake, facts.intake, intakeWith(editing)),
    },
  };
}

/** The facts of a service of which only name and organization are told. */
export const emptyFacts = (blank: Service): ServiceFacts => ({ ...factsOf(blank), kindsStated: true });
